"""Input that would break a run: every piece of it ends in errors.csv with a reason, and the batch goes on."""

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import govtext
import written
from govtext import batch
from govtext.errors import ReadingError
from govtext.reading import Failure, Source, discover, formats, limits, packages, read
from marked import case

TEXT = "一、2023年工作回顾\n森林覆盖率68.1%。\n"
REPORT = ["2024年青桐市政府工作报告", *TEXT.split("\n")[:2]]
ENTITY = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def package(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return file.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """An office file with one part changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        return package({name: change(old.read(name)) if name == part else old.read(name) for name in old.namelist()})


def declaring(declaration: str) -> Callable[[bytes], bytes]:
    def change(xml: bytes) -> bytes:
        head, body = xml.split(b"?>", 1)
        return head + b"?>" + declaration.encode() + body

    return change


def zip_bomb() -> bytes:
    return package({"a.txt": b"\x00" * 60_000_000})


def truncated_pdf() -> bytes:
    data = written.pdf(REPORT)
    return data[: len(data) // 2]


def pdf_drawing(content: bytes) -> bytes:
    """A PDF of one page, drawn by what this unpacks to."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
    ]
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 5/Root 1 0 R>>\n%%EOF"


@cache
def pdf_bomb() -> bytes:
    packer = zlib.compressobj(1)
    return pdf_drawing(b"".join(packer.compress(bytes(10_000_000)) for _ in range(120)) + packer.flush())


def garbled_pdf() -> bytes:
    return written.pdf(["（" * 300])


def truncated_doc() -> bytes:
    """The head of a legacy Word file whose table of sectors lies behind its end."""
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    head[30:32] = (9).to_bytes(2, "little")
    head[76:80] = (40).to_bytes(4, "little")
    return bytes(head) + bytes(5000)


def scanned_pdf() -> bytes:
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(400, 600))
    canvas.drawString(50, 500, "page one")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (40, 60), 200)), 0, 0, 400, 600)
    canvas.save()
    return file.getvalue()


def deep_page() -> bytes:
    return ("<html><body>" + "<div>" * 5000 + TEXT).encode()


def encrypted_member() -> bytes:
    data = bytearray(package({"a.txt": TEXT.encode()}))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + flags] |= 1
    return bytes(data)


