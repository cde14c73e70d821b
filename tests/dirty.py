"""Dirty twins: a clean text as a careless crawler would have left it, and where each of its characters went.

A twin says what its text said. What is done to it is done at random, but the same for the same text.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache

import opencc

HEADER = "網站首頁 > 政務公開 > 工作報告\n【字體：大 中 小】 打印 關閉\n發布時間：2024-03-05 瀏覽次數：1234次\n"
FOOTER = "\n上一頁 1 2 3 下一頁\n版權所有：某市人民政府 某ICP備05000000號\n"
PAGE_FOOT = "\n第 {number} 頁 共 9 頁\n"
# A handful of readings, as converters leave them behind a character.
READINGS = {
    "萬": "wàn", "億": "yì", "個": "gè", "戶": "hù", "畝": "mǔ", "噸": "dūn", "點": "diǎn", "學": "xué", "業": "yè",
    "區": "qū", "發": "fā", "經": "jīng", "濟": "jì", "總": "zǒng", "長": "zhǎng", "務": "wù", "設": "shè",
    "產": "chǎn", "達": "dá", "農": "nóng", "實": "shí", "現": "xiàn", "進": "jìn", "團": "tuán", "幫": "bāng",
    "種": "zhǒng",
}  # fmt: skip
ASCII = str.maketrans({"，": ",", "：": ":", "；": ";", "（": "(", "）": ")"})
ENTITIES = {"“": "&ldquo;", "”": "&rdquo;", "·": "&middot;", "…": "&hellip;"}
_NEVER_FIRST = frozenset("，。、；：？！”’）》%％\n 　")
_IN_NUMBER = re.compile(r"(?<=[\u4e00-\u9fff]\d)(?=\d{1,3}(?:\.\d+)?[%万亿元人])")
_BEFORE_UNIT = re.compile(r"(?<=[\u4e00-\u9fff]\d\d)(?=[%万亿人])")


@dataclass(frozen=True, slots=True)
class Twin:
    """A dirty text; `places[i]` is where character i of the clean text begins in it, with its end behind the last."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the clean text lies in the dirty one."""
        return self.places[start], self.places[end - 1] + 1

    def encoded(self) -> bytes:
        """The text as GB18030 bytes."""
        return self.text.encode("gb18030")


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


def traditional(text: str, config: str) -> str:
    """The text in Traditional characters, line by line where that keeps its length."""
    lines = text.split("\n")
    return "\n".join(new if len(new := _converter(config).convert(line)) == len(line) else line for line in lines)


def twin(text: str, *, config: str = "s2t", seed: int = 0, width: int = 0) -> Twin:
    """The dirty twin of a clean text.

    Args:
        text: a clean text in Simplified characters.
        config: how OpenCC turns it Traditional: `s2t` or `s2tw`.
        seed: which of the many twins.
        width: characters a printed line, where the twin has printed lines.
    """
    chance = random.Random(f"{seed}{len(text)}")
    shown = traditional(text, config)
    breaks = {m.start() for pattern in (_IN_NUMBER, _BEFORE_UNIT) for m in pattern.finditer(text) if _drawn(chance, 3)}
    pieces, places, length, page = [HEADER], list[int](), len(HEADER), 0
    column = 0
    for place, character in enumerate(shown):
        column = 0 if character == "\n" else column + 1
        full = bool(width) and column > width and character not in _NEVER_FIRST
        before = "\n" if place in breaks or full else ""
        column = 1 if before else column
        comma = shown[place - 1 : place] == "，" and text[place : place + 1].isalpha()
        if not before and comma and _drawn(chance, 30):
            page += 1
            before = PAGE_FOOT.format(number=page) if _drawn(chance, 2) else "\n"
        put = ENTITIES.get(character) or _ascii(text, place, character)
        if character in READINGS and _drawn(chance, 2):
            put += f"({READINGS[character]})"
        pieces += [before, put]
        places.append(length + len(before))
        length += len(before) + len(put)
    pieces.append(FOOTER)
    return Twin("".join(pieces), (*places, length))


def _ascii(text: str, place: int, character: str) -> str:
    """ASCII for Chinese punctuation, but between two digits, where it would make one number of two."""
    if text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit():
        return character
    return character.translate(ASCII)


def _drawn(chance: random.Random, of: int) -> bool:
    return chance.randrange(of) == 0
