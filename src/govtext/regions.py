"""Regions: names of provinces, prefectures and counties with their GB/T 2260 codes, year by year since 1980.

A name that several places bear has a code only where its parent is known; a name in no list has none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from govtext import rules
from govtext.errors import few

Level = Literal["national", "provincial", "prefectural", "county", "township", "unit", ""]
FILE = rules.FOLDER / "regions.tsv"
FIRST_YEAR = 1980
STANDING = 9999

_OF_THE_PROVINCE = {"90"}  # a code under the province itself does not tell the prefecture
_SUFFIX = re.compile(r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|地区|[省市盟])$")
_PEOPLES = re.compile(
    r"(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔"
    r"|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|怒|鄂温克|保安|裕固|独龙|鄂伦春|普米|阿昌|德昂|基诺|门巴|珞巴|各)族?"
)
_UNKNOWN = re.compile(
    r"(?![某我本全该各两乡县市省区年月日第]|人民|政府|按照|根据|关于)"
    r"([\u4e00-\u9fff]{2,12}?(?:特别行政区|自治[区州县旗]|新区|省|[市区县州盟旗镇乡]))"
    r"(?=$|[^\u4e00-\u9fff]|[一二三四五六七八九十]|年|第|人民|政府|总工会|工会|工作|国民|统计|财政|民政|计划|施政|委"
    r"|[\u4e00-\u9fff]{1,8}[局委办会处中])"
)
_NO_UNKNOWN = re.compile(
    r"(?:社|小|园|校|地|街|辖|景|灾|片|库|矿|全市?|市|县)区$|[的和与是在及对]|政府|工会|关于|^(?:关于|中共|县|市)"
)
_SHORT_STANDS_ALONE = re.compile(r"$|[^\u4e00-\u9fff]|(?:人民)?政府|[年市省第在工统国]")


@dataclass(frozen=True, slots=True)
class Row:
    """One name and code, and the years in which the one had the other; `last` is `STANDING` for what stands."""

    code: str
    name: str
    first: int
    last: int

    def stands(self, year: int | None) -> bool:
        """Whether the row held in a year; before the first list its first one counts, without a year the last one."""
        if year is None:
            return self.last == STANDING
        return self.first <= max(year, FIRST_YEAR) <= self.last


@dataclass(frozen=True, slots=True)
class _Table:
    by_name: dict[str, tuple[Row, ...]]
    by_code: dict[str, tuple[Row, ...]]
    prefectures: dict[str, str]


@cache
def table() -> _Table:
    """All rows, by name (other forms of a name included) and by code."""
    by_name: dict[str, list[Row]] = defaultdict(list)
    by_code: dict[str, list[Row]] = defaultdict(list)
    prefectures: dict[str, str] = {}
    for line in FILE.read_text(encoding="utf-8").splitlines()[1:]:
        code, name, first, last = line.split("\t")
        row = Row(code, name, int(first), int(last or STANDING))
        by_name[name].append(row)
        by_code[code].append(row)
        if "自治" in name and not code.endswith("0000"):
            for other in _other_forms(name):
                by_name[other].append(row)
        if code.endswith("00") and not code.endswith("0000") and len(stem(name)) > 1:
            standing = row.last == STANDING
            prefectures[stem(name)] = name if standing else prefectures.get(stem(name), name)
    doubtful = {
        short
        for short in prefectures
        if any(row.last == STANDING for rank in ("区", "县") for row in by_name.get(short + rank, ()))
    }
    return _Table(
        {name: tuple(rows) for name, rows in by_name.items()},
        {code: tuple(rows) for code, rows in by_code.items()},
        {short: name for short, name in prefectures.items() if short not in doubtful},
    )


def _other_forms(name: str) -> Iterator[str]:
    """延边州 and 延边自治州 for 延边朝鲜族自治州."""
    head, kind = name.split("自治", 1)
    place = re.sub(rf"(?:{_PEOPLES.pattern})+$", "", head)
    if len(place) > 1 and kind:
        yield from {f"{place}{kind}", f"{place}自治{kind}"} - {name}


def stem(name: str) -> str:
    """The name without its rank: 苏州 for 苏州市, 延边 for 延边朝鲜族自治州."""
    if name.endswith(("自治州", "自治县", "自治旗")):
        return re.sub(rf"(?:{_PEOPLES.pattern})+$", "", name[:-3])
    return _SUFFIX.sub("", name)


@cache
def _openings() -> dict[str, tuple[int, ...]]:
    """For the first two characters of all names, the lengths of the names, longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in table().by_name:
        lengths[name[:2]].add(len(name))
    return {opening: tuple(sorted(found, reverse=True)) for opening, found in lengths.items()}


