"""Decoding: from bytes to text, decided on content; never guessed into mojibake silently."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from govtext.errors import ReadingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHINESE = ["gb18030", "big5", "big5hkscs"]
_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP archive (docx, xlsx or odt)",
    b"\xd0\xcf\x11\xe0": "a legacy Office file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x7fELF": "a program",
    b"Rar!": "a RAR archive",
    b"\x1f\x8b": "a gzip archive",
}
_COMMON = frozenset(
    "的一是在和了国年发展全工作人中经济大建设新社会政府为业市区民改革生产加强不有推进服务企主义个以上增长，。、的職總會發農業國"
)
_LEAST_COMMON = 0.08
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_FOREIGN = re.compile(r"[\u3040-\u30ff\ue000-\uf8ff]")
_SAMPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file without its byte-order mark, and the encoding it was written in."""

    text: str
    encoding: str


def decode(data: bytes, otherwise: str = "") -> Decoded:
    """The text of a plain-text file.

    A byte-order mark decides; then UTF-8, which other encodings hardly ever fit; then the Chinese encodings, of which
    the one is taken whose text reads as Chinese.

    Args:
        data: the bytes of the file.
        otherwise: the Chinese encoding to take if the bytes fit it, where there is too little text to tell.

    Raises:
        ReadingError: empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip():
        raise ReadingError("the file is empty")
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data, name).removeprefix("\ufeff")
            if not text.strip():
                raise ReadingError("the file is empty")
            return Decoded(text, name)
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadingError(f"the file is {what}, not plain text")
    if b"\x00" in data:
        return Decoded(_utf16_without_mark(data), "utf-16")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _chinese(data, otherwise)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"byte {error.start} does not fit the {encoding} that the file claims to be written in"
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if chineseness(text) >= _LEAST_COMMON:
            return text
    raise ReadingError("the file is binary, not text")


def _chinese(data: bytes, otherwise: str) -> Decoded:
    candidates: list[tuple[float, str, str]] = []
    for encoding in _CHINESE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        candidates.append((chineseness(text), encoding, text))
    if candidates:
        score, encoding, text = max(candidates, key=lambda candidate: candidate[0])
        if score >= _LEAST_COMMON:
            return Decoded(text, encoding)
        if otherwise in (encoding for _, encoding, _ in candidates):
            return Decoded(data.decode(otherwise), otherwise)
    best = from_bytes(data, cp_isolation=_CHINESE).best()
    if best is not None and chineseness(str(best)) >= _LEAST_COMMON:
        return Decoded(str(best), best.encoding)
    raise ReadingError(
        "the encoding cannot be told: it is neither UTF-8, UTF-16, GB18030 nor Big5; convert the file to UTF-8"
    )


def chineseness(text: str) -> float:
    """The share of very common characters among those beyond ASCII.

    About 0.2 in a report, near nothing in wrongly decoded bytes; ASCII says nothing, a page of HTML is full of it.
    Kana and private characters count against it: they are what one kind of Big5 makes of the other's characters.
    """
    sample = "".join(_BEYOND_ASCII.findall(text[:_SAMPLE]))[:20000] or text[:20000]
    return (sum(c in _COMMON for c in sample) - len(_FOREIGN.findall(sample))) / max(1, len(sample))
