"""What is broken is counted and named, and the rest goes on; nothing stands half under its final name."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from pipeline.bulk import prepare as preparing
from pipeline.bulk.engine import Share
from pipeline.bulk.manifest import MANIFEST
from pipeline.bulk.prepare import KEYS as KEYS_FILE
from pipeline.bulk.prepare import PAPERS as PAPERS_FILE
from pipeline.bulk.prepare import Prepared, prepare_shard, salvaged
from pipeline.bulk.shards import FETCHED, Shard, find_shards
from pipeline.bulk.trouble import Trouble
from pipeline.bulk.whole_file import locked
from tests.bulk.samples import DISTRIBUTED, PAGED, PAPERS, bulk, matched, paper, prepared, preprint, write_lines


def test_broken_lines_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", [PAPERS[0], "{broken", "", "[1]", PAPERS[1]])
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    assert result.exit_code == 3
    assert f"{source}, line 2: not a JSON object of the expected shape (and 1 more)" in result.output
    assert [row["corpus_id"] for row in matched(tmp_path, [PAGED, DISTRIBUTED], tmp_path / "prepared")] == ["1", "2"]


def test_a_shard_that_begins_with_broken_lines_is_known_by_those_behind(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.gz", ["{broken"] * 40 + [PAPERS[0]])
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    told = "papers.gz, line 1: not a JSON object of the expected shape (and 39 more)"
    assert (result.exit_code, told in result.output.replace("\n", "")) == (3, True)
    assert [row["corpus_id"] for row in matched(tmp_path, [PAGED], tmp_path / "prepared")] == ["1"]


def test_a_shard_that_is_cut_short_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = write_lines(tmp_path / "whole.gz", PAPERS * 40).read_bytes()
    source = tmp_path / "cut.gz"
    source.write_bytes(whole[: len(whole) // 2])
    (tmp_path / "whole.gz").unlink()
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "cut short or damaged" in result.output) == (3, True)
    assert matched(tmp_path, [PAGED], tmp_path / "prepared", exit_code=3)[0]["record_title"] == PAGED


def cut(path: Path, kept: int) -> None:
    path.write_bytes(path.read_bytes()[:kept])


def damaged(path: Path, _: int) -> None:
    """A byte in the midst is another one: the engine reads on, and finds lines that are broken."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


@pytest.mark.parametrize(("harm", "kept"), [(cut, 0), (cut, 14), (cut, 1_000), (cut, 9_000), (damaged, 0)])
def test_what_a_damaged_shard_may_have_held_is_unchecked_until_it_is_prepared_whole(
    tmp_path: Path, harm: Callable[[Path, int], None], kept: int
) -> None:
    """Nothing, less than a line, some lines or most of them can be read."""
    lines = [paper(n, f"Filler number {n}: {sha256(bytes([n])).hexdigest()}") for n in range(200)]
    write_lines(tmp_path / "in" / "a.gz", PAPERS[:1])
    source = write_lines(tmp_path / "in" / "b.gz", [*lines, PAPERS[1]])
    whole = source.read_bytes()
    assert len(whole) > 10_000
    harm(source, kept)
    prepare = ("prepare", tmp_path / "in", "--to", tmp_path / "prepared", "--workers", 1)
    for _ in ("prepared", "found prepared"):
        result = bulk(*prepare)
        assert (result.exit_code, f"{source}: " in result.output) == (3, True), result.output
        found, lost = matched(tmp_path, [PAGED, DISTRIBUTED], tmp_path / "prepared", exit_code=3)
        assert (found["verdict"], lost["verdict"]) == ("exact", "unchecked")
        assert "1 shard could not be looked into as a whole (b-" in found["reasons"]
    source.write_bytes(whole)
    assert bulk(*prepare).exit_code == 0
    rows = matched(tmp_path, [PAGED, DISTRIBUTED], tmp_path / "prepared")
    assert [row["corpus_id"] for row in rows] == ["1", "2"]


