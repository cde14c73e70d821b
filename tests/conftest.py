"""What all tests share: where the sample texts lie, and how property tests run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"

# The same examples in every run: a red test is a red test for everybody. Nothing is said about time.
settings.register_profile("govtext", deadline=None, derandomize=True, database=None, max_examples=100)
settings.load_profile("govtext")


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of the project's own sample reports."""
    return ROOT / "corpora"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of reference material beside the repository; it is no part of the project."""
    if not SHARED.is_dir():
        pytest.skip(f"needs reference material in {SHARED.name}/ beside the repository, which is not there")
    return SHARED
