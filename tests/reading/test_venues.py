"""The venue, the year and the days of a paper, wherever a line says them, and what is none of these."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.models import Period
from pipeline.read import read
from tests.reading.dialects import ATTENTION_TITLE, PAPER, RESNET_TITLE

SEPTEMBER_5 = date(2024, 9, 5)


@pytest.mark.parametrize("between", ["). ", ".", " – ", " | ", "] ", ", "])
def test_a_venue_behind_its_year_begins_with_a_word(between: str) -> None:
    (one,) = read(f"- Attention Is All You Need for Trees. Vaswani, A., Shazeer, N. (2017{between}NeurIPS.").entries
    assert (one.venue, one.year) == ("NeurIPS", 2017)


@pytest.mark.parametrize("journal", ["Reef Letters", "Annals of Reefs and Letters", "Nature"])
@pytest.mark.parametrize("title", ["Reefs That Schedule Tides", "**Reefs That Schedule Tides**"])
def test_a_link_behind_strokes_and_authors_is_the_venue(title: str, journal: str) -> None:
    line = f"- 2021-03-02 | {title} | Ada Odell, Ivo Tarn | [{journal}](https://doi.org/10.1000/x13)"
    (one,) = read(line).entries
    assert (one.title, one.authors) == ("Reefs That Schedule Tides", ("Ada Odell", "Ivo Tarn"))
    assert (one.venue, one.year, one.notes) == (journal, 2021, ())
    assert one.period is not None
    assert (one.period.first.isoformat(), one.period.last.isoformat()) == ("2021-03-02", "2021-03-02")


@pytest.mark.parametrize("link", [f"[paper]({PAPER})", "[KelpLab](https://kelp.example)"])
def test_a_label_or_a_page_behind_strokes_and_authors_is_no_venue(link: str) -> None:
    (one,) = read(f"- 2021-03 | Reefs That Schedule Tides | Ada Odell, Ivo Tarn | {link}").entries
    assert (one.title, one.venue, one.year) == ("Reefs That Schedule Tides", None, 2021)


@pytest.mark.parametrize(
    ("line", "venue", "year"),
    [
        ("20-OSDI-Reefs That Schedule Tides", "OSDI", 2020),
        (f"[99-EuroSys-Reefs That Schedule Tides]({PAPER})", "EuroSys", 1999),
        (f"Reefs That Schedule Tides,2021.[paper]({PAPER})", None, 2021),
        (f"Reefs That Schedule Tides, 2021. [[paper]]({PAPER})", None, 2021),
        (f"Reefs That Schedule Tides,NSDI 2021.[paper]({PAPER})", "NSDI", 2021),
        (f"Reefs That Schedule Tides,NSDI.[paper]({PAPER})", "NSDI", None),
    ],
)
def test_venue_and_year_may_stand_without_blanks(line: str, venue: str | None, year: int | None) -> None:
    (one,) = read(f"- {line}").entries
    assert (one.title, one.venue, one.year) == ("Reefs That Schedule Tides", venue, year)


@pytest.mark.parametrize(
    "title", ["20-Kelp-Farms That Schedule Tides", "Tides of the Shore, 2021", "A Count to 10,2021 and Beyond"]
)
def test_numbers_of_a_title_are_no_year(title: str) -> None:
    (one,) = read(f"- [{title}]({PAPER})").entries
    assert (one.title, one.year) == (title, None)


@pytest.mark.parametrize("tag", ["OSDI 23'", "OSDI23’", "OSDI' 23", "OSDI '23"])
def test_the_apostrophe_of_a_year_stands_before_it_or_behind(tag: str) -> None:
    (one,) = read(f"| Cite | Paper |\n|--|--|\n| {tag} | [Growing Caches along the Shore]({PAPER}) |\n").entries
    assert (one.venue, one.year) == ("OSDI", 2023)


@pytest.mark.parametrize("day", ["5 Sep 2024", "Sep 5, 2024", "5 September, 2024", "Sept. 5th, 2024"])
@pytest.mark.parametrize("shape", ["{title} [arXiv, {day}]({url})", "[arXiv, {day}]({url}) {title}"])
def test_a_day_beside_the_venue_in_a_link_is_the_paper_s_and_not_the_venue_s(day: str, shape: str) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {shape.format(title=title, day=day, url='https://arxiv.org/abs/2409.00001')}\n").entries
    assert (one.title, one.venue, one.year, one.period) == (title, "arXiv", 2024, Period(SEPTEMBER_5, SEPTEMBER_5))


@pytest.mark.parametrize(
    ("tag", "number", "year"),
    [
        ("arXiv 2002", "2002.00001", 2020),
        ("arXiv-2002", "2002.00001", 2020),
        ("arXiv 2311", "2311.00001", 2023),
        ("arXiv 2002", "cs/0205001", 2002),
        ("arXiv 2012", "2005.00001", 2012),
    ],
)
def test_a_month_of_arxiv_is_no_year_where_the_paper_is_of_that_month(tag: str, number: str, year: int) -> None:
    url = f"https://arxiv.org/abs/{number}"
    for line in (
        f"- [{tag}] Growing Caches along the Shore [[pdf]]({url})",
        f"- Drying Logs by Wind ({tag})\n  - {url}",
    ):
        (one,) = read(line).entries
        assert (one.tag, one.venue, one.year) == (tag, "arXiv", year)


@pytest.mark.parametrize(
    ("behind", "venue", "year"),
    [
        ("KILNS 22", "KILNS", 2022),
        ("IEEE Transactions on Pots and Pans", "IEEE Transactions on Pots and Pans", None),
        ("IEEE/ACM Pottery Letters", "IEEE/ACM Pottery Letters", None),
        ("Journal of Clay", "Journal of Clay", None),
    ],
)
@pytest.mark.parametrize("shape", ["[{}]({})", "{} [[pdf]]({})"])
def test_a_venue_that_nobody_knows_in_brackets_behind_a_title_is_told_by_its_form(
    shape: str, behind: str, venue: str, year: int | None
) -> None:
    (one,) = read("- " + shape.format(f"Growing Caches along the Shore ({behind})", PAPER)).entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", venue, year)


@pytest.mark.parametrize(
    "behind", ["Part 22", "arXiv explained", "KILNS 64", "KLN-22", "IEEE 802", "Transactions", "Annals of a potter"]
)
def test_what_is_no_venue_by_its_form_stays_in_the_title(behind: str) -> None:
    title = f"Growing Caches along the Shore ({behind})"
    assert [(one.title, one.tag) for one in read(f"- [{title}]({PAPER})").entries] == [(title, None)]


@pytest.mark.parametrize(
    "badge",
    ["DAC-2025-blue", "DAC_2025-blue", "DAC-2025-blue.svg", "DAC%202025-4b44ce?style=flat", "Venue-DAC_2025-blue"],
)
@pytest.mark.parametrize(
    "line",
    ["[{0}]({1}) ![]({2})", "![DAC]({2}) [{0}]({1})", "{0} [![]({2})]({1})", "**{0}** ![]({2}) [[pdf]]({1})"],
)
def test_a_badge_may_be_all_that_tells_the_venue(line: str, badge: str) -> None:
    title, address = "Growing Caches along the Shore", f"https://img.shields.io/badge/{badge}"
    (one,) = read("- " + line.format(title, PAPER, address)).entries
    assert (one.title, one.venue, one.year, one.notes) == (title, "DAC", 2025, ())


@pytest.mark.parametrize(
    ("behind", "venue", "authors"),
    [
        ("Odell et al., SHORE 2022", "SHORE", ("Odell",)),
        ("Odell et al. Workshop on Shores 2022", "Workshop on Shores", ("Odell",)),
        ("Odell et al., 2022", None, ("Odell",)),
        ("Odell, SHORE 2022", "SHORE", ()),
        ("Findings, EMNLP 2022", "Findings, EMNLP", ()),
    ],
)
def test_a_name_before_a_venue_in_brackets_is_no_part_of_it(
    behind: str, venue: str | None, authors: tuple[str, ...]
) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) ({behind})").entries
    assert (one.venue, one.year, one.authors) == (venue, 2022, authors)


def test_who_presents_a_paper_and_when_tells_neither_its_authors_nor_its_days() -> None:
    head = "| Date | Subject | Reading | Presented by |\n|--|--|--|--|\n"
    rows = "| 10/12 | Caches | [Growing Caches along the Shore](https://a.example/x.pdf) | Ada Fen, John Marsh |\n"
    rows += "| 10/14/2016 | Logs | [Drying Logs by Wind](https://a.example/y.pdf) (SHORE 2009) | Jane Odell |\n"
    first, second = read(head + rows).entries
    assert (first.title, first.authors, first.year, first.period) == ("Growing Caches along the Shore", (), None, None)
    assert (second.authors, second.venue, second.year, second.period) == ((), "SHORE", 2009, None)
    data = "---\nsessions:\n  - date: 02/21/2020\n    presenter: Ada Fen\n    title: Drying Logs by Wind\n"
    (listed,) = read(f"{data}    link: https://arxiv.org/abs/2301.00002\n---\n").entries
    assert (listed.authors, listed.year) == ((), None)


def test_the_day_of_a_lecture_is_none_of_what_is_read_for_it() -> None:
    rows = f"| Date | Lecture | Readings |\n|--|--|--|\n| 2023-09-03 | Shores | [{ATTENTION_TITLE}]({PAPER}) |\n"
    (one,) = read(rows).entries
    assert (one.title, one.year, one.period) == (ATTENTION_TITLE, None, None)


@pytest.mark.parametrize("venue", ["ICML", "KDD", "Nature"])
@pytest.mark.parametrize("line", ["[{0}]({1}). {2}", "**{0}**, {2} [[pdf]]({1})", "**{0}**  \n  {2}  \n  [[pdf]]({1})"])
def test_a_well_known_venue_behind_authors_is_no_place_of_work_and_no_author(line: str, venue: str) -> None:
    said = f"Ada Odell, Ivo Tarn, {venue}"
    (one,) = read(f"- {line.format('Growing Caches along the Shore', PAPER, said)}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Ada Odell", "Ivo Tarn"))
    assert (one.venue, one.notes) == (venue, ())


@pytest.mark.parametrize("venue", ["ICML", "KDD"])
def test_a_well_known_venue_may_stand_behind_places_of_work(venue: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn, Bo Fen, UVW, {venue}").entries
    assert (one.authors, one.venue, one.notes) == (("Ada Odell", "Ivo Tarn", "Bo Fen"), venue, ())


@pytest.mark.parametrize("behind", [f" [[pdf]]({PAPER})", " (ICML 2020)"])
@pytest.mark.parametrize(
    "title", ["Thank you KILN! Firing Clay in Large Batches", "This List Is Sorted: Proofs of Order"]
)
def test_a_title_that_begins_as_a_word_to_the_reader_is_known_by_link_or_venue(title: str, behind: str) -> None:
    listed = read(f"- {RESNET_TITLE}\n- {title}{behind}\n- This list is kept beside [a survey]({PAPER})\n")
    assert [entry.title for entry in listed.entries] == [RESNET_TITLE, title]
    assert [left.line for left in listed.left_over] == [3]


@pytest.mark.parametrize("quote", ["'", "’", "`"])
@pytest.mark.parametrize("line", ["[REEF-W{0}2016] [{1}]({2})", "[{1}]({2}) (REEF-W{0}2016)", "{1} [REEF-W{0}2016]"])
def test_the_quotation_mark_before_a_whole_year_is_no_part_of_the_venue(line: str, quote: str) -> None:
    (one,) = read(f"- {line.format(quote, RESNET_TITLE, PAPER)}").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, "REEF-W", 2016)


@pytest.mark.parametrize(
    ("said", "authors", "venue"),
    [
        ("Odell, A., 2023. {0}. *Tides*, 382(6671), eadm8175.", ("A. Odell",), "Tides"),
        (
            "Odell, A.B. and Tarn, I., 2023. {0}. Journal of Tides, 14(2), pp.8-9.",
            ("A.B. Odell", "I. Tarn"),
            "Journal of Tides",
        ),
        (
            "Odell, A., Tarn, I. and Fen, B., 2023a. {0}. Reef Working Paper No. 31422.",
            ("A. Odell", "I. Tarn", "B. Fen"),
            "Reef Working Paper",
        ),
        ("Odell, A. et al., 2023. {0}. *Journal of Tides*, 30, pp.8-9.", ("A. Odell",), "Journal of Tides"),
        (
            "Odell, A., & Tarn, I. (2023). {0}. Journal of Tides, 14(2), 8-9.",
            ("A. Odell", "I. Tarn"),
            "Journal of Tides",
        ),
    ],
)
@pytest.mark.parametrize("line", ["[{0}]({1})", "{0} [[pdf]]({1})"])
def test_harvards_references_give_authors_year_and_venue_linked_as_a_whole_or_not(
    line: str, said: str, authors: tuple[str, ...], venue: str
) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {line.format(said.format(title), PAPER)}").entries
    assert (one.title, one.authors, one.venue, one.year, one.notes) == (title, authors, venue, 2023, ())


def test_the_number_of_a_preprint_is_no_part_of_its_venue() -> None:
    said = "Odell, A. and Tarn, I., 2023. Growing Caches along the Shore. arXiv preprint arXiv:1706.03762."
    (one,) = read(f"- [{said}]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. Odell", "I. Tarn"))
    assert (one.venue, one.year) == ("arXiv", 2023)


@pytest.mark.parametrize("volume", [", 31(2), 3-32", " 31(2)", ", 31(2), pp. 3–32", ", 31, 3-32", " 31(2): 3-32"])
def test_volume_and_pages_behind_a_linked_title_are_no_part_of_the_venue(volume: str) -> None:
    line = f"Odell, A. B., & Tarn, I. (2017). [Growing Caches along the Shore]({PAPER}). _Journal of Tides_{volume}."
    (one,) = read(f"* {line}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. B. Odell", "I. Tarn"))
    assert (one.tag, one.venue, one.year) == ("Journal of Tides 2017", "Journal of Tides", 2017)


def test_an_author_before_a_year_is_no_venue() -> None:
    (one,) = read(
        f"* Odell, A. (2018). [Growing Caches along the Shore]({PAPER}). In _Reefs: A Plan_. Tide Press."
    ).entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", None, 2018)


@pytest.mark.parametrize(
    ("behind", "venue"),
    [
        (", Reefs and Autonomous Tides 2013.", "Reefs and Autonomous Tides"),
        (", R-EF 2013", "R-EF"),
        (", Tides 2013.", "Tides"),
        (", Tidal Research 2013", "Tidal Research"),
        (", Annals of the Institute of Tides 2013", "Annals of the Institute of Tides"),
        (" in REF 2013.", "REF"),
    ],
)
@pytest.mark.parametrize("before", ["", "(Reef) ", "[Reef] "])
def test_a_name_and_a_year_right_behind_a_linked_title_and_a_comma_are_its_venue(
    before: str, behind: str, venue: str
) -> None:
    (one,) = read(f"- {before}[Growing Caches along the Shore](https://reef.example/caches){behind}").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", venue, 2013)
    assert (one.aliases, one.notes) == (("Reef",) if before else (), ())


@pytest.mark.parametrize(
    "behind",
    [
        ", Best Paper 2013",
        ", Ada Odell 2013",
        " Tides 2013",
        ", a list of 2013",
        ", REF 2013 and 2014",
        ", Google 2013",
        ", University of the Shore 2013",
        ", Spring 2013",
        " in Reefland 2013",
    ],
)
def test_what_else_stands_behind_a_linked_title_is_no_venue(behind: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}){behind}").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", None)


@pytest.mark.parametrize("journal", ["J. Tides", "J. Tid."])
def test_a_journal_that_reads_like_a_name_is_the_venue_behind_a_full_stop(journal: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell, Ivo Tarn. {journal} 2020").entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), journal, 2020)


@pytest.mark.parametrize(
    "title", ['"Why Grow Caches?": a Study of the Shore', '"Caches Matter" and Other Stories of the Shore']
)
def test_a_title_behind_authors_and_a_year_may_go_on_behind_quotation_marks(title: str) -> None:
    (one,) = read(f"- Odell et al., 2016: {title} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.year, one.notes) == (title, ("Odell",), 2016, ())


@pytest.mark.parametrize("label", ["Video", "Tutorial"])
def test_a_label_behind_a_year_and_a_title_in_quotation_marks_is_no_author(label: str) -> None:
    (one,) = read(f"- 2019: “Growing Caches along the Shore” {label} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ())


@pytest.mark.parametrize("authors", ["Odell et al., 2016", "Odell and Tarn, 2016"])
def test_a_title_in_quotation_marks_behind_authors_and_a_year_ends_with_them(authors: str) -> None:
    (one,) = read(f'- {authors}: "Growing Caches along the Shore". ICML. [[pdf]]({PAPER})').entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", "ICML", 2016)
    assert (one.authors[0], one.aliases) == ("Odell", ())


@pytest.mark.parametrize(
    ("behind", "author"), [("Odell", "Odell"), ("Odell et al.", "Odell"), ("A. Odell", "A. Odell")]
)
@pytest.mark.parametrize("line", ["[{0}]({1})", "{0} [[pdf]]({1})"])
def test_a_year_before_a_title_in_quotation_marks_is_its_year(line: str, behind: str, author: str) -> None:
    (one,) = read(f"- {line.format(f'2019 “Growing Caches along the Shore” - {behind}', PAPER)}").entries
    assert (one.title, one.authors, one.year) == ("Growing Caches along the Shore", (author,), 2019)


def test_a_year_before_other_words_in_quotation_marks_is_of_the_title() -> None:
    (one,) = read(f"- [1984 “Big Brother” in the Age of Tides]({PAPER})").entries
    assert (one.title, one.year) == ("1984 “Big Brother” in the Age of Tides", None)


@pytest.mark.parametrize("venue", ["in EMNLP 2021", "at EMNLP 2021."])
def test_a_well_known_venue_behind_a_long_remark_and_a_dash_is_the_paper_s(venue: str) -> None:
    said = "It grows caches along the shore with a number of tides that nobody has measured before"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said} - {venue}").entries
    assert (one.venue, one.year, one.notes) == ("EMNLP", 2021, (said,))


@pytest.mark.parametrize("sign", [" ", " - ", ". "])
def test_a_well_known_journal_with_its_volume_and_pages_behind_a_linked_title_is_not_lost(sign: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}){sign}Nature 521 (2015): 436-444").entries
    assert (one.venue, one.year, one.notes) == ("Nature", 2015, ())


@pytest.mark.parametrize("venue", ["arXiv", "bioRxiv"])
def test_a_venue_that_ends_a_long_remark_may_begin_with_a_small_letter(venue: str) -> None:
    said = "It grows caches along the shore with a number of tides that nobody had measured before"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said} - in {venue}").entries
    assert (one.venue, one.notes) == (venue, (said,))


@pytest.mark.parametrize(
    "line", ["**{title}.** {venue}. [[pdf]]({url})", "{title}. {venue}. [[pdf]]({url})", "[{title}]({url}). {venue}."]
)
@pytest.mark.parametrize("venue", ["TIDE 2019", "TIDE-REEF 2019", "ShoSys 2019"])
def test_an_acronym_and_a_year_between_full_stops_are_a_venue_though_nobody_knows_it(line: str, venue: str) -> None:
    title = "Growing Caches along the Shore"
    (one,) = read(f"- {line.format(title=title, venue=venue, url=PAPER)}").entries
    assert (one.title, one.venue, one.year, one.notes) == (title, venue.partition(" ")[0], 2019, ())


@pytest.mark.parametrize("said", ["NVIDIA 2019.", "GitHub 2019.", "ShoreDash 2019", "OpenAI 2019.", "MIT 2019."])
def test_a_company_and_a_year_behind_a_linked_title_are_no_venue(said: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


@pytest.mark.parametrize("field", ["Year of Publication", "Publication year", "Date of publication"])
@pytest.mark.parametrize("bullet", ["- ", ""])
def test_the_year_of_publication_is_told_below_a_title(field: str, bullet: str) -> None:
    below = f"  {bullet}Authors: Ada Odell, Ivo Tarn\n  {bullet}{field}: 2019\n  {bullet}Link: {PAPER}"
    (one,) = read(f"- {RESNET_TITLE}\n{below}").entries
    assert (one.title, one.authors, one.year, one.notes) == (RESNET_TITLE, ("Ada Odell", "Ivo Tarn"), 2019, ())


@pytest.mark.parametrize("day", ["May 2017", "2017"])
def test_the_day_behind_the_place_of_work_of_an_author_with_others_is_the_paper_s(day: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}). Ada Odell et al. KAIST. {day}.").entries
    assert (one.authors, one.venue, one.year, one.notes) == (("Ada Odell",), None, 2017, ("KAIST",))


def test_a_place_of_work_before_a_year_and_behind_an_author_with_others_is_no_venue() -> None:
    (one,) = read(
        f"- [Growing Caches along the Shore]({PAPER}). Ada Odell et al. Shore Institute of Tides, 2017."
    ).entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell",), None, 2017)
    assert one.notes == ("Shore Institute of Tides, 2017",)


@pytest.mark.parametrize(
    "line",
    [
        "[2023.08.23] [Growing Caches along the Shore]({}) ({})",
        "[2023.08.23] Growing Caches along the Shore ({1}) [[pdf]]({0})",
        "[2023.08.23] Growing Caches along the Shore, {1} [[pdf]]({0})",
        "**[2023.08.23]** **[Growing Caches along the Shore]({})** ![badge](https://img.shields.io/badge/ICLR_2024-6c757d)",
    ],
)
def test_a_paper_may_have_its_day_before_the_title_and_its_venue_behind(line: str) -> None:
    (one,) = read(f"- {line.format(PAPER, 'ICLR 2024')}").entries
    assert (one.title, one.venue, one.year, one.notes) == ("Growing Caches along the Shore", "ICLR", 2024, ())
    assert one.period == Period(first=date(2023, 8, 23), last=date(2023, 8, 23))


@pytest.mark.parametrize("venue", ["CVPR", "ARXIV", "ACCV", "T-PAMI"])
@pytest.mark.parametrize("year", ["- 2018", "-2018"])
def test_a_venue_and_a_year_between_dashes_end_a_linked_title(venue: str, year: str) -> None:
    (one,) = read(f"- [Growing Caches - A Study - {venue} {year}]({PAPER})").entries
    assert (one.title, one.venue, one.year) == ("Growing Caches - A Study", venue, 2018)


def test_words_between_dashes_before_a_year_stay_in_the_title() -> None:
    (one,) = read(f"- [Growing Caches - A Study - 2018]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches - A Study - 2018", None)


@pytest.mark.parametrize("venue", ["RAID", "S&P"])
def test_a_year_and_an_acronym_before_a_linked_title_are_its_venue(venue: str) -> None:
    (one,) = read(f"- 2018 {venue} [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year, one.aliases) == (venue, 2018, ())


def test_a_year_and_a_company_before_a_linked_title_are_no_venue() -> None:
    (one,) = read(f"- 2018 IBM [Growing Caches along the Shore]({PAPER})").entries
    assert one.venue is None


@pytest.mark.parametrize(
    ("tag", "year"), [("OSDI 16", 2016), ("CVPR 08", 2008), ("VLDB 14", None), ("TPAMI 25", None), ("NIPS 25", None)]
)
def test_two_digits_behind_a_conference_are_its_year_unless_they_may_count_volumes(tag: str, year: int | None) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == (tag[:-3], year)


@pytest.mark.parametrize("venue", ["cvpr20", "ICCV 2020"])
def test_a_paragraph_may_lead_to_its_paper_by_the_venue(venue: str) -> None:
    titles = ("Growing Caches along the Shore", "Firing Clay in Large Batches")
    listed = read("\n\n".join(f"{title}. [{venue}]({PAPER}). [code](https://github.com/a/b)" for title in titles))
    assert [(entry.title, entry.year, len(entry.links)) for entry in listed.entries] == [
        (title, 2020, 2) for title in titles
    ]


def test_workshops_of_a_conference_are_a_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - CVPR Workshops 2019").entries
    assert (one.venue, one.year, one.notes) == ("CVPR Workshops", 2019, ())


def test_a_word_that_a_long_remark_ends_with_is_no_venue() -> None:
    said = "It grows caches along the shore with a number of tides that nobody had measured before - in nature"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


def test_a_well_known_venue_within_a_long_remark_may_be_another_paper_s() -> None:
    said = "It grows caches along the shore as those tides did that nobody had measured before in EMNLP 2021"
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - {said}").entries
    assert (one.venue, one.notes) == (None, (said,))


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Odell, Ivo Tarn", ("Ada Odell", "Ivo Tarn")),
        ("A. Odell", ("A. Odell",)),
        ("A. Odell, I. Tarn, and B. Fen", ("A. Odell", "I. Tarn", "B. Fen")),
    ],
)
@pytest.mark.parametrize("venue", ["Journal of Tides", "ICML"])
def test_authors_title_venue_and_year_may_stand_between_commas(
    names: str, authors: tuple[str, ...], venue: str
) -> None:
    (one,) = read(f"- {names}, Growing Caches along the Shore, {venue}, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == ("Growing Caches along the Shore", authors, venue)
    assert (one.year, one.notes) == (2019, ())


@pytest.mark.parametrize("venue", ["Clay Journal", "OSDI"])
def test_a_short_title_before_authors_venue_and_year_between_commas_is_no_author(venue: str) -> None:
    (one,) = read(f"- Random Forests, Ada Odell, Ivo Tarn, Bo Fen, {venue}, 2019 [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Random Forests", ("Ada Odell", "Ivo Tarn", "Bo Fen"))
    assert (one.venue, one.year) == (venue, 2019)


@pytest.mark.parametrize(
    "title", ["Tides, Reefs, and Caches on the Shore, Part Two", "Clear Skies, Warm Seas, and the Shore"]
)
def test_a_title_with_commas_before_a_year_keeps_them(title: str) -> None:
    (one,) = read(f"- {title}, 2019. [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.year) == (title, (), 2019)


@pytest.mark.parametrize(
    "volume",
    [
        "31.2 (2014): 3-32",
        "31 (2014)",
        "(3) 28 (2014): 1139-1147",
        "6, 5 (2014), 3–32",
        "6, 5, Article 12 (May 2014), 20 pages",
    ],
)
def test_a_volume_before_the_year_in_brackets_is_no_part_of_the_venue(volume: str) -> None:
    line = f'Odell, Ada, et al. "**Growing Caches along the Shore**." Journal of Tides {volume}. [[pdf]]({PAPER})'
    (one,) = read(f"* {line}").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Ada Odell",))
    assert (one.venue, one.year) == ("Journal of Tides", 2014)


@pytest.mark.parametrize("others", ["et al 2025", "et al. 2025.", "et al., 2025"])
def test_others_may_stand_right_before_the_year(others: str) -> None:
    (one,) = read(f"+ [Growing Caches along the Shore]({PAPER}) F. Ada Odell {others}").entries
    assert (one.authors, one.venue, one.year, one.notes) == (("F. Ada Odell",), None, 2025, ())


@pytest.mark.parametrize("below", ["OSDI 2022", "Ada Odell, Ivo Tarn"])
def test_a_heading_of_two_words_that_leads_to_a_paper_is_one_over_its_venue_or_authors(below: str) -> None:
    listed = read(f"# Papers\n\n## Tides\n\n### [Growing Caches]({PAPER})\n\n{below}\n\n1. The first of its kind\n")
    assert [(entry.title, entry.notes, entry.section) for entry in listed.entries] == [
        ("Growing Caches", ("The first of its kind",), ("Tides",))
    ]


@pytest.mark.parametrize("said", ["Ada Odell", "Shore University, 2020", "Tide Journal 2020", "ICML 2020"])
def test_a_heading_over_a_name_or_a_venue_in_bold_with_links_is_a_paper(said: str) -> None:
    paper = f"**{said}** [paper](https://arxiv.org/abs/2301.00001) [code](https://github.com/a/b)"
    titles = ["Growing Caches along the Shore", "Firing Clay in Large Batches"]
    listed = read("# Papers\n\n" + "\n\n".join(f"### {title}\n\n{paper}" for title in titles))
    assert [entry.title for entry in listed.entries] == titles
    assert [len(entry.links) for entry in listed.entries] == [2, 2]


def test_a_heading_over_titles_in_bold_with_their_venue_and_links_below_is_a_section() -> None:
    titles = ["Growing Caches along the Shore", "Firing Clay in Large Batches"]
    badge = "[![link](https://a.example/b.svg)](https://arxiv.org/abs/2301.0000{})"
    papers = "".join(
        f"**{title}**. ICML19.\n\n{badge.format(at)}\n\n> They grow.\n\n" for at, title in enumerate(titles)
    )
    listed = read(f"## Growing with Small Clay Models\n\n{papers}## Growing with Large Clay Models\n\n{papers}")
    assert [(entry.title, entry.venue, len(entry.links)) for entry in listed.entries] == [
        (title, "ICML", 1) for title in titles * 2
    ]


@pytest.mark.parametrize(
    "behind", ["", " --- [notes](https://reef.example/notes)", " --- Notes: [zhihu](https://reef.example)"]
)
def test_a_paragraph_of_a_venue_and_a_title_that_leads_to_a_page_is_left_over(behind: str) -> None:
    title = "Growing Caches along the Shore"
    listed = read(f"## Tides\n\nOSDI 2022, [{title}](https://reef.example/caches){behind}\n")
    assert (listed.entries, [left.line for left in listed.left_over]) == ((), [3])


@pytest.mark.parametrize("journal", ["Reef Syst. Lett.", "Tid. Mach. Intell.", "J. Reef. Tid."])
@pytest.mark.parametrize("line", ["{0}. *{1}* [[pdf]]({2})", "[2021] {0}, *{1}* [pdf]({2})"])
def test_a_journal_cut_short_in_italics_behind_a_title_is_its_venue(line: str, journal: str) -> None:
    (one,) = read(f"- {line.format('Growing Caches along the Shore', journal, PAPER)}").entries
    assert (one.title, one.venue, one.notes) == ("Growing Caches along the Shore", journal, ())
    assert one.year == (2021 if "2021" in line else None)


@pytest.mark.parametrize("behind", ["**[ICML 2020]***Ada Odell, Ivo Tarn*", "**[ICML 2020]**Ada Odell, Ivo Tarn"])
def test_a_tag_in_bold_needs_no_blank_before_the_authors(behind: str) -> None:
    (one,) = read(f"- **Growing Caches along the Shore** {behind} [[pdf]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == (
        "Growing Caches along the Shore",
        ("Ada Odell", "Ivo Tarn"),
        "ICML",
    )
    assert (one.year, one.notes) == (2020, ())


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("Ada Odell et al. REEF(TIDE)", "REEF(TIDE)"),
        ("Ada Odell et al. arXiv.", "arXiv"),
        ("Ada Odell (Shore University) et al.Tide Letters", "Tide Letters"),
        ("Ada Odell et al.", None),
    ],
)
@pytest.mark.parametrize("title", ["**Growing caches along the shore.**", "Growing caches along the shore"])
def test_an_author_with_others_and_a_venue_in_italics_are_no_part_of_the_title(
    title: str, said: str, venue: str | None
) -> None:
    (one,) = read(f"- [2023/05] {title} *{said}* [[paper]]({PAPER})").entries
    assert (one.title, one.authors, one.venue) == ("Growing caches along the shore", ("Ada Odell",), venue)
    assert (one.year, one.aliases, one.notes) == (2023, (), ())


@pytest.mark.parametrize("venue", ["IEEE transactions on tides", "ACM journal of the shore"])
def test_a_journal_of_a_society_behind_an_author_with_others_in_italics_may_be_in_small_letters(venue: str) -> None:
    (one,) = read(f"- [Growing caches along the shore]({PAPER}) *Ada Odell et al. {venue}*").entries
    assert (one.authors, one.venue, one.notes) == (("Ada Odell",), venue, ())


@pytest.mark.parametrize("said", ["Google", "Shore University", "Best paper", "Extends their older caches"])
@pytest.mark.parametrize("title", ["Growing caches along the shore.", f"[Growing caches along the shore]({PAPER})"])
def test_other_words_behind_an_author_with_others_in_italics_are_no_venue(title: str, said: str) -> None:
    (one,) = read(f"- {title} *Ada Odell et al. {said}*").entries
    assert (one.title, one.authors, one.venue) == ("Growing caches along the shore", ("Ada Odell",), None)
    assert one.notes == (said,)


@pytest.mark.parametrize("venue", ["ICML2020", "Preprint"])
def test_a_name_in_bold_and_brackets_behind_the_links_is_no_part_of_the_venue(venue: str) -> None:
    links = f"[[pdf]({PAPER})] [[code & model](https://github.com/reef/tide)]"
    (one,) = read(f"- **Growing Caches along the Shore**. *Ada Odell, Ivo Tarn*. {venue}. {links} (**KILN**)").entries
    assert (one.title, one.authors, one.tag) == ("Growing Caches along the Shore", ("Ada Odell", "Ivo Tarn"), venue)
    assert (one.aliases, one.notes) == (("KILN",), ())


def test_a_full_stop_that_a_journal_lacks_is_not_made_up() -> None:
    (one,) = read(f"- Growing Caches along the Shore. *REEF Trans. Tides* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", "REEF Trans. Tides")


@pytest.mark.parametrize("journal", ["Nat. Commun.", "Ann. Stat.", "Phys. Rev. E"])
def test_a_journal_in_italics_that_is_cut_short_like_a_name_is_none(journal: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore. *{journal}* [[pdf]]({PAPER})").entries
    assert (one.title, one.venue) == ("Growing Caches along the Shore", journal)


@pytest.mark.parametrize("names", ["A. Odell", "A. Odell and I. Tarn", "A. B. Odell"])
def test_names_in_italics_behind_a_title_are_no_journal(names: str) -> None:
    (one,) = read(f"- Growing Caches along the Shore. *{names}* (2020) [[pdf]]({PAPER})").entries
    assert (one.venue, one.year) == (None, 2020)


@pytest.mark.parametrize("available", ["Available:", "[Online]. Available:", "Available at:", "DOI:"])
def test_what_stands_before_the_link_of_a_reference_is_no_part_of_its_venue(available: str) -> None:
    cited = 'A. Odell and I. Tarn, "Growing Caches along the Shore," *Tides and Reefs*, vol. 12, no. 4, Oct. 2025.'
    (one,) = read(f"1. {cited} {available} [{PAPER}]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("A. Odell", "I. Tarn"))
    assert (one.venue, one.year, one.notes) == ("Tides and Reefs", 2025, ())


@pytest.mark.parametrize("month", ["Feburary", "Febuary"])
def test_a_month_that_is_misspelled_is_no_venue(month: str) -> None:
    (one,) = read(f"- [{RESNET_TITLE}]({PAPER}) ({month} 2020)").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, None, 2020)
    assert one.period is not None
    assert (one.period.first.month, one.period.last.month) == (2, 2)


@pytest.mark.parametrize(
    ("said", "venue"),
    [
        ("2023 bioRxiv Reef", "bioRxiv"),
        ("2023 arXiv survey of the shore", "arXiv"),
        ("2023 arXiv, 12 citations", "arXiv"),
        ("arXiv preprint 2023", "arXiv preprint"),
        ("arXiv & ICML 2023", "arXiv & ICML"),
    ],
)
def test_words_behind_a_place_for_preprints_are_no_part_of_the_venue(said: str, venue: str) -> None:
    (one,) = read(f"- [{said}] **{RESNET_TITLE}** [[pdf]]({PAPER})").entries
    assert (one.title, one.venue, one.year) == (RESNET_TITLE, venue, 2023)


def test_the_year_behind_a_title_in_bold_between_authors_and_it_is_told() -> None:
    (one,) = read(f"- Odell et al. **Growing Caches along the Shore.** 2000. [[pdf]]({PAPER})").entries
    assert (one.title, one.authors) == ("Growing Caches along the Shore", ("Odell",))
    assert (one.venue, one.year, one.notes) == (None, 2000, ())


@pytest.mark.parametrize("tag", ["ICML-98", "ICML98", "ICML'98"])
def test_a_year_in_two_digits_behind_a_venue_may_be_of_the_last_century(tag: str) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == ("ICML", 1998)


@pytest.mark.parametrize(
    ("tag", "venue", "year"),
    [("MICRO-52", "MICRO", None), ("ISCA-45", "ISCA", None), ("MICRO52", "MICRO", None), ("JACM '62", "JACM", 1962)],
)
def test_two_digits_behind_a_venue_are_no_year_to_come(tag: str, venue: str, year: int | None) -> None:
    (one,) = read(f"- [{tag}] [Growing Caches along the Shore]({PAPER})").entries
    assert (one.venue, one.year) == (venue, year)


def test_a_year_in_two_digits_may_stand_behind_a_venue_and_a_hyphen() -> None:
    (one,) = read(f"- [{RESNET_TITLE}]({PAPER}) - Ada Odell, Ivo Tarn, AAAI-16.").entries
    assert (one.authors, one.venue, one.year) == (("Ada Odell", "Ivo Tarn"), "AAAI", 2016)


def test_the_year_of_a_venue_in_italics_behind_a_linked_title_is_no_remark() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) - *T4DE 2022* grown online").entries
    assert (one.venue, one.year, one.notes) == ("T4DE", 2022, ("grown online",))


def test_a_place_of_work_and_a_year_in_italics_behind_a_linked_title_are_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) *NVIDIA 2022*").entries
    assert (one.venue, one.notes) == (None, ("NVIDIA 2022",))


@pytest.mark.parametrize("when", ["Apr 2022", "2022"])
@pytest.mark.parametrize("name", ["", "**Reef**: "])
def test_an_acronym_and_a_date_in_italics_behind_a_title_are_its_venue(name: str, when: str) -> None:
    (one,) = read(f'- {name}"Growing Caches along the Shore", *T4DE, {when}*. [[Paper]]({PAPER}) (code later)').entries
    assert (one.title, one.venue, one.year) == ("Growing Caches along the Shore", "T4DE", 2022)


def test_a_letter_behind_a_year_is_no_venue() -> None:
    for line in (f"- [{RESNET_TITLE}]({PAPER}) (2020b)", f"- {RESNET_TITLE} [2020b] [[pdf]]({PAPER})"):
        (one,) = read(line).entries
        assert (one.title, one.venue, one.year) == (RESNET_TITLE, None, 2020)


@pytest.mark.parametrize("venue", ["SEPLN", "MARLOW", "DECON", "NOVA", "Mars"])
def test_a_venue_that_begins_like_a_month_is_none(venue: str) -> None:
    for line in (f"- [{RESNET_TITLE}]({PAPER}) ({venue} 2020)", f"- [{venue} 2020] {RESNET_TITLE} [[pdf]]({PAPER})"):
        (one,) = read(line).entries
        assert (one.title, one.venue, one.year) == (RESNET_TITLE, venue, 2020)


@pytest.mark.parametrize("when", ["03-2022", "3/2022"])
def test_a_month_in_figures_before_the_year_is_no_venue(when: str) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (Odell et al., {when})").entries
    assert (one.authors, one.venue, one.year) == (("Odell",), None, 2022)


@pytest.mark.parametrize(
    ("said", "authors"),
    [("KILN Collaboration", ("KILN Collaboration",)), ("Reef Genome Consortium", ("Reef Genome Consortium",))],
)
def test_a_group_that_signs_as_an_author_is_no_venue(said: str, authors: tuple[str, ...]) -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) ({said}, 2022)").entries
    assert (one.authors, one.venue, one.year) == (authors, None, 2022)


def test_others_without_a_name_are_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (et al., 2022)").entries
    assert (one.authors, one.venue, one.year) == ((), None, 2022)


_AUTHORED = (
    f"- [Growing Caches along the Shore]({PAPER}) (Fen et al., 2021)\n"
    "- [Clay in Motion and at Rest](https://arxiv.org/abs/2001.00001) (Marsh et al., 2020)\n"
)


@pytest.mark.parametrize("said", ["Odell & Tarn, 2022", "Van Odell and Tarn 2022"])
def test_surnames_before_the_year_are_authors_where_others_have_authors(said: str) -> None:
    line = f"- [Reefs That Schedule Tides](https://arxiv.org/abs/2001.00002) ({said})"
    last = read(_AUTHORED + line).entries[-1]
    assert (last.authors[-1], last.venue, last.year) == ("Tarn", None, 2022)


def test_different_surnames_before_the_years_are_authors() -> None:
    said = ("Odell and Tarn 2022", "Fen, Marsh, and Lund 2021", "Brae and Holm 2018")
    listed = read(
        "".join(f"- [Growing {n} Caches along the Shore]({PAPER}{n}) ({one})\n" for n, one in enumerate(said))
    )
    assert [one.authors for one in listed.entries] == [("Odell", "Tarn"), ("Fen", "Marsh", "Lund"), ("Brae", "Holm")]
    assert {one.venue for one in listed.entries} == {None}


def test_two_words_before_a_year_that_recur_are_a_venue() -> None:
    listed = read(
        "".join(f"- [Growing {n} Caches along the Shore]({PAPER}{n}) (Glass & Clay, 202{n})\n" for n in "123")
    )
    assert {(one.authors, one.venue) for one in listed.entries} == {((), "Glass & Clay")}


_OF_VOLUMES = [
    ("K. Odell, Growing caches along the shore: A study, Geophysics 39 (1974) 834–842.", ("K. Odell",), "Geophysics"),
    (
        "K. Odell, D.M. Fen, J.-P. Marsh, Growing caches, slowly, Bull. Reef. Soc. Am. 58(2) (1974) 367",
        ("K. Odell", "D.M. Fen", "J.-P. Marsh"),
        "Bull. Reef. Soc. Am.",
    ),
    ("K. Odell and D. Fen, Growing caches along shores, Acta Clay 9 (1974) 3–4.", ("K. Odell", "D. Fen"), "Acta Clay"),
]


@pytest.mark.parametrize(("line", "authors", "journal"), _OF_VOLUMES)
def test_a_volume_and_a_year_in_brackets_may_close_parts_between_commas(
    line: str, authors: tuple[str, ...], journal: str
) -> None:
    (one,) = read(f"1. {line} [pdf]({PAPER})").entries
    assert (one.authors, one.venue, one.year, one.notes) == (authors, journal, 1974, ())
    assert one.title == line.removeprefix(", ".join(authors)).split(f", {journal} ")[0].split("Fen, ")[-1].lstrip(", ")


@pytest.mark.parametrize("venue", ["WiSec", "MilCom", "HotMobile"])
def test_a_venue_beside_a_number_of_two_digits_is_known(venue: str) -> None:
    (one,) = read(f"[Growing Caches along the Shore]({PAPER}) ({venue} 12)").entries
    assert (one.venue, one.notes) == (venue, ())


@pytest.mark.parametrize("title", ["Growing Caches along the Shore", "Clay hardens in the kilns of the shore"])
def test_titles_with_a_year_may_lead_to_notes_alone(title: str) -> None:
    line = f"- **{title}** (2026) — How caches grow where tides are high. [details](notes/caches/summary.md)\n"
    one, two = read(f"## Recent additions\n\n{line}{line.replace('Shore', 'Sea').replace('shore', 'sea')}").entries
    assert (one.title, one.year, two.line) == (title, 2026, 4)


def test_chapters_without_a_year_that_lead_to_notes_are_no_papers() -> None:
    assert read("## Additions\n\n- **Growing Caches along the Shore** [details](notes/summary.md)\n").entries == ()


@pytest.mark.parametrize("dash", ["-", "--", "---", "–"])
def test_a_dash_between_a_venue_and_an_author_with_others_may_be_of_several_signs(dash: str) -> None:
    (one,) = read(f"- ISCA 2015 {dash} Odell et al, [Growing Caches along the Shore]({PAPER})").entries
    assert (one.title, one.authors, one.tag) == ("Growing Caches along the Shore", ("Odell",), "ISCA 2015")


@pytest.mark.parametrize("behind", ["TIDE, 2019", "TIDE 2019"])
def test_an_acronym_behind_a_comma_and_its_year_are_a_venue(behind: str) -> None:
    (one,) = read(f"- Clay of Things: Glass, kilns, and the shore, {behind}").entries
    assert (one.title, one.venue, one.year) == ("Clay of Things: Glass, kilns, and the shore", "TIDE", 2019)


def test_a_word_in_small_letters_behind_a_comma_and_a_year_are_of_the_title() -> None:
    (one,) = read("- Clay of Things: Glass, kilns, and shores, 2019").entries
    assert one.title.endswith("shores, 2019")


@pytest.mark.parametrize(
    ("said", "venue", "year", "authors"),
    [
        ("OSDI 2019:", "OSDI", 2019, ()),
        ("2023-05-01:", None, 2023, ()),
        ("Ada Odell:", None, None, ("Ada Odell",)),
        ("Odell et al.:", None, None, ("Odell",)),
    ],
)
def test_a_venue_a_day_or_an_author_on_a_line_above_a_title_is_kept(
    said: str, venue: str | None, year: int | None, authors: tuple[str, ...]
) -> None:
    (one,) = read(f"{said}\n[Growing Caches along the Shore]({PAPER})\n").entries
    assert (one.venue, one.year, one.authors) == (venue, year, authors)


def test_a_sentence_that_leads_to_a_venue_is_no_title() -> None:
    listed = read(
        f"**Growing Caches along the Shore.** [cvpr20]({PAPER})\n\nAs we have shown in [CVPR 2020]({PAPER})\n"
    )
    assert [entry.title for entry in listed.entries] == ["Growing Caches along the Shore"]


def test_journals_of_two_words_are_no_surnames() -> None:
    said = ("Computers & Fluids, 2022", "Energy & Buildings, 2021", "Chemistry & Biology, 2020")
    line = "- [Growing {0} Caches along the Shore](https://arxiv.org/abs/2001.0000{0}){1} ({2})\n"
    listed = read("".join(line.format(n, "", one) for n, one in enumerate(said)))
    assert [(one.authors, one.venue) for one in listed.entries] == [((), one.partition(",")[0]) for one in said]
    credited = "".join(line.format(n, " by Ada Odell, Ivo Tarn", 2020) for n in (3, 4))
    assert read(credited + line.format(5, "", said[0])).entries[-1].venue == "Computers & Fluids"


def test_a_journal_that_ends_like_a_group_is_a_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore]({PAPER}) (Journal of Collaboration, 2022)").entries
    assert (one.authors, one.venue) == ((), "Journal of Collaboration")


@pytest.mark.parametrize(
    ("title", "behind"),
    [("Growing Caches", ". CMU 2019"), ("Growing Caches", ", MIT 2019"), ("Growing - A Study", " - KAIST - 2019")],
)
def test_a_place_of_work_and_a_year_that_close_a_title_are_no_part_of_it(title: str, behind: str) -> None:
    (one,) = read(f"- [The {title}{behind}]({PAPER})").entries
    assert (one.title, one.venue, one.year) == (f"The {title}", None, 2019)


def test_a_label_between_dashes_before_a_year_is_no_venue() -> None:
    (one,) = read(f"- [Growing Caches along the Shore - PDF - 2018]({PAPER})").entries
    assert one.venue is None


def test_a_post_with_a_year_that_leads_to_notes_is_no_paper() -> None:
    line = "- How I Learned to Grow Caches (2019) [notes](https://github.com/a/b/blob/main/x.md)\n"
    assert read(f"## Blog posts\n\n{line}").entries == ()


@pytest.mark.parametrize(
    "behind",
    [
        "*Communications of the ACM*, 2005",
        "*Trends in Cognitive Sciences*",
        "*Nature Machine Intelligence*",
        "*IEEE Computer Graphics and Applications*",
        "*Google Cloud Kelp*",
        "*one of the best*",
        "- [A lecture on all of it](https://www.youtube.com/watch?v=abc)",
    ],
)
def test_a_title_in_bold_that_may_be_names_stays_the_title_before_a_journal_or_a_remark(behind: str) -> None:
    (one,) = read(f"- **Firing Clay and Growing Caches** {behind} [[pdf]]({PAPER})").entries
    assert one.title == "Firing Clay and Growing Caches"
