"""The days that a list names: by dates beside its entries, and by headings, with or without their year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import Period
from pipeline.read import read
from pipeline.reading.periods import Dated, periods


def days(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


def only(*headings: str, tag: str | None = None) -> Period | None:
    return periods([Dated(tag, headings)])[0]


SEPTEMBER = days("2023-09-01", "2023-09-30")
FOURTH = days("2023-09-04")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023-09", SEPTEMBER),
        ("2023.9", SEPTEMBER),
        ("arXiv 2023-09", SEPTEMBER),
        ("2023年9月", SEPTEMBER),
        ("Sep 2023", SEPTEMBER),
        ("sept. 2023", SEPTEMBER),
        ("2023 September", SEPTEMBER),
        ("2023-Sep", SEPTEMBER),
        ("2024/02", days("2024-02-01", "2024-02-29")),
        ("2023/09/04", FOURTH),
        ("2023年9月4日", FOURTH),
        ("September 4, 2023", FOURTH),
        ("4th Sept. 2023", FOURTH),
        ("4-Sep-2023", FOURTH),
        ("Sep '23", SEPTEMBER),
        ("Sept’23", SEPTEMBER),
        ("09/2023", SEPTEMBER),
        ("09.2023", SEPTEMBER),
        ("2023년 9월", SEPTEMBER),
        ("2023년 9월 4일", FOURTH),
    ],
)
def test_a_date_is_a_month_or_a_day(text: str, period: Period) -> None:
    assert only(tag=text) == period
    assert only(text) == period
    assert only("Systems", f"Papers of {text}") == period


@pytest.mark.parametrize("heading", ["Date", "Submitted", "Submission date", "arXiv date"])
def test_a_column_of_dates_names_the_days_of_its_rows(heading: str) -> None:
    row = "| September 4, 2023 | Deep Residual Learning | [pdf](https://arxiv.org/abs/1512.03385) |"
    (entry,) = read(f"| {heading} | Title | Paper |\n|--|--|--|\n{row}").entries
    assert (entry.period, entry.notes) == (FOURTH, ())


@pytest.mark.parametrize("own", ["Updated", "Last commit", "Date added", "Added on", "Update Date", "Last pushed"])
def test_a_column_of_other_days_tells_nothing_of_its_rows(own: str) -> None:
    row = "| 2024-06-02 | Deep Residual Learning | September 4, 2023 | [pdf](https://arxiv.org/abs/1512.03385) |"
    (entry,) = read(f"| {own} | Title | Published | Paper |\n|--|--|--|--|\n{row}").entries
    assert (entry.period, entry.year, entry.notes) == (FOURTH, 2023, ())
    row = "| 2024-06-02 | Deep Residual Learning | [pdf](https://arxiv.org/abs/1512.03385) |"
    (entry,) = read(f"| {own} | Title | Paper |\n|--|--|--|\n{row}").entries
    assert (entry.period, entry.tag, entry.notes) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2023. 9.", SEPTEMBER),
        ("2023. 9. 4.", FOURTH),
        ("septiembre de 2023", SEPTEMBER),
        ("Septembre 2023", SEPTEMBER),
        ("settembre 2023", SEPTEMBER),
        ("Setembro de 2023", SEPTEMBER),
        ("4 de septiembre de 2023", FOURTH),
        ("4 septembre 2023", FOURTH),
        ("März 2024", days("2024-03-01", "2024-03-31")),
        ("1er mars 2024", days("2024-03-01")),
        ("1º de maio de 2024", days("2024-05-01")),
        ("Août 2024", days("2024-08-01", "2024-08-31")),
        ("5. Dezember 2023", days("2023-12-01", "2023-12-31")),
        ("17/06/2024 - 23/06/2024", days("2024-06-17", "2024-06-23")),
        ("06/03 - 06/09/2024", days("2024-06-03", "2024-06-09")),
        ("03/06 - 09/06, 2024", days("2024-06-03", "2024-06-09")),
        ("30/12/2023 - 05/01/2024", days("2023-12-30", "2024-01-05")),
        ("17.06. – 23.06.2024", days("2024-06-17", "2024-06-23")),
        ("17.–23.06.2024", days("2024-06-17", "2024-06-23")),
        ("3. bis 9. Juni 2024", days("2024-06-03", "2024-06-09")),
        ("3 au 9 juin 2024", days("2024-06-03", "2024-06-09")),
        ("Del 3 al 9 de junio de 2024", days("2024-06-03", "2024-06-09")),
        ("Woche 26, 2023", days("2023-06-26", "2023-07-02")),
    ],
)
def test_dates_are_read_as_other_countries_write_them(text: str, period: Period) -> None:
    assert only(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "Mars 2020",
        "05/06 - 06/06/2024",
        "03/06 - 09/13/2024",
        "3.1 - 3.5 (2024)",
        "40/06 - 45/06/2024",
        "2021. 3. Reefs",
        "2021. 13.",
    ],
)
def test_what_may_be_other_days_or_none_names_no_days(text: str) -> None:
    assert only(text) is None


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Week 26", days("2024-06-24", "2024-06-30")),
        ("📚 Week #1", days("2024-01-01", "2024-01-07")),
        ("17/06 - 23/06", days("2024-06-17", "2024-06-23")),
        ("17.06. - 23.06.", days("2024-06-17", "2024-06-23")),
        ("Juni", days("2024-06-01", "2024-06-30")),
    ],
)
def test_days_take_their_year_from_the_heading_above(heading: str, period: Period) -> None:
    assert only("2024", heading) == only("Papers", "📅 2024", heading) == period
    assert only(heading) is None


@pytest.mark.parametrize(
    "headings", [("Spring 2024", "Week 3"), ("2024", "Transformers", "Week 3"), ("2024", "Week 60")]
)
def test_the_weeks_of_a_course_are_none_of_the_year(headings: tuple[str, ...]) -> None:
    assert only(*headings) is None


def test_a_venue_stands_apart_from_a_month_of_any_language() -> None:
    (entry,) = read("- [arXiv, Mai 2024] Deep Residual Learning [[pdf]](https://arxiv.org/abs/1512.03385)").entries
    assert (entry.venue, entry.year, entry.period) == ("arXiv", 2024, days("2024-05-01", "2024-05-31"))
    (entry,) = read("- [3 de mayo de 2024] Deep Residual Learning [[pdf]](https://arxiv.org/abs/1512.03385)").entries
    assert (entry.venue, entry.year, entry.period) == (None, 2024, days("2024-05-03"))


def test_a_year_of_two_digits_needs_nothing_beside_it() -> None:
    assert only(tag="23.09") == only("23.09") == SEPTEMBER
    assert only(tag="arXiv'23.09") == only("'23.09") == SEPTEMBER
    assert only("Papers of 23.09") is None


@pytest.mark.parametrize(
    ("heading", "period"),
    [
        ("Top Papers (June 23 - June 29) - 2025", days("2025-06-23", "2025-06-29")),
        ("May 22-28, 2023", days("2023-05-22", "2023-05-28")),
        ("June 3rd to 9th, 2024", days("2024-06-03", "2024-06-09")),
        ("Week of 2024-06-03 to 2024-06-09", days("2024-06-03", "2024-06-09")),
        ("2024/12/30 – 2025/01/05", days("2024-12-30", "2025-01-05")),
        ("December 28 – January 3, 2025", days("2024-12-28", "2025-01-03")),
        ("3-9 June 2024", days("2024-06-03", "2024-06-09")),
        ("03 Jun – 09 Jun 2024", days("2024-06-03", "2024-06-09")),
        ("30 May - 5 June 2024", days("2024-05-30", "2024-06-05")),
        ("2024.06.03-06.09", days("2024-06-03", "2024-06-09")),
        ("2024.12.30-01.05", days("2024-12-30", "2025-01-05")),
        ("2024年6月3日-6月9日", days("2024-06-03", "2024-06-09")),
        ("2024年6月3日~9日", days("2024-06-03", "2024-06-09")),
        ("2024-W23", days("2024-06-03", "2024-06-09")),
        ("Week 1 of 2025", days("2024-12-30", "2025-01-05")),
        ("2024 Week 23", days("2024-06-03", "2024-06-09")),
    ],
)
def test_a_heading_names_several_days(heading: str, period: Period) -> None:
    assert only(heading) == period


@pytest.mark.parametrize("days_listed", ["2024-06-03 to 2024-06-09", "2024-06-03 – 06-09", "2024/06/03-2024/06/09"])
def test_days_in_a_tag_are_no_venue(days_listed: str) -> None:
    (entry,) = read(f"- [{days_listed}] Deep Residual Learning [[pdf]](https://arxiv.org/abs/1512.03385)").entries
    assert (entry.title, entry.venue, entry.year) == ("Deep Residual Learning", None, 2024)
    assert entry.period == days("2024-06-03", "2024-06-09")


@pytest.mark.parametrize(
    "text",
    [
        "ICLR 2024",
        "OSDI '22",
        "2022-2023",
        "2023-24",
        "2305.13245",
        "2024-13",
        "2024-02-31",
        "May",
        "May 22-28",
        "Updated May 2024",
        "Last update: 2024-05-01",
        "Papers since May 2024",
        "May 2023 and June 2024",
        "2024-01-01 to 2024-12-31",
        "Best of 2024 (December 28 - January 3)",
        "2024-W54",
        "v2023.09",
        "https://doi.org/10.1145/2023.09",
        "pp. 2001-12",
        "2006-10",
        "1998-05",
        "10.2023/09",
        "Prose " * 50 + "of May 2024",
        "Maybe 2024",
        "Marching through 2024",
        "",
        "January-March 2024",
        "Jan/Feb 2024",
        "May and June 2024",
        "2024年1-3月",
        "2024년 1월~3월",
    ],
)
def test_what_names_no_days_or_the_list_s_own_is_none(text: str) -> None:
    assert only(text, tag=text or None) is None


@pytest.mark.parametrize(
    "text",
    [
        "OSDI 2024 (July 10-12)",
        "ACL 2024-08",
        "NeurIPS, Dec 2023",
        "2nd Symposium on Shores, SHORE 2015, Lima, December 7-10, 2015",
        "The May 2020 Clay Challenge",
        "Proc. of Shores 1, 1 (Aug. 2008), 53–59",
        "Reading group, 3 June 2024",
        "Lecture of 2024-06-03",
        "Added 2024-06",
        "June 2023 and earlier",
        "Before June 2023",
        "May 2024 - now",
        "2024-06 之前",
    ],
)
def test_a_gathering_or_an_end_of_time_tells_nothing_of_when_a_paper_appeared(text: str) -> None:
    assert only(text, tag=text) is None
    assert only("May 2024", text, tag=text) == days("2024-05-01", "2024-05-31")


def test_a_month_or_a_week_takes_its_year_from_the_heading_above() -> None:
    assert only("Archive", "2024", "June") == days("2024-06-01", "2024-06-30")
    assert only("2024", "Awards", "📅 June 3") == days("2024-06-03")
    assert only("Papers of 2023", "Week (May 22-28)") == days("2023-05-22", "2023-05-28")
    assert only("2022 and 2023", "June") is None
    assert only("2024", "6月") == only("2024", "June (12 papers)") == days("2024-06-01", "2024-06-30")
    assert only("2024", "3–9 June") == days("2024-06-03", "2024-06-09")
    assert only("2024", "Week of June 3") == days("2024-06-03")
    assert only("2024", "June bugs") is only("2024", "13月") is None


def test_the_nearest_heading_counts_and_the_tag_before_all() -> None:
    assert only("May 2024", "2023-09") == SEPTEMBER
    assert only("2023-09", "Systems") == SEPTEMBER
    assert only("May 2024", tag="2023.09") == SEPTEMBER
    assert only("2023-09", tag="NSDI 2024") == SEPTEMBER


def headings_only(*headings: str) -> list[Period | None]:
    return periods([Dated(None, (heading,)) for heading in headings])


def test_weeks_in_order_of_time_need_no_year() -> None:
    latest_first = (
        "Jan 15-21, 2024",
        "Jan 8-14, 2024",
        "Jan 1-7, 2024",
        "Dec 25-31",
        "Dec 18-24",
        "Nov 6-12",
        "Oct 2-8",
    )
    told = [days("2024-01-15", "2024-01-21"), days("2024-01-08", "2024-01-14"), days("2024-01-01", "2024-01-07")]
    told += [days("2023-12-25", "2023-12-31"), days("2023-12-18", "2023-12-24"), days("2023-11-06", "2023-11-12")]
    told += [days("2023-10-02", "2023-10-08")]
    assert headings_only(*latest_first) == told
    assert headings_only(*reversed(latest_first)) == told[::-1]


def test_the_year_comes_from_both_sides() -> None:
    told = headings_only("March 4-10", "Feb 5-11, 2024", "Jan 8-14, 2024", "Dec 4-10, 2023", "Nov 6-12")
    assert (told[0], told[-1]) == (days("2024-03-04", "2024-03-10"), days("2023-11-06", "2023-11-12"))


@pytest.mark.parametrize(
    "headings",
    [
        ("Jan 8-14, 2024", "Jan 1-7, 2024", "Dec 25-31"),
        ("Jan 8-14, 2024", "Jan 1-7, 2024", "Jan 15-21, 2024", "Dec 25-31"),
        ("Jan 8-14", "Jan 1-7", "Dec 25-31"),
    ],
)
def test_without_an_order_there_is_no_year(headings: tuple[str, ...]) -> None:
    assert headings_only(*headings)[-1] is None


@pytest.mark.parametrize(
    "headings",
    [
        ("March 2024", "February 2024", "January 2024", "March", "February", "January"),
        ("January 2024", "February", "March", "January 2023", "February", "March", "January 2022", "February"),
        ("March 2024", "February", "January 2022", "December 2021"),
        ("June", "May", "March 2024", "February 2024", "January 2024", "December", "June"),
    ],
    ids=["a topic after another", "months upwards in years downwards", "a gap of years", "one far from the next"],
)
def test_what_could_be_of_two_years_has_none(headings: tuple[str, ...]) -> None:
    told = headings_only(*headings)
    assert all("20" in heading or period is None for heading, period in zip(headings[3:], told[3:], strict=True))


def test_the_order_under_one_heading_tells_nothing_of_another() -> None:
    topics = [("Agents", "Mar 2024"), ("Agents", "Feb 2024"), ("Agents", "Jan 2024"), ("Vision", "January")]
    assert periods([Dated(None, topic) for topic in topics])[-1] is None
    later = [("Vision", "June 2024"), ("Vision", "May 2024"), ("Vision", "April")]
    told = periods([Dated(None, topic) for topic in topics[:3] + later[:2] + [("Vision", "April 2024"), later[2]]])
    assert told[-1] == days("2024-04-01", "2024-04-30")


def test_the_heading_above_tells_no_year_where_it_may_be_another() -> None:
    assert only("Papers since 2020", "June") is None
    assert only("2024", "Papers since 2020", "June") == days("2024-06-01", "2024-06-30")
    assert only("2023", "December 30 - January 5") is None
    told = periods(
        [Dated(None, ("Papers of 2022", month)) for month in ("Mar 2024", "Feb 2024", "Jan 2024", "December")]
    )
    assert told[-1] == days("2023-12-01", "2023-12-31")
    assert periods([Dated(None, ("Papers of 2022", month)) for month in ("Jan 2024", "December")])[-1] is None


def test_days_that_a_year_does_not_have_are_none() -> None:
    assert headings_only("Apr 1-7, 2023", "Mar 25-31, 2023", "Mar 4-10, 2023", "Feb 26-29") == [
        days("2023-04-01", "2023-04-07"),
        days("2023-03-25", "2023-03-31"),
        days("2023-03-04", "2023-03-10"),
        None,
    ]


def test_a_list_by_weeks_is_read_with_its_days() -> None:
    listed = read(
        "# Papers\n\n## Systems\n\n- Alpa: Automating Parallelism [[link]](https://example.org/alpa.pdf)\n\n"
        "## Week of May 22 - May 28, 2023\n\n- LIMA [[link]](https://example.org/lima.pdf)\n"
        "- [2023-04] Orca [[link]](https://example.org/orca.pdf)\n"
    )
    april = days("2023-04-01", "2023-04-30")
    assert [entry.period for entry in listed.entries] == [None, days("2023-05-22", "2023-05-28"), april]


_WORDS = st.sampled_from(
    ["2024", "0", "99", "May", "Feb 30", "-", ".", "/", " ", "to", "年", "月", "31st", "١٢", "W", "week", "'"]
)


@given(st.lists(st.lists(_WORDS, max_size=6).map("".join) | st.text(max_size=12), max_size=5))
def test_any_headings_have_some_days_or_none(headings: list[str]) -> None:
    told = headings_only(*headings)
    assert len(told) == len(headings)
    assert all(period.first <= period.last for period in told if period)
