"""The formats of documents: one module each, with `text(data: bytes) -> str`, imported when it is first needed."""

from __future__ import annotations

from importlib import import_module

from govtext.errors import ReadingError
from govtext.reading import limits

# suffix → module; the module's name is also that of the extra that brings what it imports
MODULES = {
    ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
    ".docx": "docx", ".docm": "docx",
    ".doc": "doc", ".wps": "doc",
    ".pdf": "pdf",
    ".rtf": "rtf",
    ".odt": "odt",
}  # fmt: skip
_EXTRAS = {"doc": "docx"}


def extract(data: bytes, suffix: str) -> tuple[str, str]:
    """The text of a document that is no plain text, and the name of its format.

    Lines are paragraphs; the rows of tables are told as `govtext.reading.grids` does it; no character is repaired.

    Raises:
        ReadingError: the file is damaged, encrypted, scanned, too large or no such document; or the format's extra is
            not installed. The message says which.
    """
    name = MODULES[suffix]
    if not data.strip():
        raise ReadingError("the file is empty")
    try:
        text: str = import_module(f"{__name__}.{name}").text(data)
    except (ReadingError, MemoryError):
        raise
    except ImportError as error:
        extra = _EXTRAS.get(name, name)
        raise ReadingError(f"{suffix} files need an extra: pip install 'govtext[{extra}]' ({error})") from error
    except Exception as error:  # what a damaged file makes its library raise is no closed set
        raise ReadingError(f"the {suffix} file is damaged: {type(error).__name__}: {error}") from error
    return limits.check_text(text.encode("utf-8", "replace").decode("utf-8")), name
