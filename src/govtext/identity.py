"""Identity: whose report it is, of which kind, given in which year, and which years it reviews and plans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pydantic import Field

from govtext import regions, rules
from govtext.cleaning.script import simplified
from govtext.reading.report import Report
from govtext.regions import Level

Kind = Literal["government_work_report", "unit_summary", "plan_report", "statistical_communique", "policy_address",
               "speech", "other"]  # fmt: skip
FILE = rules.FOLDER / "identity.toml"
NATION = ("全国", "000000")

_HEAD = 1500
_OPENING = 3000
_ADDRESS = 600
_TITLE_LENGTH = 60
_Y = r"((?:19[4-9]|20[0-4])\d)"
_HAN_Y = "([一二][〇○零一二三四五六七八九]{3})"
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TOLD_YEAR = re.compile(rf"{_Y}\s?(?:年度?)?|{_HAN_Y}年度?")
_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
_HAN_YEAR = re.compile(rf"{_HAN_Y}年")
_PLACEHOLDER = re.compile(r"(?:20|19)[xX×✕＊*]{2}|[xX×✕＊*]{2,4}年")
_PART = r"(?:(?<!下)半年|前三季度|第?[一二三]季度|1\s?[-—–－~～至到]\s?(?:[2-9]|1[01])月份?)"
_PART_OF_YEAR = re.compile(_PART)
_CARRIED_OUT = re.compile(rf"{_Y}\s?年度?的?上?{_PART}?[^，。；\d]{{0,40}}?执行情况")
_GIVEN = re.compile(
    rf"(?:{_Y}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|{_HAN_Y}年[一二三四五六七八九十]{{1,2}}月[一二三四五六七八九十]{{0,3}}日?)"
)
_AT_MEETING = re.compile(
    r"[\s)）]*[^，。；\n]{0,24}(?:[在于向][^，。；]{2,40}(?:会议|大会|会)|作[^，。；\n]{0,12}报告)|[^，。；\n]{0,20}第[一二三四五六七八九十]+届[^，。；]{0,30}会议上"
)
_PUBLISHED = re.compile(r"(?:发布|公布|来源|更新|成文|公开|编辑|新华社\S{0,4}|gov\.cn)[^\n。]{0,20}$")
_REVIEW_HEADING = re.compile(
    rf"(?m)^[^\n。，]{{0,16}}?(?P<year>{_Y})\s?年(?:的)?(?P<part>上?{_PART})?(?:国内)?(?:政府)?(?:主要)?(?:工作)?(?:的)?(?:回顾|总结|情况)|首先报告(?P<first>{_Y})年的工作"
)
_PLAN_HEADING = re.compile(
    rf"{_Y}\s?年(?:的)?(?:政府)?(?:主要|重点|工作|目标|总体)(?:任务|工作|目标|要求|安排|部署|思路)"
)
_PAST_YEAR = re.compile(
    rf"(?:刚刚过去的|过去的){_Y}\s?年|(?:过去的?一年|去年|一年来)[^\n，。]{{0,8}}回顾\s{{0,12}}{_Y}\s?年(?:[，是]|\S{{0,8}}，)"
)
_PLAN_REVIEWED = re.compile(
    r"(?m)^[^\n。，]{0,6}“?([六七八九]|十[一二三四五六]?)五”?(?:时期|规划|计划)[^\n。，；]{0,18}回顾"
)
_ANNIVERSARY = re.compile(r"(今年|去年|过去的?一年)[^。；]{0,12}?(?:中华人民共和国|新中国)成立\s?(\d\d)\s?周年")
_N = "([一二三四五六七八九十]{1,3})"
_THIS_CONGRESS = re.compile(rf"(?:向|在|我们)第{_N}届全国人民代表大会(?:第{_N}次会议)?(?!以来|期间|的决议)")
_LAST_CONGRESS = re.compile(rf"去年[^。，；]{{0,10}}?第?{_N}届(?:全国人民代表大会|全国人大|人大)第?{_N}次会议")
_SINCE_CONGRESS = re.compile(rf"第{_N}届全国人民代表大会(?:第一次会议(?:以来|，到这次大会[^。]{{0,20}}五年)|期间)")
_FIVE_YEARS = re.compile("五年")
# The years of the sessions of the first congresses; from the fifth on there are five of each, a year apart.
_FIRST_CONGRESSES = {1: (1954, 1955, 1956, 1957, 1958), 2: (1959, 1960, 1962, 1963), 3: (1964,), 4: (1975,)}
_MANY_YEARS = re.compile(
    r"(?m)^[　 ]*(?:[一二]、)?[^\n]{0,20}(?:过去五年|五年来|五年|“十[一二三四]?五”时期|“[六七八九]五”)"
    r"[^\n]{0,12}(?:回顾|成就|工作|情况)"
)
_TOWNSHIPS = ("镇", "乡", "街道")
_SUFFIX_LEVELS: tuple[tuple[str, Level], ...] = (
    ("镇", "township"), ("乡", "township"), ("街道", "township"), ("区", "county"), ("县", "county"), ("旗", "county"),
    ("市", "prefectural"), ("州", "prefectural"), ("盟", "prefectural"), ("地区", "prefectural"), ("省", "provincial"),
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


class KindRule(rules.Rule):
    """A kind of report, the words that name it, and how many years before its own year it looks back.

    `opens` is a pattern of how its text begins, for a report that nothing names.
    """

    id: Kind
    words: list[str] = Field(min_length=1)
    opens: str = ""
    looks_back: int
    reason: str


_OTHER = KindRule(id="other", words=["-"], looks_back=1, reason="no word names its kind")


class ProvinceRule(rules.Rule):
    """A province-level unit."""

    code: str = Field(pattern=r"^\d{6}$")
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks and when; None and "" where the report does not say.

    `report_year` is the year the report is given, `review_start` and `review_end` the years it looks back on. One that
    is `interim` reviews the first part of a year, its first half or quarters, and plans the rest of it.
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
    interim: bool = False

    @property
    def plan_year(self) -> int | None:
        """The year that is planned: the first after the reviewed ones, or the rest of the one reviewed."""
        if self.review_end is None:
            return None
        return self.review_end if self.interim else self.review_end + 1


@cache
def kinds() -> tuple[KindRule, ...]:
    """The kinds of report, checked."""
    return rules.load(FILE, KindRule, "kind", lambda row: [row.id, *row.words])


@cache
def provinces() -> tuple[ProvinceRule, ...]:
    """The province-level units, checked."""
    return rules.load(FILE, ProvinceRule, "province", lambda row: [row.code, row.name, row.short])


@cache
def _shorts() -> dict[str, str]:
    return {name: row.name for row in provinces() for name in (row.short, row.name)}


@dataclass(frozen=True, slots=True)
class _Sources:
    """Where identity is looked for, the surest first."""

    told: str
    stem: str
    title: str
    folders: str
    text: str

    @property
    def head(self) -> str:
        return self.text[:_HEAD]


def identify(report: Report, text: str) -> Identity:
    """What the metadata, the file name, the title, the text and the folders say, in this order.

    Args:
        report: the report as read; its metadata wins.
        text: its cleaned text.
    """
    *folders, name = simplified(report.path).split("/")
    stem = name.rsplit(".", 1)[0]
    told = {what: simplified(cell) for what, cell in report.metadata.items()}
    title = told.get("title") or _title(text, stem)
    sources = _Sources(told.get("region", ""), stem, title, "/".join(folders), text)
    kind = _told_kind(told.get("kind", "")) or _kind(stem, title, text)
    warnings: list[str] = []
    found = _region(sources)
    nation = found is not None and found.names == (NATION[0],)
    year = _year(told.get("year", ""), sources, kind, nation)
    if year is None:
        warnings.append("no year found; periods stay empty where a sentence names none")
    region, code, level = _coded(found, year, sources, warnings)
    if kind.id == "unit_summary":
        level = "unit"
    looks_back, interim = _looks_back(sources, kind, year)
    last = None if year is None else year - looks_back
    many = looks_back == 1 and _MANY_YEARS.search(text) is not None
    first = None if last is None else last - 4 if many else last
    return Identity(title, kind.id, level, region, code, year, first, last, tuple(warnings), interim)


def objection(what: str, told: str) -> str:
    """Why a person cannot tell this of a report; empty where they can.

    Args:
        what: title, region, year or kind.
        told: what the person wrote.
    """
    plain = simplified(told)
    if what == "year" and not _TOLD_YEAR.fullmatch(plain):
        return f'"{told}" is no year from 1940 to 2049; write it like 2024'
    if what == "region" and not _named(plain):
        return f'"{told}" names no place; write it like 浙江省 or 砚州市云砚区, and the whole country as {NATION[0]}'
    if what == "kind" and not _told_kind(plain):
        known = ", ".join([row.id for row in kinds()] + [_OTHER.id])
        return f'"{told}" is no kind of report; write one of {known}'
    return ""


def _title(text: str, stem: str) -> str:
    """The first line that names a kind of report, else the file's name."""
    words = [word for row in kinds() for word in row.words]
    for line in text[:_HEAD].splitlines():
        bare = line.strip(" 　#*—-")
        if len(bare) > _TITLE_LENGTH or "，" in bare or "。" in bare or re.match(r"[（(]?[一二三四五六]+[、）)]", bare):
            continue
        if any(word in re.sub(r"\s", "", bare) for word in words):
            return bare
    return stem


