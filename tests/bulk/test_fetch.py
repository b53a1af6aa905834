"""Shards and diffs from the stand-in of the Datasets API: sizes first, resumed, renewed, checked, no key beside it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from pipeline.bulk import download
from pipeline.bulk.whole_file import locked
from tests.bulk.samples import DISTRIBUTED, PAGED, bulk, matched, paper, prepared, write_lines
from tests.shared import shared
from tests.standin.datasets import Datasets, Step
from tests.standin.exchange import Request
from tests.standin.faults import Fault

KEY = "a-secret-key"
BASE, NEXT = "2026-01-06", "2026-01-13"


def shard(*lines: dict[str, Any]) -> bytes:
    return gzip.compress("".join(json.dumps(line) + "\n" for line in lines).encode(), mtime=0)


FIRST = {
    "part_00.gz": shard(paper(1, PAGED), paper(2, DISTRIBUTED)),
    "part_01.gz": shard(paper(3, "Gone for good it is")),
}
RENAMED = "Ray revisited: the distributed framework after ten years in production"
STEP = Step(BASE, NEXT, {"u.gz": shard(paper(2, RENAMED))}, {"d.gz": shard({"corpusid": 3})})


@pytest.fixture
def datasets(monkeypatch: pytest.MonkeyPatch) -> Iterator[Datasets]:
    with Datasets({BASE: {"papers": FIRST, "abstracts": {}}}, key=KEY) as running:
        monkeypatch.setenv("SEMANTIC_SCHOLAR_API_URL", running.api.url)
        monkeypatch.setenv("SEMANTIC_SCHOLAR_API_KEY", KEY)
        monkeypatch.setattr(download.Downloads, "_wait", lambda _self, _seconds: None)
        yield running


def fetched(folder: Path) -> str:
    result = bulk("fetch", "--dataset", "papers", "--to", folder)
    assert result.exit_code == 0, result.output
    return result.output


def gets(datasets: Datasets) -> list[str]:
    """The ranges asked of the storage, past the first bytes that tell a size."""
    return [request.headers.get("Range", "all") for request in datasets.storage_requests if _is_content(request)]


def _is_content(request: Request) -> bool:
    return request.headers.get("Range") != "bytes=0-0"


def test_a_release_is_fetched_and_its_size_told_before_a_byte_comes(tmp_path: Path, datasets: Datasets) -> None:
    told = fetched(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.gz")} == FIRST
    assert f"papers {BASE}: 2 files" in told
    sizes = [_is_content(request) for request in datasets.storage_requests]
    assert sizes == [False, False, True, True], "all sizes, then all files"


def test_the_key_goes_to_the_api_and_nowhere_else(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path)
    assert {request.headers.get("x-api-key") for request in datasets.requests} == {KEY}
    for request in datasets.storage_requests:
        assert KEY not in str(request.headers) + request.path + str(request.query)
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_what_is_there_is_not_fetched_again(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path)
    datasets.storage_requests.clear()
    assert "0 files" in fetched(tmp_path)
    assert gets(datasets) == []


def lost(path: Path) -> None:
    path.unlink()


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flipped(path: Path) -> None:
    path.write_bytes(flipped_bytes(path.read_bytes()))


def flipped_bytes(content: bytes) -> bytes:
    return bytes([content[0] ^ 1]) + content[1:]


@pytest.mark.parametrize("harm", [lost, cut, flipped])
def test_what_is_gone_or_damaged_since_it_came_is_fetched_anew(
    tmp_path: Path, datasets: Datasets, harm: Callable[[Path], None]
) -> None:
    fetched(tmp_path)
    before = (tmp_path / "fetched.json").read_bytes()
    harm(tmp_path / "part_01.gz")
    datasets.storage_requests.clear()
    told = " ".join(fetched(tmp_path).split())
    assert (f"{tmp_path / 'part_01.gz'} is gone or damaged" in told, "1 files" in told) == (True, True)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.gz")} == FIRST
    assert (len(gets(datasets)), (tmp_path / "fetched.json").read_bytes()) == (1, before)


@pytest.mark.parametrize("file", ["part_00.gz", f"{NEXT}/update-u.gz", f"{NEXT}/delete-d.gz"])
def test_of_a_release_that_was_updated_too(tmp_path: Path, datasets: Datasets, file: str) -> None:
    """What the release of today has under that name is another file."""
    folder = updated(tmp_path, datasets)
    datasets.releases[NEXT] = {"papers": {"part_00.gz": shard(paper(1, PAGED + " anew"))}}
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    lost(folder / file)
    fetched(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_is_lost_comes_with_the_next_update(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path / "papers")
    lost(tmp_path / "papers" / "part_00.gz")
    datasets.releases[NEXT] = {"papers": {}}
    datasets.steps = (STEP,)
    fetched(tmp_path / "papers")
    snapshot = prepared(tmp_path / "prepared", tmp_path / "papers")
    rows = matched(tmp_path, [PAGED, DISTRIBUTED, RENAMED, "Gone for good it is"], snapshot)
    assert [row["corpus_id"] for row in rows] == ["1", None, "2", None]


def test_a_lost_file_that_is_not_offered_alone_is_told(tmp_path: Path, datasets: Datasets) -> None:
    """An older program did not note which release was fetched first."""
    folder = updated(tmp_path, datasets)
    told = json.loads((folder / "fetched.json").read_text())
    (folder / "fetched.json").write_text(json.dumps({name: told[name] for name in told if name != "first"}))
    lost(folder / "part_00.gz")
    result = bulk("fetch", "--dataset", "papers", "--to", folder)
    assert (result.exit_code, "part_00.gz is gone or damaged" in " ".join(result.output.split())) == (1, True)


def test_a_connection_that_breaks_off_goes_on_at_its_byte(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = _Once(Fault.short())
    fetched(tmp_path)
    assert (tmp_path / "part_00.gz").read_bytes() == FIRST["part_00.gz"]
    half = len(FIRST["part_00.gz"]) // 2
    assert gets(datasets)[:2] == ["all", f"bytes={half}-"]


def test_a_fetch_that_was_stopped_goes_on_at_its_byte(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = lambda request: Fault.short() if _is_content(request) else None
    stopped = bulk("fetch", "--dataset", "papers", "--to", tmp_path)
    assert stopped.exit_code == 1
    assert "what came is kept" in stopped.output
    assert not list(tmp_path.glob("part*.gz")), "nothing under its final name"
    held = (tmp_path / ".part_00.gz.part").stat().st_size
    datasets.storage.fail_always = None
    datasets.storage_requests.clear()
    fetched(tmp_path)
    assert gets(datasets)[0] == f"bytes={held}-"
    assert (tmp_path / "part_00.gz").read_bytes() == FIRST["part_00.gz"]


def test_a_file_that_changed_meanwhile_is_begun_anew(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = lambda request: Fault.short() if _is_content(request) else None
    bulk("fetch", "--dataset", "papers", "--to", tmp_path)
    datasets.storage.fail_always = None
    other = {"part_00.gz": shard(paper(1, PAGED + " anew")), "part_01.gz": FIRST["part_01.gz"]}
    datasets.releases[BASE] = {"papers": other}
    fetched(tmp_path)
    assert (tmp_path / "part_00.gz").read_bytes() == other["part_00.gz"]


def test_links_past_their_time_are_asked_for_anew(tmp_path: Path, datasets: Datasets) -> None:
    seen: list[bool] = []

    def expire(request: Request) -> None:
        if _is_content(request) and not seen:
            seen.append(True)
            datasets.expire_links()

    datasets.storage.fail_always = expire
    fetched(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.gz")} == FIRST
    assert sum("/dataset/" in request.path for request in datasets.requests) > 1


def test_a_damaged_file_is_fetched_once_more(tmp_path: Path, datasets: Datasets) -> None:
    datasets.damaged.add("part_00.gz")
    fetched(tmp_path)
    assert (tmp_path / "part_00.gz").read_bytes() == FIRST["part_00.gz"]


def test_two_runs_never_fetch_into_one_folder(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = stopping("part_00")
    bulk("fetch", "--dataset", "papers", "--to", tmp_path)
    datasets.storage.fail_always = None
    part = tmp_path / ".part_00.gz.part"
    came = part.read_bytes()
    with locked(tmp_path):
        result = bulk("fetch", "--dataset", "papers", "--to", tmp_path)
    assert (result.exit_code, "another run is at work in" in result.output) == (1, True)
    assert part.read_bytes() == came
    fetched(tmp_path)
    assert (tmp_path / "part_00.gz").read_bytes() == FIRST["part_00.gz"]


def test_without_a_key_the_refusal_is_one_sentence(
    tmp_path: Path, datasets: Datasets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SEMANTIC_SCHOLAR_API_KEY")
    result = bulk("fetch", "--dataset", "papers", "--to", tmp_path)
    assert result.exit_code == 1
    assert "SEMANTIC_SCHOLAR_API_KEY" in result.output


def test_a_diff_comes_as_new_shards_and_takes_papers_out(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path / "papers")
    datasets.releases[NEXT] = {"papers": {}}
    datasets.steps = (STEP,)
    fetched(tmp_path / "papers")
    assert json.loads((tmp_path / "papers" / "fetched.json").read_text())["release"] == NEXT
    snapshot = prepared(tmp_path / "prepared", tmp_path / "papers")
    rows = matched(tmp_path, [PAGED, DISTRIBUTED, RENAMED, "Gone for good it is"], snapshot)
    assert [row["corpus_id"] for row in rows] == ["1", None, "2", None]


def updated(tmp_path: Path, datasets: Datasets) -> Path:
    """A folder that was fetched and updated, in another one."""
    folder = tmp_path / "in" / "papers"
    folder.parent.mkdir()
    fetched(folder)
    datasets.releases[NEXT] = {"papers": {}}
    datasets.steps = (STEP,)
    fetched(folder)
    return folder


def above(folder: Path) -> list[Path]:
    return [folder.parent]


def files(folder: Path) -> list[Path]:
    return [folder / "part_00.gz", folder / "part_01.gz", folder / NEXT / "update-u.gz", folder / NEXT / "delete-d.gz"]


def expanded(folder: Path) -> list[Path]:
    """What a shell makes of `papers/*`."""
    return sorted(folder.iterdir())


@pytest.mark.parametrize("named", [above, files, expanded])
def test_a_diff_is_one_however_its_files_are_named(
    tmp_path: Path, datasets: Datasets, named: Callable[[Path], list[Path]]
) -> None:
    snapshot = prepared(tmp_path / "prepared", *named(updated(tmp_path, datasets)))
    rows = matched(tmp_path, [PAGED, DISTRIBUTED, RENAMED, "Gone for good it is"], snapshot)
    assert [row["corpus_id"] for row in rows] == ["1", None, "2", None]


@pytest.mark.parametrize("named", [above, files, expanded])
def test_what_is_not_fetched_to_its_end_is_not_prepared_however_it_is_named(
    tmp_path: Path, datasets: Datasets, named: Callable[[Path], list[Path]]
) -> None:
    folder = updated(tmp_path, datasets)
    told = json.loads((folder / "fetched.json").read_text())
    (folder / "fetched.json").write_text(json.dumps(told | {"complete": False}))
    result = bulk("prepare", *named(folder), "--to", tmp_path / "prepared")
    assert (result.exit_code, "not fetched to its end" in result.output) == (1, True)


def test_a_fetch_that_has_brought_no_file_yet_is_refused_with_the_folder_above_it(
    tmp_path: Path, datasets: Datasets
) -> None:
    write_lines(tmp_path / "in" / "other.jsonl", [paper(1, PAGED)])
    datasets.storage.fail_always = stopping("part")
    bulk("fetch", "--dataset", "papers", "--to", tmp_path / "in" / "papers")
    result = bulk("prepare", tmp_path / "in", "--to", tmp_path / "prepared")
    assert (result.exit_code, "not fetched to its end" in result.output) == (1, True)


def test_abstracts_that_are_lost_leave_no_title_unchecked(tmp_path: Path, datasets: Datasets) -> None:
    folder = updated(tmp_path, datasets)
    datasets.releases[NEXT] = {"abstracts": {"abstracts_00.gz": shard({"corpusid": 1, "abstract": "It pages."})}}
    assert bulk("fetch", "--dataset", "abstracts", "--to", folder.parent / "abstracts").exit_code == 0
    (folder.parent / "abstracts" / "abstracts_00.gz").write_bytes(b"")
    result = bulk("prepare", folder.parent, "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "abstracts_00.gz: cannot be read" in result.output) == (3, True)
    assert matched(tmp_path, ["Gone for good it is"], tmp_path / "prepared")[0]["verdict"] == "not_found"


def stopping(part: str) -> Callable[[Request], Fault | None]:
    """A storage that breaks off whenever this file is asked for."""
    return lambda request: Fault.short() if part in request.path and _is_content(request) else None


def test_an_update_that_was_stopped_leaves_the_release_as_it_was(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path / "papers")
    datasets.releases[NEXT] = {"papers": {}}
    datasets.steps = (STEP,)
    datasets.storage.fail_always = stopping("d.gz")
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path / "papers").exit_code == 1
    update = tmp_path / "papers" / NEXT / "update-u.gz"
    assert update.is_file()
    result = bulk("prepare", tmp_path / "papers", "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, f"{update}: not read, for fetched.json does not list it" in result.output) == (3, True)
    rows = matched(tmp_path, [DISTRIBUTED, RENAMED, "Gone for good it is"], tmp_path / "prepared")
    assert [row["corpus_id"] for row in rows] == ["2", None, "3"]


def test_what_came_of_another_release_is_not_read_as_this_one(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = stopping("part_01")
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path / "papers").exit_code == 1
    datasets.storage.fail_always = None
    datasets.releases[NEXT] = {"papers": {"other_00.gz": shard(paper(2, RENAMED))}}
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path / "papers", "--release", NEXT).exit_code == 0
    result = bulk("prepare", tmp_path / "papers", "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "part_00.gz: not read" in result.output) == (3, True)
    rows = matched(tmp_path, [DISTRIBUTED, RENAMED], tmp_path / "prepared")
    assert [row["corpus_id"] for row in rows] == [None, "2"]


@pytest.mark.parametrize("checksums", [True, False])
@pytest.mark.parametrize("stopped", ["part_00", "part_01"])
def test_a_file_of_another_release_is_not_taken_for_one_of_the_same_name_and_size(
    tmp_path: Path, datasets: Datasets, *, checksums: bool, stopped: str
) -> None:
    """One release is begun, then another, which is stopped too and gone on with."""
    datasets.checksums = checksums
    other = {name: flipped_bytes(content) for name, content in FIRST.items()}
    datasets.releases[NEXT] = {"papers": other}
    datasets.storage.fail_always = stopping("part_01")
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path, "--release", BASE).exit_code == 1
    datasets.storage.fail_always = stopping(stopped)
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path, "--release", NEXT).exit_code == 1
    datasets.storage.fail_always = None
    fetched(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.gz")} == other


def test_what_came_of_the_same_release_is_kept_without_a_checksum(tmp_path: Path, datasets: Datasets) -> None:
    datasets.checksums = False
    datasets.storage.fail_always = stopping("part_01")
    assert bulk("fetch", "--dataset", "papers", "--to", tmp_path).exit_code == 1
    datasets.storage.fail_always = None
    datasets.storage_requests.clear()
    fetched(tmp_path)
    assert [request.path.rpartition("/")[2] for request in datasets.storage_requests if _is_content(request)] == [
        "part_01.gz"
    ]


def test_what_a_file_held_that_is_gone_is_unchecked(tmp_path: Path, datasets: Datasets) -> None:
    fetched(tmp_path / "papers")
    (tmp_path / "papers" / "part_01.gz").unlink()
    result = bulk("prepare", tmp_path / "papers", "--to", tmp_path / "prepared", "--workers", 1)
    assert (result.exit_code, "part_01.gz: not there, though fetched.json lists it" in result.output) == (3, True)
    rows = matched(tmp_path, [PAGED, "Gone for good it is"], tmp_path / "prepared", exit_code=3)
    assert [row["verdict"] for row in rows] == ["exact", "unchecked"]


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbled(path: Path) -> None:
    path.write_bytes(gzip.compress(b"{broken\n"))


def renumbered(path: Path) -> None:
    """As where a paper's number is another one, and all lines are JSON: the checksum alone tells."""
    content = path.read_bytes()
    path.write_bytes(content[:-8] + bytes([content[-8] ^ 1]) + content[-7:])


