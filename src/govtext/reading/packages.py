"""ZIP packages: archives of reports, and the office files that are packages of XML. Bombs and entities are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from govtext.errors import ReadingError
from govtext.reading import limits

_DECLARATION = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|E\x00?N\x00?T\x00?I\x00?T\x00?Y)")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def check(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members of a package that is no bomb.

    The sizes that a package claims are checked; Python never unpacks more of a member than it claims.

    Raises:
        ReadingError: too many members, too large, or packed too tightly.
    """
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > limits.MEMBERS:
        raise ReadingError(f"the archive holds {len(members):,} files, more than {limits.MEMBERS:,}; unpack it")
    for member in members:
        if member.file_size > max(limits.SMALL_BYTES, limits.RATIO * member.compress_size):
            raise ReadingError(
                f"{name(member)} unpacks to {member.file_size:,} bytes from {member.compress_size:,}: a zip bomb"
            )
    total = sum(member.file_size for member in members)
    if total > limits.UNPACKED_BYTES:
        raise ReadingError(
            f"the archive unpacks to {total:,} bytes, more than {limits.UNPACKED_BYTES:,}; unpack it yourself"
        )
    return members


def name(member: zipfile.ZipInfo) -> str:
    """The path of a member. Older Chinese systems write names in GBK, which Python takes for code page 437."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo | str) -> bytes:
    """The bytes of one member.

    Raises:
        ReadingError: missing, encrypted, damaged, or packed in a way that Python does not know.
    """
    try:
        found = archive.getinfo(member) if isinstance(member, str) else member
        if found.flag_bits & _ENCRYPTED:
            raise ReadingError("it is encrypted; remove the password and run again")
        return archive.read(found)
    except KeyError as error:
        raise ReadingError(f"the archive has no part {member}") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ReadingError(f"the archive is damaged: {error}") from error


def open_office(data: bytes, most: int = limits.MARKUP_BYTES) -> zipfile.ZipFile:
    """An office file as a package that was checked for bombs and for entities, which no office program writes.

    Args:
        data: the bytes of the file.
        most: bytes that a part of it may unpack to.

    Raises:
        ReadingError: no package, a bomb, too large, encrypted, or XML that declares entities.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadingError("the file is encrypted or in a legacy format; save it again without a password")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ReadingError(f"the file is damaged: {error}") from error
    for member in check(archive):
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.file_size > most:
            raise ReadingError(f"{member.filename} unpacks to {member.file_size:,} bytes, more than {most:,}; split it")
        if _DECLARATION.search(unpack(archive, member)):
            raise ReadingError(f"{member.filename} declares XML entities, which may stand for anything; refused")
    return archive
