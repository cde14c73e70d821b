"""Figures with Chinese labels, which show on machines without a Chinese font: the font comes as a Python package."""

from __future__ import annotations

import math
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from govtext import nearest
from govtext.comparing.wide import in_one_unit
from govtext.errors import UsageError
from govtext.looking.colours import colours
from govtext.pipes import themes as theme_table

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_KINDS = {"level": "水平", "share": "比率", "growth": "增长", "change": "增减", "multiple": "倍数", "gap": "差距"}
_STATUSES = {"actual": "结果", "target": "目标"}
_SIGNS = {">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "约", "=": "", "range": ""}
_DOWN = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}  # a fall of at least 3 is a change of at most -3
_MULTIPLIERS = ((1e8, "亿"), (1e4, "万"))
_NO_MULTIPLIER = {"%", "‰", "百分点", "倍"}
_PARTS = {"whole": "全文", "review": "回顾部分", "plan": "部署部分"}


def use_chinese_font() -> str:
    """Registers the Chinese font with matplotlib and makes it the default one.

    Returns:
        The name of the font's family.

    Raises:
        UsageError: matplotlib or the font package is not installed; the message names the extra that brings both.
    """
    try:
        from matplotlib import font_manager, rcParams  # noqa: PLC0415
        from pylopdf_fonts_zh_cn import sans_path  # noqa: PLC0415
    except ModuleNotFoundError as error:
        needed = f'figures need the package "{error.name}"'
        raise UsageError(f'{needed}; install it with: pip install "govtext[figures]"') from error
    path = str(sans_path())
    if all(entry.fname != path for entry in font_manager.fontManager.ttflist):
        font_manager.fontManager.addfont(path)
    family = font_manager.FontProperties(fname=path).get_name()
    rcParams["font.family"] = [family, "DejaVu Sans"]  # the second for the few signs the first has not, such as ₂
    return family


def targets_and_results(panel: pd.DataFrame, concept: str, region: str, *, kind: str | None = None) -> Figure:
    """What a region planned against what it reached, year by year.

    Falls are drawn below zero; a target that is a range is drawn as a bar; bounds stand beside the values.

    Args:
        panel: the table `panel`.
        concept: id of the indicator.
        region: the region, as the panel names it.
        kind: level, share, growth, ...; the kind with the most years that have target and result unless told.

    Raises:
        UsageError: the panel has nothing to draw, or holds units that cannot be converted into each other.
    """
    use_chinese_font()
    cells = _cells(panel, concept, region, kind)
    name, kind, unit = cells[["concept_name", "kind", "unit"]].iloc[0]
    by, multiplier = _multiplier(cells["value"], unit)
    figure = _figure(7, 4)
    axes = figure.add_subplot()
    for status, colour, line in (("actual", "#1f5a99", "-"), ("target", "#c2571a", "none")):
        points = cells[cells["status"] == status]
        years, low, high = points["period"].astype(int), points["low"] / by, points["high"] / by
        face = colour if status == "actual" else "white"
        axes.plot(years, low, color=colour, linestyle=line, marker="o", mfc=face, label=_STATUSES[status])
        axes.vlines(years, low, high.fillna(low), color=colour, linewidth=4, alpha=0.5)
        reach = pd.DataFrame({"low": low, "high": high})
        ends = reach.max(axis=1).where(points["above"], reach.min(axis=1))
        for year, end, above, *value in zip(
            years, ends, points["above"], low, high, points["bound"], points["direction"], strict=True
        ):
            offset, side = ((0, 7), "bottom") if above else ((0, -7), "top")
            axes.annotate(
                _label(*value), (year, end), offset, textcoords="offset points", color=colour, ha="center", va=side
            )
    axes.set_xticks(sorted(set(cells["period"].astype(int))))
    axes.margins(x=0.1, y=0.25)
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel("年份")
    axes.set_ylabel(f"{_KINDS[kind]}（{multiplier}{unit}）" if multiplier + unit else _KINDS[kind])
    axes.set_title(f"{region} · {name}：目标与结果")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return figure


