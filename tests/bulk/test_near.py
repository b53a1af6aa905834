"""What is near a title: found through slips of the pen, and cut, where there is too much of it, by what records say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.bulk.manifest import COMMON
from tests.bulk.samples import bulk, matched, paper, prepared, write_lines

SLIPPED = {
    "short": "Sparse tidepool routing for hot plasma lattices",
    "middling": "Geometric transport of compilers via distributed calibration",
    "long": "Asynchronous stochastic gradient methods for heterogeneous clusters of accelerators in orbit",
}


@pytest.mark.parametrize("title", SLIPPED.values(), ids=SLIPPED)
@pytest.mark.parametrize("slip", ["a letter less", "a letter more", "another letter"])
@pytest.mark.parametrize("places", [(0.1, 0.9), (0.1, 0.4), (0.3, 0.7), (0.6, 0.9)], ids=str)
def test_a_title_is_found_through_a_slip_in_each_of_two_words(
    tmp_path: Path, title: str, slip: str, places: tuple[float, float]
) -> None:
    """Found, not accepted: whether so many slips are one title's is for `matching` to say."""
    others = [paper(n, f"Adaptive bounds number {n} of quite another kind of work") for n in range(2, 9)]
    source = write_lines(tmp_path / "papers.jsonl", [paper(1, title), *others])
    snapshot = prepared(tmp_path / "prepared", source)
    asked = _slipped(_slipped(title, slip, places[1]), slip, places[0])
    (row,) = matched(tmp_path, [asked], snapshot)
    assert title in (row["record_title"], (row["runner_up"] or "").partition(" [")[0]), row


def _slipped(title: str, slip: str, place: float) -> str:
    at = next(at for at in range(int(len(title) * place), len(title)) if title[at : at + 2].isalpha())
    return (
        title[:at]
        + {"a letter less": "", "a letter more": f"{title[at]}q", "another letter": "q"}[slip]
        + title[at + 1 :]
    )


NAME, REST = "FlexGraph", "latent mapping for integer programming on torus meshes"


