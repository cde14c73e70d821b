"""PDF: the text layer, its lines joined into paragraphs by the layout, its ruled tables told row by row."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdftypes import resolve1
from pdfplumber.page import Page
from pdfplumber.utils.exceptions import PdfminerException

from govtext.errors import ReadingError
from govtext.reading import grids, limits
from govtext.reading.decoding import chineseness

_PAGES = 2000
_TAIL = 65_536  # bytes: servers append what is no PDF
_MEMORY = 1_000_000_000  # bytes; a page of print takes ten million
_PAGE_NUMBER = re.compile(r"[\s\-–—－·.]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/，,]?\s*共?\s*\d{1,4}\s*页?)?[\s\-–—－·.]*")
_COUNT = "[一二三四五六七八九十]{1,3}"
_HEADING = re.compile(rf"{_COUNT}、|[（(]{_COUNT}[）)]|第{_COUNT}(?:部分|章|节)")
_WIDE = r"\u3000-\u9fff\uff00-\uffef"
_BLANK = re.compile(rf"(?<=[{_WIDE}]) +(?=[{_WIDE}\d])|(?<=\d) +(?=[\u4e00-\u9fff])")
_LATIN = re.compile(r"[A-Za-z]{2}")
_LETTERS = r"!-~À-ɏ"  # what a line is not broken inside: words, numbers, pinyin with its tones
_UNIT = re.compile(rf"[“‘（《]*(?:[{_LETTERS}：∶—–]+|.)[，。、；：！？”’）》％]*")
_STOPS = "。！？；：;:!?…”）)》"
_NEARLY_FULL = 0.8
_FULL_LINES = 4
_ENOUGH = 100  # characters beyond Latin that show whether the text reads as Chinese
_LEAST_CHINESE = 0.03  # a report has 0.2, the lists of names in an annex 0.05
_PAGE_BYTES = 5_000_000  # of drawing and text; a page of print has 20,000, a map perhaps a million
_MOST_EDGES = 5000  # strokes of a page with tables; more are a drawing
_SCAN = 0.5  # an image over more than half of a page without text


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of print, or a table; places in points from the left and the top of its page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page: int
    width: float  # of the page
    grid: tuple[tuple[str, ...], ...] = ()

    @property
    def size(self) -> float:
        return self.bottom - self.top


def text(data: bytes) -> str:
    """The text of a document: a line a paragraph, without page numbers and running heads.

    Raises:
        ReadingError: encrypted, damaged, scanned (the pages are named), without characters that can be told.
    """
    start = data.find(b"%PDF-", 0, 1024)
    if start < 0:
        raise ReadingError("the file is no PDF")
    if b"%%EOF" not in data[-_TAIL:]:  # the library would give the pages that are there as the whole
        raise ReadingError("the PDF is truncated: its end is missing; download it again")
    try:
        with limits.memory_of(_MEMORY), pdfplumber.open(io.BytesIO(data[start:])) as file:
            if len(file.pages) > _PAGES:
                raise ReadingError(f"the PDF has {len(file.pages):,} pages, more than {_PAGES:,}; split it")
            lines, scans = _read(file.pages)
            pages = len(file.pages)
    except (PdfminerException, MemoryError) as error:
        cause = error.args[0] if error.args else error
        if isinstance(error, MemoryError) or isinstance(cause, MemoryError):
            raise ReadingError(f"the PDF unpacks to more than {_MEMORY:,} bytes: a decompression bomb") from error
        if isinstance(cause, PDFPasswordIncorrect):
            raise ReadingError("the PDF is encrypted; save it without a password and run again") from error
        raise ReadingError(f"the PDF is damaged: {type(cause).__name__} {cause}".rstrip()) from error
    if scans:
        raise ReadingError(
            f"{'page' if len(scans) == 1 else 'pages'} {', '.join(map(str, scans[:20]))} of {pages} "
            "are scanned: an image without a text layer; run the file through OCR first"
        )
    if not lines:
        raise ReadingError("the PDF holds no text" if pages else "the PDF is damaged: it has no page")
    found = "\n".join(_paragraphs(_without_furniture(lines, pages)))
    if sum(c > "⺀" for c in found) >= _ENOUGH and chineseness(found) < _LEAST_CHINESE:
        raise ReadingError("the text layer of the PDF is not what its pages show; run OCR on the file")
    return found


def _read(pages: Sequence[Page]) -> tuple[list[_Line], list[int]]:
    lines: list[_Line] = []
    scans: list[int] = []
    read = 0
    for number, page in enumerate(pages, 1):
        _check_size(page, number)
        found = list(_page(page, number))
        unknown = sum("(cid:" in line.text for line in found)
        if unknown * 2 > len(found) > 0:
            raise ReadingError(f"page {number} has a font that does not tell its characters; run OCR on the file")
        if not found and _is_scan(page):
            scans.append(number)
        lines += found
        read += sum(len(line.text) for line in found)
        if read > limits.CHARACTERS:
            raise ReadingError(f"the text has more than the {limits.CHARACTERS:,} characters of a report; split it")
        page.close()  # lets go of what it holds
    return lines, scans


def _check_size(page: Page, number: int) -> None:
    size = sum(len(resolve1(part).get_data()) for part in page.page_obj.contents)
    if size > _PAGE_BYTES:
        raise ReadingError(f"page {number} unpacks to {size:,} bytes, more than {_PAGE_BYTES:,}: a decompression bomb")


def _is_scan(page: Page) -> bool:
    covered = sum(abs(image["width"] * image["height"]) for image in page.images)
    return bool(covered > _SCAN * float(page.width) * float(page.height))


def _page(page: Page, number: int) -> Iterator[_Line]:
    tables = page.find_tables() if 6 <= len(page.edges) <= _MOST_EDGES else []
    grids_ = [table for table in tables if len(table.rows) > 1 and max(len(row.cells) for row in table.rows) > 1]
    inside = [table.bbox for table in grids_]

    def outside(thing: dict[str, Any]) -> bool:
        if thing.get("object_type") != "char":
            return True
        x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
        return not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in inside)

    rest = page.filter(outside) if inside else page
    found = [
        _Line(
            _BLANK.sub("", line["text"]).strip(),
            line["x0"],
            line["x1"],
            line["top"],
            line["bottom"],
            number,
            float(page.width),
        )
        for line in rest.extract_text_lines(return_chars=False, keep_blank_chars=True)
    ]
    for table in grids_:
        left, top, right, bottom = table.bbox
        rows = tuple(tuple((cell or "").replace("\n", "") for cell in row) for row in table.extract())
        found.append(_Line("", left, right, top, bottom, number, float(page.width), rows))
    yield from sorted((line for line in found if line.text or line.grid), key=lambda line: (line.top, line.left))


def _without_furniture(lines: Sequence[_Line], pages: int) -> list[_Line]:
    """Without page numbers and the heads and feet that most pages share."""
    edges: set[int] = set()
    for place, line in enumerate(lines):
        first = place == 0 or lines[place - 1].page != line.page
        last = place == len(lines) - 1 or lines[place + 1].page != line.page
        if first or last:
            edges.add(place)
    shared = Counter(re.sub(r"\d+", "#", lines[place].text) for place in edges)
    kept: list[_Line] = []
    for place, line in enumerate(lines):
        words = re.sub(r"\d+", "#", line.text)
        running = pages >= 3 and shared[words] > pages / 2
        if not line.grid and place in edges and (_PAGE_NUMBER.fullmatch(line.text) or running):
            continue
        kept.append(line)
    return kept


def _paragraphs(lines: Sequence[_Line]) -> Iterator[str]:
    """Joins a line to the one before where that is full and this one is not indented."""
    plain = [line for line in lines if not line.grid]
    left = min((line.left for line in plain), default=0.0)
    right = _right_margin(plain, left)
    steps = [b.top - a.top for a, b in pairwise(plain) if a.page == b.page and b.top > a.top]
    step = median(steps) if steps else 0.0
    paragraph = ""
    before: _Line | None = None
    for line in lines:
        if before and paragraph and _continues(before, line, left, right, step):
            paragraph += _joint(paragraph, line.text) + line.text
        else:
            if paragraph:
                yield paragraph
            if line.grid:
                yield from grids.lines(line.grid, grids.table_unit(paragraph))
            paragraph = line.text
        before = line
    if paragraph:
        yield paragraph


def _right_margin(lines: Sequence[_Line], left: float) -> float:
    """Where lines end (punctuation may hang out beyond); with too few full lines as far from the edge as the left."""
    if not lines:
        return 0.0
    ends = sorted(line.right for line in lines)
    usual = ends[int(0.9 * (len(ends) - 1))]
    full = sum(abs(end - usual) < lines[0].size for end in ends)
    return usual if full >= _FULL_LINES else max(usual, lines[0].width - left)


def _continues(before: _Line, line: _Line, left: float, right: float, step: float) -> bool:
    if line.grid or before.grid or _HEADING.match(line.text):
        return False
    full = before.right + _first_width(line) > right - 0.8 * before.size
    if before.text[-1] not in _STOPS:  # inside a sentence; some writers break no line behind a percent sign
        full = full or before.right - left > _NEARLY_FULL * (right - left)
    flush = line.left <= left + 0.8 * line.size
    near = before.page != line.page or line.top - before.top <= 1.4 * step
    return full and flush and near and abs(before.size - line.size) < 0.2 * line.size


def _first_width(line: _Line) -> float:
    """How much room the beginning of a line would have needed on the line before: no number or word is broken."""
    unit = _UNIT.match(line.text)
    first = unit.group() if unit else line.text[:1]
    return line.size * sum(0.55 if c < "ɐ" else 1.0 for c in first)


def _joint(before: str, after: str) -> str:
    """A blank between two words in Latin letters that a line break set apart; nothing in Chinese."""
    return " " if _LATIN.fullmatch(before[-1:] + after[:1]) else ""
