"""Titles in every format; what is broken is named by its line, and the next one follows."""

from __future__ import annotations

import gzip
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bulk.portions import portions
from pipeline.bulk.title import Title
from pipeline.bulk.titles import read_titles
from pipeline.bulk.trouble import Trouble
from pipeline.errors import UsageError
from pipeline.models import Period


def read(tmp_path: Path, name: str, content: bytes) -> list[Title | Trouble]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(read_titles(path))


def lines(found: list[Title | Trouble]) -> list[int | str | None]:
    """The line of a trouble, the title of a title."""
    return [one.line if isinstance(one, Trouble) else one.title for one in found]


def test_lines_may_be_empty_but_not_broken(tmp_path: Path) -> None:
    found = read(tmp_path, "t.txt", b"\xef\xbb\xbfOne\r\n\r\nT\xff\nLast: \xe7\x9a\x84")
    assert lines(found) == ["One", "", 3, "Last: 的"]
    assert found[3] == Title("4", "Last: 的")


def test_json_lines_are_told_apart(tmp_path: Path) -> None:
    first = b'{"title":"One","year":"2020","authors":"A B; C D","doi":"10.1/x"}\n'
    content = (
        first
        + b'{broken\n\n[1]\n{"title":3}\n{"title":"Two","year":"soon"}\n{"id":7,"title":null}\n{"title":"\\ud800"}\n'
        + b'{"title":"Odd","id":"\\ud800"}\n{"title":"Odd","doi":"\\ud800"}\n{"title":"Odd","authors":["\\ud800"]}\n'
        + b'{"title":"Odd","venue":"\\ud800"}\n'
        + b'{"title":"Last","authors":[null," C D "]}\n'
    )
    found = read(tmp_path, "t.jsonl", content)
    assert found[0] == Title("1", "One", 2020, ("A B", "C D"), "10.1/x")
    assert lines(found) == ["One", 2, 4, 5, "Two", "", 8, 9, 10, 11, 12, "Last"]
    assert found[-1] == Title("13", "Last", authors=("C D",)), "an author that is null is none"
    assert isinstance(found[4], Title)
    assert found[4].year is None, "a year that says nothing costs no title"
    assert isinstance(found[5], Title)
    assert found[5].id == "7"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2017-06-12", "2017-06-12", "2017-06-12"),
        ("2017-06-12T00:00:00Z", "2017-06-12", "2017-06-12"),
        ("June 2017", "2017-06-01", "2017-06-30"),
        ("2017-06-26 to 2017-07-02", "2017-06-26", "2017-07-02"),
    ],
)
def test_days_may_be_written_as_lists_write_them(tmp_path: Path, written: str, first: str, last: str) -> None:
    (found,) = read(tmp_path, "t.csv", f"title,date\nOne,{written}\n".encode())
    assert found == Title("2", "One", 2017, date=Period(date.fromisoformat(first), date.fromisoformat(last)))


def test_days_that_begin_in_one_year_and_end_in_the_next_are_of_the_latter(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "t.csv", b"title,date\nOne,2016-12-30 to 2017-01-05\n")
    assert found == Title("2", "One", 2017, date=Period(date(2016, 12, 30), date(2017, 1, 5)))


def test_days_without_a_year_are_of_the_year_beside_them(tmp_path: Path) -> None:
    content = (
        b"title,year,date,venue\nOne,2017,June 26 - July 2,OSDI\nTwo,,June 26 - July 2,\nThree,2016,2017,\nF,,?,\n"
    )
    one, *others = read(tmp_path, "t.csv", content)
    assert one == Title("2", "One", 2017, venue="OSDI", date=Period(date(2017, 6, 26), date(2017, 7, 2)))
    assert others == [Title("3", "Two"), Title("4", "Three", 2016), Title("5", "F")]