def _of_one_name(number: int) -> list[dict[str, Any]]:
    words = "speech edge depth patch sparse point fast cloud logic scene integer torus mapping".split()
    places = [[(n * factor + n // 9) % len(words) for factor in (1, 3, 5, 7)] for n in range(number)]
    return [paper(n + 2, f"{NAME}: {' '.join(words[at] for at in four)} {n}") for n, four in enumerate(places)]


def test_many_papers_of_one_short_name_do_not_hide_the_one_that_is_meant(tmp_path: Path) -> None:
    lines = [paper(1, f"{NAME}: {REST}"), *_of_one_name(200)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", lines))
    (row,) = matched(tmp_path, [f"{NAME}: {REST.replace('programming', 'programmng')}"], snapshot)
    assert (row["verdict"], row["corpus_id"]) == ("strong", "1")


def _verdicts(tmp_path: Path, lines: list[dict[str, Any]], title: str) -> set[str]:
    """What is said of the title where the records lie in one shard, and in five."""
    verdicts = set[str]()
    for shards in (1, 5):
        folder = tmp_path / str(shards)
        sources = [write_lines(folder / f"{n}.jsonl", lines[n::shards]) for n in range(shards)]
        snapshot = prepared(folder / "prepared", *sources)
        (row,) = matched(folder, [title], snapshot, "--workers", shards)
        verdicts.add(row["verdict"])
    return verdicts


@pytest.mark.parametrize(("others", "verdict"), [(10, "strong"), (200, "not_found")])
def test_a_short_name_alone_leads_to_a_paper_where_few_have_it_in_any_shard(
    tmp_path: Path, others: int, verdict: str
) -> None:
    printed = f"{NAME}: Adaptive torus meshes with latent mapping for integer programming at scale"
    lines = [*_of_one_name(others), paper(1, printed)]
    assert _verdicts(tmp_path, lines, f"{NAME}: {REST}") == {verdict}


def test_of_more_records_than_are_looked_at_those_that_an_identifier_names_come_first(tmp_path: Path) -> None:
    title = "The very same title on hundreds of records of one file"
    twins = [paper(n, title, year=2000, doi=f"10.5555/{n}") for n in range(100, 400)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", twins))
    (row,) = matched(tmp_path, [{"title": title, "doi": "10.5555/399"}], snapshot)
    assert (row["verdict"], row["corpus_id"]) == ("exact", "399")


def test_an_author_does_not_choose_among_records_that_were_not_all_looked_at(tmp_path: Path) -> None:
    title = "Book of abstracts of the annual meeting on tidepool scheduling"
    twins = [paper(1_000 + n, title, year=2020, authors=["Ann One" if n == 7 else "Bob Two"]) for n in range(150)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", twins))
    (row,) = matched(tmp_path, [{"title": title, "authors": ["Ann One"]}], snapshot)
    assert (row["verdict"], row["reasons"]) == ("ambiguous", "100 records or more have this title")


def test_of_more_parts_than_are_compared_the_shortest_titles_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "Gradient compression for sparse federated learning"
    longer = [paper(n, f"{name}: a study in {'many and ' * (9 - n)}more parts") for n in range(9)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", longer))
    assert [row["verdict"] for row in matched(tmp_path, [name], snapshot)] == ["ambiguous"]
    monkeypatch.setattr("pipeline.bulk.kernel.MOST_PARTS", 1)
    (row,) = matched(tmp_path, [name], snapshot)
    assert (row["verdict"], row["corpus_id"]) == ("strong", "8")


def test_of_more_near_titles_than_are_compared_none_is_the_paper(tmp_path: Path) -> None:
    twin, name = "Communication avoiding schedules for sparse training", "Gradient compression for sparse learning"
    lines = [paper(100 + n, twin, year=2020 if n > 9 else 1990) for n in range(30)]
    lines += [paper(n, f"{name}: study {n} of a kind", year=2020 if n == 4 or n > 60 else 1990) for n in range(1, 99)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", lines))
    asked: list[str | dict[str, Any]] = [
        {"title": twin.replace("sparse", "sparsse"), "year": 2020},
        {"title": twin.replace("sparse", "sparsse"), "year": 1990},
        {"title": name, "year": 2020},
    ]
    assert [row["verdict"] for row in matched(tmp_path, asked, snapshot)] == ["ambiguous"] * 3


@pytest.mark.parametrize(
    "asked", ["Adaptive routing for large LM inference", "Adaptive routing for large mm inference"]
)
def test_rows_do_not_depend_on_shards_where_many_titles_are_as_near(tmp_path: Path, asked: str) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    lines = [paper(n, f"Adaptive routing for large m{letter} inference") for n, letter in enumerate(alphabet)]
    lines += [paper(100 - n, "Adaptive routing for large language model inference") for n in range(30)]
    lines += [paper(200 + n, f"{asked}: {'文' * (n % 7)} study {n * 7 % 13}") for n in range(70)]
    answers = []
    for shards in (1, 4, 20):
        folder = tmp_path / str(shards)
        sources = [write_lines(folder / f"{n}.jsonl", lines[n::shards]) for n in range(shards)]
        snapshot = prepared(folder / "prepared", *sources)
        titles = [asked, *(f"{asked} {letter}" for letter in alphabet)]
        answers += [matched(folder, titles, snapshot, "--workers", workers) for workers in (1, 20)]
    assert all(answer == answers[0] for answer in answers)


@pytest.mark.parametrize(("most", "verdict"), [(1_000, "strong"), (8, "not_found")])
def test_an_opening_that_too_many_records_have_leads_to_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, verdict: str
) -> None:
    monkeypatch.setattr("pipeline.bulk.preparing.MOST_ALIKE", most)
    opening = "Measurements of the tidepool cross sections of"
    rests = [f"hadron pairs of kind {'abcdefghijk'[n] * 3} at energies beyond the torus" for n in range(10)]
    lines = [paper(n, f"{opening} {rest}") for n, rest in enumerate(rests, start=1)]
    lines.append(paper(99, f"{opening} sparse plasma lattices in orbit around compact stars and their winds"))
    assert _verdicts(tmp_path, lines, f"{opening} sparse plasma lattices in orbit") == {verdict}


def test_what_is_common_to_all_shards_must_be_there(tmp_path: Path) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", [paper(1, "Sparse tidepools")]))
    (snapshot / COMMON).unlink()
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": "Sparse tidepools"}])
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv")
    assert (result.exit_code, f"{COMMON} is gone" in result.output.replace("\n", "")) == (1, True)
