"""From a snapshot and a file of titles to one row per title, by the command."""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.bulk.between import Chunk
from pipeline.bulk.engine import Share
from pipeline.bulk.portions import Portion, portions
from pipeline.bulk.whole_file import held, locked, unchanged
from pipeline.bulk.write_out import write_out
from pipeline.errors import PapersError
from tests.bulk.samples import (
    DISTRIBUTED,
    PAGED,
    PAPERS,
    bulk,
    matched,
    paper,
    prepared,
    preprint,
    rows_of,
    write_lines,
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("snapshot")
    return prepared(folder / "prepared", write_lines(folder / "papers.jsonl", PAPERS))


def found(tmp_path: Path, snapshot: Path, title: str | dict[str, Any]) -> dict[str, Any]:
    (row,) = matched(tmp_path, [title], snapshot)
    return row


@pytest.mark.parametrize(
    ("title", "corpus_id"),
    [
        (PAGED, "1"),
        (PAGED.upper() + ".", "1"),
        (DISTRIBUTED.replace(": ", " - "), "2"),
        ("Schrödinger operators with L^p potentials on Kähler manifolds", "5"),
        ("эффективное управление памятью — больших языковых моделей", "6"),
        ("Scaling sparse attention kernels to very long context windows", "9"),
        ("Asynchronous stochastic gradient methods for heterogenous clusters of accelerators", "10"),
        ("Efficient Memory Management for LLM Serving with PagedAttention", "1"),
        ("Asynchronous stochastic gradient methods for heterogeneous", "10"),
        ("Asynchronous gradient methods for heterogeneous clusters of accelerators", "10"),
    ],
)
def test_a_title_finds_its_paper(tmp_path: Path, snapshot: Path, title: str, corpus_id: str) -> None:
    row = found(tmp_path, snapshot, title)
    assert (row["corpus_id"], row["verdict"] in ("exact", "strong")) == (corpus_id, True)


def test_a_row_tells_everything_about_the_paper(tmp_path: Path, snapshot: Path) -> None:
    assert found(tmp_path, snapshot, {"id": 7, "title": PAGED.lower()}) == {
        "id": "7",
        "title": PAGED.lower(),
        "verdict": "exact",
        "reasons": "the titles are equal",
        "record_title": PAGED,
        "authors": "Woosuk Kwon; Zhuohan Li",
        "year": 2023,
        "venue": "SOSP",
        "arxiv": "2309.06180",
        "doi": None,
        "corpus_id": "1",
        "citation_count": 9,
        "runner_up": None,
    }


def test_a_short_beginning_is_no_match_but_a_rival(tmp_path: Path) -> None:
    fuller = "Qubit Looms Weave Ants into Streaming Sensor Graphs"
    short = "Qubit Looms Weave Ants"
    source = write_lines(tmp_path / "one.jsonl", [paper(1, fuller)])
    row = found(tmp_path, prepared(tmp_path / "alone", source), short)
    assert (row["verdict"], row["corpus_id"], row["runner_up"]) == ("different", None, fuller)

    listed, near = "Mitigating Forgetfulness in LLMs", "Mitigating Forgetfulness in Language Models"
    source = write_lines(tmp_path / "near.jsonl", [paper(1, near)])
    assert found(tmp_path, prepared(tmp_path / "near", source), listed)["corpus_id"] == "1"
    source = write_lines(tmp_path / "two.jsonl", [paper(1, near), paper(2, f"{listed} by Steering Activations")])
    assert found(tmp_path, prepared(tmp_path / "two", source), listed)["corpus_id"] is None


def test_an_identifier_may_be_a_link_or_stand_in_the_column_of_the_other(tmp_path: Path, snapshot: Path) -> None:
    asked = [
        {"title": PAGED, "arxiv": "https://arxiv.org/abs/2309.06180v1"},
        {"title": PAGED, "arxiv": "http://arxiv.org/pdf/2309.06180.pdf"},
        {"title": PAGED, "arxiv": "10.48550/arXiv.2309.06180"},
        {"title": PAGED, "doi": "https://doi.org/10.48550/arXiv.2309.06180"},
        {"title": PAGED, "doi": "arXiv:2309.06180"},
        {"title": DISTRIBUTED, "arxiv": "doi:10.5555/RAY.2018"},
        {"title": DISTRIBUTED, "doi": "https://dl.acm.org/doi/10.5555/ray.2018"},
        {"title": DISTRIBUTED, "doi": "https://example.org/ray"},
    ]
    reasons = [row["reasons"].split("; ")[-1] for row in matched(tmp_path, asked, snapshot)]
    assert reasons == ["the entry links to it"] * 7 + ["the titles are equal"]


def test_an_identifier_that_arxiv_could_not_give_stays_as_its_file_has_it(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "arxiv.jsonl", [preprint("0701.0000001", PAGED), preprint("x-7", DISTRIBUTED)])
    snapshot = prepared(tmp_path / "prepared", source)
    assert [row["arxiv"] for row in matched(tmp_path, [PAGED, DISTRIBUTED], snapshot)] == ["0701.0000001", "x-7"]


@pytest.mark.parametrize("title", ["Contents", "Twin papers about the same distributed training systems"])
def test_ties_are_ambiguous_and_never_the_smallest_id(tmp_path: Path, snapshot: Path, title: str) -> None:
    row = found(tmp_path, snapshot, title)
    assert (row["verdict"], row["corpus_id"], row["record_title"]) == ("ambiguous", None, None)


def test_an_author_or_an_identifier_tells_twins_apart(tmp_path: Path, snapshot: Path) -> None:
    twin = PAPERS[6]["title"]
    rows = matched(
        tmp_path,
        [
            {"title": twin, "authors": "Two, Bob; Nobody"},
            {"title": twin, "authors": ["Ann One"], "year": 2019},
            {"title": DISTRIBUTED, "doi": "https://doi.org/10.5555/ray.2018"},
            {"title": "PagedAttention memory management", "arxiv": "2309.06180v2"},
        ],
        snapshot,
    )
    assert [(row["corpus_id"], row["reasons"].split("; ")[-1]) for row in rows[:3]] == [
        ("8", "an author agrees"),
        ("7", "the year agrees"),
        ("2", "the entry links to it"),
    ]
    assert rows[3]["verdict"] in ("strong", "renamed", "different"), "offered by its identifier, whatever comes of it"


def test_the_venue_tells_twins_apart(tmp_path: Path) -> None:
    title = "Twin papers about the same distributed training systems"
    both = [paper(1, title, venue="OSDI", year=2020), paper(2, title, venue="Nature", year=2020)]
    snapshot = prepared(tmp_path / "both", write_lines(tmp_path / "both.jsonl", both))
    rows = matched(tmp_path, [{"title": title, "venue": "Nature"}, {"title": title, "year": 2020}], snapshot)
    assert [(row["corpus_id"], row["reasons"]) for row in rows] == [
        ("2", "the titles are equal; the venue agrees"),
        (None, "2 works have this title"),
    ]


def test_a_paper_of_the_days_asked_for_needs_less_of_its_title(tmp_path: Path) -> None:
    snapshot = prepared(
        tmp_path / "prepared",
        write_lines(
            tmp_path / "arxiv.jsonl", [preprint("2309.06180", "Galleon: Rowing the seas with a thousand oars")]
        ),
        write_lines(
            tmp_path / "papers.jsonl",
            [
                paper(1, "Quill: Sharpening feathers for the letters of a realm", publicationdate="2024-06-10"),
                paper(2, "Quill: Ink that dries before the sun has set", publicationdate="2019-02-01"),
            ],
        ),
    )
    asked = [
        {"title": "Galleon", "date": "2023-09-11 to 2023-09-17"},
        {"title": "Galleon", "date": "2019-09-11"},
        {"title": "Quill", "date": "June 2024"},
        {"title": "Quill"},
    ]
    rows = matched(tmp_path, asked, snapshot)
    assert [row["arxiv"] or row["corpus_id"] for row in rows] == ["2309.06180", None, "1", None]
    assert "the date agrees: it appeared on 2023-09-12" in rows[0]["reasons"]


@pytest.mark.parametrize("day", ["50000-01-02", "0000-05-05", "infinity", "0044-03-15 (BC)"])
def test_a_day_of_no_year_that_there_is_says_nothing(tmp_path: Path, day: str) -> None:
    title, created = "Quill: Sharpening feathers for the letters of a realm", "Mon, 12 Apr 0000 19:18:42 GMT"
    snapshot = prepared(
        tmp_path / "prepared",
        write_lines(tmp_path / "papers.jsonl", [paper(1, title, publicationdate=day)]),
        write_lines(tmp_path / "arxiv.jsonl", [preprint("2309.06180", "Galleon", versions=[{"created": created}])]),
    )
    asked = [{"title": title, "date": "2024-06-10"}, {"title": "Galleon", "date": "2023-09-12"}]
    rows = matched(tmp_path, asked, snapshot)
    assert [row["record_title"] for row in rows] == [title, None]


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("Counting circuits for P = NP in bounded depth", "Counting circuits for P > NP in bounded depth"),
        ("Counting circuits for P = NP in bounded depth", "Counting circuits for P ≠ NP in bounded depth"),
        ("Growth of solutions where $p>2$ near corners", "Growth of solutions where $p<2$ near corners"),
    ],
)
def test_another_sign_is_another_paper(tmp_path: Path, asked: str, other: str) -> None:
    both = [paper(number, title, year=2020) for number, title in enumerate((asked, other), start=1)]
    together = prepared(tmp_path / "both", write_lines(tmp_path / "both.jsonl", both))
    assert [row["corpus_id"] for row in matched(tmp_path, [asked, other], together)] == ["1", "2"]
    alone = prepared(tmp_path / "one", write_lines(tmp_path / "one.jsonl", both[:1]))
    one, none = matched(tmp_path, [asked, other], alone)
    assert (one["verdict"], none["verdict"], none["corpus_id"]) == ("exact", "ambiguous", None)
    assert none["reasons"] == "the words of the titles are equal; the signs in the titles differ"