@pytest.mark.parametrize(("written", "year"), [("2017", 2017), ("2017.0", 2017), ("1017", None), ("2017?", None)])
def test_a_date_that_is_a_year_is_the_year(tmp_path: Path, written: str, year: int | None) -> None:
    assert read(tmp_path, "t.csv", f"title,date\nOne,{written}\n".encode()) == [Title("2", "One", year)]


def test_authors_may_be_objects_with_names(tmp_path: Path) -> None:
    one = Title("1", "One", authors=("A B", "C D"))
    content = b'{"title": "One", "authors": [{"name": "A B"}, {"authorId": "1"}, {"name": null}, {"name": " C D"}]}\n'
    assert read(tmp_path, "t.jsonl", content) == [one]
    columns = "'One' as title, [{'name': 'A B'}, {'name': null}, {'name': 'C D'}] as authors"
    duckdb.execute(f"copy (select {columns}) to '{tmp_path / 't.parquet'}'")
    assert list(read_titles(tmp_path / "t.parquet")) == [one]


def test_days_of_a_parquet_file_may_be_dates(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        connection.sql(f"copy (select 'One' as title, date '2017-06-12' as date) to '{tmp_path / 't.parquet'}'")
    (found,) = read_titles(tmp_path / "t.parquet")
    assert found == Title("1", "One", 2017, date=Period(date(2017, 6, 12), date(2017, 6, 12)))


@pytest.mark.parametrize(
    "written",
    [
        "timestamp '2017-06-12 23:30:00'",
        "timestamp_ns '2017-06-12 23:30:00'",
        "timestamptz '2017-06-12 23:30:00+00'",
        "timestamptz '2017-06-13 00:30:00+01'",
    ],
)
def test_days_of_a_parquet_file_may_be_instants(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    path = tmp_path / "t.parquet"
    duckdb.execute(f"copy (select 'One' as title, {written} as date, {written} as year) to '{path}'")
    assert list(read_titles(path)) == [Title("1", "One", 2017, date=Period(date(2017, 6, 12), date(2017, 6, 12)))]


@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("2017", 2017),
        ("2017.0", 2017),
        ("2017-06-01", 2017),
        ("n.d.", None),
        ("17", None),
        ("", None),
        ("0000-00-00", None),
    ],
)
def test_a_year_may_be_written_as_tables_write_it(tmp_path: Path, written: str, year: int | None) -> None:
    (found,) = read(tmp_path, "t.csv", f"title,year\nOne,{written}\n".encode())
    assert found == Title("2", "One", year)


@pytest.mark.parametrize(
    ("written", "arxiv"),
    [
        ("2309.06180", "2309.06180"),
        ("2309.0618", "2309.06180"),
        ("2309.1", "2309.10000"),
        ("1412.123", "1412.1230"),
        ("704.0001", "0704.0001"),
        ("2309.06180v2", "2309.06180v2"),
        ("hep-th/9901001", "hep-th/9901001"),
    ],
)
def test_an_arxiv_identifier_may_have_been_taken_for_a_number(tmp_path: Path, written: str, arxiv: str) -> None:
    (found,) = read(tmp_path, "t.csv", f"title,arxiv\nOne,{written}\n".encode())
    assert found == Title("2", "One", arxiv=arxiv)


def test_an_arxiv_identifier_may_be_a_number(tmp_path: Path) -> None:
    assert read(tmp_path, "t.jsonl", b'{"title": "One", "arxiv": 2309.06180}\n') == [
        Title("1", "One", arxiv="2309.06180")
    ]
    duckdb.execute(f"copy (select 'One' as title, 2309.06180::double as arxiv) to '{tmp_path / 't.parquet'}'")
    assert list(read_titles(tmp_path / "t.parquet")) == [Title("1", "One", arxiv="2309.06180")]


