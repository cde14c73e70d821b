"""Every notebook runs from top to bottom, from wherever it is started, and is kept without outputs."""

from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the extra notebook")
nbclient = pytest.importorskip("nbclient", reason="needs the extra notebook")
pytest.importorskip("ipykernel", reason="needs the extra notebook")
pytest.importorskip("matplotlib", reason="needs the extra figures")
pytest.importorskip("pylopdf_fonts_zh_cn", reason="needs the extra figures")

ROOT = Path(__file__).parents[1]
NOTEBOOKS = [
    pytest.param(path, folder, id=f"{path.stem} from {folder.name if folder != ROOT else 'the root'}")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb"))
    for folder in (ROOT, ROOT / "notebooks")
]


def beside(folder: Path) -> list[str]:
    """What lies in a folder and in that of the notebooks, caches of the test tools left out."""
    found = {*folder.iterdir(), *(ROOT / "notebooks").iterdir()}
    return sorted(str(path) for path in found if not path.name.startswith("."))


@pytest.mark.parametrize(("path", "folder"), NOTEBOOKS)
def test_notebook_runs(path: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = beside(folder)
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(folder)}}).execute()
    shown = {kind for cell in notebook.cells for output in cell.get("outputs", []) for kind in output.get("data", {})}
    assert {"text/html", "image/png"} <= shown
    assert beside(folder) == before
    assert not list(tmp_path.rglob("*.duckdb"))


def test_notebooks_are_kept_without_outputs() -> None:
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    cells = [cell for path in paths for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert cells
    assert not any(cell.outputs or cell.execution_count for cell in cells)
