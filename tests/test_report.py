"""The report page, driven in a real browser: what it shows is what the tables say, and nothing of a document is run."""

from __future__ import annotations

import builtins
import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext.cli import main
from govtext.errors import UsageError
from govtext.results import Results

pytest.importorskip("vl_convert", reason="needs the extra report")

from govtext.looking import report
from govtext.looking.report.packing import as_json, packed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

VIEWS = ["overview", "compare", "targets", "doubts", "charts", "mentions", "read"]
ATTACK = "</script><script>window.ran = 1</script><img src=x onerror='window.ran = 1'><!--<script>"
TURNED = "\u202eturned\u2067 \u200f"  # an override and an isolate of direction that nothing closes
MANY = 10_000


# What is written into the page


def unpacked(column: Any) -> list[Any]:
    """The cells of a packed column, as the page reads them."""
    return column if isinstance(column, list) else [column["of"][at] for at in column["at"]]


@given(st.lists(st.text(max_size=3)), st.lists(st.none() | st.integers(0, 9) | st.floats(-1e9, 1e9)))
def test_packed_tables_hold_every_cell(texts: list[str], numbers: list[float | None]) -> None:
    assert unpacked(packed(pd.DataFrame({"text": pd.Series(texts, dtype="string")}))["text"]) == texts
    cells = packed(pd.DataFrame({"number": pd.Series(numbers, dtype="Float64")}))["number"]
    assert cells == numbers


@given(st.text())
def test_json_in_the_page_ends_no_element(text: str) -> None:
    written = as_json([text, ATTACK])
    assert not set("<>&'") & set(written)
    assert json.loads(written) == [text, ATTACK]


# Fixtures: results, pages, a browser


