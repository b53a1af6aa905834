"""What a line of a bulk file becomes as a record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pipeline.models import Author, Ids, Links, PaperId, Record
from tests.sources.bulk import SHA, TITLE, arxiv_line, found, paper_line, records, source, write


def test_a_papers_line_becomes_a_record(tmp_path: Path) -> None:
    line = paper_line(
        corpusid=4711,
        externalids={"ArXiv": "2401.00010", "DOI": "10.1145/1.2X", "DBLP": "conf/x/L24", "ACL": "2024.a-b.1"},
        url=f"https://www.semanticscholar.org/paper/{SHA}",
        authors=[{"authorId": "7", "name": "Ada Lovelace"}, {"authorId": None, "name": "Ōe Kenzaburō"}],
        venue="OSDI",
        year=2024,
        citationcount=0,
        influentialcitationcount=3,
        publicationdate="2024-07-10",
        updated="2024-02-10T11:12:13.000Z",
        landing="https://example.org/talk",
        pdf="https://example.org/talk.pdf",
        code="https://example.org/code",
        openalex="W1",
    )
    write(tmp_path / "papers.jsonl", line)
    assert found(tmp_path, TITLE) == (
        Record(
            source="snapshot",
            title=TITLE,
            authors=(Author(name="Ada Lovelace", id="7"), Author(name="Ōe Kenzaburō")),
            venue="OSDI",
            year=2024,
            published=date(2024, 7, 10),
            ids=Ids(
                arxiv="2401.00010",
                doi="10.1145/1.2x",
                semantic_scholar=SHA,
                corpus_id="4711",
                dblp="conf/x/L24",
                openalex="W1",
                acl="2024.a-b.1",
            ),
            links=Links(
                landing="https://example.org/talk",
                pdf="https://example.org/talk.pdf",
                arxiv="https://arxiv.org/abs/2401.00010",
                doi="https://doi.org/10.1145/1.2x",
                semantic_scholar=f"https://www.semanticscholar.org/paper/{SHA}",
                code="https://example.org/code",
            ),
            citation_count=0,
            influential_citation_count=3,
            as_of=date(2024, 2, 10),
        ),
    )


def test_an_arxiv_line_becomes_a_record_without_its_wraps(tmp_path: Path) -> None:
    line = arxiv_line(
        "Tidal Scheduling: Sharing Accelerators\n  between Training and Serving",
        abstract="  We share\naccelerators.\n",
        comments="12 pages",
        doi="10.1145/1.2 10.1145/3.4",
        versions=[
            {"version": "v1", "created": "Mon, 1 Jan 2024 23:59:59 GMT"},
            {"version": "v2", "created": "Tue, 2 Apr 2024 19:18:42 GMT"},
        ],
        authors_parsed=[["Lovelace", "Ada", ""], ["King", "Martin", "Jr.", "Atlanta"], ["The X Team", "", ""]],
    ) | {"journal-ref": "J. Tides 1"}
    write(tmp_path / "arxiv-metadata-oai-snapshot.json", line)
    assert found(tmp_path, TITLE) == (
        Record(
            source="snapshot",
            title=TITLE,
            authors=(Author(name="Ada Lovelace"), Author(name="Martin King Jr."), Author(name="The X Team")),
            abstract="We share accelerators.",
            venue="arXiv",
            year=2024,
            published=date(2024, 1, 1),
            comment="12 pages",
            journal_ref="J. Tides 1",
            ids=Ids(arxiv="2401.00010", doi="10.1145/1.2"),
            links=Links(
                landing="https://arxiv.org/abs/2401.00010",
                pdf="https://arxiv.org/pdf/2401.00010",
                arxiv="https://arxiv.org/abs/2401.00010",
                doi="https://doi.org/10.1145/1.2",
            ),
            as_of=date(2024, 5, 6),
        ),
    )


def test_what_a_line_does_not_say_stays_unknown(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", {"corpusid": None, "externalids": None, "title": TITLE})
    write(tmp_path / "arxiv.jsonl", arxiv_line(versions=[{"version": "v2", "created": "Thu, 21 Mar 2024"}]))
    published, preprint = found(tmp_path, TITLE)
    assert published == Record(source="snapshot", title=TITLE)
    assert (preprint.year, preprint.published, preprint.updated, preprint.version) == (None, None, None, None)


def test_the_first_versions_day_may_stand_without_a_time(tmp_path: Path) -> None:
    write(tmp_path / "arxiv.jsonl", arxiv_line(versions=[{"version": "v1", "created": "Thu, 21 Mar 2024"}]))
    (preprint,) = found(tmp_path, TITLE)
    assert preprint.published == date(2024, 3, 21)


def test_the_lines_own_date_comes_first(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(as_of="2026-11-23", updated="2024-02-10T00:00:00Z"))
    assert found(tmp_path, TITLE)[0].as_of == date(2026, 11, 23)


def test_a_published_paper_does_not_carry_the_preprints_doi(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(externalids={"DOI": "10.48550/arXiv.2401.00010"}))
    assert found(tmp_path, TITLE)[0].ids == Ids(arxiv="2401.00010")


def test_identifiers_stay_text(tmp_path: Path) -> None:
    write(tmp_path / "arxiv.jsonl", arxiv_line(id="1712.05890"))
    write(tmp_path / "papers.jsonl", paper_line(externalids={"ArXiv": "1712.05890"}))
    assert [record.ids.arxiv for record in found(tmp_path, TITLE)] == ["1712.05890", "1712.05890"]


def test_an_abstract_comes_from_the_abstracts_file_with_its_licence(tmp_path: Path) -> None:
    write(tmp_path / "papers.jsonl", paper_line(corpusid=4711), paper_line(corpusid=12))
    about = {"license": "CCBY", "url": None, "status": "GOLD"}
    other = {"corpusid": 13, "openaccessinfo": about, "abstract": "Not this one."}
    write(tmp_path / "abstracts.jsonl", other, other | {"corpusid": 4711, "abstract": "This one."})
    (answer,) = source(tmp_path).fetch([PaperId("corpus_id", "4711")])
    assert [(record.abstract, record.abstract_notice) for record in records(answer)] == [("This one.", "CCBY")]
    assert {record.abstract for record in found(tmp_path, TITLE)} == {"This one.", None}
