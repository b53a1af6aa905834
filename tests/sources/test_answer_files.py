"""The files of the cache: readable, whole at any moment, and never trusted when they are not."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.errors import PapersError
from pipeline.models import Found, NotFound, PaperId, Question, Record, TitleQuery
from pipeline.sources.answer_files import AnswerFiles, Kept, file_name
from tests.sources.fakes import FULL_RECORD, Notes

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
QUERY = TitleQuery("Ångström-Scale Naïve Bayes")
PAPER_ID = PaperId("arxiv", "1712.05880")


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def files(tmp_path: Path, notes: Notes) -> AnswerFiles:
    return AnswerFiles(tmp_path / "cache", "fake", notes)


def found(question: Question, title: str = "A Title") -> Kept:
    return Kept(Found(question=question, records=(Record(source="fake", title=title),), asked=NOW))


def everything_below(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


# ---- what a file says ---------------------------------------------------------------------------------------------


def test_a_found_answer_reads_as_plain_sorted_json(files: AnswerFiles) -> None:
    files.write(found(PAPER_ID, title="Naïve"))
    assert files.path(PAPER_ID).read_text(encoding="utf-8") == (
        "{\n"
        ' "answer": "found",\n'
        ' "asked": "2026-03-01T12:00:00Z",\n'
        ' "question": {\n'
        '  "kind": "arxiv",\n'
        '  "value": "1712.05880"\n'
        " },\n"
        ' "records": [\n'
        "  {\n"
        '   "authors": [],\n'
        '   "ids": {},\n'
        '   "links": {},\n'
        '   "source": "fake",\n'
        '   "title": "Naïve"\n'
        "  }\n"
        " ],\n"
        ' "source": "fake"\n'
        "}\n"
    )


def test_a_miss_says_how_many_there_were_in_a_row(files: AnswerFiles) -> None:
    files.write(Kept(NotFound(question=QUERY, asked=NOW), misses=3))
    assert json.loads(files.path(QUERY).read_bytes()) == {
        "answer": "not_found",
        "asked": "2026-03-01T12:00:00Z",
        "misses": 3,
        "question": {"title": "Ångström-Scale Naïve Bayes"},
        "source": "fake",
    }


def test_every_field_of_a_record_comes_back(files: AnswerFiles) -> None:
    for part in (FULL_RECORD, FULL_RECORD.ids, FULL_RECORD.links):
        assert part.model_fields_set == set(type(part).model_fields), "the example leaves a field out"
    kept = Kept(Found(question=QUERY, records=(FULL_RECORD, Record(source="fake", title="Bare")), asked=NOW))
    files.write(kept)
    assert files.read(QUERY) == kept


def test_a_miss_comes_back(files: AnswerFiles) -> None:
    kept = Kept(NotFound(question=PAPER_ID, asked=NOW + timedelta(microseconds=7)), misses=2)
    files.write(kept)
    assert files.read(PAPER_ID) == kept


def test_what_was_never_stored_is_not_there(files: AnswerFiles) -> None:
    assert files.read(QUERY) is None


# ---- where it lies ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "folder", "slug"),
    [
        (PAPER_ID, "ids", "arxiv-1712-05880"),
        (PaperId("doi", "10.5555/../../up"), "ids", "doi-10-5555-up"),
        (QUERY, "titles", "angstrom-scale-naive-bayes"),
        (TitleQuery("../../etc/passwd\0"), "titles", "etc-passwd"),
        (TitleQuery("中文 标题"), "titles", "zhong-wen-biao-ti"),
        (TitleQuery("→ ★"), "titles", "untitled"),
        (TitleQuery("w " * 400), "titles", "-".join("w" * 30)),
    ],
)
def test_a_file_is_named_for_people(
    files: AnswerFiles, tmp_path: Path, question: Question, folder: str, slug: str
) -> None:
    path = files.path(question)
    assert path.parent == tmp_path / "cache" / "fake" / folder
    stem, _, digest = path.stem.rpartition("-")
    assert stem == slug
    assert len(digest) == 8
    assert int(digest, 16) >= 0


def test_names_never_change() -> None:
    # The digests are of `printf 'arxiv:1712.05880' | sha256sum` and `printf 'A Title' | sha256sum`.
    assert file_name(PAPER_ID) == "arxiv-1712-05880-a14115fc.json"
    assert file_name(TitleQuery("A Title")) == "a-title-db445161.json"


def test_titles_that_differ_in_a_sign_have_files_of_their_own(files: AnswerFiles) -> None:
    files.write(found(TitleQuery("C Programs")))
    assert files.read(TitleQuery("C++ Programs")) is None


# ---- damage -------------------------------------------------------------------------------------------------------


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def of_another_source(content: bytes) -> bytes:
    return content.replace(b'"fake"', b'"else"')


def of_another_question(content: bytes) -> bytes:
    return content.replace(b"1712.05880", b"1712.0588")


def with_a_number_for_an_id(content: bytes) -> bytes:
    return content.replace(b'"ids": {}', b'"ids": {"arxiv": 1712.05880}')


def with_a_strange_member(content: bytes) -> bytes:
    return content.replace(b'"records"', b'"colour": "red", "records"')


def without_a_time_zone(content: bytes) -> bytes:
    return content.replace(b"00Z", b"00")


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (cut, "not JSON"),
        (lambda content: b"", "not JSON"),
        (lambda content: b"\xff\xfe", "not JSON"),
        (lambda content: b"[]", "not the shape of an answer"),
        (with_a_number_for_an_id, "not the shape of an answer"),
        (with_a_strange_member, "not the shape of an answer"),
        (without_a_time_zone, "not the shape of an answer"),
        (of_another_source, "the answer to another question"),
        (of_another_question, "the answer to another question"),
    ],
)
def test_a_damaged_file_is_set_aside_and_reported(
    files: AnswerFiles, notes: Notes, damage: Callable[[bytes], bytes], problem: str
) -> None:
    files.write(found(PAPER_ID))
    path = files.path(PAPER_ID)
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)

    assert files.read(PAPER_ID) is None

    assert not path.exists()
    assert path.with_name(f"{path.name}.damaged").read_bytes() == damaged
    assert notes.notes == [
        f"{path} is {problem}: set aside as {path.name}.damaged; its question counts as never asked."
    ]


def test_what_was_set_aside_before_stays(files: AnswerFiles) -> None:
    path = files.path(PAPER_ID)
    path.parent.mkdir(parents=True)
    for content in ("first", "second", "third"):
        path.write_text(content)
        files.read(PAPER_ID)
    assert {p.name.removeprefix(path.name): p.read_text() for p in path.parent.iterdir()} == {
        ".damaged": "first",
        ".2.damaged": "second",
        ".3.damaged": "third",
    }


def test_a_damaged_file_that_another_process_set_aside_first_is_no_error(
    files: AnswerFiles, notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quicker(path: Path, _target: Path) -> NoReturn:
        path.unlink()
        raise FileNotFoundError(path)

    files.write(found(PAPER_ID))
    files.path(PAPER_ID).write_text("{")
    monkeypatch.setattr(Path, "rename", quicker)
    assert files.read(PAPER_ID) is None
    assert notes.notes == []


# ---- a disk that refuses ------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_read_ends_the_run(files: AnswerFiles) -> None:
    files.path(PAPER_ID).mkdir(parents=True)
    with pytest.raises(
        PapersError, match=rf"{file_name(PAPER_ID)} cannot be read: Is a directory; delete it, and .* again\.$"
    ):
        files.read(PAPER_ID)


def test_an_interrupt_leaves_no_half_answer(
    files: AnswerFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(descriptor: int) -> NoReturn:
        raise KeyboardInterrupt

    files.write(found(PAPER_ID, title="Old"))
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        files.write(found(PAPER_ID, title="New"))
    assert everything_below(tmp_path) == [file_name(PAPER_ID)]


def test_a_full_disk_leaves_the_old_answer(files: AnswerFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    old = found(PAPER_ID, title="Old")
    files.write(old)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(PapersError, match=rf"{file_name(PAPER_ID)} cannot be stored: No space left on device\.$"):
        files.write(found(PAPER_ID, title="New"))
    assert files.read(PAPER_ID) == old
    assert everything_below(tmp_path) == [file_name(PAPER_ID)]


def test_a_folder_that_cannot_be_made_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(
        PapersError, match=r"The cache folder .*ids cannot be used: Not a directory; name another with `--cache`\.$"
    ):
        AnswerFiles(tmp_path / "cache", "fake", Notes()).prepare(NOW)


def test_a_read_only_folder_ends_the_run_before_anything_is_asked(
    files: AnswerFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # chmod does not stop a superuser
    with pytest.raises(PapersError, match=r"cannot be written to; run offline to only read it\.$"):
        files.prepare(NOW)


def test_a_folder_deleted_during_the_run_is_made_again(files: AnswerFiles, tmp_path: Path) -> None:
    files.prepare(NOW)
    (tmp_path / "cache" / "fake" / "ids").rmdir()
    files.write(found(PAPER_ID))
    assert files.read(PAPER_ID) == found(PAPER_ID)


# ---- what a killed run leaves -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "stays"), [(timedelta(hours=23), True), (timedelta(hours=25), False)])
def test_only_old_half_files_are_dropped(files: AnswerFiles, age: timedelta, *, stays: bool) -> None:
    path = files.path(PAPER_ID)
    half = path.with_name(f"{path.name}.0123.tmp")
    half.parent.mkdir(parents=True)
    half.write_text('{"answer": "fou')
    written = (NOW - age).timestamp()
    os.utime(half, (written, written))

    files.prepare(NOW)

    assert half.exists() == stays
    assert files.read(PAPER_ID) is None
