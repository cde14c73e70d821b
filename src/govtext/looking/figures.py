"""Figures with Chinese labels, which show on machines without a Chinese font: the font comes as a Python package."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

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
_REST = "其他主题"


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
        raise UsageError(f'figures need the package "{error.name}"; install it with: pip install "govtext[figures]"') from error
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
    figure, axes = _figure(7, 4)
    for status, colour, line in (("actual", "#1f5a99", "-"), ("target", "#c2571a", "")):
        points = cells[cells["status"] == status]
        years = points["period"].astype(int)
        axes.plot(years, points["low"] / by, line, color=colour, marker="o", mfc="white" if status == "target" else colour,
                  label=_STATUSES[status])  # fmt: skip
        ranges = points["high"].notna()
        axes.vlines(years[ranges], points["low"][ranges] / by, points["high"][ranges] / by, color=colour, linewidth=4, alpha=0.5)
        for year, point in zip(years, points.to_dict("records"), strict=True):
            place, above = (point["low"] / by, status == "actual")
            axes.annotate(_label(point, by), (year, place), xytext=(0, 9 if above else -9), textcoords="offset points", color=colour,
                          ha="center", va="bottom" if above else "top", fontsize="small")  # fmt: skip
    axes.set_xticks(sorted(set(cells["period"].astype(int))))
    axes.margins(x=0.1, y=0.25)
    axes.set_xlabel("年份")
    axes.set_ylabel(f"{_KINDS[kind]}（{multiplier}{unit}）" if multiplier + unit else _KINDS[kind])
    axes.set_title(f"{region} · {name}：目标与结果")
    axes.legend(frameon=False)
    return figure


def theme_shares(themes: pd.DataFrame, *, part: str = "whole", most: int = 10) -> Figure:
    """How much each report speaks of each policy theme: one bar a report, by the share of its sentences.

    Bars end where sentences of no theme begin.

    Args:
        themes: the table `themes`.
        part: whole, review or plan.
        most: how many themes get a piece of their own; the others share one.

    Raises:
        UsageError: the table has no row of this part.
    """
    use_chinese_font()
    rows = themes[themes["part"] == part]
    if rows.empty:
        raise UsageError(f'no report has a part "{part}"; there are: {", ".join(dict.fromkeys(themes["part"]))}')
    shares = rows.pivot_table(index="doc_id", columns="theme", values="sentence_share", aggfunc="sum", fill_value=0, sort=False)
    largest = list(shares.sum().sort_values(ascending=False, kind="stable").index)
    pieces = shares[largest[:most]].assign(**{"": shares[largest[most:]].sum(axis=1)})
    names = theme_table.load().themes
    figure, axes = _figure(10, 1.8 + 0.45 * len(pieces))
    left = pd.Series(0.0, index=pieces.index)
    for theme in pieces.columns:
        label = _REST if theme == "" else names[theme].zh if theme in names else theme
        percent = 100 * pieces[theme]
        bars = axes.barh(pieces.index, percent, left=left, label=label, color=colours().get(theme, "#d9d9d9"), edgecolor="white")
        axes.bar_label(bars, [f"{share:.0f}" if share >= 3 else "" for share in percent], label_type="center", fontsize="small")
        left = left + percent
    axes.invert_yaxis()
    axes.set_xlabel("占句子总数的百分比（%）")
    axes.set_title(f"政策主题占比：{_PARTS[part]}")
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1), frameon=False, fontsize="small")
    return figure


def _figure(width: float, height: float) -> tuple[Figure, Axes]:
    """A figure in inches that no pyplot session holds on to."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    return figure, axes


def _cells(panel: pd.DataFrame, concept: str, region: str, kind: str | None) -> pd.DataFrame:
    """The cells of one indicator, region and kind in one unit, with `low` and `high` below zero for a fall."""
    cells = panel[(panel["concept"] == concept) & (panel["region"] == region) & panel["period"].str.fullmatch(r"\d{4}")]
    if cells.empty:
        raise UsageError(f'the panel has no year of "{concept}" for "{region}"')
    if kind is None:
        years = cells.groupby(["kind", "period"])["status"].nunique().groupby("kind").agg([lambda both: (both > 1).sum(), "size"])
        kind = str(years.sort_values(list(years.columns), ascending=False, kind="stable").index[0])
    cells = cells[cells["kind"] == kind].sort_values(["period", "report_year"], kind="stable")
    if cells.empty:
        raise UsageError(f'the panel has no {kind} of "{concept}" for "{region}"')
    cells = cells.drop_duplicates(["period", "status"], keep="last").reset_index(drop=True)
    converted = in_one_unit(cells.assign(status="")).assign(status=cells["status"])  # one unit for targets and results
    there = list(dict.fromkeys(converted["unit"]))
    if len(there) > 1:
        raise UsageError(f"{'、'.join(there)} cannot be drawn on one axis; keep one of them: panel[panel['unit'] == '{there[0]}']")
    sign = converted["direction"].eq("down").map({True: -1, False: 1})
    return converted.assign(low=sign * converted["value"], high=sign * converted["value_high"])


def _multiplier(values: pd.Series[float], unit: str) -> tuple[float, str]:
    """What the values are divided by, and its Chinese name."""
    if unit in _NO_MULTIPLIER:
        return 1, ""
    return next(((by, name) for by, name in _MULTIPLIERS if values.max() >= by), (1, ""))


def _label(point: dict[str, float | str], by: float) -> str:
    low, high, bound = float(point["low"]) / by, float(point["high"]) / by, str(point["bound"])
    if bound == "range":
        return f"{low:,.10g}至{high:,.10g}"
    return f"{_SIGNS[_DOWN.get(bound, bound) if point['direction'] == 'down' else bound]}{low:,.10g}"
