"""Figures: they hold the values of the tables, and every character of their labels has a glyph."""

import builtins

import pandas as pd
import pytest

from govtext import tables
from govtext.errors import UsageError
from govtext.looking import figures

pytest.importorskip("matplotlib", reason="needs the extra figures")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="needs the extra figures")

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager, get_font
from matplotlib.text import Text

LEVEL = {"concept": "grain_output", "concept_name": "粮食产量", "kind": "level", "unit": "斤"}
FALL = {
    "concept": "energy_intensity",
    "concept_name": "单位生产总值能耗",
    "kind": "growth",
    "unit": "%",
    "direction": "down",
}


def panel(*rows: dict[str, object]) -> pd.DataFrame:
    """A panel of these rows; the columns they leave out are of no matter here."""
    usual = {"region": "石溪县", "direction": "", "value_high": float("nan"), "bound": "=", "report_year": 2025}
    frame = pd.DataFrame([usual | row for row in rows])
    return frame.reindex(columns=list(tables.columns("panel")))


def points(figure: Figure) -> dict[str, dict[int, float]]:
    """What is drawn: label of the series → year → value."""
    lines = figure.axes[0].get_lines()
    return {str(line.get_label()): dict(zip(line.get_xdata(), line.get_ydata(), strict=True)) for line in lines}


def written(figure: Figure) -> list[str]:
    """The values written beside the points, from left to right."""
    notes = sorted(figure.axes[0].texts, key=lambda note: (note.xy[0], note.xy[1]))
    return [note.get_text() for note in notes]


def grain(period: str, value: float, status: str = "actual", **rest: object) -> dict[str, object]:
    """A row on grain, in 斤 unless told."""
    return LEVEL | {"period": period, "value": value, "status": status} | rest


def fall(period: str, value: float, status: str = "actual", **rest: object) -> dict[str, object]:
    """A row on how much less energy was used, in per cent."""
    return FALL | {"period": period, "value": value, "status": status} | rest


CASES = [
    pytest.param(
        [grain("2024", 2.1e8), grain("2025", 2e8, "target", bound=">=")],
        {"结果": {2024: 2.1}, "目标": {2025: 2.0}}, ["2.1", "≥2"], "水平（亿斤）",
        id="large values are counted in 亿",
    ),
    pytest.param(
        [grain("2023", 4e8), grain("2024", 3e8), grain("2024", 1e5, "target", unit="吨")],
        {"结果": {2023: 4.0, 2024: 3.0}, "目标": {2024: 2.0}}, ["4", "2", "3"], "水平（亿斤）",
        id="target and result share one unit",
    ),
    pytest.param(
        [fall("2023", 3.4), fall("2023", 3, "target", bound=">=")],
        {"结果": {2023: -3.4}, "目标": {2023: -3.0}}, ["−3.4", "≤−3"], "增长（%）",
        id="a fall stands below zero and turns its bound round",
    ),
    pytest.param(
        [fall("2025", 5, "target", value_high=5.5, bound="range", direction="up")],
        {"结果": {}, "目标": {2025: 5.0}}, ["5至5.5"], "增长（%）",
        id="a range is written with both ends",
    ),
    pytest.param(
        [grain("2024", 90, report_year=2026), grain("2024", 80), grain("2021-2025", 1)],
        {"结果": {2024: 90.0}, "目标": {}}, ["90"], "水平（斤）",
        id="the latest report wins, spans of years are left out",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "drawn", "labels", "axis"), CASES)
def test_targets_and_results(
    rows: list[dict[str, object]], drawn: dict[str, dict[int, float]], labels: list[str], axis: str
) -> None:
    figure = figures.targets_and_results(panel(*rows), str(rows[0]["concept"]), "石溪县")
    found = points(figure)
    assert {name: found[name] for name in drawn} == {name: pytest.approx(values) for name, values in drawn.items()}
    assert written(figure) == labels
    assert figure.axes[0].get_ylabel() == axis


def test_the_kind_with_both_target_and_result_is_drawn() -> None:
    rows = [grain(str(year), year) for year in (2021, 2022, 2023)]
    growth = [grain("2023", 4, status, kind="growth", unit="%") for status in ("actual", "target")]
    drawn = figures.targets_and_results(panel(*rows, *growth), "grain_output", "石溪县")
    asked = figures.targets_and_results(panel(*rows, *growth), "grain_output", "石溪县", kind="level")
    assert points(drawn)["目标"] == {2023: 4.0}
    assert points(asked)["结果"] == {2021: 2021.0, 2022: 2022.0, 2023: 2023.0}


