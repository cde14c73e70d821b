"""Region: whose report it is, with the code and the level of the place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pydantic import Field

from govtext import regions, rules
from govtext.identity.evidence import OPENING, Evidence
from govtext.identity.kind import FILE
from govtext.regions import Chain, Level

NATION = ("全国", "000000")

_TOWNSHIPS = ("镇", "乡", "街道")
_SUFFIX_LEVELS: tuple[tuple[str, Level], ...] = (
    ("镇", "township"), ("乡", "township"), ("街道", "township"), ("区", "county"), ("县", "county"),
    ("旗", "county"), ("市", "prefectural"), ("州", "prefectural"), ("盟", "prefectural"), ("省", "provincial"),
)  # fmt: skip
_NATIONAL = re.compile(r"国务院|全国(?!人大代表|文明|先进|百强)|中央人民政府")
_SPEAKER = re.compile(
    r"(?P<nation>代表(?:中华人民共和国)?国务院|国务院(?:的?委托|的?决定|总理)|全国人民代表大会|中央人民政府)"
    r"|(?P<body>人民政府|第[一二三四五六七八九十]+届\n?(?:人民代表大会|人大)|人民代表大会|人大常委会)"
    r"|[省市区县州盟旗]长|主席|总工会|统计局|民政局|政协|施政报告"
)
_RUN = re.compile(r"[\u4e00-\u9fff]{2,24}$")
_LEAD = re.compile(r"^.*?(?:代表|[在向表受由日月年给经])(?=[\u4e00-\u9fff]{2})")
_CHUNK = re.compile(r"[\u4e00-\u9fff]{2,}")
_BEFORE_NAME = re.compile(r"^(?:年度?|关于|中共|在)+")
_NATION_WORDS = re.compile(r"我国|全国")
_LOCAL_WORDS = re.compile(r"[全我][省市区县州盟旗]")


class Region(NamedTuple):
    """A place: name, GB/T 2260 code and level, "" where it has none or it is not known; `warning` says why."""

    name: str
    code: str
    level: Level
    warning: str = ""


class ProvinceRule(rules.Rule):
    """A province-level unit."""

    code: str = Field(pattern=r"^\d{6}$")
    name: str
    short: str


@cache
def provinces() -> tuple[ProvinceRule, ...]:
    """The province-level units, checked."""
    return rules.load(FILE, ProvinceRule, "province", lambda row: [row.code, row.name, row.short])


@cache
def _shorts() -> dict[str, str]:
    return {name: row.name for row in provinces() for name in (row.short, row.name)}


def region_of(evidence: Evidence) -> Chain | None:
    """The names of who reports, the widest first: told, named, said by the speaker, by the folders or by the text."""
    for name in evidence.names("region"):
        found = named(name)
        if found:
            return found
    spoken = _speaker(evidence.text[:OPENING])
    if spoken:
        return spoken
    for folder in evidence.outward():
        found = named(folder)
        if found:
            return found
    text = evidence.text
    words, local = len(_NATION_WORDS.findall(text)), len(_LOCAL_WORDS.findall(text))
    return _nation() if words >= 10 and words > 5 * local else _special(text)


def is_nation(found: Chain | None) -> bool:
    """Whether the names are those of the whole country."""
    return found is not None and found.names == (NATION[0],)


def _special(text: str) -> Chain | None:
    """The special administrative region whose government speaks, where a text names it and not the other one."""
    if "特区政府" not in text[:OPENING]:
        return None
    counts = sorted((text.count(short), name) for short, name in _shorts().items() if name.endswith("特别行政区"))
    return Chain((counts[-1][1],), 0, True) if counts[-1][0] > 5 * counts[0][0] else None


def _nation() -> Chain:
    return Chain((NATION[0],), 0, True)


def named(place: str) -> Chain | None:
    """The names in a short text: file name, title, folder, cell."""
    if _NATIONAL.search(place):
        return _nation()
    for chunk in _CHUNK.finditer(place):
        bare = _BEFORE_NAME.sub("", chunk[0])
        found = regions.chain(bare, _shorts())
        if found:
            return found
    return None


def _speaker(head: str) -> Chain | None:
    """Who the first lines say speaks: 在某某第三届人民代表大会, 代表某某人民政府, 某某市长."""
    flat = re.sub(r"[^\S\n]", "", head)
    for anchor in _SPEAKER.finditer(flat):
        if anchor["nation"]:
            return _nation()
        run = _RUN.search(flat, max(0, anchor.start() - 24), anchor.start())
        found = run and _whole(run[0], unlisted=anchor["body"] is not None)
        if found:
            return found
    return None


def _whole(run: str, unlisted: bool) -> Chain | None:
    """The names that a stretch of characters ends with; those of no list only behind a word that leads up to them."""
    for start in range(len(run) - 1):
        found = regions.chain(run, _shorts(), start)
        if found and found.listed and found.end == len(run):
            return found
    for bare in _after_leads(run) if unlisted else ():
        found = regions.chain(bare, _shorts())
        if found and found.end == len(bare):
            return found
    return None


def _after_leads(run: str) -> Iterator[str]:
    yield run
    while True:
        shorter = _LEAD.sub("", run, count=1)
        if shorter == run:
            return
        yield shorter
        run = shorter


def placed(found: Chain | None, year: int | None, evidence: Evidence) -> Region:
    """The place that names mean in a year; a name in no list has the level that its last character tells."""
    if found is None:
        return Region("", "", "", "no region found")
    if is_nation(found):
        return Region(*NATION, "national")
    places = [evidence.told.get("region", ""), evidence.stem, evidence.folders, evidence.title, evidence.head[:300]]
    code, why = regions.resolve(found, year, places, evidence.text)
    if not code:
        code = next((row.code for row in provinces() if row.name == found.name), "")
    if code:
        return Region(found.name, code, regions.level(code))
    level: Level = next((level for suffix, level in _SUFFIX_LEVELS if found.name.endswith(suffix)), "")
    return Region(found.name, "", level, "" if found.name.endswith(_TOWNSHIPS) else why)
