"""Years: when a report is given, which years it reviews, and whether it reviews a part of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from govtext.identity.calendar import FROM_JANUARY, part_label, year_of_republic, year_written
from govtext.identity.congress import ordinal, year_by_congress
from govtext.identity.evidence import OPENING, Evidence
from govtext.identity.kind import KindRule
from govtext.identity.outlines import begins, first_year

_Y = r"((?:19[4-9]|20[0-4])\d)"
_HAN_Y = "([一二][〇○零一二三四五六七八九]{3})"
_TOLD_YEAR = re.compile(rf"{_Y}\s?(?:年度?)?|{_HAN_Y}年度?")
_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")
_HAN_YEAR = re.compile(rf"{_HAN_Y}年")
_PLACEHOLDER = re.compile(r"(?:20|19)[xX×✕＊*]{2}|[xX×✕＊*]{2,4}年")
_PART = rf"(?:(?<!下)半年|前三季度|第?[一二三]季度|{FROM_JANUARY})"
_PART_OF_YEAR = re.compile(_PART)
_CARRIED_OUT = re.compile(rf"{_Y}\s?年度?的?上?{_PART}?[^，。；\d]{{0,40}}?执行情况")
_REPUBLIC = re.compile(r"民国\s?(\d{2,3})\s?年")
_GIVEN = re.compile(
    rf"(?:(?:民国\s?(?P<republic>\d{{2,3}})|{_Y})\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?\d{{1,2}}\s?日)?|{_HAN_Y}年(?P<han>[一二三四五六七八九十]{{1,2}})月[一二三四五六七八九十]{{0,3}}日?)"
)
_CLOSES_LINE = re.compile(r"\s*[)）]?\s*(?:\n|$)")
_LATE = 11  # a report given in the last months of a year looks back on that year
_IN_SPRING_SINCE = 1995
_SPRING = 3  # what is dated before speaks of the year before
_AT_MEETING = re.compile(
    r"[\s)）]*[^，。；\n]{0,24}(?:[在于向][^，。；]{2,40}(?:会议|大会|会)|作[^，。；\n]{0,12}报告)|[^，。；\n]{0,20}第[一二三四五六七八九十]+届[^，。；]{0,30}会议上"
)
_DATELINE = re.compile(rf"[网社报台]讯[^\n。，自从于]{{0,20}}?{_Y}\s?年\s?\d{{1,2}}月")
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
_TELLS_OF = re.compile(r"(?:完成|落实|进展|执行|实施|开展|建设)情况|考核|通报|决算|审计|运行分析|年度报告")
_ANNIVERSARY = re.compile(r"(今年|去年|过去的?一年)[^。；]{0,12}?(?:中华人民共和国|新中国)成立\s?(\d\d)\s?周年")
_MANY_YEARS = re.compile(
    r"(?m)^[　 ]*(?:[一二]、)?[^\n]{0,20}(?:过去五年|五年来|五年|[本上]届政府|“十[一二三四]?五”(?:时期|期间)"
    r"|“[六七八九]五”|20\d\d年?[—－–-]20\d\d年)"
    r"[^\n]{0,12}(?:回顾|成就|工作|情况)"
)


class Day(NamedTuple):
    """When a report is given, as far as it matters; `meeting` tells that it is the day of a meeting."""

    year: int
    month: int
    meeting: bool

    @property
    def late(self) -> bool:
        """Whether the year is nearly over, so that a report looks back on it."""
        return self.month >= _LATE


class Review(NamedTuple):
    """The years that a report looks back on, whether it does so when only a part of them is over, and which part."""

    start: int | None
    end: int | None
    interim: bool
    part: str = ""


def is_year(told: str) -> bool:
    """Whether a person's words are a year."""
    return _TOLD_YEAR.fullmatch(told) is not None


def day_given(head: str) -> Day | None:
    """The first day in the head of a report that is a meeting's, else the first that has a line of its own."""
    days = list(_GIVEN.finditer(head))
    for match in days:
        if _AT_MEETING.match(head, match.end()):
            return _day(match, meeting=True)
    return next((_day(match, meeting=False) for match in days if _signs(head, match)), None)


def report_year(
    evidence: Evidence, kind: KindRule, national: bool, given: Day | None, planned: int | None
) -> int | None:
    """The year of the report: told, named, said by the day of the meeting, by the congress, or by what it reviews.

    `planned` is the first year of the plan whose outline it is, if it is one.
    """
    *surest, title = evidence.names("year")
    if planned:
        return _named(surest[0], kind) or (given and given.year) or planned
    meeting = given.year if given and given.meeting and kind.looks_back else None
    for year in (*(_named(name, kind) for name in surest), meeting, _named(title, kind)):
        if year:
            return year
    if _PLACEHOLDER.search(evidence.stem) or _PLACEHOLDER.search(evidence.title):
        return None
    for folder in evidence.outward():
        match = _YEAR.search(folder)
        if match:
            return int(match[1])
    congress = year_by_congress(evidence.text) if national else None
    return (given and given.year) or congress or _by_review(evidence.text, kind) or _dateline(evidence)