def test_what_speaks_against_a_record_counts(tmp_path: Path, snapshot: Path) -> None:
    rows = matched(tmp_path, [{"title": PAGED, "year": 1990}, {"title": PAGED, "authors": "Some Body"}], snapshot)
    assert [row["record_title"] for row in rows] == [None, None]


def test_every_line_has_a_row_in_its_place(tmp_path: Path, snapshot: Path) -> None:
    titles = ["", PAGED, "No such title has ever been given to a paper", PAGED, "Contents", " "]
    rows = matched(tmp_path, titles, snapshot)
    assert [(row["id"], row["title"], row["verdict"]) for row in rows] == [
        ("1", "", "not_found"),
        ("2", PAGED, "exact"),
        ("3", titles[2], "not_found"),
        ("4", PAGED, "exact"),
        ("5", "Contents", "ambiguous"),
        ("6", "", "not_found"),
    ]
    assert rows[0]["reasons"] == "the title is empty"


def test_both_shapes_together_give_one_paper_with_all_its_identifiers(tmp_path: Path) -> None:
    both = [
        write_lines(tmp_path / "a.jsonl", [preprint("2309.06180", PAGED)]),
        write_lines(tmp_path / "s2" / "20260101_00001.gz", [PAPERS[0] | {"venue": "SOSP", "year": 2023}]),
    ]
    (row,) = matched(tmp_path, [PAGED], prepared(tmp_path / "prepared", *both))
    assert (row["verdict"], row["arxiv"], row["corpus_id"], row["venue"]) == ("exact", "2309.06180", "1", "SOSP")


