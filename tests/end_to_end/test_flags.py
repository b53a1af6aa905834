"""What the flags of `enrich` do, and the other commands."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from pipeline import __version__
from pipeline.markers import END, START
from tests.end_to_end.desk import WRITTEN, Desk
from tests.end_to_end.samples import FERRY, HARBOR, LIST, NOWHERE, QUARRY, THICKET
from tests.standin import Fault, Record, Standin


def test_a_run_matches_fills_and_places_every_entry(desk: Desk) -> None:
    told = desk.enrich()
    assert (told.code, told.err) == (0, "")
    papers = desk.papers()
    assert {name: paper["status"] for name, paper in papers.items()} == {
        "Harbor": "matched",
        "Quarry": "matched",
        "Ferry": "matched",
        "Thicket": "matched",
        "Zephyr": "not_found",
    }
    harbor = papers["Harbor"]
    assert [author["name"] for author in harbor["authors"]] == list(HARBOR.authors)
    assert (harbor["abstract"], harbor["citations"]["count"]) == (HARBOR.abstract, HARBOR.citation_count)
    assert (harbor["ids"]["arxiv"], harbor["ids"]["doi"]) == (HARBOR.arxiv_id, HARBOR.doi)
    assert harbor["listed"][0]["notes"] == ["Read this first."]
    assert papers["Quarry"]["citations"]["count"] == 0
    assert [FERRY.citation_count, THICKET.citation_count] == [
        papers[name]["citations"]["count"] for name in ("Ferry", "Thicket")
    ]
    assert desk.list.read_text("utf-8") == LIST


def test_a_second_run_asks_nothing_and_changes_no_byte(desk: Desk) -> None:
    desk.enrich()
    before = desk.everything()
    told = desk.enrich()
    assert (told.code, told.requests) == (0, ())
    assert "Nothing changed." in told.out
    assert desk.everything() == before


def test_a_refresh_asks_known_papers_by_id_and_searches_only_unsettled_titles(desk: Desk) -> None:
    desk.enrich()
    before = desk.written()
    told = desk.enrich("--refresh")
    asked = [request.query for request in told.sent_to("arxiv")]
    (ids,) = (query["id_list"] for query in asked if query["id_list"])
    assert set(ids.split(",")) == {HARBOR.arxiv_id, QUARRY.arxiv_id}
    assert [query["search_query"] for query in asked if not query["id_list"]] == [
        'ti:"Zephyr: A Paper that No Index Has Ever Heard Of"',
        'ti:"Zephyr: A Paper that No Index Has Ever Heard Of"',  # an empty page is asked for twice
        '(ti:Paper AND ti:Index AND ti:Ever AND ti:Heard) OR ti:"Zephyr"',
        '(ti:Paper AND ti:Index AND ti:Ever AND ti:Heard) OR ti:"Zephyr"',
    ]
    assert sum(request.path.endswith("/paper/batch") for request in told.requests) == 1
    asked_by_title = [request.query["query"] for request in told.requests if "/search/" in request.path]
    assert not any("Harbor" in title or "Ferry" in title for title in asked_by_title)
    assert desk.written() == before


def test_a_lost_cache_costs_a_matter_of_batches(desk: Desk) -> None:
    desk.list.write_text(LIST.replace(f"- {NOWHERE}\n", ""), encoding="utf-8")
    desk.enrich()
    before = desk.written()
    desk.cache = desk.folder / "another cache"
    told = desk.enrich()
    assert sorted(request.path for request in told.requests) == ["/api/query", "/graph/v1/paper/batch"]
    assert desk.written() == before


def test_what_one_local_server_does_not_know_another_is_asked_for(desk: Desk, standin: Standin) -> None:
    with Standin([QUARRY]) as poorer:
        desk.ask(poorer)
        desk.enrich()
    assert desk.verdicts()["Harbor"] == "not_found"
    desk.ask(standin)
    told = desk.enrich()
    assert {request.service for request in told.requests} == {"arxiv", "semantic_scholar"}
    assert desk.papers()["Harbor"]["status"] == "matched"
    assert desk.enrich().requests == ()


def test_a_new_count_changes_its_paper_and_nothing_else(desk: Desk) -> None:
    desk.enrich()
    before = desk.papers()
    with Standin([HARBOR, QUARRY, FERRY.model_copy(update={"citation_count": 8}), THICKET]) as later:
        desk.ask(later)
        desk.enrich("--refresh")
    after = desk.papers()
    assert after["Ferry"]["citations"]["count"] == 8
    assert [name for name in after if after[name] != before[name]] == ["Ferry"]


def test_only_asks_for_the_named_entries_and_leaves_the_others_as_they_are(desk: Desk, standin: Standin) -> None:
    desk.enrich()
    before = desk.papers()
    told = desk.enrich("--only", HARBOR.title, "--only", before["Ferry"]["id"], "--refresh")
    asked = [word for request in told.requests for word in (request.body or {}).get("ids", ())]
    assert len(asked) == 2
    assert {request.query["id_list"] for request in told.sent_to("arxiv")} == {HARBOR.arxiv_id}
    assert not any("/search/" in request.path for request in told.requests)
    assert desk.papers() == before


def test_only_in_a_fresh_folder_still_lists_every_entry(desk: Desk) -> None:
    desk.enrich("--only", HARBOR.title)
    assert desk.verdicts() == {
        "Harbor": "exact",
        "Quarry": "unchecked",
        "Ferry": "unchecked",
        "Thicket": "unchecked",
        "Zephyr": "unchecked",
    }


def test_offline_asks_nobody_and_answers_from_the_cache(desk: Desk) -> None:
    desk.enrich()
    before = desk.everything()
    told = desk.enrich("--offline")
    assert (told.code, told.requests) == (0, ())
    assert "not asked (--offline)" in told.out
    assert desk.everything() == before


def test_offline_with_nothing_cached_writes_what_the_list_says(desk: Desk) -> None:
    told = desk.enrich("--offline")
    assert (told.code, told.requests) == (0, ())
    assert set(desk.verdicts().values()) == {"unchecked"}
    assert not desk.cache.exists()


def test_a_dry_run_tells_the_plan_asks_nothing_and_writes_nothing(desk: Desk) -> None:
    before = desk.everything()
    told = desk.enrich("--dry-run", environment={"ARXIV_INTERVAL": "3", "SEMANTIC_SCHOLAR_INTERVAL": "1"})
    assert (told.code, told.err, told.requests) == (0, "", ())
    assert told.out.splitlines() == [
        (
            "arXiv: 1 identifier and those found in 1 batch, "
            "5 titles in at most 4 searches, about 15 s at one request every 3 s"
        ),
        (
            "Semantic Scholar: 1 identifier and those found in 1 batch, "
            "5 titles in at most 6 searches, about 7 s at one request every 1 s"
        ),
        "About 15 s in all; the services are asked side by side. Nothing was asked now.",
    ]
    assert desk.everything() == before


def test_an_offline_dry_run_would_ask_nothing(desk: Desk) -> None:
    told = desk.enrich("--dry-run", "--offline", environment={"ARXIV_INTERVAL": "3", "SEMANTIC_SCHOLAR_INTERVAL": "3"})
    nothing = "0 identifiers in 0 batches, 0 titles in at most 0 searches, about 0 s at one request every 3 s"
    assert (told.code, told.err, told.requests) == (0, "", ())
    assert told.out.splitlines() == [
        f"arXiv: {nothing}",
        f"Semantic Scholar: {nothing}",
        "Nothing would be asked: offline, the cache and the snapshot answer.",
    ]


def test_a_dry_run_after_a_run_has_nothing_to_ask_unless_it_is_to_refresh(desk: Desk) -> None:
    desk.enrich()
    before = desk.everything()
    assert "Nothing to ask" in desk.enrich("--dry-run").out
    plan = desk.enrich("--dry-run", "--refresh").out
    in_other_words_too = "1 title in at most 4 searches"
    assert f"arXiv: 2 identifiers and those found in 1 batch, {in_other_words_too}, about" in plan
    assert "Semantic Scholar: 4 identifiers and those found in 1 batch, 1 title in at most 2 searches" in plan
    assert desk.everything() == before
    asked = desk.enrich("--refresh").requests
    assert sum(bool(request.query.get("search_query")) for request in asked) <= 4
    assert sum("/search/" in request.path for request in asked) <= 2


def test_verbose_tells_each_verdict_and_its_reasons(desk: Desk) -> None:
    lines = desk.enrich("-v").out.splitlines()
    assert f"line 5: {HARBOR.title}: exact (the titles are equal; the venue agrees; the year agrees)" in lines
    assert any(line.startswith(f"line 13: {NOWHERE}: not_found") for line in lines)


@pytest.mark.parametrize(
    ("fault", "code"),
    [(None, 0), (Fault.status(503), 3)],
    ids=["everything answered", "a service failed"],
)
def test_strict_tells_by_its_exit_code_whether_all_were_asked(
    desk: Desk, standin: Standin, fault: Fault | None, code: int
) -> None:
    standin.semantic_scholar.fail_always = fault
    assert desk.enrich("--patience", "0").code == 0
    assert desk.enrich("--patience", "0", "--strict", "--refresh").code == code


def test_strict_tells_by_its_exit_code_that_a_person_must_look(desk: Desk) -> None:
    other = Record(title="Zephyr: A Paper that Another Index Has Heard Of Twice", year=2020, authors=("Hal Dune",))
    with Standin([HARBOR, QUARRY, FERRY, THICKET, other]) as confusing:
        desk.ask(confusing)
        told = desk.enrich("--strict")
    assert desk.papers()["Zephyr"]["status"] == "needs_review"
    assert told.code == 4
    assert "4 matched, 1 doubtful" in told.out
    assert str(desk.out / "review.md") in told.out
    assert other.title in (desk.out / "review.md").read_text("utf-8")


def test_explain_tells_candidates_verdict_and_provenance_and_asks_nobody(desk: Desk, standin: Standin) -> None:
    desk.enrich()
    before, asked = desk.everything(), len(standin.requests)
    told = desk.run("explain", FERRY.title, *desk.flags)
    assert (told.code, len(standin.requests)) == (0, asked)
    lines = told.out.splitlines()
    assert lines[0] == FERRY.title
    assert "  verdict: exact, so matched" in lines
    assert any(line.startswith(f"    ids.doi: {FERRY.doi}  [Semantic Scholar, since ") for line in lines)
    assert desk.everything() == before


def test_the_version_is_printed(desk: Desk) -> None:
    assert desk.run("--version").out == f"mlsys-papers {__version__}\n"


def test_outputs_may_be_chosen(desk: Desk) -> None:
    settings = 'outputs = ["json", "feed"]\ntitle = "Harbour"\nsite = "https://harbour.example/list"\n'
    (desk.folder / "settings.toml").write_text(settings, encoding="utf-8")
    desk.enrich()
    assert sorted(desk.written()) == ["out/catalogue.json", "out/feed.xml"]
    assert desk.catalogue["title"] == "Harbour"
    feed = desk.written()["out/feed.xml"].decode()
    assert "https://harbour.example/list/feed.xml" in feed
    assert QUARRY.title in feed
    assert NOWHERE not in feed


def test_exports_tell_of_the_papers_that_were_found(desk: Desk) -> None:
    desk.enrich()
    written = {name: content.decode() for name, content in desk.written().items()}
    assert "quill2022harbor" in written["out/catalogue.bib"]
    assert json.loads(written["out/catalogue.csl.json"])[0]["id"] == "quill2022harbor"
    assert [line.split(",")[2] for line in written["out/catalogue.csv"].splitlines()] == [
        "status",
        *["matched"] * 4,
        "not_found",
    ]
    assert "papers in the list: 5" in written["out/feed.xml"]


def test_somebody_elses_list_touches_nothing_but_its_folder_and_the_cache(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    before = desk.everything()
    told = desk.run("enrich", "--list", "list.md", "--out", "theirs", "--cache", "answers")
    assert told.code == 0
    new = desk.everything()
    assert {name: new[name] for name in before} == before
    assert {name.split("/")[0] for name in new.keys() - before.keys()} == {"theirs", "answers"}
    assert sorted(name for name in new if name.startswith("theirs/")) == [f"theirs/{name}" for name in WRITTEN]


def test_list_and_readme_may_be_one_file(desk: Desk) -> None:
    desk.readme = desk.list
    desk.enrich()
    text, first = desk.list.read_text("utf-8"), desk.written()
    assert text.startswith(LIST)
    assert "12 citations" in text
    assert desk.enrich().code == 0
    assert (desk.written(), len(desk.catalogue["papers"])) == (first, 5)


def test_a_list_below_its_own_rendering_is_told_by_the_lines_where_it_ends_up(desk: Desk) -> None:
    desk.readme = desk.list
    desk.list.write_text(
        f"Below, the list itself.\n\n<!-- catalogue:start -->\n<!-- catalogue:end -->\n\n{LIST}", "utf-8"
    )
    desk.enrich()
    first = desk.written() | {"list": desk.list.read_bytes()}
    lines = desk.list.read_text("utf-8").splitlines()
    for paper in desk.catalogue["papers"]:
        assert paper["listed"][0]["title"] in lines[paper["listed"][0]["line"] - 1]
    assert "Nothing changed." in desk.enrich().out
    assert desk.written() | {"list": desk.list.read_bytes()} == first


def test_the_catalogue_is_valid_json_of_its_own_schema(desk: Desk) -> None:
    desk.enrich()
    schema = json.loads((desk.out / "catalogue.schema.json").read_bytes())
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(desk.catalogue)


def test_a_readme_that_talks_about_its_markers_takes_the_list_where_they_stand(desk: Desk) -> None:
    talk = f"Put the list between\n`{START}` and `{END}`:\n\n```\n{START}\n{END}\n```\n\n"
    desk.readme.write_text(f"{talk}{START}\n{END}\n\nThe end.\n", encoding="utf-8")
    assert desk.enrich().code == 0
    readme = desk.readme.read_text(encoding="utf-8")
    assert readme.startswith(f"{talk}{START}\n\n**")
    assert readme.endswith(f"{END}\n\nThe end.\n")
