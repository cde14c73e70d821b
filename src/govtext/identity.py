"""Identity: whose report it is, of which kind, given in which year, and which years it reviews and plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import rules
from govtext.cleaning.script import simplified
from govtext.reading.report import Report

Kind = Literal["government_work_report", "unit_summary", "plan_report", "statistical_communique", "policy_address",
               "speech", "other"]  # fmt: skip
Level = Literal["national", "provincial", "prefectural", "county", "township", "unit", ""]
FILE = rules.FOLDER / "identity.toml"
NATION = ("全国", "000000")

_HEAD = 1500
_TITLE_LENGTH = 60
_YEAR = re.compile(r"(?<!\d)((?:19[4-9]|20[0-4])\d)(?!\d)")
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,9}?(?:特别行政区|自治[区州县旗]|新区|省|[市区县州盟旗镇乡]))")
_GOVERNMENT = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在日表受])(?![日月年在])([\u4e00-\u9fff]{2,12}?(?:自治[区州县旗]|[省市区县州盟旗镇乡]))"
    r"(?:人民政府|第[一二三四五六七八九十]+届人民代表大会|政协)"
)
_GIVEN = re.compile(r"((?:19[4-9]|20[0-4])\d)\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_HAN_GIVEN = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年[一二三四五六七八九十]{1,2}月")
_REVIEW_HEADING = re.compile(r"((?:19[4-9]|20[0-4])\d)\s?年(?:的)?(?:国内)?(?:政府)?(?:主要)?工作(?:回顾|总结|情况)")
_PLAN_HEADING = re.compile(
    r"((?:19[4-9]|20[0-4])\d)\s?年(?:的)?(?:政府)?(?:主要|重点|工作|目标|总体)(?:任务|工作|目标|要求|安排|部署|思路)"
)
_MANY_YEARS = re.compile(
    r"(?m)^[　 ]*(?:[一二]、)?[^\n]{0,20}(?:过去五年|五年来|五年|“十[一二三四]?五”时期|“[六七八九]五”)"
    r"[^\n]{0,12}(?:回顾|成就|工作|情况)"
)
_SUFFIX_LEVELS: tuple[tuple[str, Level], ...] = (
    ("镇", "township"), ("乡", "township"), ("街道", "township"), ("区", "county"), ("县", "county"), ("旗", "county"),
    ("市", "prefectural"), ("州", "prefectural"), ("盟", "prefectural"),
)  # fmt: skip
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


class KindRule(rules.Rule):
    """A kind of report, the words that name it, and how many years before its own year it looks back."""

    id: Kind
    words: list[str] = Field(min_length=1)
    looks_back: int
    reason: str


class ProvinceRule(rules.Rule):
    """A province-level unit."""

    code: str = Field(pattern=r"^\d{6}$")
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks and when; None and "" where the report does not say.

    `report_year` is the year the report is given, `review_start` and `review_end` the years it looks back on.
    """

    title: str = ""
    kind: Kind = "other"
    level: Level = ""
    region: str = ""
    region_code: str = ""
    report_year: int | None = None
    review_start: int | None = None
    review_end: int | None = None
    warnings: tuple[str, ...] = ()

    @property
    def plan_year(self) -> int | None:
        """The first year after the reviewed ones."""
        return self.review_end + 1 if self.review_end is not None else None


@cache
def kinds() -> tuple[KindRule, ...]:
    """The kinds of report, checked."""
    return rules.load(FILE, KindRule, "kind", lambda row: [row.id, *row.words])


@cache
def provinces() -> tuple[ProvinceRule, ...]:
    """The province-level units, checked."""
    return rules.load(FILE, ProvinceRule, "province", lambda row: [row.code, row.name, row.short])


def identify(report: Report, text: str) -> Identity:
    """What the metadata, the file name, the title and the text say, in this order.

    Args:
        report: the report as read; its metadata wins.
        text: its cleaned text.
    """
    stem = simplified(report.path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
    title = report.metadata.get("title") or _title(text, stem)
    kind = _kind(stem, title, text)
    warnings: list[str] = []
    year = _year(report.metadata.get("year", ""), stem, title, text, kind)
    if year is None:
        warnings.append("no year found; periods stay empty where a sentence names none")
    region, code, level = _region(report.metadata.get("region", ""), stem, title, text)
    if not region:
        warnings.append("no region found")
    if kind.id == "unit_summary":
        level = "unit"
    last = None if year is None else year - kind.looks_back
    many = kind.looks_back == 1 and _MANY_YEARS.search(text) is not None
    first = None if last is None else last - 4 if many else last
    return Identity(title, kind.id, level, region, code, year, first, last, tuple(warnings))


def _title(text: str, stem: str) -> str:
    """The first line that names a kind of report, else the file's name."""
    words = [word for row in kinds() for word in row.words]
    for line in text[:_HEAD].splitlines():
        bare = line.strip(" 　#*—-")
        if len(bare) <= _TITLE_LENGTH and any(word in bare for word in words) and "，" not in bare and "。" not in bare:
            return bare
    return stem


def _kind(stem: str, title: str, text: str) -> KindRule:
    for place in (stem, title, text[:_HEAD]):
        for row in kinds():
            if any(word in place for word in row.words):
                return row
    if re.search(r"人民代表大会|各位代表", text[:_HEAD]):
        return kinds()[0]
    return KindRule(id="other", words=["-"], looks_back=1, reason="")


def _year(told: str, stem: str, title: str, text: str, kind: KindRule) -> int | None:
    for place in (told, stem, title):
        match = _YEAR.search(place)
        if match:
            return int(match[1])
    head = text[:_HEAD]
    given = _GIVEN.search(head)
    if given and kind.looks_back:
        return int(given[1])
    han = _HAN_GIVEN.search(head)
    if han and kind.looks_back:
        return int(han[1].translate(_HAN_DIGITS))
    reviewed = _REVIEW_HEADING.search(text)
    if reviewed:
        return int(reviewed[1]) + kind.looks_back
    planned = _PLAN_HEADING.search(text)
    return int(planned[1]) if planned else None


def _region(told: str, stem: str, title: str, text: str) -> tuple[str, str, Level]:
    for place in (told, stem, title):
        found = _named(place)
        if found:
            return found
    head = text[:_HEAD]
    if "国务院" in head and "全国人民代表大会" in text[: 3 * _HEAD]:
        return (*NATION, "national")
    government = _GOVERNMENT.search(head)
    if government:
        return _named(government[1]) or ("", "", "")
    if "国务院" in text[: 3 * _HEAD] and re.search(r"我国|全国", head):
        return (*NATION, "national")
    return "", "", ""


def _named(place: str) -> tuple[str, str, Level] | None:
    """The region that a short text (file name, title, cell) names."""
    if not place:
        return None
    if "国务院" in place or "全国" in place or "中央人民政府" in place:
        return (*NATION, "national")
    bare = re.sub(r"^[\s_\-\d.年度]+", "", place)
    lower = _PLACE.match(bare)
    for row in provinces():
        rest = bare.removeprefix(row.name) if bare.startswith(row.name) else bare.removeprefix(row.short)
        if rest == bare:
            continue
        inner = _PLACE.match(rest)
        if inner is None or inner[1].startswith(("人民", "政府", "委")):
            return row.name, row.code, "provincial"
        lower = inner  # 某省某市: the smaller place is the one that reports
    if lower is None or lower[1] in {"地区", "全市", "全区", "全省", "全县"}:
        return None
    name = lower[1]
    level = next((level for suffix, level in _SUFFIX_LEVELS if name.endswith(suffix)), "")
    return name, "", level  # type: ignore[return-value]
