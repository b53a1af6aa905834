"""What a folder of prepared shards holds, under which rules, written by which engine: one JSON file, replaced whole."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.bulk import keys_sql
from pipeline.bulk.engine import engine_version
from pipeline.bulk.keys import keys_of
from pipeline.bulk.prepare_sql import READING
from pipeline.bulk.trouble import Trouble
from pipeline.errors import PapersError, UsageError
from pipeline.writer import replace_files

MANIFEST = "manifest.json"
SUPERSEDED, COMMON = "superseded.parquet", "common.parquet"
"""What concerns all shards: the papers that a later generation replaces or deletes, and the names, openings and endings
that too many records have in common."""
FORMAT = 5
"""Raised when an older folder can no longer be trusted: those of format 4 call a shard of deletions whole that was cut
short or damaged."""
_PROBES = (
    "FlashAttention-2: Faster & Better", 'Schr\\"odinger — $\\alpha$ in La$_{2-x}$CuO$_4$', "Ünïcode? ﬁne: 大语言模型",
    "C++ 'n' “D” - R&amp;D <i>x</i>", "İ ß æ ø Ⅻ", "A Survey on X! Y",
)  # fmt: skip


class Part(BaseModel):
    """One prepared shard. `size` and `changed` are those of its source, by which a changed source is noticed. One that
    is `cut_short` is only what could be read of a damaged file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    source: str
    shape: str
    role: str
    generation: int
    size: int
    changed: int
    records: int
    without_title: int
    broken: int
    cut_short: bool
    bytes: int


class Finished(BaseModel):
    """One prepared shard with what was wrong in it, and what it was prepared by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    rules: str
    engine: str
    part: Part
    troubles: tuple[Trouble, ...]


class Manifest(BaseModel):
    """`missing` are the shards that could not be prepared, among them files that could not be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    rules: str
    engine: str
    release: str
    parts: tuple[Part, ...]
    missing: tuple[str, ...]

    @property
    def cut_short(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.cut_short)

    @property
    def not_whole(self) -> tuple[str, ...]:
        """The names of the shards that have records which are not in the folder."""
        return (*self.missing, *(part.name for part in self.cut_short))


@cache
def rules_version() -> str:
    """A digest of how keys are made: of the SQL's text, and of what Python makes of titles that use every rule."""
    told = [*keys_sql.PLAIN, keys_sql.PLAIN_KEYS, keys_sql.hashed(""), *READING.values(), *map(keys_of, _PROBES)]
    return sha256(repr(told).encode()).hexdigest()[:16]


def write_part(folder: Path, part: Part, troubles: tuple[Trouble, ...]) -> None:
    """The sign that a shard is prepared; written when its files are in place."""
    made = Finished(format=FORMAT, rules=rules_version(), engine=_engine(), part=part, troubles=troubles)
    replace_files({folder / f"{part.name}.json": made.model_dump_json(indent=1) + "\n"})


def read_part(folder: Path, name: str) -> tuple[Part, tuple[Trouble, ...]] | None:
    """What was prepared under this name, where today's rules and engine can use it."""
    try:
        made = Finished.model_validate_json((folder / f"{name}.json").read_bytes())
    except (OSError, ValidationError):
        return None
    return None if misfit(made) else (made.part, made.troubles)


def write_manifest(folder: Path, release: str, parts: tuple[Part, ...], missing: tuple[str, ...]) -> Manifest:
    manifest = Manifest(
        format=FORMAT, rules=rules_version(), engine=_engine(), release=release, parts=parts, missing=missing
    )
    replace_files({folder / MANIFEST: json.dumps(manifest.model_dump(), indent=1, ensure_ascii=False) + "\n"})
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Raises PapersError where there is none, and where other rules or another engine wrote it: keys would not meet."""
    path = folder / MANIFEST
    if folder.is_file():
        raise UsageError(f"{folder} is a file: `--prepared` names the folder that `bulk prepare` wrote.")
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise PapersError(
            f"{folder} holds no prepared snapshot: make one with `bulk prepare SNAPSHOT --to {folder}`."
        ) from None
    except (OSError, ValidationError) as error:
        raise PapersError(f"{path} cannot be read: prepare the snapshot again.") from error
    if flaw := misfit(manifest):
        raise PapersError(f"{folder} was prepared {flaw}: prepare the snapshot again.")
    return manifest


def misfit(manifest: Manifest | Finished) -> str | None:
    """Why these keys cannot be met by today's, or None."""
    if manifest.format != FORMAT:
        return "in another format"
    if manifest.rules != rules_version():
        return "under other rules of matching"
    if manifest.engine != _engine():
        return f"with another engine ({manifest.engine}, and this is {_engine()})"
    return None


def _engine() -> str:
    return f"duckdb {engine_version()}"
