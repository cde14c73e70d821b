"""From bytes to text: the right encoding, or a refusal that helps."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from govtext.errors import ReadingError
from govtext.reading.decoding import decode
from marked import case

HANS = "青桐市政府工作报告\r\n一、2024年工作回顾\r\n地区生产总值达到312.6亿元，增长5.4%。\r\n"
HANT = "青桐市政府工作報告\r\n一、2024年工作回顧\r\n地區生產總值達到312.6億元，增長5.4%。\r\n"

ENCODED = [
    case("UTF-8", HANS.encode("utf-8"), HANS, "utf-8"),
    case("UTF-8 with mark", HANS.encode("utf-8-sig"), HANS, "utf-8-sig"),
    case("UTF-16 little-endian with mark", codecs.BOM_UTF16_LE + HANS.encode("utf-16-le"), HANS, "utf-16"),
    case("UTF-16 big-endian with mark", codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), HANS, "utf-16"),
    case("UTF-16 little-endian without mark", HANS.encode("utf-16-le"), HANS, "utf-16"),
    case("UTF-16 big-endian without mark", HANS.encode("utf-16-be"), HANS, "utf-16"),
    case("UTF-32 with mark", HANS.encode("utf-32"), HANS, "utf-32"),
    case("GBK", HANS.encode("gbk"), HANS, "gb18030"),
    case("GB18030 beyond GBK", f"{HANS}㐂村𠮷水".encode("gb18030"), f"{HANS}㐂村𠮷水", "gb18030"),
    case("Traditional in GBK", HANT.encode("gbk"), HANT, "gb18030"),
    case("Big5", HANT.encode("big5"), HANT, "big5"),
    case("Big5 of Hong Kong", f"{HANT}二〇二四年".encode("big5hkscs"), f"{HANT}二〇二四年", "big5hkscs"),
    case("GBK among markup", f"<div>{'<br>' * 400}{HANS}".encode("gbk"), f"<div>{'<br>' * 400}{HANS}", "gb18030"),
    case("Traditional in UTF-8", HANT.encode("utf-8"), HANT, "utf-8"),
    case("ASCII", b"2024: 5.4%\n", "2024: 5.4%\n", "utf-8"),
    case("a mark inside stays", "区\ufeff县".encode(), "区\ufeff县", "utf-8"),
]


@pytest.mark.parametrize("text", ["column,value\n丙,檫\n", "text,theme\n修堤,none\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_table_of_few_words_is_read_as_it_was_saved(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), otherwise="gb18030").text == text


@pytest.mark.parametrize(("data", "text", "encoding"), ENCODED)
def test_encodings(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (text, encoding)


SHORT = [
    case("a title", "青桐市政府工作报告"),
    case("a sentence", "全年新增就业三千人。"),
    case("figures", "增长5.4%"),
    case("a clause without a common word", "慰问困难职工490名"),
]


@pytest.mark.parametrize("text", SHORT)
def test_short_gbk(text: str) -> None:
    assert decode(text.encode("gbk")).text == text


REFUSED = [
    case("empty", b"", "empty"),
    case("blank", b" \r\n\t\n", "empty"),
    case("a mark and nothing else", codecs.BOM_UTF8, "empty"),
    case("PDF", b"%PDF-1.7\n1 0 obj\n", "a PDF"),
    case("ZIP", b"PK\x03\x04\x14\x00\x06\x00", "docx"),
    case("legacy Office", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "legacy Office"),
    case("image", b"\x89PNG\r\n\x1a\n\x00\x00", "an image"),
    case("binary", bytes(range(256)) * 4, "binary"),
    case("zeros", b"\x00" * 64, "binary"),
    case("noise without zeros", bytes(range(1, 256)) * 4, "UTF-8"),
    case("broken UTF-16 behind a mark", codecs.BOM_UTF16_LE + b"\x00\xd8", "utf-16"),
    case("broken UTF-8 behind a mark", codecs.BOM_UTF8 + "报告".encode("gbk"), "byte"),
]


@pytest.mark.parametrize(("data", "said"), REFUSED)
def test_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadingError) as error:
        decode(data)
    assert said in str(error.value)


REPORTS = sorted((Path(__file__).parents[1] / "corpora").glob("*/*.txt"))


@given(
    st.sampled_from(REPORTS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk", "big5"]),
    st.integers(0, 3000),
    st.integers(100, 1500),
)
def test_every_encoding_reads_back(path: Path, encoding: str, start: int, length: int) -> None:
    text = path.read_text(encoding="utf-8")[start : start + length]
    assume(len(text) >= 100)
    if encoding == "big5":
        assume("總" in path.name)
        text = text.encode("big5", "ignore").decode("big5")
    elif encoding == "gbk":
        text = text.encode("gbk", "ignore").decode("gbk")
    assert decode(text.encode(encoding)).text == text


@given(st.sampled_from(REPORTS), st.integers(0, 2500), st.integers(8, 60))
def test_short_texts_are_read_rightly_or_refused(path: Path, start: int, length: int) -> None:
    text = path.read_text(encoding="utf-8")[start : start + length].encode("gbk", "ignore").decode("gbk")
    assume(len(text.strip()) >= 8)
    try:
        decoded = decode(text.encode("gbk"))
    except ReadingError:
        return
    assert decoded.text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = decode(data).text
    except ReadingError:
        return
    assert text.strip()


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030", "gbk", "gb2312", "big5", "big5hkscs"]
)
def test_every_reference_report_reads_back(shared: Path, encoding: str) -> None:
    fitting = 0
    for path in sorted((shared / "corpus").rglob("*.txt")):
        text = decode(path.read_bytes()).text
        try:
            data = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        fitting += 1
        assert decode(data).text == text, path.name
    assert fitting
