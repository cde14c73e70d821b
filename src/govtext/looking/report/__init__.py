"""The report page: one file that shows a results folder in a browser, without network, each number in its sentence.

It holds no request, no foreign code and nothing of a document but as text: tables and texts lie in it as JSON, its
scripts are named by their hashes in a Content-Security-Policy, and they write to the page by `textContent` alone.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from govtext import __version__
from govtext.errors import UsageError
from govtext.results import Results

if TYPE_CHECKING:
    from jinja2 import Template

LARGEST = 15_000_000  # bytes; beyond, browsers grow slow and mail refuses the file
_SCRIPTS = ("data", "words", "table", "overview", "mentions", "compare", "lists", "reading", "charts", "main")


def write(results: Results, path: Path, *, largest: int = LARGEST) -> list[Path]:
    """Writes the report page; beyond `largest` bytes the documents go to a folder of pages beside it.

    Args:
        results: the results folder.
        path: the page; the folder is named after it, `report_pages` for `report.html`.
        largest: bytes up to which everything is in the one file.

    Returns:
        The files written, the page first.

    Raises:
        UsageError: a package that draws the page is not installed; the message names the extra that brings it.
    """
    needed = _packages()
    from govtext.looking.report.content import Content  # noqa: PLC0415

    content = Content(results)
    parts = content.overview()
    texts = {f"text-{number}": text for number, text in enumerate(content.texts())}
    whole = parts | {"mentions": content.mentions()} | texts
    if sum(len(part.encode()) for part in whole.values()) + len(needed) <= largest:
        return [_put(path, _page(whole, charts=needed))]
    folder = folder_of(path)
    folder.mkdir(exist_ok=True)
    pages = [_put(path, _page(parts, charts=needed, folder=f"{quote(folder.name)}/"))]
    for number in range(len(texts)):
        one = _page(content.document(number), home=f"../{quote(path.name)}", folder="")
        pages.append(_put(folder / f"{number + 1}.html", one))
    return pages


def folder_of(path: Path) -> Path:
    """Where the pages of the documents go if they do not fit into the one file."""
    return path.with_name(f"{path.stem}_pages")


def _page(parts: dict[str, str], *, charts: str = "", home: str = "", folder: str | None = None) -> str:
    """A page of its own.

    Args:
        parts: name → JSON.
        charts: the library that draws charts; a page without it shows none.
        home: address of the page with the tables; empty for that page itself.
        folder: address of the folder of documents; None if they are on this page.
    """
    place = json.dumps({"home": home, "folder": folder, "version": __version__})
    scripts = [_inert(script) for script in ([charts] if charts else []) + [_own(place)]]
    return _template().render(
        parts=parts, scripts=scripts, hashes=[_hash(script) for script in scripts], style=_read("style.css"), home=home,
        charts=bool(charts),
    )  # fmt: skip


def _own(place: str) -> str:
    """The page's own scripts as one, each of them seeing the others and nobody else seeing any."""
    bodies = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    words = f"const WORDS = {_read('words.json')};\nconst VALUES = {_read('values.json')};"
    return f'"use strict";\n(() => {{\nconst PLACE = {place};\n{words}\n{bodies}\n}})();\n'


def _inert(script: str) -> str:
    """A script in which nothing ends or opens a script element."""
    return script.replace("\r\n", "\n").replace("\r", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _packages() -> str:
    """The script of the library that draws charts (Vega-Lite with Vega and vega-embed)."""
    try:
        import jinja2  # noqa: F401, PLC0415
        from vl_convert import javascript_bundle  # noqa: PLC0415
    except ModuleNotFoundError as error:
        needed = f'the report page needs the package "{error.name}"'
        raise UsageError(f'{needed}; install it with: pip install "govtext[report]"') from error
    bundle: str = javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return bundle


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_read("page.html"))


@cache
def _read(name: str) -> str:
    return files(__name__).joinpath("page", name).read_text(encoding="utf-8")


def _put(path: Path, page: str) -> Path:
    path.write_text(page, encoding="utf-8", newline="\n")
    return path
