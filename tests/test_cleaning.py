"""Mending debris, bringing texts into one width and script, and the way back to the text as read."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtext.cleaning import Cleaned, artefacts, clean
from govtext.cleaning.offsets import Edit, OffsetMap, apply
from govtext.cleaning.script import simplified
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
    mended, _ = apply(raw, artefacts.find(raw))
    assert len(clean(raw).text) == len(mended)


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
