"""Puts off Python's search for cycles of objects.

Titles and records form no cycles, and searching all that is remembered of them every few hundred objects takes a tenth
of the time. The parser of TeX forms some, which are found later.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""How many objects are made before the new ones are searched: some tens of megabytes. Python's own number is 700."""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Within the block, this process searches for cycles seldom; afterwards as often as before."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