def test_an_arxiv_line_is_read_as_the_snapshot_reads_it(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "a.jsonl", [preprint("2309.06180", PAGED, doi="10.1145/1.2 10.1145/3.4")])
    (row,) = matched(tmp_path, [PAGED], prepared(tmp_path / "prepared", source))
    assert row["record_title"] == PAGED, "not wrapped"
    assert (row["authors"], row["year"], row["venue"]) == ("Woosuk Kwon; Zhuohan Li Jr", 2023, "arXiv")
    assert row["doi"] == "10.1145/1.2"


def test_rows_do_not_depend_on_the_number_of_shards(tmp_path: Path) -> None:
    titles = [line["title"] for line in PAPERS if line["title"]]
    asked = [*titles, *(title.replace("t", "tt", 1) for title in titles), *(title.split(":")[0] for title in titles)]
    answers = []
    for shards in (1, 2, 5):
        folder = tmp_path / str(shards)
        sources = [write_lines(folder / f"{n}.jsonl.gz", PAPERS[n::shards]) for n in range(shards)]
        answers.append(matched(folder, asked, prepared(folder / "prepared", *sources)))
    assert answers[0] == answers[1] == answers[2]
    assert sum(row["record_title"] is not None for row in answers[0]) > len(titles)


def test_titles_come_in_every_format_and_rows_go_out_in_every_format(tmp_path: Path, snapshot: Path) -> None:
    lines = tmp_path / "titles.txt"
    lines.write_text(f"{PAGED}\n\n{DISTRIBUTED}\n", encoding="utf-8")
    table = tmp_path / "titles.csv"
    table.write_text(f'id,title,year\na,"{PAGED}",2023\nb,"=Contents",\n', encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(
            f"copy (select 'p' as id, '{PAGED}' as title) to '{tmp_path / 'titles.parquet'}' (format parquet)"
        )
    told = {}
    for source, ending in ((lines, "csv"), (table, "parquet"), (tmp_path / "titles.parquet", "jsonl")):
        told[ending] = tmp_path / f"out.{ending}"
        result = bulk("match", "--titles", source, "--prepared", snapshot, "--out", told[ending], "--workers", 1)
        assert result.exit_code == 0, result.output
    with told["csv"].open(encoding="utf-8", newline="") as file:
        assert [(row["id"], row["corpus_id"]) for row in csv.DictReader(file)] == [("1", "1"), ("2", ""), ("3", "2")]
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select id, corpus_id, typeof(corpus_id) from read_parquet($path)", {"path": str(told["parquet"])}
        ).fetchall()
    assert rows == [("a", "1", "VARCHAR"), ("b", None, "VARCHAR")]
    assert [row["id"] for row in rows_of(told["jsonl"])] == ["p"]


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(tmp_path: Path) -> None:
    formulas = {"corpusid": "=1+1", "externalids": {"ArXiv": "=A1", "DOI": None}}
    made_up = prepared(tmp_path / "made-up", write_lines(tmp_path / "one.gz", [paper(1, PAGED) | formulas]))
    source = write_lines(tmp_path / "titles.jsonl", [{"title": "=HYPERLINK(1)"}, {"title": PAGED}])
    bulk("match", "--titles", source, "--prepared", made_up, "--out", tmp_path / "out.csv", "--workers", 1)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        unknown, known = csv.DictReader(file)
    assert (unknown["title"], known["arxiv"], known["corpus_id"]) == ("'=HYPERLINK(1)", "'=A1", "'=1+1")