@pytest.fixture(scope="module")
def results(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Results:
    return govtext.run(corpora / "districts", tmp_path_factory.mktemp("report") / "out")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A table with a report of ten thousand mentions, whose title, region and text all try to be more than text."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = "\n".join(f"{ATTACK}石溪县新建“{TURNED}”厂房{number}栋，😀修路{number}公里。" for number in range(1, 5001))
    with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "region", "year", "text"])
        writer.writerow([f'"{ATTACK}', ATTACK + TURNED, 2024, f"{ATTACK}政府工作报告\n{lines}\n"])
        writer.writerow(["two", "石溪县", 2024, "2024年，石溪县修路12公里。"])
    return govtext.run(folder / "reports.csv", folder / "out")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="needs the package playwright (group test)")
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("needs the browser chromium: apt-get install chromium")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def written(results: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report.write(results, tmp_path_factory.mktemp("page") / "report.html")[0]


@pytest.fixture(scope="module")
def hostile_page(hostile: Results, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report.write(hostile, tmp_path_factory.mktemp("page") / "report.html")[0]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A Chinese tab in which no error is reported and which asks for nothing but files beside the page."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on(
        "request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else said.append(asked.url)
    )
    yield page
    context.close()
    assert said == []


def open_view(tab: Page, path: Path, view: str) -> None:
    tab.goto(f"{path.as_uri()}#{view}")
    tab.wait_for_selector("nav [aria-current]")


def shown(tab: Page, column: int) -> list[str]:
    """The cells of one column of the first table, as far as drawn."""
    return tab.locator(f"main table >> nth=0 >> tbody tr td:nth-child({column})").all_inner_texts()


def record(tab: Page) -> dict[str, str]:
    """The record beside the text: label → what stands there."""
    names, values = tab.locator("#record dt").all_inner_texts(), tab.locator("#record dd").all_inner_texts()
    return dict(zip(names, values, strict=True))


def of_document(frame: pd.DataFrame, results: Results, number: int) -> pd.DataFrame:
    """The rows of one document, counted from 0 as the addresses of the page do."""
    return frame[frame["doc_id"] == results.documents["doc_id"][number]]


def mention_in_address(tab: Page) -> tuple[int, int]:
    """Which document (from 0) and which mention the address names."""
    _, document, mention = tab.url.partition("#")[2].split("/")
    return int(document), int(mention)


# Views


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_shows_something_in_both_languages(tab: Page, written: Path, view: str) -> None:
    open_view(tab, written, view)
    tab.wait_for_selector("main td, main mark, main svg")
    chinese = tab.locator("main").inner_text()
    tab.click("#language")
    tab.wait_for_selector("main td, main mark, main svg")
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.locator("nav [aria-current]").inner_text().isascii()
    assert tab.locator("main").inner_text() != chinese


def test_the_overview_counts_what_the_tables_hold(tab: Page, written: Path, results: Results) -> None:
    open_view(tab, written, "overview")
    tiles = dict(reversed(text.split("\n")) for text in tab.locator(".tile").all_inner_texts())
    assert tiles["文档"] == str(len(results.documents))
    assert tiles["指标"] == f"{len(results.indicators):,}"
    assert tiles["失败"] == "0"


def test_themes_lead_to_the_mentions_that_were_counted(tab: Page, written: Path, results: Results) -> None:
    open_view(tab, written, "overview")
    tab.locator("main table >> nth=1 >> tbody tr a").first.click()
    tab.wait_for_selector('main h1:text("指标表")')
    expected = results.indicators[results.indicators["theme"] == "macro"]
    assert tab.locator("main output").inner_text() == f"{len(expected)} 行"
    sentences = tab.locator("main tbody small").all_text_contents()
    assert len(sentences) == min(len(expected), 200)
    assert all(sentence in "".join(expected["sentence"]) for sentence in sentences)


# Tables


def test_search_keeps_the_rows_that_hold_the_words(tab: Page, written: Path, results: Results) -> None:
    open_view(tab, written, "mentions")
    tab.keyboard.press("/")
    tab.keyboard.type("粮食产量")
    names = shown(tab, 1)
    assert len(names) >= (results.indicators["name"] == "粮食产量").sum() > 0
    assert all("粮食产量" in row for row in tab.locator("main tbody tr").all_inner_texts())


def test_filters_keep_the_rows_of_their_value(tab: Page, written: Path, results: Results) -> None:
    open_view(tab, written, "mentions")
    tab.get_by_label("状态", exact=True).select_option("目标")
    tab.get_by_label("地区", exact=True).select_option("青栎区")
    kept = results.indicators.query("status == 'target' and region == '青栎区'")
    assert tab.locator("main output").inner_text() == f"{len(kept)} 行"


@pytest.mark.parametrize("presses", [1, 2], ids=["the largest first", "the smallest first"])
def test_numbers_sort_as_numbers(tab: Page, written: Path, results: Results, presses: int) -> None:
    open_view(tab, written, "mentions")
    for _ in range(presses):
        tab.get_by_role("button", name="数值").click()
    ordered = results.indicators.sort_values("value", ascending=presses == 2, kind="stable")
    assert shown(tab, 2)[:20] == list(ordered["text"][:20])
    assert tab.locator("th[aria-sort=ascending], th[aria-sort=descending]").inner_text() == "数值"


def test_a_long_table_is_drawn_a_part_at_a_time(tab: Page, written: Path) -> None:
    open_view(tab, written, "mentions")
    first = tab.locator("main tbody tr").count()
    tab.click("button.more")
    assert tab.locator("main tbody tr").count() == 2 * first


def test_years_of_a_region_stand_as_the_comparison_has_them(tab: Page, written: Path, results: Results) -> None:
    open_view(tab, written, "compare")
    tab.get_by_label("地区", exact=True).select_option("云砚区")
    tab.get_by_label("状态", exact=True).select_option("实绩")
    tab.get_by_label("类型", exact=True).select_option("增长")
    tab.locator("main [data-search]").fill("地区生产总值")
    heads = [text.strip() for text in tab.locator("main th").all_inner_texts()]
    cells = tab.locator("main tbody tr:has(bdi:text-is('地区生产总值')) td").all_inner_texts()
    expected = results.compare(across="year", region="云砚区", concepts=["gdp"], status="actual").table
    row = expected[expected["kind"] == "growth"].iloc[0]
    told = {head: float(cell) for head, cell in zip(heads, cells, strict=True) if head.isdigit() and cell}
    assert told == {year: row[year] for year in told}
    assert len(told) == row[[head for head in heads if head in expected]].notna().sum() > 1


# From a cell to the sentence


@pytest.mark.parametrize(
    ("view", "cell"),
    [
        pytest.param("overview", "td >> nth=5", id="a count of a document"),
        pytest.param("compare", "td.number a >> nth=0", id="a year of a region"),
        pytest.param("targets", "td.number a >> nth=1", id="a result"),
        pytest.param("doubts", "td >> nth=6", id="a doubtful mention"),
        pytest.param("mentions", "td >> nth=30", id="a plain cell of a row"),
    ],
)
def test_one_click_leads_from_a_cell_to_its_sentence(
    tab: Page, written: Path, results: Results, view: str, cell: str
) -> None:
    open_view(tab, written, view)
    tab.locator(f"main table >> nth=0 >> tbody {cell}").click()
    tab.wait_for_selector("mark[aria-current]")
    document, mention = mention_in_address(tab)
    row = of_document(results.indicators, results, document).set_index("mention_id").loc[mention]
    assert tab.locator("mark[aria-current]").inner_text() == row["text"]
    assert (tab.locator(".sentence.evidence").text_content() or "-") in row["sentence"]
    box = "document.querySelector('mark[aria-current]').getBoundingClientRect()"
    tab.wait_for_function(f"{box}.top >= 0 && {box}.bottom <= innerHeight")


def test_a_click_on_a_point_of_a_chart_leads_to_its_sentence(tab: Page, written: Path) -> None:
    open_view(tab, written, "charts")
    tab.locator(".chart svg .mark-symbol path").first.wait_for()
    tab.locator(".chart svg .mark-symbol.role-mark path").first.click(force=True)
    tab.wait_for_selector("mark[aria-current]")
    assert len(record(tab)) > 10


def test_the_record_says_what_the_table_says(tab: Page, written: Path, results: Results) -> None:
    for row in of_document(results.indicators, results, 0).head(12).itertuples():
        open_view(tab, written, f"read/0/{row.mention_id}")
        told = record(tab)
        assert [told[label] for label in ("名称", "原文", "时期")] == [row.name or "—", row.text, row.period or "—"]
        assert float(told["数值"].lstrip("≥>≤<≈ ").replace(",", "").split(" – ")[0]) == row.value
        assert told["单位"] == (row.unit or "—")
        assert (row.concept or "—") in told["概念"]


def test_every_mention_and_sentence_of_a_document_is_shown_as_written(
    tab: Page, written: Path, results: Results
) -> None:
    open_view(tab, written, "read/2")
    assert tab.locator("mark").all_text_contents() == list(of_document(results.indicators, results, 2)["text"])
    sentences = of_document(results.sentences, results, 2)["text"]
    assert tab.locator(".sentence").evaluate_all("all => all.map(one => one.textContent)") == list(sentences)


# Keys, themes, print, the dark


@pytest.mark.parametrize(
    ("keys", "mention"),
    [
        pytest.param(["j"], 1, id="j from the start"),
        pytest.param(["j", "j", "j", "k"], 2, id="j and k"),
        pytest.param(["j", "ArrowRight", "ArrowDown", "ArrowLeft"], 2, id="arrows on a mention"),
        pytest.param(["k"], None, id="k from the start is the last"),
    ],
)
def test_keys_go_from_mention_to_mention(
    tab: Page, written: Path, results: Results, keys: list[str], mention: int | None
) -> None:
    open_view(tab, written, "read/0")
    for key in keys:
        tab.keyboard.press(key)
    assert mention_in_address(tab)[1] == (mention or results.documents["indicators"][0])
    assert tab.evaluate("document.activeElement === document.querySelector('mark[aria-current]')")


def test_escape_closes_the_record_and_leaves_the_search(tab: Page, written: Path) -> None:
    open_view(tab, written, "read/0/3")
    tab.keyboard.press("Escape")
    assert tab.locator("mark[aria-current], #record dt").count() == 0
    tab.keyboard.press("/")
    tab.keyboard.type("增长")
    assert 0 < tab.locator(".sentence.found").count() < tab.locator(".sentence").count()
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.tagName") == "BODY"


def test_one_press_of_tab_reaches_the_mentions_and_one_leaves_them(tab: Page, written: Path) -> None:
    open_view(tab, written, "read/0")
    assert tab.locator("mark[tabindex='0']").count() == 1


def test_a_theme_that_is_switched_off_is_stepped_over(tab: Page, written: Path) -> None:
    open_view(tab, written, "read/0")
    before = tab.locator("mark:not(.off)").count()
    button = tab.locator(".legend button").first
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    left = tab.locator("mark:not(.off)").count()
    assert 0 < left < before
    for _ in range(left + 5):
        tab.keyboard.press("j")
    assert tab.locator("mark[aria-current].off").count() == 0


def test_it_is_dark_in_the_dark_and_bare_in_print(tab: Page, written: Path) -> None:
    open_view(tab, written, "read/0/1")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert tab.evaluate(paper) == "rgb(255, 255, 255)"
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(paper) != "rgb(255, 255, 255)"
    tab.emulate_media(media="print")
    assert tab.evaluate(paper) == "rgb(255, 255, 255)"
    assert not tab.locator("header").is_visible()
    assert tab.locator("article").is_visible()


# Hostile text


@pytest.mark.parametrize("view", [*VIEWS[:-1], "read/0/1"])
def test_hostile_text_is_text(tab: Page, hostile_page: Path, hostile: Results, view: str) -> None:
    open_view(tab, hostile_page, view)
    tab.wait_for_selector("main h1")
    assert tab.evaluate("window.ran === undefined && document.querySelectorAll('main img, main script').length === 0")
    if view == "read/0/1":
        assert hostile.documents["indicators"][0] >= MANY
        assert tab.locator("mark").count() == hostile.documents["indicators"][0]
        texts = list(of_document(hostile.sentences, hostile, 0)["text"])
        assert tab.locator(".sentence").evaluate_all("all => all.map(one => one.textContent)") == texts
        isolated = tab.evaluate("getComputedStyle(document.querySelector('.sentence')).unicodeBidi")
        assert isolated == "isolate"
    if view == "overview":
        assert "<script>window.ran = 1</script>" in tab.locator("main tbody").first.text_content()


def test_behind_characters_of_two_units_the_right_place_is_highlighted(
    tab: Page, hostile_page: Path, hostile: Results
) -> None:
    last = of_document(hostile.indicators, hostile, 0).iloc[-1]
    open_view(tab, hostile_page, f"read/0/{last['mention_id']}")
    assert tab.locator("mark[aria-current]").inner_text() == last["text"]


def test_the_page_forbids_the_network_and_foreign_code(written: Path) -> None:
    policy = written.read_text(encoding="utf-8").partition("Content-Security-Policy")[2].partition(">")[0]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert "http" not in policy


# A folder of pages, the command


def test_beyond_the_limit_documents_have_pages_of_their_own(tab: Page, results: Results, tmp_path: Path) -> None:
    pages = report.write(results, tmp_path / "my report.html", largest=0)
    assert [page.name for page in pages[1:]] == [f"{number + 1}.html" for number in range(len(results.documents))]
    open_view(tab, pages[0], "compare")
    tab.locator("td.number a").first.click()
    tab.wait_for_selector("mark[aria-current]")
    assert Path(tab.url.partition("#")[0]).parent.name == "my%20report_pages"
    tab.locator("nav [data-view=targets]").click()
    tab.wait_for_selector("main h1:text('目标与结果')")
    assert tab.locator("main tbody tr").count() > 0


def test_nothing_is_overwritten_without_force(
    results: Results, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "report.html"
    page.write_text("mine", encoding="utf-8")
    for force, code in (([], 2), (["--force"], 0)):
        with pytest.raises(SystemExit) as stopped:
            main(["report", str(results.folder), "-o", str(page), *force])
        assert stopped.value.code == code
    assert "add --force" in capsys.readouterr().err
    assert "<!DOCTYPE html>" in page.read_text(encoding="utf-8")


def test_without_the_chart_library_the_error_names_the_extra(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "vl_convert":
            raise ModuleNotFoundError(name="vl_convert")
        return imports(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"govtext\[report\]"):
        report.write(results, tmp_path / "report.html")
