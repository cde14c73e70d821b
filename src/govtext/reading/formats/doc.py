"""Legacy Word and WPS files: turned into DOCX by LibreOffice, which is no Python package and must be installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from govtext.errors import ReadingError
from govtext.reading.formats import docx

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_OLE = b"\xd0\xcf\x11\xe0"


def text(data: bytes) -> str:
    """The text of a legacy document; a file that only bears the suffix is read as what it is (docx, rtf, html)."""
    if data.startswith(b"PK"):
        return docx.text(data)
    if not data.startswith(_OLE):
        return _other(data)
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadingError(
            "legacy .doc files need LibreOffice, which is not installed (no program soffice); "
            "install it, or save the file as .docx"
        )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in.doc").write_bytes(data)
        try:
            subprocess.run(
                [
                    program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--convert-to", "docx:MS Word 2007 XML", "--outdir", name, str(folder / "in.doc"),
                ],
                check=True, capture_output=True, timeout=_SECONDS, stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except subprocess.TimeoutExpired as error:
            raise ReadingError(f"LibreOffice did not convert the file within {_SECONDS} seconds") from error
        except (subprocess.CalledProcessError, OSError) as error:
            raise ReadingError(f"LibreOffice could not convert the file: {error}") from error
        made = folder / "in.docx"
        if not made.exists():
            raise ReadingError("LibreOffice could not convert the file; it may be damaged or have a password")
        return docx.text(made.read_bytes())


def _other(data: bytes) -> str:
    from govtext.reading.formats import html, rtf  # noqa: PLC0415  few files that are called .doc are one of these

    head = data[:1000].lower()
    if head.startswith(b"{\\rtf"):
        return rtf.text(data)
    if b"<html" in head or b"<!doctype html" in head:
        return html.text(data)
    raise ReadingError("the file is no Word document; if it is plain text, give it the suffix .txt")
