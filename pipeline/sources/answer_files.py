"""The answers of one source on disk: one readable JSON file per question.

    <folder>/<source>/ids/arxiv-2310-03294-6811436f.json
    <folder>/<source>/titles/attention-is-all-you-need-ab8508f2.json
    <folder>/elsewhere/127-0-0-1-8000-api-query-1f0c7b52/<source>/…

The name is a slug for people and the start of a hash for exactness. A file is written beside its place and moved there
when whole and on the disk, so that neither a kill nor a second process ever shows half of one. What another
address than the service's own has said lies apart, for it may not know what the service knows, or make papers up.
Nothing here knows how long an answer is good for, or asks anybody.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeAlias, assert_never
from uuid import uuid4

from pydantic import AwareDatetime, Field, PositiveInt, TypeAdapter, ValidationError
from slugify import slugify

from pipeline.errors import PapersError
from pipeline.models import Found, Frozen, NotFound, PaperId, Question, Record, SourceName, TitleQuery, WordsQuery
from pipeline.progress import Watcher
from pipeline.sources.host import Host

_SLUG_LENGTH = 60  # with the hash and a temporary ending still short of what every file system takes
_ABANDONED = timedelta(days=1)  # a temporary file lives for milliseconds; a day allows for a laptop put to sleep


class Kept(NamedTuple):
    """An answer as stored. `misses` is how many times in a row the source knew no such paper, 0 for a found one."""

    answer: Found | NotFound
    misses: int = 0


class DamagedFileError(ValueError):
    """The content of a file is not an answer to the question it is named after; the message says in what way."""


class _Stored(Frozen):
    source: SourceName
    question: dict[str, str]
    asked: AwareDatetime


class _StoredFound(_Stored):
    answer: Literal["found"] = "found"
    records: tuple[Record, ...]


class _StoredMiss(_Stored):
    answer: Literal["not_found"] = "not_found"
    misses: PositiveInt


_StoredAnswer: TypeAlias = _StoredFound | _StoredMiss
_ADAPTER: TypeAdapter[_StoredAnswer] = TypeAdapter(Annotated[_StoredAnswer, Field(discriminator="answer")])


def folder_of(cache: Path, host: Host) -> Path:
    """Where the answers of a host lie: in the cache itself, or, of an address that is not the service's own, in a
    folder of that address alone."""
    if host.official:
        return cache
    return cache / "elsewhere" / _name(host.base_url.partition("://")[2], host.base_url)


def file_name(question: Question) -> str:
    """`<slug>-<8 hex digits>.json`: the same for the same question for ever, safe on every file system."""
    text = _text_of(question)
    return f"{_name(text, text)}.json"


def _name(readable: str, exact: str) -> str:
    digest = hashlib.sha256(exact.encode()).hexdigest()[:8]
    return f"{slugify(readable, max_length=_SLUG_LENGTH) or 'untitled'}-{digest}"


def _text_of(question: Question) -> str:
    match question:
        case PaperId():
            return str(question)
        case TitleQuery(title=title):
            return title
        case WordsQuery(title=title, by=by):
            return f"{title} by {by}"
        case _:
            assert_never(question)


def rendered(kept: Kept, source: SourceName) -> bytes:
    """The file's content: canonical JSON, keys sorted, what the source did not send left out, UTF-8."""
    answer = kept.answer
    stored: _StoredAnswer
    if isinstance(answer, Found):
        stored = _StoredFound(
            source=source, question=answer.question._asdict(), asked=answer.asked, records=answer.records
        )
    else:
        stored = _StoredMiss(source=source, question=answer.question._asdict(), asked=answer.asked, misses=kept.misses)
    members = stored.model_dump(mode="json", exclude_none=True)
    return f"{json.dumps(members, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()