def known(text: str, start: int = 0) -> str:
    """The longest name of the lists that begins at a place, or nothing."""
    names = table().by_name
    for length in _openings().get(text[start : start + 2], ()):
        if text[start : start + length] in names:
            return text[start : start + length]
    return ""


@dataclass(frozen=True, slots=True)
class Chain:
    """Names that stand one behind the other, the widest first (江苏省, 苏州市, 昆山市), and where they end."""

    names: tuple[str, ...]
    end: int
    listed: bool

    @property
    def name(self) -> str:
        """The narrowest one: whose report it is."""
        return self.names[-1]


def chain(text: str, shorts: dict[str, str], start: int = 0) -> Chain | None:
    """The names that a text begins with.

    Args:
        text: a file name, a title, a cell, without what stands before the names.
        shorts: provinces by what they are called without 省 or 自治区.
        start: where the names begin.
    """
    names: list[str] = []
    place, listed = start, True
    while place < len(text):
        name = known(text, place)
        length = len(name)
        if not name:
            name, length = _short(text, place, shorts, bool(names))
        if not name:
            found = _UNKNOWN.match(text, place)
            if not found or _NO_UNKNOWN.search(found[1]):
                break
            name, length, listed = found[1], len(found[1]), False
        names.append(name)
        place += length
    return Chain(tuple(names), place, listed) if names else None


def _short(text: str, place: int, shorts: dict[str, str], inside: bool) -> tuple[str, int]:
    """A province or prefecture without its rank, and the length of what stands there."""
    for length in (3, 2):
        short = text[place : place + length]
        if short in shorts:
            return shorts[short], length
        name = table().prefectures.get(short)
        if name and (inside or _SHORT_STANDS_ALONE.match(text, place + length) or known(text, place + length)):
            return name, length
    return "", 0


def codes(name: str, year: int | None) -> tuple[str, ...]:
    """The codes that places of this name had in a year, or in the year before: January still speaks of the old one."""
    rows = table().by_name.get(name, ())
    for when in (year, None if year is None else year - 1):
        found = {row.code for row in rows if row.stands(when)}
        if found:
            return tuple(sorted(found))
    return ()


def parents(code: str, year: int | None) -> tuple[str, ...]:
    """The names of the prefecture and the province that a code lies in, the nearer first."""
    above = [above for above in (f"{code[:4]}00", f"{code[:2]}0000") if above != code]
    rows = [row for wider in above for row in table().by_code.get(wider, ()) if row.stands(year)]
    return tuple(row.name for row in rows)


def level(code: str) -> Level:
    """What rank a code has."""
    return "provincial" if code.endswith("0000") else "prefectural" if code.endswith("00") else "county"


def resolve(found: Chain, year: int | None, places: Sequence[str], text: str) -> tuple[str, str]:
    """The code of the last name of a chain and "", or "" and why there is none.

    Args:
        found: the name with the names that stand before it.
        year: the year of the code.
        places: where its parents may be named, the surest first: file name, folder, title.
        text: the report, asked last.
    """
    name, when = found.name, f"in {year}" if year else "today"
    candidates = codes(name, year)
    if not candidates:
        return "", f"{name} has no GB/T 2260 code {when}"
    for wider in found.names[:-1]:
        fitting = tuple(
            code
            for code in candidates
            if code[2:4] in _OF_THE_PROVINCE or any(stem(wider) == stem(up) for up in parents(code, year))
        )
        if not fitting:
            return "", f"{wider} has no {name} {when}, so it got no GB/T 2260 code"
        candidates = fitting
    for place in places:
        if len(candidates) > 1:
            candidates = _named_in(place, candidates, year)
    if len(candidates) > 1:
        candidates = _spoken_of(text, candidates, year)
    if len(candidates) == 1:
        return candidates[0], ""
    where = few([" ".join(reversed(parents(code, year))) for code in candidates], 4)
    return "", f"{name} is a name of several places ({where}); name the one above it to get a GB/T 2260 code"


def _named_in(place: str, candidates: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """Those whose prefecture a short text names, else those whose province it names, else all."""
    for depth in (0, 1):
        fitting = tuple(code for code in candidates if any(stem(up) in place for up in parents(code, year)[depth:][:1]))
        if fitting:
            return fitting
    return candidates


def _spoken_of(text: str, candidates: tuple[str, ...], year: int | None) -> tuple[str, ...]:
    """The one whose parents the report speaks of, where it hardly speaks of those of the others."""
    counts = sorted((max((text.count(up) for up in parents(code, year)), default=0), code) for code in candidates)
    (second, _), (first, best) = counts[-2:]
    return (best,) if first >= 2 and first >= 4 * second else candidates
