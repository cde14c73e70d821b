"""Identity: whose report it is, of which kind, given in which year, and which years it reviews and plans."""

from __future__ import annotations

from dataclasses import dataclass

from govtext.cleaning.script import simplified
from govtext.identity.evidence import Evidence
from govtext.identity.kind import OTHER, Kind, kind_of, kinds, title_of, told_kind
from govtext.identity.region import NATION, is_nation, named, placed, provinces, region_of
from govtext.identity.years import day_given, doubt, five_years, is_year, opens_year, report_year, review
from govtext.reading.report import Report
from govtext.regions import Level

__all__ = ["Identity", "identify", "kinds", "objection", "provinces"]

_NO_YEAR = "no year found; periods stay empty where a sentence names none"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who speaks and when; None and "" where the report does not say.

    `report_year` is the year the report is given, `review_start` and `review_end` the years it looks back on. One that
    is `interim` reviews the first part of a year (`part`: H1, Q1, M1-M10) and plans the rest of it. One that opens its
    year is given in the first months, so that most of what it says of that year is to come. An `outline` reviews five
    years and plans five.
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
    opens_year: bool = False
    part: str = ""
    outline: bool = False

    @property
    def plan_year(self) -> int | None:
        """The year that is planned: the first after the reviewed ones, or the rest of the one reviewed."""
        if self.review_end is None:
            return None
        return self.review_end if self.interim else self.review_end + 1


def identify(report: Report, text: str) -> Identity:
    """What the metadata, the file name, the title, the text and the folders say, in this order.

    Args:
        report: the report as read; its metadata wins.
        text: its cleaned text.
    """
    *folders, name = simplified(report.path).split("/")
    stem = name.rsplit(".", 1)[0]
    told = {what: simplified(cell) for what, cell in report.metadata.items()}
    title = told.get("title") or title_of(text, stem)
    evidence = Evidence(told, stem, title, "/".join(folders), text)
    kind = told_kind(told.get("kind", "")) or kind_of(stem, title, text)
    names = region_of(evidence)
    given = day_given(evidence.head)
    planned = five_years(evidence, kind)
    year = report_year(evidence, kind, is_nation(names), given, planned)
    region = placed(names, year, evidence)
    level = "unit" if kind.id == "unit_summary" else region.level
    reviewed = review(evidence, kind, year, given, planned)
    said = ("" if year else _NO_YEAR, doubt(year, given) if kind.looks_back else "", region.warning)
    warnings = tuple(warning for warning in said if warning)
    return Identity(
        title, kind.id, level, region.name, region.code, year, reviewed.start, reviewed.end, warnings,
        reviewed.interim, opens_year(year, given), reviewed.part, planned is not None,
    )  # fmt: skip


def objection(what: str, told: str) -> str:
    """Why a person cannot tell this of a report; empty where they can.

    Args:
        what: title, region, year or kind.
        told: what the person wrote.
    """
    plain = simplified(told)
    if what == "year" and not is_year(plain):
        return f'"{told}" is no year from 1940 to 2049; write it like 2024'
    if what == "region" and not named(plain):
        return f'"{told}" names no place; write it like 浙江省 or 砚州市云砚区, and the whole country as {NATION[0]}'
    if what == "kind" and not told_kind(plain):
        known = ", ".join([row.id for row in kinds()] + [OTHER.id])
        return f'"{told}" is no kind of report; write one of {known}'
    return ""
