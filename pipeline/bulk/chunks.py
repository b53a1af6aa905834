"""What is done to a chunk alone, by whichever process: its titles are read, and settled where they equal a record's.
What is there already is not done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.bulk import deciding
from pipeline.bulk.asked import write_chunk, write_spelled
from pipeline.bulk.between import Chunk
from pipeline.bulk.engine import Share
from pipeline.bulk.portions import Portion
from pipeline.bulk.title import Title
from pipeline.bulk.titles import read_titles
from pipeline.bulk.trouble import Trouble


class Read(NamedTuple):
    """How many titles a chunk holds, how many of them are empty, and which lines were none."""

    lines: int
    empty: int
    troubles: tuple[Trouble, ...]


def read_portion(titles: Path, portion: Portion, chunk: Chunk, share: Share) -> Read:
    """Reads a portion of the file of titles."""
    return read(read_titles(titles, portion), portion.before, chunk, share)


def read(titles: Iterable[Title | Trouble], before: int, chunk: Chunk, share: Share) -> Read:
    """Writes `lines` and `asked` of the chunk. So many lines or more stand `before` its titles in the file."""
    troubles: list[Trouble] = []
    lines = empty = 0

    def counted() -> Iterator[Title]:
        nonlocal lines, empty
        for one in titles:
            if isinstance(one, Trouble):
                troubles.append(one)
            else:
                lines += 1
                empty += not one.title
                yield one

    if chunk.spelled.is_file() or (chunk.lines.is_file() and chunk.asked.is_file()):
        for _ in counted():
            pass
    else:
        write_chunk(counted(), before, chunk, share)
    return Read(lines, empty, tuple(troubles))


def settle(chunk: Chunk, hits: Sequence[Path], share: Share) -> None:
    """Writes what equal titles settle, and what is open still in every spelling. `hits` are the answers of
    `kernel.equal`."""
    deciding.settle(chunk, hits, share)
    write_spelled(chunk, share)
