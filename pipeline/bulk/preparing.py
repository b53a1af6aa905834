"""The flow of a preparation: every shard by a mapper, then what concerns all of them, then the manifest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.keys_sql import ENDS
from pipeline.bulk.manifest import COMMON, MANIFEST, SUPERSEDED, Part, write_manifest
from pipeline.bulk.mappers import Failure, Job, Mapper
from pipeline.bulk.prepare import DELETIONS, KEYS, PAPERS, prepare_shard
from pipeline.bulk.shards import Found, name_of
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import in_place, locked, sweep
from pipeline.errors import PapersError
from pipeline.progress import Watcher

_MEGABYTE = 10**6

MOST_NAMED = 20
"""A name that more records have says nothing: none of them is on offer for it alone."""

MOST_ALIKE = 1_000
"""An opening or an ending of two windows that more records have leads to none of them: each title that has it too would
be compared with all of them."""


@dataclass
class Prepared:
    """What a preparation came to. `reused` shards were done before."""

    parts: list[Part] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    reused: int = 0
    repeated_ids: int = 0

    @property
    def records(self) -> int:
        return sum(part.records for part in self.parts if part.role != "delete")


def prepare_all(found: Found, folder: Path, mapper: Mapper, share: Share, whole: Share, watcher: Watcher) -> Prepared:
    """Prepares every shard and writes the manifest of those that succeeded, without it being there in between. It names
    the others, and the files that cannot be read, as missing.

    Raises PapersError where there is none to prepare, where none succeeded, and where another run is at it.
    """
    with locked(folder):
        return _prepare_all(found, folder, mapper, share, whole, watcher)


def _prepare_all(found: Found, folder: Path, mapper: Mapper, share: Share, whole: Share, watcher: Watcher) -> Prepared:
    shards = [shard for shard in found.shards if shard.shape != "abstracts"]
    if not shards:
        raise PapersError(f"Nothing to prepare: {_why(found)}")
    sweep(folder)
    (folder / MANIFEST).unlink(missing_ok=True)
    prepared = Prepared(troubles=list(found.troubles), missing=list(map(name_of, found.lost)))
    jobs: list[Job] = [(shard, folder, share) for shard in shards]
    megabytes = [max(1, shard.path.stat().st_size // _MEGABYTE) for shard in shards]
    watcher.begin("megabytes prepared", sum(megabytes))
    for answer in mapper(prepare_shard, jobs):
        watcher.advance("megabytes prepared", megabytes[answer.place])
        if isinstance(answer, Failure):
            prepared.troubles.append(Trouble(str(shards[answer.place].path), f"not prepared: {answer.reason}"))
            prepared.missing.append(shards[answer.place].name)
            continue
        prepared.parts.append(answer.result.part)
        prepared.troubles.extend(answer.result.troubles)
        prepared.reused += answer.result.reused
    sweep(folder)  # a worker that was killed leaves its half files, though its shard was done by another
    if not prepared.parts:
        raise PapersError(f"No shard could be prepared. {prepared.troubles[0]}")
    prepared.parts.sort(key=lambda part: part.name)
    _write_superseded(prepared.parts, folder, whole)
    _write_common(prepared.parts, folder, whole)
    prepared.repeated_ids = _repeated_ids(prepared.parts, folder, whole)
    write_manifest(folder, found.release, tuple(prepared.parts), tuple(sorted(prepared.missing)))
    return prepared


def _write_superseded(parts: Sequence[Part], folder: Path, share: Share) -> None:
    """Which papers a later generation replaces or deletes; no file where there are no later ones."""
    target = folder / SUPERSEDED
    selects = [
        f"select corpus_id, {generation} as generation from {files}"
        for generation, files in (
            *_by_generation(parts, folder).items(),
            *_by_generation(parts, folder, DELETIONS).items(),
        )
        if generation
    ]
    if not selects:
        target.unlink(missing_ok=True)
        return
    with engine(share, folder) as connection, in_place(target) as temporary:
        connection.execute(
            f"""copy (select corpus_id, max(generation) as generation from ({" union all ".join(selects)})
                where corpus_id is not null group by corpus_id) to {literal(temporary)} (format parquet)"""
        )


def _write_common(parts: Sequence[Part], folder: Path, share: Share) -> None:
    """Which names before a colon, and which openings and endings, too many records of all shards have in common; no
    file where there are no records. A match looks into groups of shards, and what it finds must not depend on them."""
    target = folder / COMMON
    paths = [folder / f"{part.name}{KEYS}" for part in parts if part.role != "delete"]
    if not paths:
        target.unlink(missing_ok=True)
        return
    files = parquet(*paths)
    selects = [
        f"select {literal(what)} as what, {a} as a, {b} as b from {files} where {a} is not null group by all "
        f"having count(*) > {most}"
        for what, a, b, most in (
            ("main", "main", "null::uinteger", MOST_NAMED),
            *((windows, *windows.split(", "), MOST_ALIKE) for windows in ENDS),
        )
    ]
    with engine(share, folder) as connection, in_place(target) as temporary:
        connection.execute(f"copy ({' union all '.join(selects)}) to {literal(temporary)} (format parquet)")


def _repeated_ids(parts: Sequence[Part], folder: Path, share: Share) -> int:
    """How many records of one generation carry an identifier that another of it carries too."""
    repeated = 0
    with engine(share, folder) as connection:
        for files in _by_generation(parts, folder).values():
            ((more,),) = connection.execute(
                f"""select coalesce(sum(count - 1), 0) from (select count(*) as count
                    from (select coalesce(corpus_id, arxiv) as id from {files})
                    where id is not null group by hash(id) having count(*) > 1)"""
            ).fetchall()
            repeated += int(more)
    return repeated


def _by_generation(parts: Sequence[Part], folder: Path, ending: str = PAPERS) -> dict[int, str]:
    """The papers, or the deletions, of each generation as one relation: a reader for each of many files would take
    more memory than there is."""
    paths: dict[int, list[Path]] = {}
    for part in parts:
        if (part.role == "delete") is (ending == DELETIONS):
            paths.setdefault(part.generation, []).append(folder / f"{part.name}{ending}")
    return {generation: parquet(*files) for generation, files in paths.items()}


def _why(found: Found) -> str:
    if found.troubles:
        return str(found.troubles[0])
    if found.shards:
        return "these are abstracts, which `bulk match --abstracts` reads as they are."
    return "no file here holds a line."
