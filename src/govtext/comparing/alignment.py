"""Alignment: mentions of no known concept, grouped across reports, in a file that researchers edit.

`alignment.csv` has one row a mention. Mentions with the same `group` are one indicator; its name stands in
`group_name` of one of its rows, and `concept` makes it one of the known indicators. Each decision is an edit of a cell:

- rename: write another name into `group_name`;
- merge: write the `group_name` of another group, or give its rows the other's `group`;
- split: write anything new into `group` of a row;
- promote: write the id of a concept into `concept` of any row of the group.

A row with an empty `group` is aligned with nothing. A mention is known by document, start and end, so the file stays
right when the same documents are run again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import pandas as pd

from govtext import edited, nearest
from govtext.comparing import names
from govtext.edited import Line
from govtext.pipes import units
from govtext.pipes.concepts import ConceptTable

FILE = "alignment.csv"
COLUMNS = [
    "group", "group_name", "concept", "name", "kind", "unit", "unit_class", "status", "region", "report_year", "period",
    "text", "doc_id", "mention_id", "start", "end", "sentence",
]  # fmt: skip
_PLACE = ["doc_id", "start", "end"]
_ALONE = "line "  # a row without a group is a group of its own while the file is read
_SHORTEST = 2  # characters; what is shorter names nothing


@dataclass(frozen=True, slots=True)
class Change:
    """What an alignment did to the file: its rows, how many groups span reports, how many rows are new and gone."""

    table: pd.DataFrame
    shared: int
    added: int
    dropped: int


def align(indicators: pd.DataFrame) -> pd.DataFrame:
    """The mentions without a concept with their groups, in the form of `alignment.csv`.

    A mention whose report gives its name two values for one period has no group: the name says too little.

    Args:
        indicators: the table of mentions.
    """
    loose = indicators[indicators["concept"] == ""].reset_index(drop=True)
    base = units.table().base
    bases = loose["unit"].map({unit: base(unit)[0] for unit in loose["unit"].unique()})
    blocks = loose["kind"] + "|" + bases
    numbers = _numbers(loose, blocks)
    called = _called(loose["name"], numbers)
    ids = [
        f"g{sha1(text.encode(), usedforsecurity=False).hexdigest()[:10]}" if number >= 0 else ""
        for text, number in zip(blocks + "|" + called, numbers, strict=True)
    ]
    return _headed(loose.assign(group=ids, group_name=called.where(numbers >= 0, "")))


def update(path: Path, indicators: pd.DataFrame, known: ConceptTable, *, drop_missing: bool = False) -> Change:
    """The alignment with what the file already says: its rows stay, mentions it does not have are added.

    Args:
        path: `alignment.csv`, which may be missing.
        indicators: the table of mentions.
        known: the concepts.
        drop_missing: leave out rows whose mention is no longer there, instead of refusing the file.

    Raises:
        UsageError: a row of the file cannot be used; names the line.
    """
    proposed = align(indicators)
    if not path.exists():
        return Change(proposed, _shared(proposed), len(proposed), 0)
    kept = read(path, indicators, known, skip_missing=drop_missing)
    dropped = sum(1 for _ in edited.lines(path, ["group"])) - len(kept)
    here = indicators.iloc[kept["_row"]].reset_index(drop=True).drop(columns="concept")
    old = pd.concat([kept[["group", "group_name", "concept"]].reset_index(drop=True), here], axis=1)
    both = proposed.merge(old[[*_PLACE, "group"]], on=_PLACE, how="left", suffixes=("", "_kept"))
    settled = both[both["group_kept"].fillna("").ne("") & both["group"].ne("")]
    homes = settled.groupby("group")["group_kept"].agg(lambda found: found.mode().iloc[0])
    new = both[both["group_kept"].isna()]
    new = new.assign(group=[homes.get(group, group) for group in new["group"]], concept="")
    table = _headed(pd.concat([old, new], ignore_index=True))
    return Change(table, _shared(table), len(new), dropped)


def read(path: Path, indicators: pd.DataFrame, known: ConceptTable, *, skip_missing: bool = False) -> pd.DataFrame:
    """The rows of an edited alignment: `_row` in `indicators`, and `group`, `group_name`, `concept` of its group.

    Raises:
        UsageError: a row names no mention or one that was named before, an unknown concept, or a second name or concept
            for its group; names the line.
    """
    mentions, seen = edited.Mentions(indicators), dict[int, int]()
    rows: list[tuple[int, str]] = []
    called: dict[str, str] = {}
    promoted: dict[str, str] = {}
    for line in edited.lines(path, ["group", "group_name", "concept", "doc_id", "mention_id", "start", "end"]):
        row = mentions.at(line)
        if not skip_missing and (row is None or mentions.numbered(line) is None):
            raise line.wrong(_unknown(line))
        if row is None:
            continue
        if row in seen:
            raise line.wrong(f"this mention stands in line {seen[row]} already")
        _check_concept(line, indicators.iloc[row], known)
        group = line["group"] or f"{_ALONE}{line.number}"
        for column, said in (("group_name", called), ("concept", promoted)):
            if line[column] and said.setdefault(group, line[column]) != line[column]:
                raise line.wrong(
                    f'the {column} of group {group} is "{said[group]}" in a line before and "{line[column]}" here; '
                    f"give one, or give this row a group of its own"
                )
        seen[row] = line.number
        rows.append((row, group))
    table = pd.DataFrame(rows, columns=["_row", "group"]).astype({"_row": int, "group": object})
    own = indicators["name"].iloc[table["_row"]].reset_index(drop=True)
    alone = table["group"].str.startswith(_ALONE)
    named = table["group"].map(called)
    table["group_name"] = named.where(named.notna(), _called(own, table["group"]).mask(alone, ""))
    table["concept"] = [promoted.get(group, "") for group in table["group"]]
    return table.assign(group=table["group"].mask(alone, ""))


def _check_concept(line: Line, mention: pd.Series, known: ConceptTable) -> None:
    concept = line["concept"]
    if not concept:
        return
    if concept not in known.concepts:
        raise line.wrong(f'there is no concept "{concept}"; {nearest.concept(concept, known)}')
    if not known.fits(concept, mention["kind"], mention["unit_class"]):
        rule = known.concepts[concept]
        raise line.wrong(
            f'"{mention["name"]}" is a {mention["kind"]} in {mention["unit"] or "no unit"}; '
            f"{concept} is {'/'.join(rule.kinds)}, of {'/'.join(rule.unit_class)}"
        )


def rows(table: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """An alignment as proposed, in the form that `read` gives: a row for every mention that has a group."""
    row_of = {place: row for row, place in enumerate(_places(indicators))}
    grouped = table[table["group"] != ""]
    heads = grouped.drop_duplicates("group").set_index("group")["group_name"]
    return pd.DataFrame({
        "_row": [row_of[place] for place in _places(grouped)],
        "group": grouped["group"],
        "group_name": grouped["group"].map(heads),
        "concept": "",
    })  # fmt: skip


def promote(indicators: pd.DataFrame, aligned: pd.DataFrame) -> pd.DataFrame:
    """The mentions with the concepts that an alignment gives them."""
    chosen = aligned[aligned["concept"] != ""]
    return indicators.assign(concept=_filled(indicators["concept"], chosen["_row"], chosen["concept"]))


def aligned_names(indicators: pd.DataFrame, aligned: pd.DataFrame) -> pd.Series[str]:
    """The name under which each mention is aligned, "" where it is not."""
    nothing = pd.Series("", index=indicators.index, dtype="string")
    return _filled(nothing, aligned["_row"], aligned["group_name"])


def write(table: pd.DataFrame, path: Path) -> Path:
    """Writes an alignment as CSV that spreadsheets open."""
    from govtext.exporting import write as write_table  # noqa: PLC0415

    return write_table(table, path)


def _numbers(loose: pd.DataFrame, blocks: pd.Series) -> pd.Series:
    """The group of every mention as a number, -1 for one whose name says too little to align it."""
    value = loose["value"].where(loose["direction"] != "down", -loose["value"])
    where = [loose["doc_id"], loose["period"], loose["status"]]
    stated = pd.DataFrame(
        {"block": blocks, "name": loose["name"], "value": value, "where": [*zip(*where, strict=True)]}
    )
    dated = stated[loose["period"] != ""]
    by_place = dated.groupby(["block", "name", "where"], sort=False)["value"]
    vague = pd.Series(False, index=loose.index)
    vague[dated.index] = ~names.agree(by_place.transform("min"), by_place.transform("max"))
    short = [len(names.load().plain(name)) < _SHORTEST for name in loose["name"]]
    vague |= pd.Series(short, index=loose.index, dtype=bool)
    clear = stated[~vague]
    keys = list(dict.fromkeys(zip(clear["block"], clear["name"], strict=True)))
    said: defaultdict[tuple[str, str], dict[tuple[str, ...], float]] = defaultdict(dict)
    for block, name, number, where in dated[~vague[dated.index]].itertuples(index=False, name=None):
        said[block, name][where] = number
    found = names.groups([name for _, name in keys], [block for block, _ in keys], [said[key] for key in keys])
    number = dict(zip(keys, found, strict=True))
    return pd.Series(
        [-1 if is_vague else number[key] for key, is_vague in
         zip(zip(blocks, loose["name"], strict=True), vague, strict=True)], index=loose.index, dtype=int,
    )  # fmt: skip


def _filled(column: pd.Series[str], rows: pd.Series[int], values: pd.Series[str]) -> pd.Series[str]:
    """A column with other values in some rows."""
    cells = list(column)
    for row, value in zip(rows, values, strict=True):
        cells[row] = value
    return pd.Series(cells, index=column.index, dtype="string")


def _places(table: pd.DataFrame) -> list[tuple[object, ...]]:
    return list(zip(*(table[label] for label in _PLACE), strict=True))


def _called(own: pd.Series, groups: pd.Series) -> pd.Series:
    """What the group of every mention is called: the name most of them have, of several the shortest."""
    counts: defaultdict[object, Counter[str]] = defaultdict(Counter)
    for group, name in zip(groups, own, strict=True):
        counts[group][name] += 1
    best = {group: min(found, key=lambda name: (-found[name], len(name), name)) for group, found in counts.items()}
    return pd.Series([best[group] for group in groups], index=own.index, dtype=object)


def _headed(table: pd.DataFrame) -> pd.DataFrame:
    """The rows by group, in the order of the reports; a group's name stands in its first row alone."""
    group = table["group"].where(table["group"] != "", pd.Series(range(len(table)), index=table.index).astype(str))
    place = pd.Series(range(len(table)), index=table.index)
    ordered = table.assign(_first=place.groupby(group).transform("min")).sort_values("_first", kind="stable")
    repeated = ordered["group"].ne("") & ordered.duplicated("group")
    return ordered.assign(group_name=ordered["group_name"].mask(repeated, ""))[COLUMNS].reset_index(drop=True)


def _shared(table: pd.DataFrame) -> int:
    """How many groups have mentions of several reports."""
    return int((table[table["group"] != ""].groupby("group")["doc_id"].nunique() > 1).sum())


def _unknown(line: edited.Line) -> str:
    place = f"{line['doc_id']}, mention {line['mention_id']}, characters {line['start']} to {line['end']}"
    return (
        f"there is no mention at {place}; delete the line, or let govtext leave out all such lines with: "
        f"govtext align {line.path.parent} --drop-missing"
    )
