"""HTML: the text a reader of the page sees, without what moves about the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from govtext.errors import ReadingError
from govtext.reading import grids, limits
from govtext.reading.decoding import decode

_UNSEEN = {
    "script", "style", "noscript", "template", "head", "nav", "aside", "footer", "form", "button", "select", "svg",
    "iframe", "object", "video", "audio", "textarea",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark", "q",
    "ruby", "s", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr", "o:p", "st1:chsdate",
}  # fmt: skip
_PRONUNCIATION = {"rt", "rp", "del", "strike"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_BROKEN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\f]*[\r\n][ \t\r\n\f]*(?=[\u3000-\u9fff\uff00-\uffef])"
)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s+")
_DEEPEST = 200
_CELL_LENGTH = 200
_CELL, _ROW = {"td", "th"}, "tr"


def text(data: bytes) -> str:
    """The text of a page: a line a paragraph or heading, tables told row by row.

    Left out: scripts, hidden elements, navigation, footers, forms, lists of links. The page's title comes first where
    its body does not show it.
    """
    if len(data) > limits.MARKUP_BYTES:
        raise ReadingError(f"the page has {len(data):,} bytes, more than {limits.MARKUP_BYTES:,}; split it")
    source = _DECLARATION.sub("", decode(data).text)
    # The parser resolves no entities but those of HTML, and fetches nothing.
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = lxml_html.document_fromstring(source, parser=parser)
    _prune(root)
    shown = root.find("body")
    paragraphs = list(_paragraphs(root if shown is None else shown))
    body = "\n".join(paragraphs)
    title = _SITE.split(_squeezed(root.findtext("head/title") or ""))[0]
    return body if title in body[:500] or not body else f"{title}\n{body}"


def _prune(root: etree._Element) -> None:
    """Takes out what no reader of the report sees; the title stays."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in {"html", "body", "head", "title"}:
            continue
        style = element.get("style")
        if (
            (element.tag in _UNSEEN and element.tag != "head")
            or element.get("hidden") is not None
            or (style and _HIDDEN.search(style))
            or (element.tag in {"ul", "ol", "menu"} and _is_menu(element))
        ):
            tail, parent = element.tail, element.getparent()
            if parent is None:
                continue
            if tail:
                before = element.getprevious()
                if before is None:
                    parent.text = (parent.text or "") + tail
                else:
                    before.tail = (before.tail or "") + tail
            element.tail = None
            parent.remove(element)


def _is_menu(element: etree._Element) -> bool:
    """A list whose words are all links, and none a sentence."""
    words = _squeezed("".join(element.itertext()))
    linked = sum(len(_squeezed("".join(link.itertext()))) for link in element.iter("a"))
    return bool(words) and linked >= 0.8 * len(words.replace(" ", "")) and "。" not in words


def _paragraphs(root: etree._Element) -> Iterator[str]:
    parts: list[str] = [root.text or ""]
    unit = ""
    for part in _walk(root, 0):
        if isinstance(part, str):
            parts.append(part)
            continue
        paragraph = _squeezed("".join(parts))
        parts.clear()
        if paragraph:
            yield paragraph
            unit = grids.table_unit(paragraph)
        if part:
            yield from grids.lines(part, unit)
            unit = ""


def _walk(element: etree._Element, depth: int) -> Iterator[str | list[list[str]]]:
    """Stretches of text; an empty grid where a paragraph ends; a grid for a table of data."""
    if depth > _DEEPEST:
        raise ReadingError(f"the page nests more than {_DEEPEST} elements")
    for child in element.iterchildren():
        pass_on = child.tail or ""
        tag = child.tag if isinstance(child.tag, str) else ""
        if not tag or tag in _PRONUNCIATION:
            yield pass_on
            continue
        if tag == "br":
            yield []
        elif tag == "table" and _holds_data(child):
            yield []
            yield _grid(child)
        elif tag in _INLINE:
            yield child.text or ""
            yield from _walk(child, depth + 1)
        elif tag != "head":
            yield []
            yield child.text or ""
            yield from _walk(child, depth + 1)
            yield []
        yield pass_on
    if depth == 0:
        yield []


def _holds_data(table: etree._Element) -> bool:
    """A table of short cells; one that holds tables or paragraphs only lays out the page."""
    rows = list(table.iter(_ROW))
    if len(rows) < 2 or max(map(len, rows)) < 2 or next(table.iterdescendants("table"), None) is not None:
        return False
    cells = list(table.iter("td", "th"))
    return all(len("".join(cell.itertext())) <= _CELL_LENGTH for cell in cells)


def _grid(table: etree._Element) -> list[list[str]]:
    grid: list[list[str]] = []
    hanging: dict[int, tuple[int, str]] = {}  # column → rows to come and text of a cell that spans rows
    title = table.findtext("caption")
    for row in table.iter(_ROW):
        cells: list[str] = []
        for cell in row:
            if cell.tag not in _CELL:
                continue
            _fill(cells, hanging)
            content = _squeezed(" ".join(cell.itertext()))
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for _ in range(across):
                if down > 1:
                    hanging[len(cells)] = (down - 1, content)
                cells.append(content)
        _fill(cells, hanging)
        grid.append(cells)
    if title and title.strip():
        width = max(map(len, grid), default=1)
        grid.insert(0, [_squeezed(title)] * width)
    return grid


def _fill(cells: list[str], hanging: dict[int, tuple[int, str]]) -> None:
    while len(cells) in hanging:
        column = len(cells)
        rows, content = hanging.pop(column)
        if rows > 1:
            hanging[column] = (rows - 1, content)
        cells.append(content)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name) or ""
    return min(int(value), 100) if value.isdecimal() and int(value) > 0 else 1


def _squeezed(words: str) -> str:
    """Without the indents and line breaks of the page's source; ideographic blanks stay, they mark paragraphs."""
    return _BLANK.sub(" ", _BROKEN_CHINESE.sub("", words)).strip(" ")