def test_abstracts_are_read_for_the_matched_papers_alone(tmp_path: Path, snapshot: Path) -> None:
    lines = [{"corpusid": n, "openaccessinfo": None, "abstract": f"Abstract {n}."} for n in range(1, 20)]
    write_lines(tmp_path / "abstracts" / "one.gz", lines)
    rows = matched(tmp_path, [PAGED, "Contents"], snapshot, "--abstracts", tmp_path / "abstracts")
    assert [row["abstract"] for row in rows] == ["Abstract 1.", None]


def test_the_latest_abstract_is_told_and_none_of_a_paper_that_was_deleted(tmp_path: Path, snapshot: Path) -> None:
    folder = tmp_path / "abstracts"
    told = [
        ("base.gz", "base", 0, "Zebras page."),
        ("u.gz", "update", 1, "A page."),
        ("w.gz", "update", 2, "Pages, at last."),
    ]
    for name, _, _, abstract in told:
        write_lines(folder / name, [{"corpusid": 1, "openaccessinfo": None, "abstract": abstract}])
    files = [{"file": name, "role": role, "generation": generation} for name, role, generation, _ in told]
    release = {"dataset": "abstracts", "release": "2026-11-01", "complete": True, "files": files}
    (folder / "fetched.json").write_text(json.dumps(release))
    assert matched(tmp_path, [PAGED], snapshot, "--abstracts", folder)[0]["abstract"] == "Pages, at last."
    write_lines(folder / "d.gz", [{"corpusid": 1}])
    files.append({"file": "d.gz", "role": "delete", "generation": 3})
    (folder / "fetched.json").write_text(json.dumps(release))
    assert matched(tmp_path, [PAGED], snapshot, "--abstracts", folder)[0]["abstract"] is None


def test_a_year_beyond_all_years_is_no_end_of_a_match(tmp_path: Path) -> None:
    far = prepared(
        tmp_path / "far", write_lines(tmp_path / "one.gz", [paper(1, PAGED, year=50000, authors=["Woosuk Kwon"])])
    )
    asked = [{"title": title, "authors": ["Woosuk Kwon"]} for title in (PAGED, PAGED[:-1])]
    rows = matched(tmp_path, [*asked], far)
    assert [row["year"] for row in rows] == [50000, 50000]


def test_what_is_left_over_is_a_list_that_enrich_reads(tmp_path: Path, snapshot: Path) -> None:
    from pipeline.read import read  # noqa: PLC0415 - the one test that needs it

    left = tmp_path / "left.md"
    titles = [
        PAGED,
        "An *unknown* paper with [brackets] and $x_1$ in it",
        "An *unknown* paper with [brackets] and $x_1$ in it",
        "Talking to https://a.example/b: what a server says, and why",
        "Of tides, of moons. Ada Quill, Bo Larch. And of harbours",
        "+1 is no vote",
    ]
    matched(tmp_path, titles, snapshot, "--leftovers", left)
    assert [entry.title for entry in read(left.read_text(encoding="utf-8")).entries] == titles[2:]


def test_what_is_left_over_keeps_what_was_known_of_it(tmp_path: Path, snapshot: Path) -> None:
    from pipeline.read import read  # noqa: PLC0415 - as above

    left = tmp_path / "left.md"
    title = "A paper that no shard of this snapshot holds"
    doi = "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"
    asked: list[str | dict[str, Any]] = [
        {"title": title, "year": 2021},
        {"title": title, "year": 2021, "doi": doi, "arxiv": "2101.00001v3"},
        {"title": title, "arxiv": "hep-th/9901001"},
        {"title": title, "year": 1899},
        {"title": title, "date": "2024-06-24"},
        {"title": title, "date": "June 24 - 30, 2024", "venue": "SOSP"},
        {"title": title, "year": 2019, "venue": "Journal of Clay | Glass", "authors": ["Ada Quill", "Bo Larch"]},
        {"title": title, "date": "2024-06-24", "authors": ["Larch, Bo", "Quill, Ada"]},
        {"title": title, "year": 2018, "venue": f"Proceedings of the Conference on {'Clay and ' * 9}Glass, Volume 1"},
        {"title": PAGED, "year": 2023, "arxiv": "2309.06180"},
    ]
    matched(tmp_path, asked, snapshot, "--leftovers", left)
    entries = read(left.read_text(encoding="utf-8")).entries
    assert [entry.title for entry in entries] == [title] * 9
    assert [entry.year for entry in entries] == [2021, 2021, None, None, 2019, 2018, 2024, 2024, 2024]
    day, week = (date(2024, 6, 24), date(2024, 6, 24)), (date(2024, 6, 24), date(2024, 6, 30))
    assert [entry.period for entry in entries] == [None] * 6 + [day, day, week]
    assert [entry.venue for entry in entries] == [None] * 4 + ["Journal of Clay | Glass", None, None, None, "SOSP"]
    authors = [entry.authors for entry in entries]
    assert authors[4:] == [("Ada Quill", "Bo Larch"), (), (), ("Bo Larch", "Ada Quill"), ()]
    ids = [{source: identifier.lower() for source, identifier in entry.ids} for entry in entries]
    assert ids == [{}, {"arxiv": "2101.00001", "doi": doi}, {"arxiv": "hep-th/9901001"}, *[{}] * 6]


