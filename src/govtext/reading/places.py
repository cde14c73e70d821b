"""Places of bytes: a file, or a file in a ZIP archive."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from govtext.errors import ReadingError
from govtext.reading import limits, packages


@dataclass(frozen=True, slots=True)
class Place:
    """A file; `member` is its path in the archive where `path` is one, as the archive has it."""

    path: Path
    member: str = ""

    @property
    def name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.member).name if self.member else self.path.name

    @property
    def suffix(self) -> str:
        """Its suffix in small letters, which tells the format."""
        return PurePosixPath(self.name).suffix.lower()

    def changed(self) -> int:
        """When the file was changed last; the nanosecond serves as a mark of its content.

        Raises:
            ReadingError: it is gone.
        """
        try:
            return self.path.stat().st_mtime_ns
        except OSError as error:
            raise ReadingError(f"the file cannot be read: {error.strerror}") from error

    def data(self, most: int = limits.FILE_BYTES) -> bytes:
        """Its bytes.

        Raises:
            ReadingError: gone, not permitted, damaged, or of more than `most` bytes.
        """
        try:
            if not self.member:
                _check_size(self.path.stat().st_size, most)
                return self.path.read_bytes()
            with zipfile.ZipFile(self.path) as archive:
                _check_size(archive.getinfo(self.member).file_size, most)
                return packages.unpack(archive, self.member)
        except (zipfile.BadZipFile, KeyError) as error:
            raise ReadingError(f"the archive is damaged: {error}") from error
        except OSError as error:
            raise ReadingError(f"the file cannot be read: {error.strerror or error}") from error


def _check_size(size: int, most: int) -> None:
    if size > most:
        raise ReadingError(f"the file has {size:,} bytes, more than {most:,}; split it")
