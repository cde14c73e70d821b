"""Sections and sentences: the tree of headings, what part of the report each opens, and of which years it speaks."""

from govtext.pipes.sections.outline import Section, find
from govtext.pipes.sections.patterns import load_rules
from govtext.pipes.sections.sentence import Sentence, parts, sentences

__all__ = ["Section", "Sentence", "find", "load_rules", "parts", "sentences"]