def test_ten_thousand_identical_titles_are_one_question(tmp_path: Path) -> None:
    twins = [paper(n, "The very same title on ten thousand records of one file") for n in range(3_000)]
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", twins))
    rows = matched(tmp_path, [twins[0]["title"]] * 10_000, snapshot)
    assert (len(rows), {row["verdict"] for row in rows}) == (10_000, {"ambiguous"})


@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_rows_keep_the_order_of_the_titles(tmp_path: Path, ending: str) -> None:
    rows, out = tmp_path / "rows-0000.parquet", tmp_path / f"out.{ending}"
    with duckdb.connect() as connection:
        connection.sql(
            """select range::varchar as id, 'A title of some length, number ' || range as title,
                'not_found' as verdict, 'r' as reasons, null::varchar as record_title, null::varchar as authors,
                null::varchar as venue, null::varchar as arxiv, null::varchar as doi, null::varchar as corpus_id,
                null::varchar as runner_up, null::smallint as asked_year,
                null::varchar as asked_authors, null::varchar as asked_venue,
                null::varchar as asked_doi, null::varchar as asked_arxiv,
                null::date as asked_from_day, null::date as asked_to_day from range(300000)"""
        ).write_parquet(str(rows), row_group_size=20480)
    write_out([rows], [], out, Share(400, 4), with_abstracts=False)
    lines = out.read_text().splitlines()[1 if ending == "csv" else 0 :]
    ids = [int(line.split(",")[0]) if ending == "csv" else int(json.loads(line)["id"]) for line in lines]
    assert ids == list(range(300_000))


def test_chunks_stand_in_their_order_however_many_there_are(tmp_path: Path) -> None:
    rows = [Chunk(tmp_path, number).rows for number in (0, 9_999, 10_000, 999_999)]
    assert sorted(rows) == rows


def test_two_flags_never_name_one_file(tmp_path: Path) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    before = titles.read_bytes()
    nowhere = ("--out", tmp_path / "o.csv", "--leftovers", tmp_path / "nowhere/left.md")
    assert bulk("match", "--titles", titles, "--prepared", snapshot, *nowhere).exit_code == 2
    for flags in (("--out", titles), ("--out", tmp_path / "o.csv", "--leftovers", tmp_path / "o.csv")):
        result = bulk("match", "--titles", titles, "--prepared", snapshot, *flags)
        assert (result.exit_code, "name one file" in result.output) == (2, True)
    assert titles.read_bytes() == before


def test_a_diff_whose_deletions_are_lost_is_not_matched(tmp_path: Path, snapshot: Path) -> None:
    part = snapshot / "manifest.json"
    copy = Path(shutil.copytree(snapshot, tmp_path / "copy"))
    told = json.loads(part.read_text(encoding="utf-8"))
    told["parts"][0]["generation"] = 1
    (copy / "manifest.json").write_text(json.dumps(told), encoding="utf-8")
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", copy, "--out", tmp_path / "out.jsonl")
    assert (result.exit_code, "superseded.parquet is gone" in " ".join(result.output.split())) == (1, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy", "titles.jsonl"], "nothing is left beside it"


def test_two_matches_never_write_one_file(tmp_path: Path, snapshot: Path) -> None:
    titles, out = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}]), tmp_path / "out.jsonl"
    words = ("match", "--titles", titles, "--prepared", snapshot, "--out", out)
    with held(tmp_path / ".out.jsonl.work"):
        (tmp_path / ".out.jsonl.work/rows-0000.parquet").write_text("the other's")
        second = bulk(*words, "--resume")
        assert (second.exit_code, out.exists()) == (1, False)
        assert "another run is at work in" in second.output
        assert (tmp_path / ".out.jsonl.work/rows-0000.parquet").read_text() == "the other's"
    assert bulk(*words).exit_code == 0
    assert len(rows_of(out)) == 1


