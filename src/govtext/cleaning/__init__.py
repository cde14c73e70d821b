"""Cleaning: from the text as read to the text that is analysed, with the way back.

Width and script change characters one for one; only repairs of debris move places, and the offset map undoes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from govtext.cleaning import artefacts, breaks, page
from govtext.cleaning.offsets import Edit, OffsetMap, apply, chain
from govtext.cleaning.script import Script, script_of, simplified

__all__ = ["Cleaned", "clean"]

# Full-width letters, digits and signs inside numbers; one character for one.
_WIDTH = {
    chr(code): chr(code - 0xFEE0) for code in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]
}
_WIDTH |= {"％": "%", "\r": "\n", "\xa0": " ", "\t": " "}
_WIDE = re.compile(f"[{''.join(_WIDTH)}]")
# ASCII punctuation between Chinese characters is Chinese punctuation.
_ASCII_PUNCTUATION = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！", "(": "（", ")": "）"}
_ASCII = re.compile(r"[,:;?!()]")
_CHINESE = re.compile(r"[\u4e00-\u9fff，。、；：？！“”‘’（）《》]")
_GROUP = re.compile(r"\d{3}(?!\d)")
_IN_NUMBER = re.compile(r"[．，／](?<=\d.)(?=\d)")
_NUMBER_SIGNS = {"．": ".", "，": ",", "／": "/"}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text ready for analysis.

    `text` is in Simplified characters with half-width digits; `offsets` leads back to the text as read;
    `edits` are the repairs, in places of the text as read.
    """

    text: str
    offsets: OffsetMap
    edits: tuple[Edit, ...]
    script: Script


def clean(raw: str) -> Cleaned:
    """Mends a text and brings it into one script and width."""
    text, offsets, edits = raw, OffsetMap(), list[Edit]()
    for find in (artefacts.find, page.find, breaks.find):
        found = find(text)
        if found:
            edits = chain(edits, found, text, offsets)
            text, offsets = apply(raw, edits)
    script = script_of(text)
    if script == "Hant":
        text = simplified(text)
    return Cleaned(_narrow(text), offsets, tuple(edits), script)


def _narrow(text: str) -> str:
    for character in set(_WIDE.findall(text)):
        text = text.replace(character, _WIDTH[character])
    text = _IN_NUMBER.sub(_number_sign, text)
    return _ASCII.sub(_punctuation, text) if _ASCII.search(text) else text


def _number_sign(match: re.Match[str]) -> str:
    """A full-width comma groups digits only where three follow it; elsewhere it ends a clause."""
    sign = match.group()
    if sign == "，" and not _GROUP.match(match.string, match.end()):
        return sign
    return _NUMBER_SIGNS[sign]


def _punctuation(match: re.Match[str]) -> str:
    """The Chinese sign for an ASCII one that stands beside Chinese text or ends a number's clause."""
    sign, text = match.group(), match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if sign in "()":
        return _ASCII_PUNCTUATION[sign] if _CHINESE.match(before) or _CHINESE.match(after) else sign
    if _GROUP.match(text, match.end()) and before.isdigit() and sign == ",":
        return sign
    if after.isdigit() and not (sign == "," and before):
        return sign
    if _CHINESE.match(before) or before in {"%", ")"} or (before.isdigit() and not after.isdigit()):
        return _ASCII_PUNCTUATION[sign]
    return _ASCII_PUNCTUATION[sign] if before.isdigit() and sign == "," else sign
