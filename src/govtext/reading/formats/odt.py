"""ODT: paragraphs, headings, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from govtext.errors import ReadingError
from govtext.reading import grids, packages

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_NOTE = f"{_TEXT}note"
_SKIPPED = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}forms", f"{_TEXT}ruby-text", _NOTE}


def text(data: bytes) -> str:
    """The text of a document: a line a paragraph, tables told row by row. Notes follow under the line 注释."""
    archive = packages.open_office(data)
    if "META-INF/manifest.xml" in archive.namelist():
        manifest = packages.unpack(archive, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise ReadingError("the file is encrypted; save it again without a password")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(packages.unpack(archive, "content.xml"), parser)
    except etree.XMLSyntaxError as error:
        raise ReadingError(f"the .odt file is damaged: {error}") from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ReadingError("the file is an OpenDocument file, but no text")
    notes = [line for note in body.iter(f"{_TEXT}note-body") for line in _blocks(note)]
    return "\n".join([*_blocks(body), *(["注释", *notes] if notes else [])])


def _blocks(parent: etree._Element) -> Iterator[str]:
    unit = ""
    for block in parent:
        if block.tag in _PARAGRAPHS:
            line = "".join(_inline(block))
            yield from line.split("\n")
            if line.strip():
                unit = grids.table_unit(line)
        elif block.tag == f"{_TABLE}table":
            yield from grids.lines(_grid(block), unit)
            unit = ""
        elif block.tag not in _SKIPPED:
            yield from _blocks(block)


def _inline(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c") or 1), 100)
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag in _PARAGRAPHS:  # of a text box
            yield "\n"
            yield from _inline(child)
        elif child.tag not in _SKIPPED:
            yield from _inline(child)
        yield child.tail or ""


def _grid(table: etree._Element) -> list[list[str]]:
    grid: list[list[str]] = []
    spans: dict[tuple[int, int], str] = {}  # what a merged cell covers
    for number, row in enumerate(table.iter(f"{_TABLE}table-row")):
        cells: list[str] = []
        for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            content = "\n".join(_blocks(cell)).strip()
            if cell.tag == f"{_TABLE}covered-table-cell":
                content = spans.get((number, len(cells)), content)
            across, down, again = (
                min(int(cell.get(f"{_TABLE}{name}") or 1), 100)
                for name in ("number-columns-spanned", "number-rows-spanned", "number-columns-repeated")
            )
            for right in range(across):
                for below in range(down):
                    spans[number + below, len(cells) + right] = content
            cells += [content] * (1 if content and again > 50 else again)
        grid.append(cells)
    return grid
