"""Notebook display: compact, escaped, in the colours of themes."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from spacy.tokens import Doc

import govtext
from govtext.looking import notebook, page
from govtext.looking.colours import colour_of, name_of
from sample import pipeline

NASTY = "<script>alert(1)</script>\"'&"
TEXT = f"2024年云砚区政府工作报告\n一、2023年工作回顾\n粮食产量达到3.2万吨，{NASTY}新增就业1500人。\n"


class Read(HTMLParser):
    """The tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> govtext.Results:
    folder = tmp_path_factory.mktemp("notebook")
    for year in (2023, 2024):
        path = folder / "reports" / f"{year}年云砚区政府工作报告.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text(TEXT.replace("2024", str(year)).replace("2023年工", f"{year - 1}年工"), encoding="utf-8")
    return govtext.run(folder / "reports", folder / "out")


@pytest.fixture(scope="module")
def doc(results: govtext.Results) -> Doc:
    path = results.folder.parent / "reports" / "2024年云砚区政府工作报告.txt"
    return govtext.analyse(govtext.read(path), pipeline())[0]


def test_a_document_is_its_text_with_marks(doc: Doc) -> None:
    html = notebook.document(doc)
    assert html is not None
    read = Read(html)
    assert read.open == []
    assert NASTY in read.text
    assert "script" not in {tag for tag, _ in read.tags}
    marks = [attributes for tag, attributes in read.tags if tag == "mark"]
    assert [mark["title"] for mark in marks] == [page.facts(mention) for mention in doc._.mentions]
    assert "粮食产量: 32000 吨; level; actual; 2023" in {mark["title"] for mark in marks}
    for mark, themes in zip(marks, doc._.themes.mentions, strict=True):
        assert colour_of(themes[0]) in str(mark["style"])
        count = [found[0] for found in doc._.themes.mentions].count(themes[0])
        assert f"{name_of(themes[0])} {count}" in read.words


def test_a_title_is_escaped(doc: Doc, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    monkeypatch.setitem(doc.user_data, ("._.", "identity", None, None), replace(doc._.identity, title=NASTY))
    assert doc._.identity.title == NASTY
    read = Read(page.render(doc))
    assert read.text.count(NASTY) == 3  # the page's title, the heading, the text
    assert "script" not in {tag for tag, _ in read.tags}


def test_a_document_that_was_not_analysed_is_left_to_spacy() -> None:
    import spacy

    assert notebook.document(spacy.blank("zh")("没有")) is None


def test_a_mention_is_a_line(doc: Doc) -> None:
    assert Read(notebook.mention(doc._.mentions[0])).text == page.facts(doc._.mentions[0])


def test_results_show_numbers_themes_and_documents(results: govtext.Results) -> None:
    read = Read(results._repr_html_())
    assert read.open == []
    assert "2 documents, 4 mentions, 0 failures" in read.text
    assert set(results.documents["doc_id"]) <= set(read.words)
    assert any(re.fullmatch(r"农业农村与乡村振兴 \d+", word) for word in read.words)


def test_a_comparison_has_its_sentences_behind_the_cells(results: govtext.Results) -> None:
    found = results.compare(across="year", concepts=["grain_output"])
    html = found._repr_html_()
    read = Read(html)
    assert read.open == []
    assert "32,000" in read.words
    said = {attributes["title"] for tag, attributes in read.tags if tag == "td" and "title" in attributes}
    assert len(said) == len(found.evidence)
    assert all(NASTY in str(title) for title in said)
    assert NASTY not in html
    assert NASTY in unescape(html)


def test_long_tables_say_what_they_leave_out(results: govtext.Results) -> None:
    rows = ([(str(number), "")] for number in range(100))
    read = Read(notebook._table(["number"], rows, 100))
    assert sum(tag == "tr" for tag, _ in read.tags) == 41
    assert "60 more rows" in read.text


def test_jupyter_shows_analysed_documents(doc: Doc, results: govtext.Results, tmp_path: Path) -> None:
    shell = pytest.importorskip("IPython.core.interactiveshell", reason="needs the extra notebook").InteractiveShell
    ipython = shell()
    ipython.extension_manager.load_extension("govtext.looking.notebook")
    shown, _ = ipython.display_formatter.format(doc)
    assert shown["text/html"] == notebook.document(doc)
    shown, _ = ipython.display_formatter.format(doc._.mentions[0])
    assert "粮食产量" in shown["text/html"]
    shown, _ = ipython.display_formatter.format(results)
    assert "2 documents" in shown["text/html"]
    ipython.extension_manager.unload_extension("govtext.looking.notebook")
    assert "text/html" not in ipython.display_formatter.format(doc)[0]
