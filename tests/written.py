"""Documents of many formats, made by the formats' own writers from lines of text and a table."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

import pandas as pd
import pytest

Lines = Sequence[str]
Grid = Sequence[Sequence[str]]


def html(lines: Lines, grid: Grid = (), encoding: str = "utf-8") -> bytes:
    """A page as a government site has it: menus and a footer around the report."""
    head, *rest = lines
    body = "".join(f"<p>{escape(line)}</p>\n" for line in rest)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in grid)
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>{escape(head)}_青桐政务网</title>'
        "<style>p { margin: 5%; text-indent: 2em }</style><script>var pages = 12;</script></head><body>"
        "<nav>首页 共<b>35</b>个栏目</nav>"
        '<ul><li><a href="/">政务公开</a></li><li><a href="/2">办事大厅2.0</a></li></ul>'
        f'<div class="article"><h1>{escape(head)}</h1>{body}{f"<table>{rows}</table>" if rows else ""}</div>'
        "<footer>访问量12345人次</footer></body></html>"
    )
    return page.encode(encoding)


def docx(lines: Lines, grid: Grid = ()) -> bytes:
    import docx as python_docx

    document = python_docx.Document()
    document.add_heading(lines[0], 0)
    for line in lines[1:]:
        document.add_paragraph(line)
    if grid:
        table = document.add_table(len(grid), len(grid[0]))
        for row, cells in zip(table.rows, grid, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def odt(lines: Lines, grid: Grid = ()) -> bytes:
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import H, P

    document = OpenDocumentText()
    document.text.addElement(H(outlinelevel=1, text=lines[0]))
    for line in lines[1:]:
        document.text.addElement(P(text=line))
    if grid:
        table = Table()
        for cells in grid:
            row = TableRow()
            for text in cells:
                cell = TableCell()
                cell.addElement(P(text=text))
                row.addElement(cell)
            table.addElement(row)
        document.text.addElement(table)
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def pdf(lines: Lines, grid: Grid = (), password: str = "") -> bytes:
    """Set as a printed report is: paragraphs over several lines with an indent, numbered pages."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    title = ParagraphStyle("title", fontName="STSong-Light", fontSize=18, leading=27, alignment=1, wordWrap="CJK")
    body = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, firstLineIndent=24, wordWrap="CJK")
    story: list[object] = [Paragraph(escape(lines[0]), title)]
    story += [Paragraph(escape(line), body) for line in lines[1:]]
    if grid:
        ruled = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONTNAME", (0, 0), (-1, -1), "STSong-Light")]
        story.append(Table([list(row) for row in grid], style=ruled))
    file = io.BytesIO()

    def number(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("STSong-Light", 10)
        canvas.drawCentredString(A4[0] / 2, 30, f"— {document.page} —")

    made = SimpleDocTemplate(file, pagesize=A4, encrypt=password or None)
    made.build(story, onFirstPage=number, onLaterPages=number)
    return file.getvalue()


def rtf(lines: Lines, grid: Grid = ()) -> bytes:
    """As Word writes it: characters in the code page where it has them, by number elsewhere."""

    def coded(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c) - 65536 if ord(c) > 32767 else ord(c)}?" for c in text)

    rows = "".join("".join(f"{coded(cell)}\\cell " for cell in row) + "\\row\n" for row in grid)
    body = "".join(f"{coded(line)}\\par\n" for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg936\\deff0{{\\fonttbl{{\\f0 SimSun;}}}}\n{body}{rows}}}".encode("ascii")


def txt(lines: Lines, grid: Grid = ()) -> bytes:
    return "\n".join([*lines, *("　".join(row) for row in grid), ""]).encode()


def csv(lines: Lines) -> bytes:
    return pd.DataFrame({"正文": ["\n".join(lines)]}).to_csv(index=False).encode("utf-8-sig")


OFFICE = {
    "doc": "doc:MS Word 97", "docx": "docx:MS Word 2007 XML", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format",
    "html": "html:HTML (StarWriter)", "txt": "txt:Text (encoded):UTF8", "pdf": "pdf:writer_pdf_Export",
}  # fmt: skip


def office(files: Mapping[str, bytes], suffix: str, folder: Path) -> dict[str, bytes]:
    """Documents by name, opened by LibreOffice and saved again in another format; skips where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("needs LibreOffice Writer (Debian, Ubuntu: apt install libreoffice-writer fonts-noto-cjk)")
    home = folder.parent / "office"  # one for all tests: making a profile and a list of fonts takes seconds
    given = [file(folder / "given", name, data) for name, data in files.items()]
    subprocess.run(
        [
            program, "--headless", f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--convert-to", OFFICE[suffix], "--outdir", str(folder / "made"), *map(str, given),
        ],
        check=True, capture_output=True, timeout=300, env={**os.environ, "FONTCONFIG_FILE": str(_fonts(home))},
    )  # fmt: skip
    return {path.name: (folder / "made" / f"{path.stem}.{suffix}").read_bytes() for path in given}


def _fonts(folder: Path) -> Path:
    """A font list that holds Chinese on any machine: without one LibreOffice writes PDFs of empty boxes."""
    import pylopdf_fonts_zh_cn

    fonts = Path(pylopdf_fonts_zh_cn.__file__).parent
    entries = f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{folder / 'fonts'}</cachedir>"
    return file(folder, "fonts.conf", f'<?xml version="1.0"?><fontconfig>{entries}</fontconfig>'.encode())


Writer = Callable[[Lines, Grid], bytes]
WRITERS: dict[str, Writer] = {"html": html, "docx": docx, "pdf": pdf, "odt": odt, "rtf": rtf}


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