def test_a_table_needs_a_column_for_titles(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column `title`"):
        read(tmp_path, "t.csv", b"name\nOne\n")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("t.csv", b"\xef\xbb\xbftitle;year\nOne;2020\n", "only `title;year`: name it so, with commas between columns"),
        ("t.csv", b"Name,Year\nOne,2020\n", "only `Name`, `Year`: name it so"),
        ("t.tsv", b"title,year\nOne,2020\n", "only `title,year`: name it so, with tabs between columns"),
        ("t.csv", b"", "only blank ones"),
    ],
)
def test_a_table_without_such_a_column_is_told_what_it_has(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    with pytest.raises(UsageError) as raised:
        read(tmp_path, name, content)
    assert told in str(raised.value)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.txt", "One\nTwo\n"),
        ("t.csv", "title\nOne\n"),
        ("t.tsv", "title\tyear\nOne\t2020\n"),
        ("t.jsonl", '{"title": "One"}\n'),
        ("t.txt", "Эффективное управление памятью\nДва\n"),
        ("t.txt", "大语言模型\n大模型\n"),
        ("t.csv", "№,title\n1,大模型\n"),
    ],
)
def test_text_in_another_encoding_is_told_before_a_line_is_read(
    tmp_path: Path, name: str, text: str, encoding: str
) -> None:
    for packed, content in ((name, text.encode(encoding)), (f"{name}.gz", gzip.compress(text.encode(encoding)))):
        with pytest.raises(UsageError, match="is written in UTF-16 or UTF-32: save it as UTF-8"):
            read(tmp_path, packed, content)
        with pytest.raises(UsageError, match="is written in UTF-16"):
            portions(tmp_path / packed, 1)


def test_a_mark_says_that_letters_of_another_script_are_in_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is written in UTF-16"):
        read(tmp_path, "t.txt", "大语言模型\n".encode("utf-16"))


def test_a_letter_without_meaning_does_not_make_a_text_one_of_another_encoding(tmp_path: Path) -> None:
    titles = read(tmp_path, "t.txt", b"One\n\0Two\nThree \0 Four\nCaf\xe9\nFive\n")
    assert [one.title for one in titles if isinstance(one, Title)] == ["One", "Five"]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ("['One'] as title", "its column `title` is VARCHAR[]: write it as text"),
        ("{'text': 'One'} as title", 'its column `title` is STRUCT("text" VARCHAR): write it as text'),
        ("1 as title", "its column `title` is INTEGER: write it as text"),
        ("'One' as name", "has no column `title`, only `name`: name it so"),
    ],
)
def test_a_parquet_file_needs_titles_that_are_text(tmp_path: Path, columns: str, told: str) -> None:
    duckdb.execute(f"copy (select {columns}) to '{tmp_path / 't.parquet'}' (format parquet)")
    with pytest.raises(UsageError) as raised:
        list(read_titles(tmp_path / "t.parquet"))
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.csv", b"Title, Year ,DOI\nOne,2020,10.1/x\n"),
        ("t.tsv", b"DOI\tTITLE\tyear\n10.1/x\tOne\t2020\n"),
        ("t.jsonl", b'{"Title": "One", "YEAR": 2020, " DOI": "10.1/x"}\n'),
    ],
)
def test_names_of_columns_may_have_capitals(tmp_path: Path, name: str, content: bytes) -> None:
    (found,) = read(tmp_path, name, content)
    assert isinstance(found, Title)
    assert found[1:] == Title("", "One", 2020, doi="10.1/x")[1:]


def test_names_of_columns_of_a_parquet_file_may_have_capitals(tmp_path: Path) -> None:
    columns = """'10.1/x' as "DOI", 'One' as "Title", 2020 as "Year ", 1 as "a ""b" """
    duckdb.execute(f"copy (select {columns}) to '{tmp_path / 't.parquet'}'")
    assert list(read_titles(tmp_path / "t.parquet")) == [Title("1", "One", 2020, doi="10.1/x")]


def test_a_column_of_the_very_name_counts_before_others(tmp_path: Path) -> None:
    assert read(tmp_path, "t.csv", b"Title,title,TITLE\nOne,Two,Three\n") == [Title("2", "Two")]
    assert read(tmp_path, "t.jsonl", b'{"title": "One", "Title": "Two"}\n') == [Title("1", "One")]


