"""Python's search for cycles, put off: titles and records make none, and a search through all that is remembered of
them, every few hundred objects, takes a tenth of the time; the parser of TeX makes some, which are found later."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_OBJECTS = 100_000
"""So many objects are made between two searches among the new ones: some tens of megabytes. (Python's own: 700.)"""


@contextmanager
def seldom_searched() -> Iterator[None]:
    """Within, the process looks for cycles seldom; after it, as before."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
