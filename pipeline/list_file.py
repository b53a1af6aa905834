"""The list as a file: bytes on disk become a reading list, or one sentence that says why not."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import PapersError, UsageError, unreadable
from pipeline.models import LeftOver, ReadingList
from pipeline.read import read
from pipeline.vocabulary.phrases import counted

LONGEST_LINE = 1_000_000
"""Bytes. No bullet is longer; a file with such a line is data with the wrong name, and slow to parse."""

_OTHER_MARKS = {  # the longer first: one of UTF-32 begins as one of UTF-16 does
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def load_list(path: Path) -> ReadingList:
    """The list in the file at `path`, UTF-8 with or without a byte order mark, with at least one entry.

    Raises UsageError if there is no such file, and PapersError, naming the line where there is one, for a file that
    cannot be read, is no text, or lists no paper. Writes nothing.
    """
    listed = read_file(path)
    if not listed.entries:
        raise PapersError(
            f"{path} lists no paper: looked for bullets such as `- [OSDI '22] Title [[link]](https://…)`."
            + _reported(listed.left_over)
        )
    return listed


def _reported(left_over: Sequence[LeftOver]) -> str:
    if not left_over:
        return ""
    lines = counted(len(left_over), "line was", "lines were")
    return f" {lines} left over; line {left_over[0].line}: {left_over[0].reason}."


def read_file(path: Path) -> ReadingList:
    """The same for any such file, whether or not it lists a paper."""
    return read(_text(path), str(path))


def _text(path: Path) -> str:
    data = _bytes(path)
    for mark, encoding in _OTHER_MARKS.items():
        if data.startswith(mark):
            raise PapersError(f"{path} is {encoding} text; save it as UTF-8.")
    for number, line in enumerate(data.split(b"\n"), start=1):
        if b"\0" in line:
            raise PapersError(f"{path}, line {number}: holds a NUL byte, so this is no text file.")
        if len(line) > LONGEST_LINE:
            raise PapersError(
                f"{path}, line {number}: {len(line):,} bytes long; no line of a list exceeds {LONGEST_LINE:,}."
            )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise PapersError(f"{path}, line {number}: is not UTF-8 ({error.reason}); save the file as UTF-8.") from error


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UsageError(f"{path}: there is no such file; name the list with --list.") from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder; name the file in it that holds the list.") from error
    except OSError as error:
        raise unreadable(path, error) from error