def _told_kind(told: str) -> KindRule | None:
    """The kind that a table tells, by its id or a word for it."""
    known = (row for row in kinds() if told == row.id or any(word in told for word in row.words))
    return next(known, _OTHER if told == _OTHER.id else None)


def _kind(stem: str, title: str, text: str) -> KindRule:
    """The kind that file name or title names, or that the first sentences speak like."""
    for place in (stem, re.sub(r"\s", "", title)):
        for row in kinds():
            if any(word in place for word in row.words):
                return row
    if re.search(r"人民代表大会|各位代表", text[:_ADDRESS]):
        return kinds()[0]
    for row in kinds():
        if row.opens and re.search(row.opens, text[:_HEAD]):
            return row
    for row in kinds():
        if any(word in text[:_HEAD] for word in row.words):
            return row
    if re.search(r"人民代表大会|各位代表", text[:_HEAD]):
        return kinds()[0]
    return _OTHER


def _year(told: str, sources: _Sources, kind: KindRule, nation: bool) -> int | None:
    """The year of the report: told, named, said by the day of the meeting, by the congress, or by what it reviews."""
    for place in (told, sources.stem, sources.title):
        carried_out = _CARRIED_OUT.search(place)
        if carried_out:
            return int(carried_out[1]) + (0 if _PART_OF_YEAR.search(place) else kind.looks_back)
        match = _YEAR.search(place)
        if match:
            return int(match[1])
        han = _HAN_YEAR.search(place)
        if han:
            return _number(han[1])
    if _PLACEHOLDER.search(sources.stem) or _PLACEHOLDER.search(sources.title):
        return None
    for folder in reversed(sources.folders.split("/")):
        match = _YEAR.search(folder)
        if match:
            return int(match[1])
    given = _day_given(sources.head) if kind.looks_back else None
    return given or (_by_congress(sources.text) if nation else None) or _by_review(sources.text, kind)