def test_what_is_matched_against_is_not_prepared_meanwhile(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "papers.jsonl", PAPERS)
    snapshot = prepared(tmp_path / "prepared", source)
    titles, out = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}]), tmp_path / "out.jsonl"
    match = ("match", "--titles", titles, "--prepared", snapshot, "--out", out, "--workers", 1)
    with locked(snapshot):  # as `prepare` does
        result = bulk(*match)
        assert (result.exit_code, f"another run is at work in {snapshot}" in result.output) == (1, True)
    with unchanged(snapshot):  # as another match does
        assert bulk(*match).exit_code == 0
        assert bulk("prepare", source, "--to", snapshot).exit_code == 1
    assert bulk("prepare", source, "--to", snapshot).exit_code == 0


def test_a_snapshot_is_held_as_long_as_it_is_matched_against(
    tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*rest: Any, **more: Any) -> None:
        with pytest.raises(PapersError, match="another run is at work in"), locked(snapshot):
            pass
        write_out(*rest, **more)

    monkeypatch.setattr("pipeline.commands.bulk.write_out", meanwhile)
    assert found(tmp_path, snapshot, PAGED)["corpus_id"] == "1"


def test_a_file_of_titles_that_is_not_there_and_a_folder_as_out_are_told(tmp_path: Path) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    (tmp_path / "folder.csv").mkdir()
    for source, out, words in ((tmp_path / "no.csv", "o.csv", "not there"), (titles, "folder.csv", "is a folder")):
        result = bulk("match", "--titles", source, "--prepared", snapshot, "--out", tmp_path / out)
        assert (result.exit_code, words in result.output) == (2, True)


@pytest.mark.parametrize("flag", ["--out", "--leftovers"])
def test_a_place_that_cannot_be_written_to_is_told_before_anything_is_read(
    tmp_path: Path, snapshot: Path, flag: str
) -> None:
    places = {"--out": tmp_path / "out.jsonl", "--leftovers": tmp_path / "left.md"}
    places[flag] = tmp_path / f"{'x' * 230}.jsonl"
    words = [word for pair in places.items() for word in pair]
    result = bulk("match", "--titles", tmp_path / "not-there.txt", "--prepared", snapshot, *words)
    assert (result.exit_code, f"name another file with `{flag}`" in result.output) == (2, True)
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("flag", ["--out", "--leftovers"])
def test_no_output_takes_the_place_of_a_pipe(tmp_path: Path, snapshot: Path, flag: str) -> None:
    places = {"--out": tmp_path / "out.jsonl", "--leftovers": tmp_path / "left.md"}
    os.mkfifo(places[flag])
    words = [word for pair in places.items() for word in pair]
    result = bulk("match", "--titles", tmp_path / "not-there.txt", "--prepared", snapshot, *words)
    assert (result.exit_code, f"is no file: `{flag}` names a file" in result.output) == (2, True)
    assert places[flag].is_fifo()


def test_what_a_killed_run_left_beside_its_outputs_goes_with_the_next_one(tmp_path: Path, snapshot: Path) -> None:
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    half, other = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    for name in (f".o[1].csv.{half}.tmp", f".left.md.{other}.tmp", f".o1.csv.{other}.tmp", ".o[1].csv.mine.tmp"):
        (tmp_path / name).write_text("half")
    places = ("--out", tmp_path / "o[1].csv", "--leftovers", tmp_path / "left.md")
    assert bulk("match", "--titles", titles, "--prepared", snapshot, *places).exit_code == 0
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"titles.jsonl", "o[1].csv", "left.md", f".o1.csv.{other}.tmp", ".o[1].csv.mine.tmp"} | {
        f".left.md.{other}.tmp"  # which may be another match's, at work
    }


