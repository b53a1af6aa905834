"""The pure modules reach for no network, disk, clock or environment, themselves or through what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.shared import ROOT

PACKAGE = ROOT / "pipeline"
MUST_BE_PURE = (
    "read reading matching merging merge chronicle news emit models identifiers explain plan check "
    "auditing reviewing vocabulary".split()
)
"""Modules and packages."""
IMPURE_MODULES = frozenset(
    "arxiv asyncio duckdb ftplib http io os pathlib portalocker random requests secrets semanticscholar shutil signal "
    "socket sqlite3 subprocess tempfile threading time urllib uuid".split()
)
HARMLESS = {"urllib.parse", "http", "http.HTTPStatus"}
IMPURE_CALLS = {"open", "input", "print", "now", "today", "utcnow", "getenv", "__import__", "import_module"}


def source_of(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


def pure_modules() -> list[str]:
    """The listed ones, and each whose docstring says so."""
    names = {path: ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in PACKAGE.rglob("*.py")}
    found = {
        name.removesuffix(".__init__")
        for path, name in names.items()
        if name.split(".")[1] in MUST_BE_PURE or (ast.get_docstring(tree_of(path)) or "").startswith("PURE")
    }
    return sorted(found)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that is imported anywhere in the file, and every name that may be one."""
    only_for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_for_types:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def faults(tree: ast.Module) -> Iterator[str]:
    """What a file does itself that is not pure."""
    for name in imported(tree):
        if name.split(".")[0] in IMPURE_MODULES and ".".join(name.split(".")[:2]) not in HARMLESS | {"urllib"}:
            yield f"imports {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in IMPURE_CALLS:
                yield f"calls {called} in line {node.lineno}"


def reached(module: str) -> dict[str, Path]:
    """The module and everything of the package that it imports, directly or not."""
    found: dict[str, Path] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = source_of(name) if name.startswith("pipeline") else None
        if path and name not in found:
            found[name] = path
            waiting.extend(imported(tree_of(path)))
    return found


def test_the_pure_modules_are_found() -> None:
    assert {"pipeline.matching.decide", "pipeline.merging.keep", "pipeline.merge", "pipeline.emit.markdown"} <= set(
        pure_modules()
    )


@pytest.mark.parametrize("module", pure_modules())
def test_a_pure_module_reaches_for_nothing_outside(module: str) -> None:
    found = [f"{name} {fault}" for name, path in reached(module).items() for fault in faults(tree_of(path))]
    assert found == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("import requests", "imports requests"),
        ("from urllib.request import urlopen", "imports urllib.request"),
        ("def f():\n    import os.path", "imports os.path"),
        ("from datetime import date\nday = date.today()", "calls today in line 2"),
        ("text = open('x').read()", "calls open in line 1"),
    ],
)
def test_an_impure_line_is_seen(text: str, fault: str) -> None:
    assert fault in list(faults(ast.parse(text)))


def test_taking_an_address_apart_is_harmless() -> None:
    assert list(faults(ast.parse("from urllib.parse import urlsplit"))) == []