def regions(panel: pd.DataFrame, concept: str, year: int, *, kind: str | None = None) -> Figure:
    """Regions below each other on one axis, those with the largest value on top: what each planned and reached.

    A range is drawn as a bar, a floor or a ceiling as an arrow to the side that it leaves open; falls are below zero.

    Args:
        panel: the table `panel`.
        concept: id of the indicator.
        year: the year that is drawn.
        kind: level, share, growth, ...; the kind that most regions have unless told.

    Raises:
        UsageError: the panel has nothing to draw, or holds units that cannot be converted into each other.
    """
    use_chinese_font()
    there = panel[(panel["concept"] == concept) & (panel["period"] == str(year))]
    if there.empty:
        there_is = _instead(panel, concept, "period", str(year))
        raise UsageError(f'the panel has no region with "{concept}" in {year}; {there_is}')
    kind = kind or str(there.groupby("kind")["region"].nunique().idxmax())
    cells = _signed(_one_axis(there[there["kind"] == kind].reset_index(drop=True)))
    if cells.empty:
        raise UsageError(f'the panel has no {kind} of "{concept}" in {year}')
    name, unit = cells[["concept_name", "unit"]].iloc[0]
    by, multiplier = _multiplier(cells["value"], unit)
    order = cells.groupby("region")["low"].max().sort_values(kind="stable")
    rows = {str(region): place for place, region in enumerate(order.index)}
    figure = _figure(7, 1.6 + 0.4 * len(order))
    axes = figure.add_subplot()
    for status, colour, shift in (("actual", "#1f5a99", 0.12), ("target", "#c2571a", -0.12)):
        points = cells[cells["status"] == status].assign(low=lambda of: of["low"] / by, high=lambda of: of["high"] / by)
        places = [rows[region] + shift for region in points["region"]]
        face = colour if status == "actual" else "white"
        axes.plot(points["low"], places, color=colour, linestyle="none", marker="o", mfc=face, label=_STATUSES[status])
        axes.hlines(places, points["low"], points["high"].fillna(points["low"]), color=colour, linewidth=4, alpha=0.5)
        _draw_labels(axes, points, places, colour, above=shift > 0)
    axes.set_yticks(list(rows.values()), list(rows))
    axes.margins(x=0.2, y=0.5 / len(order))
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(f"{_KINDS[kind]}（{multiplier}{unit}）" if multiplier + unit else _KINDS[kind])
    axes.set_title(f"{year}年 · {name}：各地区目标与结果")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False)
    return figure


def _draw_labels(axes: Axes, points: pd.DataFrame, places: list[float], colour: str, *, above: bool) -> None:
    """The values of points above or below them, and their bounds as arrows."""
    cells = (points[label] for label in ("low", "high", "bound", "direction"))
    for place, low, high, bound, direction in zip(places, *cells, strict=True):
        _draw_bound(axes, (low, place), _DOWN.get(bound, bound) if direction == "down" else bound, colour)
        offset, side = ((0, 5), "bottom") if above else ((0, -5), "top")
        label = _label(low, high, bound, direction)
        axes.annotate(label, (low, place), offset, textcoords="offset points", color=colour, ha="center", va=side,
                      fontsize="small")  # fmt: skip


def _draw_bound(axes: Axes, point: tuple[float, float], bound: str, colour: str) -> None:
    """An arrow from a floor or a ceiling to the side that it leaves open."""
    if bound in _DOWN:
        to = (18, 0) if bound in {">=", ">"} else (-18, 0)
        arrow = {"arrowstyle": "<-", "color": colour, "shrinkB": 3}
        axes.annotate("", point, to, textcoords="offset points", arrowprops=arrow)


def theme_shares(themes: pd.DataFrame, *, part: str = "whole", most: int = 8) -> Figure:
    """How much each report speaks of each policy theme: a column a theme, a bar a report.

    Args:
        themes: the table `themes`.
        part: whole, review or plan.
        most: how many themes to draw, those with the largest shares first.

    Raises:
        UsageError: the table has no row of this part.
    """
    use_chinese_font()
    rows = themes[themes["part"] == part]
    if rows.empty:
        raise UsageError(f'no report has a part "{part}"; there are: {", ".join(dict.fromkeys(themes["part"]))}')
    shares = rows.pivot_table("sentence_share", "doc_id", "theme", aggfunc="sum", fill_value=0, sort=False) * 100
    drawn = shares.sum().sort_values(ascending=False, kind="stable").index[:most]
    names = theme_table.load().themes
    figure = _figure(2.5 + 1.1 * len(drawn), 1.6 + 0.3 * len(shares))
    columns = figure.subplots(1, len(drawn), sharex=True, sharey=True, squeeze=False)[0]
    for axes, theme in zip(columns, drawn, strict=True):
        bars = axes.barh(shares.index, shares[theme], color=colours().get(theme, colours()[""]))
        axes.bar_label(bars, fmt=lambda share: f"{share:.0f}" if share else "", padding=2, fontsize="small")
        axes.set_title(_in_lines(names[theme].zh if theme in names else theme), fontsize="medium")
        axes.margins(x=0.2)
        axes.set_xticks([])
        axes.spines[["top", "right", "bottom"]].set_visible(False)
    columns[0].invert_yaxis()
    figure.suptitle(f"政策主题占句子总数的百分比（%）：{_PARTS[part]}")
    return figure


