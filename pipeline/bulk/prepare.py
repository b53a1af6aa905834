"""One shard of a snapshot becomes two Parquet files: its papers, and their keys. Runs wherever a mapper puts it.

Nothing lies under its final name before it is whole. The last file written, `NAME.json`, says that the shard is done;
a shard that was done from the same source, under the same rules and by the same engine, is not done again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

from pipeline.bulk.engine import Share, engine, literal, parquet
from pipeline.bulk.folding import folded
from pipeline.bulk.keys_sql import hashed
from pipeline.bulk.manifest import Part, read_part, write_part
from pipeline.bulk.prepare_sql import COLUMNS, COUNTS, DELETED, READING
from pipeline.bulk.shards import UNREADABLE, Shard, is_json, lines_of, opened
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import in_place, place_told

_BLOCK = 2**20
PAPERS, KEYS, DELETIONS = ".papers.parquet", ".keys.parquet", ".deleted.parquet"


class Prepared(NamedTuple):
    part: Part
    troubles: tuple[Trouble, ...]
    reused: bool = False


def prepare_shard(shard: Shard, folder: Path, share: Share) -> Prepared:
    """Prepares one shard in `folder`, or finds that it is prepared. A line that is broken is counted and named; a file
    that is cut short or damaged is read as far as it goes, and its part says so. Raises OSError where the disk is
    full."""
    if done := _done(shard, folder):
        return done
    source = shard.path.stat()  # before it is read: a file that grows meanwhile is another one the next time
    with engine(share, folder, ordered=True) as connection:
        troubles: list[Trouble] = []
        if shard.role == "delete":
            counts = _delete(connection, shard, folder, troubles)
        else:
            counts = _papers(connection, shard, folder, troubles)
            _keys(connection, shard, folder)
    broken = counts[-1]
    if (broken or shard.role == "delete") and not troubles and (damage := _damage(shard.path)):
        troubles.append(damage)  # the engine checks no checksum, and makes broken lines, or other numbers, of damage
    cut_short = bool(troubles)
    if broken:
        troubles.append(broken_lines(shard.path, broken))
    part = _part(shard, folder, source, counts, cut_short=cut_short)
    write_part(folder, part, tuple(troubles))
    return Prepared(part, tuple(troubles))


def _done(shard: Shard, folder: Path) -> Prepared | None:
    found = read_part(folder, shard.name)
    if not found:
        return None
    part, troubles = found
    now = shard.path.stat()
    same = (part.size, part.changed, part.role, part.generation, part.bytes) == (
        now.st_size,
        now.st_mtime_ns,
        shard.role,
        shard.generation,
        _bytes(shard, folder),
    )
    return Prepared(part, troubles, reused=True) if same else None


def _papers(
    connection: DuckDBPyConnection, shard: Shard, folder: Path, troubles: list[Trouble]
) -> tuple[int, int, int]:
    target = folder / f"{shard.name}{PAPERS}"
    _salvaging(shard, folder, troubles, lambda source: _copy_papers(connection, shard.shape, source, target))
    records, without_title, broken = connection.execute(f"{COUNTS} from {parquet(target)}").fetchall()[0]
    return records, without_title, broken


def _salvaging(shard: Shard, folder: Path, troubles: list[Trouble], copy: Callable[[Path], None]) -> None:
    """Copies the lines of the shard, or what can be read of them where the engine stops at one."""
    import duckdb  # noqa: PLC0415 - loaded by `engine` in any case

    try:
        copy(shard.path)
    except (duckdb.IOException, duckdb.InvalidInputException) as error:
        if "No space left" in str(error):
            raise
        with salvaged(shard.path, folder, troubles) as readable:
            copy(readable)


def _copy_papers(connection: DuckDBPyConnection, shape: str, source: Path, target: Path) -> None:
    import glob  # noqa: PLC0415 - names alone need it

    reading = READING[shape].replace("{file}", literal(glob.escape(str(source))))
    with in_place(target) as temporary:
        connection.execute(
            f"""copy (select {", ".join(COLUMNS)}, is_plain(title) as plain from ({reading}))
                to {literal(temporary)} (format parquet, compression zstd)"""
        )


def _keys(connection: DuckDBPyConnection, shard: Shard, folder: Path) -> None:
    """The keys of all titles: of plain ones by SQL, of the others by Python, hashed by SQL all the same."""
    numbered = f"""(select file_row_number::uinteger as row, title, plain
        from {parquet(folder / f"{shard.name}{PAPERS}", row_numbers=True)} where title is not null)"""
    plain, others = folded(connection, numbered)
    with in_place(folder / f"{shard.name}{KEYS}") as temporary:
        connection.execute(
            f"""copy (from ({hashed(plain)}) union all from ({hashed(others)}))
                to {literal(temporary)} (format parquet, compression lz4)"""  # hashes hardly get smaller
        )


def _delete(
    connection: DuckDBPyConnection, shard: Shard, folder: Path, troubles: list[Trouble]
) -> tuple[int, int, int]:
    target = folder / f"{shard.name}{DELETIONS}"
    _salvaging(shard, folder, troubles, lambda source: _read_deletions(connection, source))
    with in_place(target) as temporary:
        connection.execute(
            f"""copy (select distinct corpus_id from deletion where corpus_id is not null)
                to {literal(temporary)} (format parquet, compression zstd)"""
        )
    ((count,),) = connection.execute(f"select count(*) from {parquet(target)}").fetchall()
    ((broken,),) = connection.execute("select count(*) from deletion where corpus_id is null").fetchall()
    return count, 0, broken


def _read_deletions(connection: DuckDBPyConnection, source: Path) -> None:
    import glob  # noqa: PLC0415 - names alone need it

    reading = DELETED.replace("{file}", literal(glob.escape(str(source))))
    connection.execute(f"create or replace table deletion as {reading}")


@contextmanager
def salvaged(path: Path, folder: Path, troubles: list[Trouble]) -> Iterator[Path]:
    """The lines of a file that can be read, in a file of their own. What stopped the engine is added to `troubles`."""
    with TemporaryDirectory(prefix=".readable-", dir=folder) as place:
        readable = Path(place, "lines.jsonl")
        with opened(path) as file, place_told(folder), readable.open("wb") as kept:
            for line in _lines_until_damaged(path, file, troubles):
                kept.write(line + b"\n" if is_json(line) else b"{}\n")
        yield readable


def _lines_until_damaged(path: Path, file: BinaryIO, troubles: list[Trouble]) -> Iterator[bytes]:
    number = 0
    try:
        for number, line in lines_of(file):  # noqa: B007 - told below
            yield line
    except UNREADABLE as error:
        troubles.append(Trouble(str(path), f"cut short or damaged after line {number:,} ({error})"))


def _damage(path: Path) -> Trouble | None:
    """Why a file cannot be read to its end, or is another one there than its checksum says."""
    try:
        with opened(path) as file:
            while file.read(_BLOCK):
                pass
    except UNREADABLE as error:
        return Trouble(str(path), f"damaged ({error})")
    return None


def broken_lines(path: Path, count: int) -> Trouble:
    """The first broken line of a file that has so many."""
    try:
        with opened(path) as file:
            first = next((number for number, line in lines_of(file) if not is_json(line)), None)
    except UNREADABLE:
        first = None
    return Trouble(str(path), "not a JSON object of the expected shape", first, count)


def _part(shard: Shard, folder: Path, source: os.stat_result, counts: tuple[int, int, int], *, cut_short: bool) -> Part:
    records, without_title, broken = counts
    return Part(
        name=shard.name,
        source=str(shard.path),
        shape=shard.shape,
        role=shard.role,
        generation=shard.generation,
        size=source.st_size,
        changed=source.st_mtime_ns,
        records=records,
        without_title=without_title,
        broken=broken,
        cut_short=cut_short,
        bytes=_bytes(shard, folder),
    )


def _bytes(shard: Shard, folder: Path) -> int:
    """How much was prepared: less where a file has been lost since."""
    files = [folder / f"{shard.name}{ending}" for ending in (PAPERS, KEYS, DELETIONS)]
    return sum(path.stat().st_size for path in files if path.is_file())