def test_theme_shares_are_those_of_the_table() -> None:
    shares = {("甲报告", "macro"): 0.25, ("甲报告", "employment"): 0.125, ("乙报告", "macro"): 0.5}
    rows = [
        {"doc_id": doc, "part": "plan", "theme": theme, "sentence_share": share}
        for (doc, theme), share in shares.items()
    ]
    figure = figures.theme_shares(pd.DataFrame(rows), part="plan")
    drawn = {axes.get_title().replace("\n", ""): [bar.get_width() for bar in axes.patches] for axes in figure.axes}
    assert drawn == {"宏观经济与增长": [25.0, 50.0], "就业与创业": [12.5, 0.0]}
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["甲报告", "乙报告"]
    assert len(figures.theme_shares(pd.DataFrame(rows), part="plan", most=1).axes) == 1


REFUSED = [
    pytest.param([LEVEL], "gdp", {}, "no year of", id="unknown concept"),
    pytest.param([LEVEL], "grain_output", {"kind": "gap"}, "no gap of", id="no such kind"),
    pytest.param(
        [LEVEL, LEVEL | {"period": "2023", "unit": "美元"}],
        "grain_output",
        {},
        "one axis",
        id="units that do not convert",
    ),
]


@pytest.mark.parametrize(("rows", "concept", "options", "message"), REFUSED)
def test_what_cannot_be_drawn_is_refused(
    rows: list[dict[str, object]], concept: str, options: dict[str, str], message: str
) -> None:
    filled = panel(*({"period": "2024", "status": "actual", "value": 1} | row for row in rows))
    with pytest.raises(UsageError, match=message):
        figures.targets_and_results(filled, concept, "石溪县", **options)


def test_a_missing_part_is_refused() -> None:
    with pytest.raises(UsageError, match="there are: whole"):
        figures.theme_shares(
            pd.DataFrame([{"doc_id": "甲", "part": "whole", "theme": "macro", "sentence_share": 1}]), part="plan"
        )


def test_a_missing_package_is_named_with_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_font(name: str, *rest: object) -> object:
        if name == "pylopdf_fonts_zh_cn":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without_font)
    with pytest.raises(UsageError, match=r"pylopdf_fonts_zh_cn.*govtext\[figures\]"):
        figures.use_chinese_font()


def test_the_font_is_registered_once() -> None:
    family = figures.use_chinese_font()
    before = len(fontManager.ttflist)
    assert figures.use_chinese_font() == family
    assert len(fontManager.ttflist) == before


def test_every_label_has_glyphs() -> None:
    """All characters of the labels, and of all names that may stand in one, are in the fonts used."""
    from govtext.pipes import concepts, themes

    shares = pd.DataFrame([{"doc_id": "丙報告", "part": "review", "theme": "macro", "sentence_share": 0.4}])
    drawn = [
        figures.targets_and_results(panel(grain("2024", 2.1e8)), "grain_output", "石溪县"),
        figures.targets_and_results(panel(fall("2024", 3, "target", bound="~")), "energy_intensity", "石溪县"),
        figures.theme_shares(shares, part="review"),
    ]
    texts = []
    for figure in drawn:
        FigureCanvasAgg(figure).draw()
        texts += [(text.get_text(), text.get_fontproperties()) for text in figure.findobj(Text)]
    usual = texts[0][1]
    texts += [(rule.zh, usual) for rule in (*concepts.load().concepts.values(), *themes.load().themes.values())]
    missing = {
        (text, sign) for text, font in texts for sign in text.strip().replace("\n", "") if not _has_glyph(font, sign)
    }
    assert any("目标" in text for text, _ in texts)
    assert missing == set()


def _has_glyph(font: object, sign: str) -> bool:
    """Whether one of the font files that matplotlib takes for these properties draws it; glyph 0 is the empty box."""
    paths = fontManager._find_fonts_by_props(font)  # type: ignore[attr-defined]
    return any(get_font(path).get_char_index(ord(sign)) for path in paths)