def parsed(content: bytes, question: Question, source: SourceName) -> Kept:
    """The answer of `source` to `question` that `content` holds. Raises DamagedFileError where it holds none."""
    try:
        stored = _ADAPTER.validate_json(content)
    except ValidationError as error:
        broken = error.errors(include_url=False)[0]["type"] == "json_invalid"
        raise DamagedFileError("not JSON" if broken else "not the shape of an answer") from error
    if stored.question != question._asdict() or stored.source != source:
        raise DamagedFileError("the answer to another question")
    if isinstance(stored, _StoredFound):
        return Kept(Found(question=question, records=stored.records, asked=stored.asked))
    return Kept(NotFound(question=question, asked=stored.asked), stored.misses)


class AnswerFiles:
    """The files of one source below `folder`. Whatever the disk refuses raises PapersError, naming the file.

    `read_only` promises that nothing on the disk is touched, a damaged file included.
    """

    def __init__(self, folder: Path, source: SourceName, watcher: Watcher, *, read_only: bool = False) -> None:
        self._source = source
        self._watcher = watcher
        self._read_only = read_only
        self._passed_over: set[Path] = set()
        self._ids = folder / source / "ids"
        self._titles = folder / source / "titles"

    def path(self, question: Question) -> Path:
        """Where the answer to `question` lies, if there is one."""
        return (self._ids if isinstance(question, PaperId) else self._titles) / file_name(question)

    def prepare(self, now: datetime) -> None:
        """Make the folders, refuse those that cannot be written to, and drop what a killed run left half written.

        Only temporary files older than a day at `now` go: a younger one may be another process at work.
        """
        for folder in (self._ids, self._titles):
            try:
                folder.mkdir(parents=True, exist_ok=True)
                _drop_abandoned(folder, now)
            except OSError as error:
                raise PapersError(
                    f"The cache folder {folder} cannot be used: {error.strerror}; name another with `--cache`."
                ) from error
            if not os.access(folder, os.W_OK | os.X_OK):
                raise PapersError(f"The cache folder {folder} cannot be written to; run offline to only read it.")

    def read(self, question: Question) -> Kept | None:
        """The stored answer to `question`, or None. A damaged file is reported, counts as none, and is set aside unless
        this only reads."""
        path = self.path(question)
        try:
            return parsed(path.read_bytes(), question, self._source)
        except FileNotFoundError:
            return None
        except DamagedFileError as error:
            if self._read_only:
                self._pass_over(path, str(error))
            else:
                self._set_aside(path, str(error))
            return None
        except OSError as error:
            raise PapersError(
                f"The cached answer {path} cannot be read: {error.strerror}; delete it, and it is asked for again."
            ) from error

    def write(self, kept: Kept) -> None:
        """Store an answer in place of the one before, which stays whole until then; missing folders are made."""
        path = self.path(kept.answer.question)
        half = path.with_name(f"{path.name}.{uuid4().hex}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with half.open("xb") as file:
                file.write(rendered(kept, self._source))
                file.flush()
                os.fsync(file.fileno())
            half.replace(path)
        except OSError as error:
            raise PapersError(f"The answer for {path} cannot be stored: {error.strerror}.") from error
        finally:
            with suppress(OSError):
                half.unlink()

    def _pass_over(self, path: Path, problem: str) -> None:
        if path not in self._passed_over:
            self._passed_over.add(path)
            self._watcher.note(f"{path} is {problem}: passed over; its question counts as never asked.")

    def _set_aside(self, path: Path, problem: str) -> None:
        aside = next(name for name in _names_aside(path) if not name.exists())
        try:
            path.rename(aside)
        except FileNotFoundError:
            return  # another process was quicker, and has reported it
        except OSError as error:
            raise PapersError(f"The damaged file {path} cannot be set aside: {error.strerror}.") from error
        self._watcher.note(f"{path} is {problem}: set aside as {aside.name}; its question counts as never asked.")


def _names_aside(path: Path) -> Iterator[Path]:
    yield path.with_name(f"{path.name}.damaged")
    yield from (path.with_name(f"{path.name}.{number}.damaged") for number in count(2))


def _drop_abandoned(folder: Path, now: datetime) -> None:
    latest = (now - _ABANDONED).timestamp()
    for half in folder.glob("*.tmp"):
        with suppress(FileNotFoundError):  # another process drops the same ones
            if half.stat().st_mtime < latest:
                half.unlink()