@pytest.mark.parametrize("change", ["replaced", "cut", "made longer"])
def test_titles_that_are_changed_while_they_are_read_are_not_matched(
    tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}, {"title": DISTRIBUTED}])

    def cut_and_changed(path: Path, lines: int) -> list[Portion] | None:
        found = portions(path, lines)
        whole = path.read_text()
        if change == "replaced":
            path.unlink()
        path.write_text({"replaced": "\n" + whole, "cut": whole[:40], "made longer": whole * 2}[change])
        return found

    monkeypatch.setattr("pipeline.bulk.match.portions", cut_and_changed)
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.jsonl", "--workers", 1)
    assert (result.exit_code, "was changed while it was read" in result.output) == (1, True)
    assert [path.name for path in tmp_path.iterdir()] == ["titles.jsonl"], "there is nothing to go on from"


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.txt", "\n \n"), ("t.csv", "id,title\n1,\n2,\n"), ("t.jsonl", '{"name": "One"}\n{"name": "Two"}\n')],
)
def test_titles_that_are_all_empty_are_told(tmp_path: Path, snapshot: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    result = bulk("match", "--titles", tmp_path / name, "--prepared", snapshot, "--out", tmp_path / "o.csv")
    assert result.exit_code == 1
    assert f"{name} holds no title, only 2 empty ones; nothing was written" in result.output
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["titles.jsonl", "titles.jsonl.gz"])
def test_chunks_without_a_title_cost_nothing(
    tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Lines that are blank or broken, more than a chunk holds, before, between and after titles."""
    monkeypatch.setattr("pipeline.bulk.job.MOST_LINES", 2)
    lines: list[dict[str, Any] | str] = ["", "{broken", "", {"title": PAGED}, "", "[]", "{", {"title": ""}, "", "", ""]
    titles = tmp_path / name
    write_lines(titles, lines)
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.jsonl", "--workers", 1)
    assert result.exit_code == 3
    assert [f"{titles}, line {number}: " in result.output for number in (2, 6, 7)] == [True] * 3
    assert [(row["id"], row["corpus_id"]) for row in rows_of(tmp_path / "out.jsonl")] == [("4", "1"), ("8", None)]
    assert "1 title was empty" in result.output
    prepare = bulk("prepare", write_lines(tmp_path / "one.jsonl", PAPERS[:1]), "--to", tmp_path / "p", "--workers", 1)
    assert "1 record of 1 shard, 0 of them prepared before" in prepare.output


def test_a_table_without_titles_leaves_nothing_beside_the_output(tmp_path: Path, snapshot: Path) -> None:
    (tmp_path / "titles.csv").write_text("name;year\nOne;2020\n")
    result = bulk("match", "--titles", tmp_path / "titles.csv", "--prepared", snapshot, "--out", tmp_path / "out.jsonl")
    assert (result.exit_code, "has no column `title`" in " ".join(result.output.split())) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["titles.csv"]


@pytest.mark.parametrize("lost", ["bc", "abc"])
def test_every_damaged_prepared_file_is_named(tmp_path: Path, lost: str) -> None:
    sources = [write_lines(tmp_path / "in" / f"{name}.jsonl", [PAPERS[place]]) for place, name in enumerate("abc")]
    folder = prepared(tmp_path / "prepared", *sources)
    shards = []
    for name in lost:
        (damaged,) = folder.glob(f"{name}*.papers.parquet")
        damaged.write_bytes(bytes(damaged.stat().st_size))
        shards.append(damaged.name.removesuffix(".papers.parquet"))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    out = tmp_path / "out.jsonl"
    result = bulk("match", "--titles", titles, "--prepared", folder, "--out", out, "--workers", 1)
    told = " ".join(result.output.split())
    if lost == "abc":
        assert (result.exit_code, f"No shard could be looked into ({', '.join(shards)}), and" in told) == (1, True)
        return
    deleted = f"delete {folder / shards[0]}.*, {folder / shards[1]}.* first and prepare again, which does those shards"
    assert (result.exit_code, deleted in told) == (3, True)
    (row,) = rows_of(out)
    assert row["reasons"].startswith(f"2 shards could not be looked into as a whole ({', '.join(shards)}); ")


def test_a_file_of_which_no_line_is_a_title_says_why(tmp_path: Path, snapshot: Path) -> None:
    titles = write_lines(tmp_path / "titles.jsonl", ["{broken", '{"title": 7}'])
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 1
    assert "nothing was written. The first of 2: " in result.output
    assert "titles.jsonl, line 1: no JSON object in one line: " in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["titles.jsonl"], "there is nothing to go on from"


def test_a_damaged_prepared_file_is_mended_by_deleting_it_as_told(tmp_path: Path) -> None:
    sources = [
        write_lines(tmp_path / "snapshot" / f"{name}.jsonl", lines)
        for name, lines in (("a", PAPERS[:2]), ("b", PAPERS[2:]))
    ]
    folder = prepared(tmp_path / "prepared", *sources)
    (damaged,) = folder.glob("b*.papers.parquet")
    damaged.write_bytes(bytes(damaged.stat().st_size))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}, {"title": PAPERS[8]["title"]}])
    match = ("match", "--titles", titles, "--prepared", folder, "--out", tmp_path / "out.jsonl", "--workers", 1)
    result = bulk(*match)
    shard = damaged.name.removesuffix(".papers.parquet")
    assert (result.exit_code, f"delete {folder / shard}.* first" in result.output) == (3, True)
    for file in folder.glob(f"{shard}.*"):
        file.unlink()
    result = bulk("prepare", *sources, "--to", folder, "--workers", 1)
    assert "2 shards, 1 of them prepared before" in result.output
    assert bulk(*match).exit_code == 0
    assert [row["corpus_id"] for row in rows_of(tmp_path / "out.jsonl")] == ["1", "9"]


def test_abstracts_that_are_broken_are_named_and_the_rest_is_read(tmp_path: Path, snapshot: Path) -> None:
    folder = tmp_path / "abstracts"
    line = {"corpusid": 1, "openaccessinfo": {}, "abstract": "It pages."}
    write_lines(folder / "one.jsonl", [{"corpusid": 2, "openaccessinfo": {}, "abstract": "x"}, "{broken", line])
    (folder / "torn.gz").write_bytes(b"\x1f\x8b\x08\x00")
    whole = write_lines(folder / "cut.gz", [line | {"corpusid": 10_000 + n} for n in range(5_000)])
    whole.write_bytes(whole.read_bytes()[:-2_000])
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    words = ("match", "--titles", titles, "--prepared", snapshot, "--abstracts", folder, "--workers", 1)
    result = bulk(*words, "--out", tmp_path / "out.jsonl")
    assert result.exit_code == 3
    assert "one.jsonl, line 2: not a JSON object of the expected shape" in result.output
    assert "cut.gz: cut short or damaged after line" in result.output
    assert "torn.gz: cannot be read" in result.output
    assert rows_of(tmp_path / "out.jsonl")[0]["abstract"] == "It pages."


def test_a_full_disk_is_told_and_leaves_no_output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = prepared(tmp_path / "prepared", write_lines(tmp_path / "papers.jsonl", PAPERS))
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.bulk.write_out.in_place", full)
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv")
    assert (result.exit_code, "No space left on device. No file is left half written" in result.output) == (1, True)
    assert not (tmp_path / "out.csv").exists()


def test_an_error_says_how_to_go_on_where_there_is_something_to_go_on_from(
    tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(*_: object, **__: object) -> None:
        raise PapersError("the engine failed: no room")

    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    empty = write_lines(tmp_path / "empty.jsonl", [{"title": ""}])
    command = ("match", "--prepared", snapshot, "--out", tmp_path / "out.jsonl", "--workers", 1, "--titles")
    refused = bulk(*command, empty)
    assert (refused.exit_code, "--resume" in refused.output) == (1, False)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.commands.bulk.write_out", failed)
        stopped = bulk(*command, titles)
    told = "the engine failed: no room. What is done is kept: the same command with --resume goes on from it."
    assert (stopped.exit_code, told in " ".join(stopped.output.split())) == (1, True)
    assert "going on with a match that was stopped" in bulk(*command, titles, "--resume").output
    assert [row["corpus_id"] for row in rows_of(tmp_path / "out.jsonl")] == ["1"]


@pytest.mark.parametrize(
    ("written", "place"),
    [("pipeline.bulk.asked._line", ".out.csv.work/"), ("pipeline.bulk.write_out._plain", "left.md")],
)
def test_a_disk_that_is_full_is_told_with_the_place_that_was_written_to(
    tmp_path: Path, snapshot: Path, monkeypatch: pytest.MonkeyPatch, written: str, place: str
) -> None:
    def full(*_: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(written, full)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": "A paper that no shard of this snapshot holds"}])
    out = ("--out", tmp_path / "out.csv", "--leftovers", tmp_path / "left.md")
    result = bulk("match", "--titles", titles, "--prepared", snapshot, *out, "--workers", 1)
    told = result.output.replace("\n", "")
    assert (result.exit_code, str(tmp_path / place) in told, "No space left on device" in told) == (1, True, True)


@pytest.mark.parametrize("command", ["prepare", "match"])
def test_more_memory_than_the_machine_has_is_refused(
    tmp_path: Path, snapshot: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.commands.bulk._memory_here", lambda: 2.0)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    words: dict[str, tuple[object, ...]] = {
        "prepare": (titles, "--to", tmp_path / "prepared"),
        "match": ("--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv"),
    }
    result = bulk(command, *words[command], "--memory", 2.5)
    assert (result.exit_code, "--memory 2.5: this machine has 2.0 GB" in result.output) == (2, True)


@pytest.mark.parametrize("pages", [-1, ValueError("unrecognized configuration name")])
def test_memory_is_without_bound_where_the_system_does_not_tell(
    tmp_path: Path, snapshot: Path, pages: int | ValueError, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sysconf(name: str, real: Callable[[str], int] = os.sysconf) -> int:
        if name != "SC_PHYS_PAGES":
            return real(name)
        if isinstance(pages, ValueError):
            raise pages
        return pages

    monkeypatch.setattr(os, "sysconf", sysconf)
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", snapshot, "--out", tmp_path / "out.csv")
    assert result.exit_code == 0, result.output


def test_a_file_is_no_prepared_folder(tmp_path: Path) -> None:
    titles = write_lines(tmp_path / "titles.jsonl", [{"title": PAGED}])
    result = bulk("match", "--titles", titles, "--prepared", titles, "--out", tmp_path / "out.csv")
    assert (result.exit_code, "is a file: `--prepared` names the folder" in result.output) == (2, True)
