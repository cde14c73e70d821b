"""Themes: what sentences and numbers are about, the model behind it, and models of one's own."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govtext
from govtext import training
from govtext.errors import RuleError, UsageError
from govtext.pipes import ngrams, themes
from govtext.pipes.sections import Section, Sentence
from govtext.pipes.themes.table import NoneRule
from sample import pipeline

CASES = [
    pytest.param("全区单位国内生产总值能耗下降3%。", ("environment",), id="longer word beats what it holds"),
    pytest.param("持续优化营商环境。", ("business_env",), id="business environment is no environment"),
    pytest.param("新建普惠性幼儿园12所。", ("education",), id="education"),
    pytest.param("云砚区医院门诊楼投入使用。", ("health",), id="health"),
    pytest.param("改造老旧小区36个。", ("region_urban",), id="urban renewal"),
    pytest.param("召开电视电话会议部署春耕。", ("agri_rural",), id="a word that only holds a seed"),
    pytest.param("各位代表！", (), id="salutation"),
    pytest.param("谨向全区人民、驻区部队官兵表示衷心的感谢！", (), id="thanks, whoever is thanked"),
    pytest.param("粮食总产量稳定，新增高速公路里程两段。", ("agri_rural", "transport"), id="two themes are meant"),
    pytest.param("今年是新一轮规划的开局之年。", (), id="setting the scene"),
    pytest.param("前进道路上还有不少困难和挑战。", (), id="a road ahead is no road"),
    pytest.param("向全国各族人民致以节日的问候。", (), id="a greeting to all nationalities"),
    pytest.param("全县加强预算外资金管理。", ("fiscal",), id="no foreign capital across a word boundary"),
    pytest.param("逐步提高职工的工资。", ("income",), id="no college across a word boundary"),
    pytest.param("城乡居民的购买力增长两成。", ("consumption",), id="purchasing power"),
    pytest.param("改良土壤，推广新式农具。", ("agri_rural",), id="older words of farming"),
    pytest.param("全县电话总容量增长一倍。", ("digital",), id="older words of telephony"),
    pytest.param("全厂生产能力提高一成。", ("industry",), id="older words of industry"),
    pytest.param("职工的工资级别普遍提高。", ("income",), id="older words of pay"),
    pytest.param("基层单位节约一般性支出三成。", ("fiscal",), id="thrift is a matter of budgets"),
    pytest.param("与东盟的进出口增长两成。", ("trade_open",), id="a partner's name is an attribute"),
    pytest.param("治好水土流失的坡地两片。", ("environment",), id="lost soil"),
    pytest.param("打通断头路三条。", ("transport",), id="roads that end"),
    pytest.param("更换老旧管线两公里。", ("region_urban",), id="pipes under the town"),
    pytest.param("翻建灾损农房百余户。", ("housing",), id="houses that a disaster ruined"),
    pytest.param("当地每人收入比往年多两成。", ("income",), id="older words of income"),
    pytest.param("全县着力推动农业增效益。", ("agri_rural",), id="what gains tells more than the gain"),
    pytest.param("促进高质量发展和高水平安全，筑牢安全底线。", ("safety",), id="a slogan beside a subject"),
    pytest.param("下半年要着重抓好以下几项工作。", (), id="announcing what follows"),
    pytest.param("三、明年重点工作", (), id="a title without subject"),
    pytest.param("我们决不辜负全区父老的期待。", (), id="a vow"),
]


def of_sentence(text: str, heading: str = "") -> tuple[str, ...]:
    section = Section(0, len(text), (heading,) if heading else (), "review", None)
    return themes.find(text, [section], [Sentence(0, len(text), 0)], [], themes.load()).sentences[0]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert set(of_sentence(text)) == set(expected)


MENTIONS = [
    pytest.param("城镇新增就业1.2万人，新建幼儿园3所。", ["employment", "education"], id="each its own"),
    pytest.param("完成12家水泥企业超低排放改造。", ["environment"], id="what is measured stands last"),
    pytest.param("走访慰问困难职工316人。", ["labor_rights"], id="care for workers"),
    pytest.param("外汇储备达到300亿美元。", ["finance"], id="by its concept"),
    pytest.param("农业税收入12万元。", ["fiscal"], id="revenue, whoever pays it"),
    pytest.param("全县农业喜获丰收，银行业资产总额达到30亿元。", ["finance"], id="its own words before its sentence's"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MENTIONS)
def test_mentions(text: str, expected: list[str]) -> None:
    doc = pipeline()(text)
    assert [found[0] for found in doc._.themes.mentions] == expected


def test_a_silent_sentence_takes_the_theme_of_its_heading() -> None:
    silent = "新增座位一千个。"
    assert of_sentence(silent) == ()
    assert of_sentence(silent, "（二）办好人民满意的教育") == ("education",)
    assert of_sentence("大家都记得那一天。", "（二）办好人民满意的教育") == ()


@dataclass
class Oracle:
    """A model that says the same of every text."""

    labels: tuple[str, ...]
    chances: tuple[float, ...]

    def scores(self, texts: list[str]) -> ngrams.Floats:
        return np.tile(np.array(self.chances), (len(texts), 1))


OPEN = [
    pytest.param("他们走了很远。", "", {"health": 0.9}, ("health",), id="silent words, sure model"),
    pytest.param("他们走了很远。", "", {"": 0.9}, (), id="silent words, the model says none"),
    pytest.param(
        "他们走了很远。", "教育", {"health": 0.5}, ("education",), id="an unsure model leaves it to the heading"
    ),
    pytest.param("他们走了很远。", "教育", {"": 0.5}, (), id="unless none is likelier than what the heading says"),
    pytest.param("那里的学校。", "", {"health": 0.9}, ("health", "education"), id="a weak word yields to a sure model"),
    pytest.param("那里的学校。", "", {"health": 0.5}, ("education",), id="a weak word outweighs an unsure model"),
    pytest.param("义务教育。", "", {"health": 0.9}, ("education",), id="a clear word outweighs any model"),
    pytest.param("小麦、医院。", "", {"health": 0.6}, ("health", "agri_rural"), id="of equal words the model chooses"),
]


@pytest.mark.parametrize(("text", "heading", "chances", "expected"), OPEN)
def test_what_decides(text: str, heading: str, chances: dict[str, float], expected: tuple[str, ...]) -> None:
    table = replace(themes.load_words(), model=Oracle(tuple(chances), tuple(chances.values())))
    section = Section(0, len(text), (heading,) if heading else (), "review", None)
    assert themes.find(text, [section], [Sentence(0, len(text), 0)], [], table).sentences == (expected,)


def test_sentences_without_a_word_of_any_theme_are_learnt_as_few_without_theme() -> None:
    table = themes.load_words()
    spoken = [f"新建小学{number}所。" for number in range(40)]
    silent = [f"他们走了{number}里。" for number in range(40)]
    learnt = training.sure_sentences([*spoken, *silent], table)
    without = [row.text for row in learnt if row.theme == ""]
    assert without
    assert set(without) <= set(silent)
    assert len(without) <= len(learnt) / 10
    assert training.sure_sentences(silent, table) == []


def test_every_phrase_without_theme_stands_in_its_example() -> None:
    for row in govtext.rules.load(themes.FILE, NoneRule, "none", lambda row: [row.phrase]):
        assert row.phrase in row.example
        assert of_sentence(row.example) == (), row.example


@given(st.text(alphabet="教育医院粮食公路，。环境保护各位代表甲乙12", max_size=60))
def test_themes_are_those_of_the_table_each_once(text: str) -> None:
    found = of_sentence(text)
    assert set(found) <= set(themes.load().themes)
    assert len(set(found)) == len(found)
    assert found == of_sentence(text)


def test_the_shipped_model_holds_short_ngrams_and_a_record() -> None:
    model = ngrams.load(themes.MODEL)
    assert themes.MODEL.stat().st_size < 1_000_000
    assert max(map(len, ngrams.spelled(model.codes))) <= 3
    assert model.record["sentences"].keys() >= set(themes.load().themes)
    assert 0 < model.record["accuracy"] < 1


@given(st.lists(st.text(max_size=20), max_size=6))
def test_probabilities_sum_to_one_and_do_not_hang_on_the_company(texts: list[str]) -> None:
    model = ngrams.load(themes.MODEL)
    together = model.scores(texts)
    assert together.shape == (len(texts), len(model.labels))
    for text, row in zip(texts, together, strict=True):
        assert row.sum() == pytest.approx(1)
        assert row == pytest.approx(model.scores([text])[0])


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\0"), min_size=1, max_size=3)))
def test_ngrams_are_spelled_back(found: list[str]) -> None:
    assert ngrams.spelled(ngrams.codes_of(found)) == found


OWN = {
    "flood": ("修堤{}米", "疏浚河沟{}处", "汛前检查水闸{}座", "备足防汛沙袋{}个"),
    "school": ("新聘教师{}名", "翻修教室{}间", "课后托管学生{}人", "开办夜校{}班"),
    "clinic": ("巡诊村民{}人次", "添置诊室{}间", "接种疫苗{}剂", "招收护士{}名"),
    "market": ("摊位出租{}个", "新开小店{}家", "集市客流{}人次", "发放购物券{}张"),
    "park": ("栽花{}盆", "铺设步道{}米", "新添长椅{}张", "修剪树木{}株"),
}


def own(folder: Path, typo: str = "") -> tuple[Path, Path]:
    table, labels = folder / "my.toml", folder / "labels.csv"
    table.write_text(
        "".join(f'[[theme]]\nid = "{name}"\nzh = "{name}"\nen = "{name}"\n' for name in OWN), encoding="utf-8"
    )
    rows = [
        (shape.format(number), name) for number in range(10, 20) for name, shapes in OWN.items() for shape in shapes
    ]
    with labels.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("text", "theme"))
        writer.writerows([*rows[:5], *([("修堤三米", typo)] if typo else []), *rows[5:]])
    return table, labels


def test_a_taxonomy_of_ones_own_is_trained_and_used(tmp_path: Path) -> None:
    table, labels = own(tmp_path)
    trained = training.from_files(labels, None, table)
    training.save(trained, tmp_path / "my.npz")
    training.save(training.from_files(labels, None, table), tmp_path / "again.npz")
    assert (tmp_path / "my.npz").read_bytes() == (tmp_path / "again.npz").read_bytes()
    assert trained.accuracy > 0.9
    assert sum(trained.sentences.values()) == 200
    config = govtext.language.default_config().read_text(encoding="utf-8")
    own_files = f"path = {json.dumps(str(table))}\nmodel = {json.dumps(str(tmp_path / 'my.npz'))}\n"
    config = re.sub(r"(\[components\.themes\]\nfactory = .+\n)[^\[]*", lambda match: match[1] + own_files, config)
    (tmp_path / "my.cfg").write_text(config, encoding="utf-8")
    doc = govtext.load(tmp_path / "my.cfg")("全镇修堤88米。今年翻修教室6间。")
    assert [found[:1] for found in doc._.themes.sentences] == [("flood",), ("school",)]


def test_a_typo_in_a_theme_id_names_the_line(tmp_path: Path) -> None:
    table, labels = own(tmp_path, typo="flod")
    with pytest.raises(UsageError, match=r'labels\.csv:7: there is no theme "flod"; did you mean flood\?'):
        training.from_files(labels, None, table)


def test_all_labels_that_are_wrong_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "labels.csv").write_text("text,theme\n修堤,macro\n,macro\n通车,transprt\n", encoding="utf-8")
    with pytest.raises(UsageError) as error:
        training.from_files(tmp_path / "labels.csv", None, None)
    assert [line.partition("labels.csv")[2][:3] for line in str(error.value).splitlines()] == [":3:", ":4:"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";"])
def test_labels_are_read_as_the_spreadsheet_saved_them(tmp_path: Path, encoding: str, mark: str) -> None:
    (tmp_path / "labels.csv").write_text(f"text{mark}theme\n修堤{mark}none\n", encoding=encoding)
    assert training.read_labels(tmp_path / "labels.csv", ["macro"]) == [training.Labelled("修堤", "")]


def test_labels_may_be_an_excel_table(tmp_path: Path) -> None:
    pd.DataFrame({"text": ["修堤", "筑路"], "theme": ["none", "macro"]}).to_excel(tmp_path / "labels.xlsx", index=False)
    found = training.read_labels(tmp_path / "labels.xlsx", ["macro"])
    assert found == [training.Labelled("修堤", ""), training.Labelled("筑路", "macro")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        pytest.param("text\n修堤\n", ":1: the column theme is missing", id="no theme column"),
        pytest.param("text,theme\n ,macro\n", ":2: the sentence is empty", id="empty sentence"),
        pytest.param("text,theme\n修堤,macro\n", "too few", id="too few"),
    ],
)
def test_labels_that_cannot_be_used_say_why(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "labels.csv").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=says):
        training.from_files(tmp_path / "labels.csv", None, None)


def test_a_model_for_other_themes_is_refused(tmp_path: Path) -> None:
    table, _ = own(tmp_path)
    with pytest.raises(RuleError, match="was trained for other themes"):
        themes.load(table, themes.MODEL)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "my.npz").write_text("no model", encoding="utf-8")
    with pytest.raises(RuleError, match="is no theme model"):
        ngrams.load(tmp_path / "my.npz")


def test_tokens_of_themes_are_those_of_their_sentences(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("一、去年工作回顾\n新建幼儿园3所。粮食丰收。\n", encoding="utf-8")
    results = govtext.run(tmp_path / "甲.txt", tmp_path / "out")
    sentences, found = results.sentences, results.themes
    whole = found[found["part"] == "whole"]
    for row in whole.itertuples():
        mine = sentences[sentences["themes"].fillna("").str.split(";").str[0] == row.theme]
        assert row.tokens == mine["tokens"].sum()
        assert row.token_share == pytest.approx(row.tokens / sentences["tokens"].sum(), abs=1e-6)
    assert len(whole) >= 2


ADDED = [
    pytest.param("seeds", "抚茶会", "culture_sport", id="a word that the table has not"),
    pytest.param("seeds", "义务教育", "culture_sport", id="a word of another theme, which the person's own outweighs"),
    pytest.param("weak", "抚茶会", "culture_sport", id="a weak word"),
]


@pytest.mark.parametrize(("sort", "word", "theme"), ADDED)
def test_words_can_be_added(tmp_path: Path, sort: str, word: str, theme: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(f'[[theme]]\nid = "{theme}"\n{sort} = ["{word}"]\n', encoding="utf-8")
    assert themes.themes_in(f"办好{word}", themes.load(words=path)) == (theme,)
    assert themes.themes_in(f"办好{word}", themes.load()) != (theme,)


def test_words_added_to_no_theme_are_named(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(
        '[[theme]]\nid = "culture_sport"\nseeds = ["茶会"]\n\n[[theme]]\nid = "culture_spot"\nseeds = ["茶市"]\n',
        "utf-8",
    )
    with pytest.raises(RuleError, match=r'words\.toml:5: there is no theme "culture_spot"'):
        themes.load(words=path)