@pytest.mark.parametrize("heading", [b"title,year,title", b"title,Year,YEAR", b"Title,year,TITLE"])
def test_two_columns_that_may_be_meant_are_told(tmp_path: Path, heading: bytes) -> None:
    with pytest.raises(UsageError, match=r"has 2 columns `(title|year)`: leave one of them"):
        read(tmp_path, "t.csv", heading + b"\nOne,2020,2021\n")


def test_json_over_several_lines_is_told(tmp_path: Path) -> None:
    first, *_ = read(tmp_path, "t.json", b'[\n{"title": "One"}\n]\n')
    assert first == Trouble(str(tmp_path / "t.json"), "no JSON object in one line: Expecting value", 1)


def test_a_table_is_read_by_its_columns(tmp_path: Path) -> None:
    content = b'id,title,arxiv\na,"One,\nwith ""quotes""",1706.03762\nb,too,many,fields\nc,T\xff,\nd,Last,\n'
    found = read(tmp_path, "t.csv", content)
    assert found[0] == Title("a", 'One,\nwith "quotes"', arxiv="1706.03762")
    assert lines(found)[1:] == [4, 5, "Last"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"a,Pots, and kilns", "3 fields for 2 columns: a field that holds a separator needs quotation marks"),
        (b"Pots", "1 fields for 2 columns: some are missing"),
        (b"a,Pots\xff", "not UTF-8"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(tmp_path: Path, row: bytes, reason: str) -> None:
    assert read(tmp_path, "t.csv", b"id,title\n" + row + b"\n") == [Trouble(str(tmp_path / "t.csv"), reason, 2)]


@pytest.mark.parametrize("named", ["true", "[1]", '{"a": 1}'])
def test_an_id_is_text_or_a_number(tmp_path: Path, named: str) -> None:
    good, bad = read(tmp_path, "t.jsonl", f'{{"id": 7, "title": "One"}}\n{{"id": {named}, "title": "Two"}}\n'.encode())
    assert good == Title("7", "One")
    assert isinstance(bad, Trouble)
    assert "an id that is neither text nor a number" in str(bad)


def test_a_quote_that_is_never_closed_is_told_with_what_it_costs(tmp_path: Path) -> None:
    first, broken = read(tmp_path, "t.csv", b'title\nOne\n"Two\nThree\nFour\n')
    assert first == Title("2", "One")
    assert broken == Trouble(
        str(tmp_path / "t.csv"),
        "not a title: a quotation mark is never closed: all lines from here on are lost",
        3,
    )


@pytest.mark.parametrize(
    ("name", "begin", "end"),
    [("t.txt", b"", b"\n"), ("t.csv", b"", b"\n"), ("t.jsonl", b'{"title": "', b'"}\n')],
)
@pytest.mark.parametrize("text", [b"e" * 2**20 + b"n", b"a\x00b"])
def test_a_line_that_no_title_fills_costs_no_other(
    tmp_path: Path, name: str, begin: bytes, end: bytes, text: bytes
) -> None:
    heading = b"title\n" * name.endswith("csv")
    content = heading + b"".join(begin + one + end for one in (b"One", text, b"Last"))
    found = read(tmp_path, name, content)
    assert lines(found) == ["One", 2 + len(heading) // 6, "Last"]


def test_a_row_of_parquet_that_no_title_fills_costs_no_other(tmp_path: Path) -> None:
    rows = "('One', 'a'), (repeat('e', 1048576), 'n'), ('a' || chr(0), 'a'), ('b', chr(0)), ('Last', 'a')"
    duckdb.execute(f"copy (from (values {rows}) as t(title, venue)) to '{tmp_path / 't.parquet'}'")
    assert lines(list(read_titles(tmp_path / "t.parquet"))) == ["One", 2, 3, 4, "Last"]


def test_a_gzipped_file_that_is_damaged_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    content = bytearray(gzip.compress(b"".join(b"Title %d\n" % number for number in range(20_000)), mtime=0))
    content[20_000:20_200] = b"\xff" * 200
    found = read(tmp_path, "t.txt.gz", bytes(content))
    assert found[0] == Title("1", "Title 0")
    assert isinstance(found[-1], Trouble)
    assert "cannot be read to its end" in found[-1].what


def test_a_parquet_file_is_no_pattern_and_no_partition_and_other_columns_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "title=zzz" / "year=1999"
    folder.mkdir(parents=True)
    for name, title in (("t[1].parquet", "Asked"), ("t1.parquet", "Another"), ("t*.parquet", "Of all")):
        duckdb.execute(
            f"copy (select '{title}' as title, 2023 as year, now() as seen) to '{folder / name}' (format parquet)"
        )
    assert list(read_titles(folder / "t[1].parquet")) == [Title("1", "Asked", 2023)]
    assert list(read_titles(folder / "t*.parquet")) == [Title("1", "Of all", 2023)]


def test_a_file_that_is_not_there_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not there"):
        read_titles(tmp_path / "none.txt")


def test_the_lines_of_a_table_are_counted_past_broken_and_blank_ones(tmp_path: Path) -> None:
    content = b'title\nOne\n"a"b\n"a"c\n\n\n"Two\nlines"\na,b\nLast\n'
    found = read(tmp_path, "t.csv", content)
    assert lines(found) == ["One", 3, 4, "Two\nlines", 9, "Last"]
    assert [one.id for one in found if isinstance(one, Title)] == ["2", "7", "10"]


def test_a_table_whose_heading_is_broken_has_no_titles(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no column `title`"):
        read(tmp_path, "t.csv", b'"title"x\nOne\n')


_LINES = st.lists(
    st.sampled_from(
        [b"", b"One", "Zwei für alle".encode(), b'{"title": "Three"}', b"\xff", b"{broken", b"\xef\xbb\xbf"]
    )
)


@given(_LINES, st.lists(st.sampled_from([b"\n", b"\n", b"\r\n", b"\r"]), min_size=1), st.booleans(), st.integers(1, 4))
@pytest.mark.parametrize("name", ["t.txt", "t.jsonl"])
def test_portion_by_portion_a_file_is_read_as_from_its_beginning(
    tmp_path_factory: pytest.TempPathFactory,
    name: str,
    content: list[bytes],
    ends: list[bytes],
    marked: bool,  # noqa: FBT001  hypothesis gives it
    size: int,
) -> None:
    path = tmp_path_factory.mktemp("titles") / name
    text = b"".join(line + ends[place % len(ends)] for place, line in enumerate(content))
    path.write_bytes(b"\xef\xbb\xbf" * marked + text)
    cut = portions(path, size)
    assert cut is not None
    assert [one for portion in cut for one in read_titles(path, portion)] == list(read_titles(path))
    assert all(part.stop == following.start for part, following in pairwise(cut))
    if len(set(ends)) == 1 and content:
        assert len(cut) == -(-len(content) // size)


def test_parquet_is_read_portion_by_portion_too(tmp_path: Path) -> None:
    path = tmp_path / "t.parquet"
    duckdb.execute(f"copy (select 'Title ' || range as title from range(7)) to '{path}'")
    cut = portions(path, 3)
    assert cut is not None
    assert len(cut) == 3
    assert [one for portion in cut for one in read_titles(path, portion)] == list(read_titles(path))
    assert next(read_titles(path, cut[2])) == Title("7", "Title 6")


@pytest.mark.parametrize("name", ["t.csv", "t.tsv", "t.txt.gz", "t.csv.gz"])
def test_what_has_no_middle_to_begin_at_is_not_cut(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"title\nOne\n")
    assert portions(tmp_path / name, 1) is None


def test_a_file_that_is_not_there_has_no_portions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        portions(tmp_path / "t.txt", 1)
