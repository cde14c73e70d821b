"""Mending debris, bringing texts into one width and script, and the way back to the text as read."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.cleaning import Cleaned, artefacts, breaks, clean, page
from govtext.cleaning.offsets import Edit, OffsetMap, apply, chain
from govtext.cleaning.script import VariantRule, load_variants, simplified
from govtext.cli import main
from govtext.looking import diff
from marked import case

CORPORA = Path(__file__).parents[1] / "corpora"
DISTRICTS = sorted((CORPORA / "districts").glob("*.txt"))
REPORTS = sorted(CORPORA.glob("*/*.txt"))


@cache
def raw_and_clean(path: Path) -> tuple[str, Cleaned]:
    raw = path.read_bytes().decode("utf-8")
    return raw, clean(raw)


# --- offset maps

CHARS = st.text("青桐市增长5%, \n", max_size=6)


Sample = tuple[str, list[Edit], list[int | None]]


@st.composite
def edited(draw: st.DrawFn) -> Sample:
    """A text, edits of it, and for every character of the mended text its place in the text, None where it is new."""
    text, edits, origin = "", [], list[int | None]()
    for kept, cut, put in draw(st.lists(st.tuples(CHARS, CHARS.filter(bool), CHARS), max_size=6)):
        origin += range(len(text), len(text) + len(kept))
        text += kept
        edits.append(Edit(len(text), len(text) + len(cut), put, "test"))
        origin += [None] * len(put)
        text += cut
    tail = draw(CHARS)
    origin += range(len(text), len(text) + len(tail))
    return text + tail, edits, origin


@given(edited())
def test_edits_are_carried_out_and_nothing_else(sample: Sample) -> None:
    text, edits, origin = sample
    mended, _ = apply(text, edits)
    assert len(mended) == len(origin)
    placed = list(zip(mended, origin, strict=True))
    assert [c for c, place in placed if place is not None] == [text[place] for place in origin if place is not None]
    assert "".join(c for c, place in placed if place is None) == "".join(edit.text for edit in edits)


@given(edited(), st.data())
def test_a_span_leads_back_to_what_it_came_from(sample: Sample, data: st.DataObject) -> None:
    text, edits, origin = sample
    mended, offsets = apply(text, edits)
    if not mended:
        return
    start = data.draw(st.integers(0, len(mended) - 1))
    end = data.draw(st.integers(start + 1, len(mended)))
    raw_start, raw_end = offsets.span(start, end)
    assert 0 <= raw_start < raw_end <= len(text)
    first, last = origin[start], origin[end - 1]
    if first is not None:
        assert raw_start == first
    if last is not None:
        assert raw_end == last + 1
    inside = [
        Edit(edit.start - raw_start, edit.end - raw_start, edit.text, edit.rule)
        for edit in edits
        if raw_start <= edit.start and edit.end <= raw_end
    ]
    remade, _ = apply(text[raw_start:raw_end], inside)
    assert mended[start:end] in remade


@given(edited(), st.data())
def test_spans_keep_text_order(sample: Sample, data: st.DataObject) -> None:
    text, edits, _ = sample
    mended, offsets = apply(text, edits)
    spans = [offsets.span(place, place + 1) for place in range(len(mended))]
    assert spans == sorted(spans)
    if mended:
        assert offsets.span(0, len(mended)) == (spans[0][0], spans[-1][1])


def test_without_edits_every_place_is_its_own() -> None:
    text, offsets = apply("增长5%", [])
    assert text == "增长5%"
    assert [offsets.span(i, i + 1) for i in range(4)] == [(i, i + 1) for i in range(4)]
    assert OffsetMap().span(2, 5) == (2, 5)


@given(edited(), st.data())
def test_two_rounds_of_edits_are_one(sample: Sample, data: st.DataObject) -> None:
    text, first, _ = sample
    once, offsets = apply(text, first)
    cuts = sorted(data.draw(st.lists(st.integers(0, len(once)), max_size=6, unique=True)))
    second = [Edit(a, b, "新", "second") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    replaced = {place for edit in second for place in offsets.around(edit.start, edit.end, len(once))}
    if len(replaced) < 2 * len(second):
        return  # two edits inside one replacement: the second is let go
    spans = [offsets.span(edit.start, edit.end) for edit in second]
    if any(a[1] > b[0] for a, b in pairwise(spans)):
        return
    assert apply(text, chain(first, second, once, offsets))[0] == apply(once, second)[0]


# --- artefacts

RULES = [pytest.param(rule, id=rule.id) for rule in artefacts.load_rules()]


@pytest.mark.parametrize("rule", RULES)
def test_the_example_of_a_rule_is_mended(rule: artefacts.ArtefactRule) -> None:
    raw = rule.example["raw"]
    edits = artefacts.find(raw)
    assert rule.id in {edit.rule for edit in edits}, "another rule came first, or none"
    assert apply(raw, edits)[0] == rule.example["mended"]


@pytest.mark.parametrize("rule", RULES)
def test_a_mended_example_stays_as_it_is(rule: artefacts.ArtefactRule) -> None:
    assert artefacts.find(rule.example["mended"]) == []


MENDED = [
    case("entity by number", "占比&#37;以上", "占比%以上"),
    case("two sorts of debris side by side", "總結(jié)&nbsp;報告", "总结报告"),
    case("blanks of markup", "增长<b>5%</b>左右", "增长5%左右"),
    case("number cut by a line", "收入3\n3.8万元", "收入33.8万元"),
    case("number cut by an empty line", "发放补贴3\n\n3.8万元", "发放补贴33.8万元"),
    case("number cut twice", "比重达2\n8\n%左右", "比重达28%左右"),
    case("number cut before its point", "投资12\n.5亿元", "投资12.5亿元"),
    case("number cut behind its point", "寿命从80.\n2岁起", "寿命从80.2岁起"),
    case("reading and line end in a unit", "投資6.5萬(wàn)\n億元,增長", "投资6.5万亿元，增长"),
    case("a list number is no broken number", "工作安排\n1\n2个重点", "工作安排\n1\n2个重点"),
    case("headings stay apart", "一、工作回顾\n一年来，就业稳定。", "一、工作回顾\n一年来，就业稳定。"),
    case("paragraphs stay apart", "就业稳定。\n物价平稳。", "就业稳定。\n物价平稳。"),
    case("an indented paragraph stays apart", "就业稳定。全市\n　　物价平稳。", "就业稳定。全市\n　　物价平稳。"),
    case("shifted bytes before a reading", "開展工作,F(xiàn)將情況匯報", "开展工作。现将情况汇报"),
    case("shifted bytes behind a bracket", "動員。ㄇ刂輩^(qū)供稿)", "动员。（秦州区供稿）"),
    case("a letter behind a comma is no shifted byte", "建設,為推動X區發展", "建设，为推动X区发展"),
    case("raised point as an entity", "增长4&middot;3%", "增长4.3%"),
    case("a raised dot in a name stays", "约翰·史密斯", "约翰·史密斯"),
    case("letter l before a number", "投资l2.5亿元", "投资12.5亿元"),
    case("letter l in a word stays", "GDPl和5l升", "GDPl和5l升"),
    case("masked year stays", "20xx年就业稳定", "20xx年就业稳定"),
    case("comma before every mark", "就业,、物价,,均稳定,。", "就业、物价，均稳定。"),
    case("unit cut by a blank", "救助7007人 次", "救助7007人次"),
    case("neutral reading", "我們(men)努力", "我们努力"),
    case("reading in full-width brackets", "總結（jié）報告", "总结报告"),
    case("a list item is no broken line", "做好以下工作，\n一、稳就业", "做好以下工作，\n一、稳就业"),
    case("a bracketed word stays", "云计算(cloud)平台", "云计算（cloud）平台"),
    case("a sum is no entity", "研发&创新", "研发&创新"),
    case("less-than is no tag", "能耗<0.5吨", "能耗<0.5吨"),
    case("a question mark stays", "怎么办?要靠改革", "怎么办？要靠改革"),
]


@pytest.mark.parametrize(("raw", "text"), MENDED)
def test_mended(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize("path", DISTRICTS, ids=lambda path: path.stem)
def test_a_sound_text_is_not_repaired(path: Path) -> None:
    raw, cleaned = raw_and_clean(path)
    assert cleaned.edits == ()
    assert len(cleaned.text) == len(raw)
    assert cleaned.script == "Hans"


BROKEN = [pytest.param(rule, id=rule.id) for rule in breaks.load_rules()]
FURNITURE = [pytest.param(rule, id=rule.id) for rule in page.load_rules()]


@pytest.mark.parametrize("rule", BROKEN)
def test_the_example_of_a_break_is_joined(rule: breaks.BreakRule) -> None:
    edits = breaks.find(rule.example["raw"])
    assert [edit.rule for edit in edits] == [rule.id]
    assert apply(rule.example["raw"], edits)[0] == rule.example["mended"]
    assert breaks.find(rule.example["mended"]) == []


@pytest.mark.parametrize("rule", FURNITURE)
def test_the_example_of_furniture_is_left_out(rule: page.FurnitureRule) -> None:
    text = f"物价平稳。\n{rule.example}\n就业稳定。"
    edits = page.find(text)
    assert [edit.rule for edit in edits] == [rule.id]
    assert apply(text, edits)[0] == "物价平稳。\n就业稳定。"


REPORT_LINES = [
    case("heads of tasks", "牵头单位：市教育局、市财政局"),
    case("host of a task", "主办单位：市教育局"),
    case("reading", "全民阅读：建成书屋30个，举办活动20场。"),
    case("visits to a doctor", "基层医疗机构访问人次达到300万人次，增长5%。"),
    case("place of a city", "区位优势更加明显，位置：三省交界。"),
    case("a dash at the beginning", "——就业稳定，新增就业3万人。"),
    case("a signature", "市长 王五"),
]


@pytest.mark.parametrize("line", REPORT_LINES)
def test_lines_of_a_report_stay(line: str) -> None:
    assert page.find(f"物价平稳。\n{line}\n就业稳定。") == []


BODY = "".join(f"第{n}项工作是修建道路{n * 7}公里，惠及群众{n * 900}人，群众十分满意。\n" for n in range(1, 20))
REPEATED = [
    case("twice", BODY + BODY, BODY),
    case("four times", BODY * 4, BODY),
    case("with other words between", f"{BODY}其他报道\n{BODY}", f"{BODY}其他报道\n"),
    case("with other blanks", BODY + BODY.replace("，", " ， "), BODY),
    case("a slogan said thrice", "各位代表！\n" * 3 + BODY, "各位代表！\n" * 3 + BODY),
    case("two paragraphs said twice", BODY + BODY[:80], BODY + BODY[:80]),
]


@pytest.mark.parametrize(("raw", "text"), REPEATED)
def test_a_body_is_read_once(raw: str, text: str) -> None:
    assert clean(raw).text.rstrip("\n") == text.rstrip("\n")


# --- width and script

NARROWED = [
    case("digits and per cent", "增长１２．５％", "增长12.5%"),
    case("letters", "ＧＤＰ和５Ｇ", "GDP和5G"),
    case("full-width thousands", "共１，２３４人", "共1,234人"),
    case("a comma between two numbers stays a comma", "分别为12，34人", "分别为12，34人"),
    case("half-width thousands stay", "共1,234人", "共1,234人"),
    case("ASCII comma ends a clause", "增长5%,就业稳定", "增长5%，就业稳定"),
    case("ASCII comma behind a number", "增至12,就业稳定", "增至12，就业稳定"),
    case("ASCII brackets around Chinese", "稳就业(见附表)。", "稳就业（见附表）。"),
    case("ASCII bracket at the end", "稳就业(见附表)", "稳就业（见附表）"),
    case("ASCII comma behind an ASCII bracket", "村(镇),县", "村（镇），县"),
    case("ASCII colon", "目标:增长5%", "目标：增长5%"),
    case("ratio stays", "收入比为1.9:1", "收入比为1.9:1"),
    case("slash in a number", "３／４", "3/4"),
    case("line ends of other systems", "一\r\n二", "一\n\n二"),
    case("Traditional", "地區生產總值達到３５．７億元，發展", "地区生产总值达到35.7亿元，发展"),
    case("stray 著 in a Simplified text", "我们沿着这条路走，译著百部", "我们沿着这条路走，译著百部"),
]


@pytest.mark.parametrize(("raw", "text"), NARROWED)
def test_width_and_script(raw: str, text: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == text
    assert len(cleaned.text) == len(raw)


VARIANTS = [pytest.param(rule, id=rule.characters) for rule in load_variants()]


@pytest.mark.parametrize("rule", VARIANTS)
def test_the_example_of_a_variant_is_simplified(rule: VariantRule) -> None:
    assert simplified(rule.example["raw"]) == rule.example["mended"]


WORDS = [
    case("Taiwan", "著力改善，沿著既定道路，隨著發展", "着力改善，沿着既定道路，随着发展"),
    case("著 that stays", "著名作家的著作成效顯著，編著名著", "著名作家的著作成效显著，编著名著"),
    case("Hong Kong", "衞生服務，裏面，羣眾，綫路，産業", "卫生服务，里面，群众，线路，产业"),
    case("mainland Traditional", "職工範圍乾淨，幹部，乾坤，產業佔比", "职工范围干净，干部，乾坤，产业占比"),
    case("units", "三萬畝、五千噸、六百戶、兩千隻、九億個", "三万亩、五千吨、六百户、两千只、九亿个"),
]


@pytest.mark.parametrize(("raw", "text"), WORDS)
def test_simplified(raw: str, text: str) -> None:
    assert simplified(raw) == text


SCRIPTS = [
    case("Simplified", "地区生产总值达到三百亿元，发展势头良好", "Hans"),
    case("Traditional", "地區生產總值達到三百億元，發展勢頭良好", "Hant"),
    case("no Chinese", "GDP 5%", "Hans"),
    case("one stray character", "地区生产总值达到三百亿元，发展势头良好，" * 10 + "總", "Hans"),
]


@pytest.mark.parametrize(("raw", "script"), SCRIPTS)
def test_script(raw: str, script: str) -> None:
    assert clean(raw).script == script


SOUND = st.text(st.sampled_from("總結發展計劃臺灣著乾後裡面干里髮元１９％．，：（）()%,:;Ａ 　\t\r\n\xa0"), max_size=60)


@given(SOUND)
def test_width_and_script_keep_length(raw: str) -> None:
    assert len(simplified(raw)) == len(raw)
    cleaned = clean(raw)
    mended, _ = apply(raw, cleaned.edits)
    assert len(cleaned.text) == len(mended)


# --- the whole


@pytest.mark.parametrize("path", [case(path.stem, path) for path in REPORTS])
def test_cleaning_twice_is_cleaning_once(path: Path) -> None:
    _, once = raw_and_clean(path)
    twice = clean(once.text)
    assert twice.text == once.text
    assert twice.edits == ()


def astray(raw: str, cleaned: Cleaned) -> list[tuple[int, str]]:
    """Letters, digits and Chinese characters that no repair put there and that do not lead back to themselves."""
    repaired = {place for edit in cleaned.edits for place in range(edit.start, edit.end)}
    found: list[tuple[int, str]] = []
    for place, character in enumerate(cleaned.text):
        start, end = cleaned.offsets.span(place, place + 1)
        if start in repaired or not character.isalnum():
            continue
        written = raw[start:end]
        in_context = simplified(raw)[start:end] if cleaned.script == "Hant" else written
        if character not in {written, unicodedata.normalize("NFKC", written), in_context}:
            found.append((place, character))
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_every_character_of_a_report_leads_back_to_itself(path: Path) -> None:
    assert astray(*raw_and_clean(path)) == []


EXAMPLES = [rule.example["raw"] for rule in artefacts.load_rules()]


@given(st.lists(st.sampled_from([*EXAMPLES, "收入１２３亿元", "增长5%，", "第九次会议\n"]), max_size=6))
def test_characters_between_debris_lead_back_to_themselves(parts: list[str]) -> None:
    raw = "。".join(parts)
    cleaned = clean(raw)
    assert astray(raw, cleaned) == []
    assert len(cleaned.edits) >= sum(part in EXAMPLES for part in parts)


# --- what was done


def test_the_diff_names_place_and_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text("就业稳定。\n增长&nbsp;5%，收入3\n3.8万元。\n", encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        main(["clean", str(file), "--diff"])
    shown = capsys.readouterr().out
    assert done.value.code == 0
    assert "2: 就业稳定。⏎增长[-&nbsp;-]5%，收入3" in shown
    assert "[-⏎-]3.8万元" in shown
    assert all(diff.reasons()[rule] in shown for rule in ("entity", "broken-number"))


def test_clean_prints_or_writes_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = tmp_path / "report.txt", tmp_path / "clean.txt"
    file.write_text("總結(jié)報告，增長５％。", encoding="utf-8")
    with pytest.raises(SystemExit):
        main(["clean", str(file)])
    assert capsys.readouterr().out == "总结报告，增长5%。\n"
    with pytest.raises(SystemExit):
        main(["clean", str(file), "-o", str(out)])
    assert out.read_text(encoding="utf-8") == "总结报告，增长5%。"
    with pytest.raises(SystemExit) as refused:
        main(["clean", str(file), "-o", str(out)])
    assert refused.value.code == 2


HOSTILE = [
    case("brackets", "學(" * 50_000),
    case("line ends", "1\n" * 50_000),
    case("blanks", " " * 100_000 + "x"),
    case("comments", "<!--" * 25_000),
    case("tags", "<p " * 30_000),
    case("one line of hints", "位置打印阅读版权所有" * 20_000),
    case("commas", "," * 100_000),
    case("digits and blanks", "1 " * 50_000),
]


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_texts_come_to_an_end(raw: str) -> None:
    cleaned = clean(raw)
    assert cleaned.offsets.span(0, len(cleaned.text) or 1)[1] <= len(raw)
