"""DOCX: paragraphs with the numbers that Word counts for them, tables, text boxes, notes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from govtext.errors import ReadingError
from govtext.reading import grids, packages

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_P, _TBL, _TR, _TC = (f"{_W}{name}" for name in ("p", "tbl", "tr", "tc"))
_TEXT, _TAB, _BREAK, _RETURN, _HYPHEN = (f"{_W}{name}" for name in ("t", "tab", "br", "cr", "noBreakHyphen"))
_BOX = f"{_W}txbxContent"
_SKIPPED = {f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "tblPr", "sectPr")}
_SKIPPED |= {_FALLBACK, _BOX, f"{_W}rt"}
_NOTES = ("footnotes", "endnotes")
_DIGITS = "〇一二三四五六七八九"
_CHINESE = {
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand",
    "ideographDigital", "koreanCounting",
}  # fmt: skip


def text(data: bytes) -> str:
    """The text of a document: a line a paragraph, tables told row by row; deletions left out, insertions kept.

    Automatic numbers (一、 （一） 1.) are written out, for they tell headings. Notes follow under the line 注释.
    """
    archive = packages.open_office(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise ReadingError(f"the .docx file is damaged: {error}") from error
    numbers = _Numbers(document)
    lines = list(_blocks(document.element.body, numbers))
    notes = [line for kind in _NOTES for line in _notes(archive, kind, numbers)]
    return "\n".join([*lines, *(["注释", *notes] if notes else [])])


def _notes(archive: zipfile.ZipFile, kind: str, numbers: _Numbers) -> Iterator[str]:
    if f"word/{kind}.xml" not in archive.namelist():
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(packages.unpack(archive, f"word/{kind}.xml"), parser)
    for note in root:
        if note.get(f"{_W}type") in {None, "normal"}:  # the others are the strokes above notes
            yield from filter(str.strip, _blocks(note, numbers))


def _blocks(parent: etree._Element, numbers: _Numbers) -> Iterator[str]:
    unit = ""
    for block in parent:
        if block.tag == _P:
            lines = list(_paragraph(block, numbers))
            yield from lines
            if any(map(str.strip, lines)):
                unit = grids.table_unit(lines[-1])
        elif block.tag == _TBL:
            yield from grids.lines(_grid(block, numbers), unit)
            unit = ""
        elif block.tag not in _SKIPPED:  # content controls and the like wrap blocks
            yield from _blocks(block, numbers)


def _paragraph(paragraph: etree._Element, numbers: _Numbers) -> Iterator[str]:
    written = "".join(_runs(paragraph))
    yield from ((numbers.before(paragraph) if written.strip() else "") + written).split("\n")
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_FALLBACK), None) is None:
            yield from _blocks(box, numbers)


def _runs(element: etree._Element) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            yield child.text or ""
        elif tag == _TAB:
            yield "\t"
        elif tag == _HYPHEN:
            yield "-"
        elif tag in (_BREAK, _RETURN):
            yield "" if child.get(f"{_W}type") in ("page", "column") else "\n"
        elif tag not in _SKIPPED:
            yield from _runs(child)


def _grid(table: etree._Element, numbers: _Numbers) -> list[list[str]]:
    grid: list[list[str]] = []
    for row in table.iterchildren(_TR, f"{_W}sdt"):
        cells: list[str] = []
        for cell in row.iter(_TC):
            if next(cell.iterancestors(_TBL)) is not table:
                continue
            properties = cell.find(f"{_W}tcPr")
            across, merged = 1, None
            if properties is not None:
                span, merged = properties.find(f"{_W}gridSpan"), properties.find(f"{_W}vMerge")
                across = min(int(span.get(f"{_W}val") or 1), 100) if span is not None else 1
            content = "\n".join(_blocks(cell, numbers)).strip()
            if merged is not None and merged.get(f"{_W}val") in (None, "continue") and grid:
                content = grid[-1][len(cells)] if len(cells) < len(grid[-1]) else ""
            cells += [content] * across
        grid.append(cells)
    return grid


class _Numbers:
    """The numbers that Word counts for paragraphs of a list, as it would print them."""

    def __init__(self, document: Document) -> None:
        self.counts: dict[tuple[str, int], int] = {}
        self.levels: dict[tuple[str, int], tuple[str, str, int]] = {}  # list and level → format, pattern, first number
        self.abstract: dict[str, str] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        for definition in root.iter(f"{_W}abstractNum"):
            for level in definition.iter(f"{_W}lvl"):
                key = (definition.get(f"{_W}abstractNumId") or "", int(level.get(f"{_W}ilvl") or 0))
                told = (_value(level, "numFmt"), _value(level, "lvlText"), int(_value(level, "start") or 1))
                self.levels[key] = told
        for number in root.iter(f"{_W}num"):
            self.abstract[number.get(f"{_W}numId") or ""] = _value(number, "abstractNumId")
        for style in document.styles.element.iter(f"{_W}style"):
            found = style.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                self.styles[style.get(f"{_W}styleId") or ""] = (_value(found, "numId"), int(_value(found, "ilvl") or 0))

    def before(self, paragraph: etree._Element) -> str:
        """The number printed before a paragraph, or nothing."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return ""
        listed = properties.find(f"{_W}numPr")
        number, level = self.styles.get(_value(properties, "pStyle"), ("", 0))
        if listed is not None:
            number, level = _value(listed, "numId") or number, int(_value(listed, "ilvl") or level)
        abstract = self.abstract.get(number, "")
        if (abstract, level) not in self.levels:
            return ""
        kind, pattern, first = self.levels[abstract, level]
        self.counts[abstract, level] = self.counts.get((abstract, level), first - 1) + 1
        for key in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            del self.counts[key]
        if kind in {"bullet", "none"}:
            return ""
        for depth in range(level + 1):
            shape, _, start = self.levels.get((abstract, depth), (kind, "", 1))
            pattern = pattern.replace(f"%{depth + 1}", _number(self.counts.get((abstract, depth), start), shape))
        return pattern


def _value(element: etree._Element, name: str) -> str:
    found = element.find(qn(f"w:{name}"))
    return (found.get(f"{_W}val") or "") if found is not None else ""


def _number(number: int, kind: str) -> str:
    if kind not in _CHINESE or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
