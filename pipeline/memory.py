"""What one run tells the next: small notes in the cache, one for each kind, list and output folder.

A note only ever saves work. One that is lost, damaged or written by another version counts as none, and a disk that
refuses it is no error.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipeline.errors import PapersError
from pipeline.job import Paths
from pipeline.models import Frozen
from pipeline.writer import replace_files

FOLDER = "runs"
"""Where the notes lie, below the cache."""

_STEM = 40  # letters of the list's name in a note's, at most four bytes each, so that every file system takes it

Note = TypeVar("Note", bound=Frozen)


def recall(paths: Paths, kind: type[Note]) -> Note | None:
    """The note of this kind that the last run left, over the same list into the same folder; None where there is
    none."""
    try:
        return kind.model_validate_json(_path(paths, kind).read_bytes())
    except (OSError, ValidationError):
        return None


def remember(paths: Paths, note: Frozen) -> None:
    """Leave a note in place of the one before; without a cache, none is begun for it."""
    if not paths.cache.is_dir():
        return
    path = _path(paths, type(note))
    with suppress(OSError, PapersError):  # an older note may stay: it speaks of its own state alone
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_files({path: note.model_dump_json(indent=1) + "\n"})


def _path(paths: Paths, kind: type[Frozen]) -> Path:
    where = [str(path and os.path.realpath(path)) for path in (paths.list, paths.out, paths.readme, paths.snapshot)]
    own = hashlib.sha256("\n".join(where).encode(errors="surrogateescape")).hexdigest()[:12]
    return paths.cache / FOLDER / f"{paths.list.stem[:_STEM]}-{own}.{kind.__name__.lower()}"