def review(evidence: Evidence, kind: KindRule, year: int | None, given: Day | None, planned: int | None) -> Review:
    """What a report of a year, or the outline of a plan, looks back on."""
    if planned:
        return Review(planned - 5, planned - 1, False)
    if year is None:
        return Review(None, None, False)
    part = _PART_OF_YEAR.search(evidence.stem) or _PART_OF_YEAR.search(evidence.title)
    if part:
        return Review(year, year, True, part_label(part.group()))
    if kind.id == "other" and (_dateline(evidence) == year or _dated_within(given, year)):
        return Review(year, year, True)  # news tells of the year that it appears in
    if kind.id == "other" and _looks_back(evidence, year, given):
        return Review(year, year, False)
    heading = _REVIEW_HEADING.search(evidence.text) if kind.looks_back else None
    if heading and _reviewed(heading) == year:
        return Review(year, year, heading["part"] is not None, part_label(heading["part"] or ""))
    late = given is not None and given.meeting and given.year == year and given.late
    end = year - (0 if late else kind.looks_back or _dated_early(evidence, year, given))
    many = kind.looks_back == 1 and _MANY_YEARS.search(evidence.text) is not None
    return Review(end - 4 if many else end, end, False)


def five_years(evidence: Evidence, kind: KindRule) -> int | None:
    """The first year of the five-year plan whose outline a text is; None if it is none."""
    names = (evidence.stem, evidence.title) if kind.id == "other" else ()
    return next((year for name in names if (year := first_year(name))), None)


def doubt(year: int | None, given: Day | None) -> str:
    """What speaks against the year of the report: a meeting in another one. Empty if nothing does."""
    if year is None or given is None or not given.meeting or year in {given.year, given.year + given.late}:
        return ""
    seen = f"taken for the report of {year}, but it was given in {given.year}"
    return f"{seen}: check its year, which --metadata can tell"


def opens_year(year: int | None, given: Day | None) -> bool:
    """Whether a report is given in the first months of its year, as work reports mostly are since the 1990s."""
    if year is None:
        return False
    if given is None or not given.meeting:
        return year >= _IN_SPRING_SINCE
    return given.year == year and not _SPRING < given.month < _LATE


def _named(name: str, kind: KindRule) -> int | None:
    """The year of the report that a short text names; one whose plan was carried out is the one reviewed."""
    carried_out = _CARRIED_OUT.search(name)
    if carried_out:
        return int(carried_out[1]) + (0 if _PART_OF_YEAR.search(name) else kind.looks_back)
    match = _YEAR.search(name)
    if match:
        return int(match[1])
    republic = _REPUBLIC.search(name)
    if republic:
        return year_of_republic(republic[1])
    han = _HAN_YEAR.search(name)
    return year_written(han[1]) if han else None


def _dateline(evidence: Evidence) -> int | None:
    """The year that a piece of news opens with (茶会网讯 2014年1月)."""
    found = _DATELINE.search(evidence.head)
    return int(found[1]) if found else None


def _signs(head: str, match: re.Match[str]) -> bool:
    """Whether a date begins its line, or closes it in brackets behind who speaks."""
    before = head[head.rfind("\n", 0, match.start()) + 1 : match.start()]
    if _PUBLISHED.search(head[max(0, match.start() - 30) : match.start()]):
        return False
    if before.endswith(("（", "(")) and "，" not in before:
        return _CLOSES_LINE.match(head, match.end()) is not None
    closed = match["month"] or _CLOSES_LINE.match(head, match.end())
    return bool(closed) and not before.removesuffix("中华").strip(" 　（(—-")


def _day(match: re.Match[str], *, meeting: bool) -> Day:
    month = int(match["month"]) if match["month"] else ordinal(match["han"])
    year = year_of_republic(match["republic"]) if match["republic"] else year_written(match[2] or match[4])
    return Day(year, month, meeting)


def _dated_early(evidence: Evidence, year: int, given: Day | None) -> bool:
    """Whether only a date in the first months gives a summary its year, so that it is of the year before."""
    named = any(str(year) in name for name in evidence.names("year"))
    return given is not None and given.year == year and given.month < _SPRING and not named


def _looks_back(evidence: Evidence, year: int, given: Day | None) -> bool:
    """Whether a text tells of the year it is named after: it is dated in a later one, or its title says so."""
    later = given is not None and given.year > year
    return later or any(_TELLS_OF.search(name) for name in (evidence.stem, evidence.title))


def _dated_within(given: Day | None, year: int) -> bool:
    """Whether a date says that a text was written in this year, after its first months."""
    return given is not None and not given.meeting and given.year == year and given.month >= _SPRING


def _reviewed(heading: re.Match[str]) -> int:
    """The year in the heading of a review."""
    return int(heading["year"] or heading["first"])


def _by_review(text: str, kind: KindRule) -> int | None:
    """The year after the one that a report looks back on, or the one it plans."""
    reviewed = _REVIEW_HEADING.search(text)
    if reviewed:
        return _reviewed(reviewed) + (0 if reviewed["part"] else kind.looks_back)
    past = _PAST_YEAR.search(text[:OPENING])
    if past:
        return int(past[1] or past[2]) + kind.looks_back
    plan = _PLAN_REVIEWED.search(text)
    if plan:
        return begins(f"{plan[1]}五") + 4 + kind.looks_back
    planned = _PLAN_HEADING.search(text)
    if planned:
        return int(planned[1])
    feast = _ANNIVERSARY.search(text)
    if feast:
        return 1949 + int(feast[2]) + (0 if feast[1] == "今年" else kind.looks_back)
    return None