FILES = [
    case("zip bomb", "a.zip", zip_bomb, "zip bomb"),
    case("truncated zip", "a.zip", lambda: package({"a.txt": b"x" * 999})[:60], "damaged"),
    case("zip of nothing", "a.zip", lambda: package({}), "no file that govtext reads"),
    case("zip in a zip", "a.zip", lambda: package({"b.zip": package({"a.txt": b"x"})}), "archive inside an archive"),
    case("encrypted file in a zip", "a.zip", encrypted_member, "encrypted"),
    case("docx bomb", "a.docx",
         lambda: changed(written.docx(REPORT), "word/document.xml", lambda xml: xml + b" " * 60_000_000), "zip bomb"),
    case("docx with an external entity", "a.docx",
         lambda: changed(written.docx(REPORT), "word/document.xml", declaring(ENTITY)), "entities"),
    case("docx with entities in entities", "a.docx",
         lambda: changed(written.docx(REPORT), "word/styles.xml", declaring(LAUGHS)), "entities"),
    case("docx with an entity in UTF-16", "a.docx",
         lambda: changed(written.docx(REPORT), "word/document.xml", lambda xml: f"{ENTITY}<a/>".encode("utf-16")),
         "entities"),
    case("truncated docx", "a.docx", lambda: written.docx(REPORT)[:-900], "damaged"),
    case("docx of broken XML", "a.docx",
         lambda: changed(written.docx(REPORT), "word/document.xml", lambda xml: xml[:-40]), "damaged"),
    case("docx without its document", "a.docx", lambda: package({"a.xml": b"<a/>"}), "damaged"),
    case("encrypted docx", "a.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
    case("odt with an external entity", "a.odt",
         lambda: changed(written.odt(REPORT), "content.xml", declaring(ENTITY)), "entities"),
    case("truncated odt", "a.odt", lambda: written.odt(REPORT)[:-900], "damaged"),
    case("truncated pdf", "a.pdf", truncated_pdf, "truncated"),
    case("pdf of a head only", "a.pdf", lambda: b"%PDF-1.7\n", "truncated"),
    case("pdf that unpacks to gigabytes", "a.pdf", pdf_bomb, "decompression bomb"),
    case("pdf of a page without end", "a.pdf",
         lambda: pdf_drawing(zlib.compress(b"1 1 m 2 2 l S\n" * 500_000)), "decompression bomb"),
    case("pdf whose text is not what it shows", "a.pdf", garbled_pdf, "run OCR"),
    case("truncated doc", "a.doc", truncated_doc, "truncated"),
    case("html too large", "a.html", lambda: b"<p>" * 22_000_000, "more than"),
    case("encrypted pdf", "a.pdf", lambda: written.pdf(REPORT, password="geheim"), "encrypted"),
    case("scanned page", "a.pdf", scanned_pdf, "page 2 of 2 are scanned"),
    case("empty pdf", "a.pdf", lambda: b"", "empty"),
    case("text called pdf", "a.pdf", TEXT.encode, "no PDF"),
    case("text called rtf", "a.rtf", TEXT.encode, "no RTF"),
    case("page without text", "a.html", lambda: b"<html><body><script>1</script></body></html>", "no text"),
    case("page nested without end", "a.html", deep_page, "nests"),
    case("image called html", "a.html", lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
    case("xlsx bomb", "a.xlsx", lambda: package({"xl/workbook.xml": b" " * 60_000_000}), "zip bomb"),
    case("dta that is none", "a.dta", lambda: b"\x00" * 500, "cannot be read"),
    case("line without end", "a.txt", lambda: b"\xe6\x8a\xa5" * 9_000_000, "more than"),
    case("text too long", "a.txt", lambda: TEXT.encode("gbk") * (limits.CHARACTERS // len(TEXT) + 1), "characters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "said"), FILES)
def test_hostile_files_are_named(tmp_path: Path, name: str, make: Callable[[], bytes], said: str) -> None:
    path = written.file(tmp_path, name, make())
    failures: list[str] = []
    for place in discover([path]):
        if isinstance(place, Failure):
            failures.append(place.message)
            continue
        with pytest.raises(ReadingError) as error:
            read(place)
        failures.append(str(error.value))
    assert len(failures) == 1
    assert said in failures[0]


def test_parts_of_office_files_have_a_limit_of_size() -> None:
    with pytest.raises(ReadingError, match=r"word/document\.xml unpacks to .* more than 10,000"):
        packages.open_office(changed(written.docx(REPORT), "word/document.xml", lambda xml: xml * 9), 10_000)


def test_the_batch_goes_on(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    for number, (_, (name, make, _)) in enumerate((row.id, row.values) for row in FILES):
        written.file(folder, f"{number:02}/{name}", make())
    written.file(folder, "zz.txt", TEXT.encode())
    results = govtext.run(folder, tmp_path / "out")
    assert list(results.documents["path"]) == ["zz.txt"]
    assert [path.split("/")[0] for path in results.errors["path"]] == [f"{number:02}" for number in range(len(FILES))]
    assert "please report" not in " ".join(results.errors["message"])


def test_a_line_of_200_megabytes_does_not_stop_the_run(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written.file(folder, "b.txt", TEXT.encode())
    with (folder / "a.txt").open("wb") as file:
        file.truncate(200_000_000)
    results = govtext.run(folder, tmp_path / "out")
    assert [tuple(row) for row in results.errors[["path", "stage"]].to_numpy()] == [("a.txt", "read")]
    assert len(results.documents) == 1


def test_table_rows_have_the_same_limits(tmp_path: Path) -> None:
    path = written.file(tmp_path, "a.csv", written.csv(["增" * (limits.CHARACTERS + 1)]))
    with pytest.raises(ReadingError, match="characters"):
        read(next(place for place in discover([path]) if isinstance(place, Source)))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_folders_that_link_to_themselves_are_entered_once(tmp_path: Path) -> None:
    written.file(tmp_path, "甲/a.txt", TEXT.encode())
    (tmp_path / "甲" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "乙").symlink_to(tmp_path / "甲", target_is_directory=True)
    found = list(discover([tmp_path]))
    assert [one.shown for one in found if isinstance(one, Source)] == ["乙/a.txt"]
    failures = [(one.path, one.error) for one in found if isinstance(one, Failure)]
    assert failures == [("乙/again", "LinkedTwice"), ("甲", "LinkedTwice")]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a permission there")
def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    written.file(tmp_path, "a.txt", TEXT.encode())
    (tmp_path / "b.txt").symlink_to(tmp_path / "gone.txt")
    summary = batch.run([tmp_path], tmp_path / "out")
    assert [(one.path, one.stage) for one in summary.failures] == [("b.txt", "read")]


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.csv", "a.zip"])
def test_a_file_that_disappears_is_named(tmp_path: Path, name: str) -> None:
    data = {"a.docx": written.docx(REPORT), "a.csv": written.csv(REPORT), "a.zip": package({"b.txt": TEXT.encode()})}
    path = written.file(tmp_path, name, data.get(name, TEXT.encode()))
    [source] = discover([path])
    path.unlink()
    assert isinstance(source, Source)
    with pytest.raises(ReadingError, match="cannot be read"):
        read(source)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read everything")
def test_no_permission_is_named(tmp_path: Path) -> None:
    path = written.file(tmp_path, "in/a.txt", TEXT.encode())
    path.chmod(0)
    (tmp_path / "in" / "b").mkdir(mode=0)
    found = list(discover([tmp_path / "in"]))
    assert [one.path for one in found if isinstance(one, Failure)] == ["b"]
    with pytest.raises(ReadingError, match="Permission denied"):
        read(path)


@pytest.mark.parametrize(("name", "error"), [case("file", "a.txt", PermissionError(13, "Permission denied"))])
def test_what_the_system_refuses_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: OSError
) -> None:
    path = written.file(tmp_path, name, TEXT.encode())

    def refuse(self: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadingError, match="cannot be read: Permission denied"):
        read(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert [one.error for one in discover([tmp_path / "a.txt"]) if isinstance(one, Failure)] == ["NotAFile"]


@pytest.mark.skipif(sys.platform == "win32", reason="time is limited on Unix only")
def test_what_takes_too_long_is_stopped() -> None:
    def work() -> None:
        while True:
            try:
                time.sleep(60)
            except Exception:  # as libraries do
                continue

    with pytest.raises(ReadingError, match=r"longer than 0\.05 seconds"), limits.one_document(seconds=0.05):
        work()


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only")
def test_what_takes_too_much_memory_is_stopped() -> None:
    with pytest.raises(ReadingError, match="bytes of memory"), limits.one_document(memory=50_000_000):
        bytes(200_000_000)
    assert len(bytes(200_000_000)) == 200_000_000  # and the limit is gone


def test_limits_reach_the_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(data: bytes, suffix: str) -> tuple[str, str]:
        raise MemoryError

    path, other = written.file(tmp_path, "a.html", b"x"), written.file(tmp_path, "b.txt", TEXT.encode())
    monkeypatch.setattr(formats, "extract", endless)
    summary = batch.run([path, other], tmp_path / "out")
    assert summary.documents == 1
    assert [(one.path, one.stage, "memory" in one.message) for one in summary.failures] == [("a.html", "read", True)]