@pytest.mark.parametrize("harm", [emptied, halved, garbled, renumbered])
def test_what_a_damaged_shard_of_deletions_may_have_deleted_is_told(
    tmp_path: Path, datasets: Datasets, harm: Callable[[Path], None]
) -> None:
    folder = updated(tmp_path, datasets)
    deleted = [{"corpusid": number * 7_919} for number in range(5_000)]
    harm(write_lines(folder / NEXT / "delete-d.gz", deleted))
    for _ in ("prepared", "found prepared"):
        result = bulk("prepare", folder, "--to", tmp_path / "prepared", "--workers", 1)
        assert (result.exit_code, f"{folder / NEXT}/delete-d.gz: " in result.output) == (3, True), result.output
        (row,) = matched(tmp_path, [PAGED], tmp_path / "prepared", exit_code=3)
        assert "1 shard could not be looked into as a whole (delete-d-" in row["reasons"]


def test_broken_lines_of_deletions_are_counted_and_the_first_is_named(tmp_path: Path, datasets: Datasets) -> None:
    folder = updated(tmp_path, datasets)
    (folder / NEXT / "delete-d.gz").write_bytes(gzip.compress(b'{"corpusid": 1}\n{bro\n[1]\n{"corpusid": 3}\n'))
    result = bulk("prepare", folder, "--to", tmp_path / "prepared", "--workers", 1)
    told = " ".join(result.output.split())
    assert (result.exit_code, "line 2: not a JSON object of the expected shape (and 1 more)" in told) == (3, True)
    rows = matched(tmp_path, [PAGED, RENAMED, "Gone for good it is"], tmp_path / "prepared")
    assert [row["corpus_id"] for row in rows] == [None, "2", None]


