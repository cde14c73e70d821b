"""Legacy Word and WPS files: turned into DOCX by LibreOffice, which is no Python package and must be installed."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

from govtext.errors import ReadingError
from govtext.reading.formats import docx

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120
_OLE = b"\xd0\xcf\x11\xe0"
_FREE = 0xFFFFFFFF
_NO_SECTOR = 0xFFFFFFFA  # from here on numbers of sectors have other meanings


def text(data: bytes) -> str:
    """The text of a legacy document; a file that only bears the suffix is read as what it is (docx, rtf, html)."""
    if data.startswith(b"PK"):
        return docx.text(data)
    if not data.startswith(_OLE):
        return _other(data)
    if not _is_whole(data):  # LibreOffice would give what is there as the whole
        raise ReadingError("the file is truncated: its end is missing; download it again")
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ReadingError(
            "legacy .doc files need LibreOffice, which is not installed (no program soffice); "
            "install LibreOffice Writer (Debian, Ubuntu: apt install libreoffice-writer), or save the file as .docx"
        )
    with tempfile.TemporaryDirectory() as name:
        return docx.text(_converted(program, data, Path(name)))


def _converted(program: str, data: bytes, folder: Path) -> bytes:
    """The document as DOCX, converted in a folder of its own with a profile of its own."""
    (folder / "in.doc").write_bytes(data)
    command = [
        program, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(folder / "in.doc"),
    ]  # fmt: skip
    try:
        code = _run(command)
    except subprocess.TimeoutExpired as error:
        raise ReadingError(f"LibreOffice did not convert the file within {_SECONDS} seconds") from error
    except OSError as error:
        raise ReadingError(f"LibreOffice could not convert the file: {error}") from error
    made = folder / "in.docx"
    if code or not made.exists():
        raise ReadingError("LibreOffice could not convert the file; it may be damaged or have a password")
    return made.read_bytes()


def _run(command: list[str]) -> int:
    """The exit code; the program and what it starts are ended when it takes too long."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            return process.wait(timeout=_SECONDS)
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program, and on Unix what it started too: soffice is a script that starts another program."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)


def _is_whole(data: bytes) -> bool:
    """Whether every sector that the file says is in use begins inside it."""
    if len(data) < 512:
        return False
    [shift] = struct.unpack_from("<H", data, 30)
    size = 1 << shift if shift in {9, 12} else 512
    last = 0
    for number, sector in enumerate(struct.unpack_from("<109I", data, 76)):  # sectors of the allocation table
        start = (sector + 1) * size
        if sector >= _NO_SECTOR:
            break
        if start + size > len(data):
            return False
        used = [n for n, after in enumerate(struct.unpack_from(f"<{size // 4}I", data, start)) if after != _FREE]
        last = max(last, number * size // 4 + used[-1]) if used else last
    return (last + 1) * size < len(data)


def _other(data: bytes) -> str:
    from govtext.reading.formats import html, rtf  # noqa: PLC0415  few files that are called .doc are one of these

    head = data[:1000].lower()
    if head.startswith(b"{\\rtf"):
        return rtf.text(data)
    if b"<html" in head or b"<!doctype html" in head:
        return html.text(data)
    raise ReadingError("the file is no Word document; if it is plain text, give it the suffix .txt")