def test_a_match_tells_what_was_not_prepared_and_what_to_do(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "whole.gz", PAPERS[:1])
    for name, kept in (("short", 14), ("half", 5_000)):
        lines = [paper(n, f"Filler number {n}: {sha256(bytes([n])).hexdigest()}") for n in range(200)]
        cut(write_lines(tmp_path / "in" / f"{name}.gz", lines), kept)
    bulk("prepare", tmp_path / "in", "--to", tmp_path / "prepared", "--workers", 1)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", tmp_path / "prepared", "--out", tmp_path / "out.csv")
    told = " ".join(result.output.split())
    assert (result.exit_code, "half.gz: was prepared cut short or damaged" in told) == (3, True)
    assert f"{tmp_path}/prepared/short-" in told
    assert ": could not be prepared" in told
    assert "prepare again, which does those alone, and match again" in told


def test_a_broken_line_in_a_whole_file_leaves_no_title_unchecked(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.gz", [PAPERS[0], "{broken"])
    assert bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1).exit_code == 3
    assert [row["verdict"] for row in matched(tmp_path, [DISTRIBUTED], tmp_path / "prepared")] == ["not_found"]


def test_a_file_of_neither_shape_is_named_and_the_others_are_prepared(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "other.jsonl", [{"name": "x"}])
    write_lines(tmp_path / "in" / "papers.jsonl", PAPERS)
    result = bulk("prepare", tmp_path / "in", "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "other.jsonl: neither arXiv's" in result.output) == (3, True)


def test_a_line_longer_than_the_engine_takes_is_one_broken_line(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", [PAPERS[0], json.dumps({"title": "x" * 40_000_000}), PAPERS[1]])
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "2 records" in result.output) == (3, True)


@pytest.mark.parametrize("source", ["nowhere", "empty"])
def test_nothing_to_prepare_writes_nothing(tmp_path: Path, source: str) -> None:
    (tmp_path / "empty").mkdir()
    result = bulk("prepare", tmp_path / source, "--to", tmp_path / "prepared")
    assert result.exit_code == (2 if source == "nowhere" else 1)
    assert not (tmp_path / "prepared" / MANIFEST).exists()


def test_deletions_alone_are_prepared_and_told_to_be_no_release(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in" / "gone.jsonl", [{"corpusid": "1"}])
    fetched = {"file": source.name, "role": "delete", "generation": 1}
    told = {"complete": True, "dataset": "papers", "release": "2026-01-01", "files": [fetched]}
    (source.parent / FETCHED).write_text(json.dumps(told), encoding="utf-8")
    prepared(tmp_path / "prepared", source.parent)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", tmp_path / "prepared", "--out", tmp_path / "out.csv")
    assert (result.exit_code, "holds deletions alone" in " ".join(result.output.split())) == (1, True)


def test_a_duplicate_identifier_is_counted(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", [*PAPERS, PAPERS[0], PAPERS[0]])
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    assert "1 record without a title, 2 with an identifier that another has" in result.output
    assert matched(tmp_path, [PAGED], tmp_path / "prepared")[0]["corpus_id"] == "1"


def test_what_is_prepared_stays_and_what_changed_is_prepared_anew(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_lines(tmp_path / "in" / f"{name}.jsonl", PAPERS)
    prepared(tmp_path / "prepared", tmp_path / "in")
    write_lines(tmp_path / "in" / "b.jsonl", PAPERS[:3])
    result = bulk("prepare", tmp_path / "in", "--to", tmp_path / "prepared", "--workers", 1)
    assert "2 shards, 1 of them prepared before" in result.output


@pytest.mark.parametrize("ending", [PAPERS_FILE, KEYS_FILE])
def test_a_prepared_file_that_is_lost_is_prepared_again(tmp_path: Path, ending: str) -> None:
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    folder = prepared(tmp_path / "prepared", source)
    next(folder.glob(f"*{ending}")).unlink()
    assert matched(tmp_path, [PAGED], prepared(folder, source))[0]["corpus_id"] == "1"


@pytest.mark.parametrize(
    ("member", "value", "words"),
    [
        ("rules", "other", "under other rules"),
        ("engine", "duckdb 0.1", "another engine"),
        ("format", 0, "another format"),
    ],
)
def test_what_does_not_fit_is_to_be_prepared_again(tmp_path: Path, member: str, value: object, words: str) -> None:
    folder = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | {member: value}))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", folder, "--out", tmp_path / "out.csv")
    assert (result.exit_code, words in result.output, "again" in result.output) == (1, True, True)


def test_a_full_disk_is_named_and_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.bulk.whole_file.os.fsync", full)
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    result = bulk("prepare", source, "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "papers.parquet'" in result.output, "No space left" in result.output) == (1, True, True)
    assert list((tmp_path / "prepared").iterdir()) == []


def test_a_disk_that_is_full_of_readable_lines_is_no_damage_of_their_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: bytes) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.bulk.prepare.is_json", full)
    troubles: list[Trouble] = []
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    with pytest.raises(OSError, match="No space left") as raised, salvaged(source, tmp_path, troubles):
        pass
    assert (raised.value.filename, troubles) == (str(tmp_path), [])


def test_what_was_not_prepared_is_unchecked_when_titles_are_matched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [write_lines(tmp_path / f"{name}.jsonl", PAPERS[at::2]) for at, name in enumerate("ab")]

    def lost(shard: Shard, folder: Path, share: Share) -> Prepared:
        if shard.path.name == "b.jsonl":
            raise OSError("the disk is gone")
        return prepare_shard(shard, folder, share)

    monkeypatch.setattr("pipeline.bulk.preparing.prepare_shard", lost)
    result = bulk("prepare", *sources, "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "b.jsonl: not prepared: the disk is gone" in result.output) == (3, True)
    found, unfound = matched(tmp_path, [PAGED, DISTRIBUTED], tmp_path / "prepared", exit_code=3)
    assert (found["verdict"], unfound["verdict"]) == ("exact", "unchecked")


def test_a_file_is_known_by_its_lines_and_not_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "20260101_00000_abc").with_suffix(".gz").write_bytes(gzip.compress(json.dumps(PAPERS[0]).encode()))
    write_lines(tmp_path / "notes.txt", ["nothing"])
    found = find_shards([tmp_path])
    assert ([shard.shape for shard in found.shards], found.troubles) == (["papers"], ())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Flows of heat on graphs", "Flows of heat on graphs"),
        ("Flows\n  of heat on graphs", "Flows of heat on graphs"),
        ("  Flows of heat on graphs ", "Flows of heat on graphs"),
        ("Flows of heat on\n  graphs\n", "Flows of heat on graphs"),
        (" Flows \n\tof heat on\n\n graphs", "Flows of heat on graphs"),
        ("Flows of heat on\n  $\\mathbb{R}^3$ &amp; graphs", "Flows of heat on $\\mathbb{R}^3$ &amp; graphs"),
    ],
)
def test_a_title_is_one_line_without_blanks_around_it(tmp_path: Path, written: str, read: str) -> None:
    source = write_lines(tmp_path / "papers.jsonl", [preprint("2309.00001", written)])
    prepared(tmp_path / "prepared", source)
    (row,) = matched(tmp_path, [written], tmp_path / "prepared")
    assert (row["record_title"], row["verdict"]) == (read, "exact")


def test_a_file_that_grows_while_it_is_read_is_prepared_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = write_lines(tmp_path / "papers.jsonl", PAPERS[:1])
    write_keys = preparing._keys

    def grown(*rest: Any) -> None:
        write_lines(source, PAPERS[:2])
        write_keys(*rest)

    monkeypatch.setattr(preparing, "_keys", grown)
    prepared(tmp_path / "prepared", source)
    monkeypatch.undo()
    result = bulk("prepare", source, "--to", tmp_path / "prepared")
    assert "2 records of 1 shard, 0 of them prepared before" in result.output


def test_two_runs_never_prepare_in_one_folder(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    folder = prepared(tmp_path / "prepared", source)
    with locked(folder):
        result = bulk("prepare", source, "--to", folder)
    assert (result.exit_code, "another run is at work in" in result.stderr) == (1, True)
    assert (folder / MANIFEST).is_file()
    assert bulk("prepare", source, "--to", folder).exit_code == 0


def test_what_a_killed_run_left_is_removed(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    folder = prepared(tmp_path / "prepared", source)
    before = sorted(path.name for path in folder.iterdir())
    (folder / ".half.parquet.0f.tmp").touch()
    for name in (".spill-x", ".readable-x"):
        (folder / name).mkdir()
        (folder / name / "file").touch()
    prepared(folder, source)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_what_is_prepared_below_the_snapshot_is_no_part_of_it(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "papers.jsonl", PAPERS)
    for _ in range(2):
        result = bulk("prepare", tmp_path / "in", "--to", tmp_path / "in" / "prepared")
        assert result.exit_code == 0, result.output
