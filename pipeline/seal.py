"""The seal of a run: is everything still as the last run left it? Then there is nothing to do, as for `make`.

A run is a function of the program, the list and what lies beside it, the snapshot, the cached answers, and what it
wrote the last time. Where every service was fully asked, a digest of all that is kept in the cache, with the moment at
which the first of its answers needs asking again. While the digest is the same and that moment has not come, a run
would send no request and change no byte.

`holds` decides and is pure; the rest reads the disk. The seal is a note in the `memory` of runs: to lose it costs one
run that works everything through.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import AwareDatetime

from pipeline.digest import content, digest, program, tree
from pipeline.job import Paths
from pipeline.models import Frozen

_SHAPE = 1  # of the file; a seal of another shape does not hold


class Seal(Frozen):
    """What a run left behind. `state` is the digest of everything, `sealed` and `fresh_until` are in UTC (None: it
    used no answer that ages), `said` is its summary, and `doubtful` whether an entry needed a person's eye."""

    shape: int = _SHAPE
    state: str
    sealed: AwareDatetime
    fresh_until: AwareDatetime | None
    said: tuple[str, ...]
    doubtful: bool


def holds(seal: Seal | None, state: str, now: datetime) -> bool:
    """Whether a run at `now` would find everything as that run left it. A seal from the future proves nothing."""
    if seal is None or seal.shape != _SHAPE or seal.state != state or seal.sealed > now:
        return False
    return seal.fresh_until is None or now < seal.fresh_until


def given(paths: Paths) -> str:
    """A digest of what people give to a run: the list, the settings, the decisions and the snapshot."""
    return digest([*map(content, paths.edited), *(tree(paths.snapshot) if paths.snapshot else ())])


def state(paths: Paths, addresses: Sequence[str]) -> str:
    """A digest of all that a run goes by, and of all that it wrote. `addresses` are those of the services.

    What people and programs read is read; answers, code and the snapshot, which are many or large, are known by name,
    size and time of change.
    """
    written = (*paths.generated, *([paths.readme] if paths.readme else []))
    return digest([given(paths), *program(), *addresses, *map(content, written), *tree(paths.cache)])
