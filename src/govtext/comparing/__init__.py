"""Comparing: the same indicator of several years or regions side by side, in one unit, every cell traceable."""

from govtext.comparing.panel import panel
from govtext.comparing.wide import Comparison, compare

__all__ = ["Comparison", "compare", "panel"]
