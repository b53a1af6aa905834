"""A running stand-in and a client session for its own tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from tests.standin import Standin
from tests.standin.samples import PAPERS


@pytest.fixture
def standin() -> Iterator[Standin]:
    with Standin(PAPERS) as running:
        yield running


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as opened:
        yield opened
