"""govtext: numeric indicators in Chinese government work reports, from files to tables.

    import govtext
    results = govtext.run("reports", "out")
    results.indicators
    results.compare(across="year", region="上海市")

Names are loaded when they are first used, so that `import govtext` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govtext.language import analyse, load
    from govtext.reading import read
    from govtext.results import Results, run

try:
    __version__ = version("govtext")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"

__all__ = ["Results", "__version__", "analyse", "load", "read", "run"]

_HOMES = {
    "Results": "govtext.results",
    "run": "govtext.results",
    "load": "govtext.language",
    "analyse": "govtext.language",
    "read": "govtext.reading",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'govtext' has no attribute '{name}'")
