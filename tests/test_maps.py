"""Whoever looks for a module finds it on a map: in the docstring of its package, or in CONTRIBUTING.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.shared import ROOT

PACKAGES = sorted(path.parent for path in (ROOT / "pipeline").rglob("*/__init__.py"))
ON_THE_TOP_MAP = ROOT / "CONTRIBUTING.md"


def modules_in(package: Path) -> set[str]:
    return {path.stem for path in package.glob("*.py") if not path.stem.startswith("__")}


def listed_in(package: Path) -> set[str]:
    """The words of its docstring."""
    text = (package / "__init__.py").read_text(encoding="utf-8")
    return set(re.findall(r"\w+", ast.get_docstring(ast.parse(text)) or ""))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_tells_of_each_of_its_modules(package: Path) -> None:
    assert modules_in(package) - listed_in(package) == set()


def test_the_map_of_the_project_tells_of_each_module_and_package() -> None:
    named = set(re.findall(r"\w+", ON_THE_TOP_MAP.read_text(encoding="utf-8")))
    packages = {path.name for path in PACKAGES if path.parent == ROOT / "pipeline"}
    assert (modules_in(ROOT / "pipeline") | packages) - named == set()