def _looks_back(sources: _Sources, kind: KindRule, year: int | None) -> tuple[int, bool]:
    """How many years before its own a report looks back, and whether it reviews no more than the first part of it."""
    if _PART_OF_YEAR.search(sources.stem) or _PART_OF_YEAR.search(sources.title):
        return 0, True
    heading = _REVIEW_HEADING.search(sources.text, 0, _OPENING) if kind.looks_back else None
    if heading and int(heading["year"] or heading["first"]) == year:
        return 0, heading["part"] is not None
    return kind.looks_back, False


def _number(match: str) -> int:
    return int(match.translate(_HAN_DIGITS))


def _day_given(head: str) -> int | None:
    """The year of the first day in the head of a report that is a meeting's; else of the first that is no news."""
    others: list[int] = []
    for match in _GIVEN.finditer(head):
        year = int(match[1]) if match[1] else _number(match[2])
        if _AT_MEETING.match(head, match.end()):
            return year
        line = head.rfind("\n", 0, match.start()) + 1
        alone = not head[line : match.start()].strip(" 　（(—-") and match[1]
        if alone and not _PUBLISHED.search(head[max(0, match.start() - 30) : match.start()]):
            others.append(year)
    return others[0] if others else None


def _by_congress(text: str) -> int | None:
    """The year of the session of the national congress that a report is given to."""
    this = _THIS_CONGRESS.search(text[:_HEAD])
    year = this and _session(this[1], this[2])
    if year:
        return year
    since = _SINCE_CONGRESS.search(text[:_OPENING])
    first = since and _FIVE_YEARS.search(text[: since.end() + 60]) and _session(since[1], "一")
    if first:
        return first + 5
    last = _LAST_CONGRESS.search(text)
    before = last and _session(last[1], last[2])
    return before + 1 if before else None


