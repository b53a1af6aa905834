"""The seal of a run: is everything still as the last run left it? Then there is nothing to do, as for `make`.

A run is a function of the program, the list and what lies beside it, the snapshot, the cached answers, and what it
wrote the last time. Where every service was fully asked, a digest of all that is kept in the cache, with the moment at
which the first of its answers needs asking again. While the digest is the same and that moment has not come, a run
would send no request and change no byte.

`holds` decides and is pure; the rest reads the disk. A seal that is lost, damaged or of an older program costs one run
that works everything through; it is never more than that.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from pydantic import AwareDatetime, ValidationError

from pipeline.emit.outputs import FILES
from pipeline.emit.writer import replace_files
from pipeline.errors import PapersError
from pipeline.job import Paths
from pipeline.models import Frozen

_FOLDER = "runs"
_STEM = 40  # letters of the list's name in a seal's, at most four bytes each, so that every file system takes it
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
    files = (paths.list, paths.settings, paths.decisions)
    return _digest([*map(_content, files), *(_tree(paths.snapshot) if paths.snapshot else ())])


def state(paths: Paths, addresses: Sequence[str]) -> str:
    """A digest of all that a run goes by, and of all that it wrote. `addresses` are those of the services.

    What people and programs read is read; answers, code and the snapshot, which are many or large, are known by name,
    size and time of change.
    """
    written = [paths.out / name for name in FILES.values()] + ([paths.readme] if paths.readme else [])
    return _digest([given(paths), *_program(), *addresses, *map(_content, written), *_tree(paths.cache)])


def load_seal(paths: Paths) -> Seal | None:
    """The seal of the last run over the same list into the same folder; None where there is none that can be read."""
    try:
        return Seal.model_validate_json(_path(paths).read_bytes())
    except (OSError, ValidationError):
        return None


def store_seal(paths: Paths, seal: Seal) -> None:
    """Keep the seal for the next run. A disk that refuses it costs the next run its short cut, and nothing else."""
    path = _path(paths)
    with suppress(OSError, PapersError):  # an older seal may stay: it holds for its own state alone
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_files({path: seal.model_dump_json(indent=1) + "\n"})


def _path(paths: Paths) -> Path:
    """One file for each list and output folder: a cache may serve several."""
    where = [str(path and path.resolve()) for path in (paths.list, paths.out, paths.readme, paths.snapshot)]
    return paths.cache / _FOLDER / f"{paths.list.stem[:_STEM]}-{_digest(where)[:12]}.seal"


def _digest(lines: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(f"{len(line)}:{line}\n".encode(errors="surrogatepass"))
    return digest.hexdigest()


def _content(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return type(error).__name__


def _program() -> Iterator[str]:
    """The code that runs, and what is installed beside it: other versions may decide otherwise."""
    yield sys.version
    yield from _tree(Path(__file__).parent)
    installed = {name for folder in sys.path for name in _names(folder) if name.endswith((".dist-info", ".egg-info"))}
    yield from sorted(installed)


def _tree(root: Path) -> Iterator[str]:
    """Name, size and time of change of every file below a folder, in the order of the names; no seals, nothing
    compiled."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(set(inner) - {_FOLDER, "__pycache__"})
        for name in sorted(names):
            try:
                known = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118  ten thousand files: twice as quick
            except FileNotFoundError:
                continue  # another process has just put it in its place
            except OSError as error:  # such as a link that leads to itself; whoever reads it will say so
                yield f"{folder} {name} {type(error).__name__}"
            else:
                yield f"{folder} {name} {known.st_size} {known.st_mtime_ns}"


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  names are all that is wanted
    except OSError:
        return []