def test_a_fetch_that_is_not_complete_is_not_prepared(tmp_path: Path, datasets: Datasets) -> None:
    datasets.storage.fail_always = stopping("part_01")
    bulk("fetch", "--dataset", "papers", "--to", tmp_path / "papers")
    result = bulk("prepare", tmp_path / "papers", "--to", tmp_path / "prepared")
    assert (result.exit_code, "not fetched to its end" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("datasets_releases", "/datasets/v1/release/"),
        ("datasets_release", f"/datasets/v1/release/{BASE}"),
        ("datasets_dataset_papers", f"/datasets/v1/release/{BASE}/dataset/papers"),
        ("datasets_diffs", f"/datasets/v1/diffs/{BASE}/to/{NEXT}/papers"),
    ],
)
def test_the_stand_in_answers_with_the_recorded_members(datasets: Datasets, name: str, path: str) -> None:
    folder = shared("apis/recorded/semanticscholar")
    if folder is None:
        return
    datasets.releases[NEXT] = {"papers": {}}
    datasets.steps = (STEP,)
    recorded = json.loads(json.loads((folder / f"{name}.json").read_text())["response"]["body"])
    answer = requests.get(datasets.api.url + path, headers={"x-api-key": KEY}, timeout=10).json()
    assert _members(answer) == _members(recorded)


def _members(value: Any) -> Any:
    """The shape of a JSON value: names and types, of lists that of the first."""
    if isinstance(value, dict):
        return {name: _members(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_members(value[0])] if value else []
    return type(value).__name__


class _Once:
    """A fault for the first request of content, and none for the others."""

    def __init__(self, fault: Fault) -> None:
        self._faults = [fault]

    def __call__(self, request: Request) -> Fault | None:
        return self._faults.pop() if self._faults and _is_content(request) else None