def _in_lines(label: str) -> str:
    """A label in as few lines of up to six characters as it takes, of about the same length."""
    lines = math.ceil(len(label) / 6)
    return "\n".join(wrap(label, math.ceil(len(label) / lines)))


def _figure(width: float, height: float) -> Figure:
    """A figure in inches that no pyplot session holds on to."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    return Figure(figsize=(width, height), layout="constrained")


def _cells(panel: pd.DataFrame, concept: str, region: str, kind: str | None) -> pd.DataFrame:
    """The cells of one indicator, region and kind in one unit, `low` and `high` below zero for a fall.

    `above` tells on which side of the point its label stands, so that target and result of a year keep apart.
    """
    cells = panel[(panel["concept"] == concept) & (panel["region"] == region) & panel["period"].str.fullmatch(r"\d{4}")]
    if cells.empty:
        there_is = _instead(panel, concept, "region", region)
        raise UsageError(f'the panel has no year of "{concept}" for "{region}"; {there_is}')
    if kind is None:
        statuses = cells.groupby(["kind", "period"])["status"].nunique()
        years = pd.DataFrame({"both": statuses.gt(1), "any": True}).groupby(level="kind").sum()
        kind = str(years.sort_values(["both", "any"], ascending=False, kind="stable").index[0])
    cells = cells[cells["kind"] == kind].sort_values(["period", "report_year"], kind="stable")
    if cells.empty:
        raise UsageError(f'the panel has no {kind} of "{concept}" for "{region}"')
    cells = cells.drop_duplicates(["period", "status"], keep="last").reset_index(drop=True)
    converted = _one_axis(cells)
    converted = _signed(converted)
    low = converted["low"]
    upper = low.eq(low.groupby(converted["period"]).transform("max"))
    tie = low.groupby([converted["period"], low]).transform("size") > 1
    return converted.assign(above=upper & ~(tie & converted["status"].eq("target")))


def _instead(panel: pd.DataFrame, concept: str, label: str, wanted: str) -> str:
    """What the panel has instead: of a concept it has the periods or regions, else concepts with a name near."""
    of_concept = panel[panel["concept"] == concept]
    if of_concept.empty:
        ids = {one: one for one in panel["concept"]}
        return nearest.hint(concept, ids | dict(zip(panel["concept_name"], panel["concept"], strict=True)))
    return nearest.hint(wanted, sorted(set(of_concept[label])))


def _signed(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells with `low` and `high`, below zero for a fall."""
    sign = cells["direction"].eq("down").map({True: -1, False: 1})
    return cells.assign(low=sign * cells["value"], high=sign * cells["value_high"].astype(float))


def _one_axis(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells in one unit, targets and results together; what has been computed of them goes with them."""
    converted = in_one_unit(cells.assign(status="")).assign(status=cells["status"])
    there = list(dict.fromkeys(converted["unit"]))
    if len(there) > 1:
        mend = f"keep one of them: panel[panel['unit'] == '{there[0]}']"
        raise UsageError(f"{'、'.join(there)} cannot be drawn on one axis; {mend}")
    return converted


def _multiplier(values: pd.Series[float], unit: str) -> tuple[float, str]:
    """What the values are divided by, and its Chinese name."""
    if unit in _NO_MULTIPLIER:
        return 1, ""
    return next(((by, name) for by, name in _MULTIPLIERS if values.max() >= by), (1, ""))


def _label(low: float, high: float, bound: str, direction: str) -> str:
    """A value as it is written beside its point: ≥5.5, 约6, 3至5."""
    if bound == "range":
        text = f"{low:,.10g}至{high:,.10g}"
    else:
        text = f"{_SIGNS[_DOWN.get(bound, bound) if direction == 'down' else bound]}{low:,.10g}"
    return text.replace("-", "\N{MINUS SIGN}")