def _session(congress: str, session: str | None) -> int | None:
    """The year of a session of a national congress; a congress that met once needs no number."""
    number = _ordinal(congress)
    years = _FIRST_CONGRESSES.get(number) or tuple(range(1953 + 5 * number, 1958 + 5 * number))
    place = 1 if len(years) == 1 else _ordinal(session or "")
    return years[place - 1] if number and 1 <= place <= len(years) else None


def _ordinal(word: str) -> int:
    """The number from 1 to 19 that a word says; 0 for any other word."""
    if word.startswith("十"):
        return 10 + "一二三四五六七八九".find(word[1:] or "-") + 1
    return "一二三四五六七八九".find(word) + 1 if len(word) == 1 else 0


def _by_review(text: str, kind: KindRule) -> int | None:
    """The year after the one that a report looks back on, or the one it plans."""
    reviewed = _REVIEW_HEADING.search(text)
    if reviewed:
        return int(reviewed["year"] or reviewed["first"]) + (0 if reviewed["part"] else kind.looks_back)
    past = _PAST_YEAR.search(text[:_OPENING])
    if past:
        return int(past[1] or past[2]) + kind.looks_back
    plan = _PLAN_REVIEWED.search(text)
    if plan:
        return 1955 + 5 * _ordinal(plan[1]) + kind.looks_back
    planned = _PLAN_HEADING.search(text)
    if planned:
        return int(planned[1])
    feast = _ANNIVERSARY.search(text)
    if feast:
        return 1949 + int(feast[2]) + (0 if feast[1] == "今年" else kind.looks_back)
    return None


def _region(sources: _Sources) -> regions.Chain | None:
    """The names of who reports, the widest first."""
    for place in (sources.told, sources.stem, sources.title):
        found = _named(place)
        if found:
            return found
    spoken = _speaker(sources.text[:_OPENING])
    if spoken:
        return spoken
    for folder in reversed(sources.folders.split("/")):
        found = _named(folder)
        if found:
            return found
    words, local = len(_NATION_WORDS.findall(sources.text)), len(_LOCAL_WORDS.findall(sources.text))
    if words >= 10 and words > 5 * local:
        return _nation()
    return _special(sources.text)


def _special(text: str) -> regions.Chain | None:
    """The special administrative region whose government speaks, where a text names it and not the other one."""
    if "特区政府" not in text[:_OPENING]:
        return None
    counts = sorted((text.count(short), name) for short, name in _shorts().items() if name.endswith("特别行政区"))
    return regions.Chain((counts[-1][1],), 0, True) if counts[-1][0] > 5 * counts[0][0] else None


def _nation() -> regions.Chain:
    return regions.Chain((NATION[0],), 0, True)


def _named(place: str) -> regions.Chain | None:
    """The names in a short text: file name, title, folder, cell."""
    if _NATIONAL.search(place):
        return _nation()
    for chunk in _CHUNK.finditer(place):
        bare = _BEFORE_NAME.sub("", chunk[0])
        found = regions.chain(bare, _shorts())
        if found:
            return found
    return None


def _speaker(head: str) -> regions.Chain | None:
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


def _whole(run: str, unlisted: bool) -> regions.Chain | None:
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


def _coded(
    found: regions.Chain | None, year: int | None, sources: _Sources, warnings: list[str]
) -> tuple[str, str, Level]:
    """Name, code and level; what could not be told goes to the warnings."""
    if found is None:
        warnings.append("no region found")
        return "", "", ""
    if found.names == (NATION[0],):
        return (*NATION, "national")
    places = [sources.told, sources.stem, sources.folders, sources.title, sources.head[:300]]
    code, why = regions.resolve(found, year, places, sources.text)
    if not code:
        code = next((row.code for row in provinces() if row.name == found.name), "")
    level: Level = next((level for suffix, level in _SUFFIX_LEVELS if found.name.endswith(suffix)), "")
    if code:
        level = regions.level(code)
    elif not found.name.endswith(_TOWNSHIPS):
        warnings.append(why)
    return found.name, code, level
