"""A stand-in with a few papers, and a desk that asks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.desk import Desk
from tests.end_to_end.samples import PAPERS
from tests.standin import Standin


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(PAPERS) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, standin: Standin) -> Desk:
    return Desk(tmp_path / "desk", standin)
