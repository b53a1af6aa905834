"""What a list's own days tell: a paper listed for a week or a month appeared in it, or shortly before."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.matching.decide import decide
from pipeline.models import Entry, Period, Record
from tests.matching.samples import entry, offers_for, record

WEEK = Period(date(2024, 10, 7), date(2024, 10, 13))
IN_TIME = date(2024, 10, 10)


def listed(title: str) -> Entry:
    return entry(title).model_copy(update={"period": WEEK})


def of(title: str, published: date | None = IN_TIME, number: str = "1", year: int | None = None) -> Record:
    return record(title, corpus_id=number, year=year).model_copy(update={"published": published})


OPTIMA = "Optima: Optimizing Effectiveness for Multi-Agent Systems"

ENOUGH = {
    "a name that is a word": ("Optima", OPTIMA),
    "a name in capitals": ("GPQA", "GPQA: A Graduate-Level Google-Proof Benchmark"),
    "a subtitle of common words": ("Self-Adaptive LLMs", "Transformer-Squared: Self-adaptive LLMs"),
    "two words of a beginning": ("Reverse Thinking", "Reverse Thinking Makes LLMs Stronger Reasoners"),
    "words from the midst, one of them rare": (
        "Evaluating Persona Agents",
        "PersonaGym: Evaluating Persona Agents and LLMs",
    ),
    "a few words left out": (
        "The Geometry of Human Concepts in LLMs",
        "The Geometry of Categorical and Human Concepts in Large Language Models",
    ),
    "two words and an acronym from the midst": ("LLMs for Harbour Design", "TideNet: Tuned LLMs for Harbour Design"),
    "a name without its maker's": (
        "DeepSpeed-ZeRO: Memory Optimizations Toward Training Trillion Parameter Models",
        "ZeRO: Memory Optimization Towards Training A Trillion Parameter Models",
    ),
    "all words in another order, and three more": (
        "Tidal Harbours with Language Models",
        "Undertow Charts: Language Models Built for Tidal Harbours",
    ),
    "all words in another order": (
        "Tidal Harbours with Language Models",
        "Undertow: Language Models Built for Tidal Harbours",
    ),
    "a topic, and the survey of it": ("Knowledge Conflicts for LLMs", "Knowledge Conflicts for LLMs: A Survey"),
}


@pytest.mark.parametrize(("title", "printed"), ENOUGH.values(), ids=ENOUGH)
def test_less_of_a_title_is_enough_where_the_date_agrees(title: str, printed: str) -> None:
    decision = decide(listed(title), offers_for(listed(title), of(printed)))
    assert decision.verdict == "strong"
    assert "the date agrees: it appeared on 2024-10-10" in decision.reasons
    assert decide(entry(title), offers_for(entry(title), of(printed))).accepted == ()


def test_what_speaks_for_a_paper_is_told_the_strongest_first() -> None:
    at = entry(OPTIMA, authors=("Ada Weir",), venue="MLSys", year=2024).model_copy(update={"period": WEEK})
    same = record(OPTIMA, "Ada Weir", venue="MLSys", year=2024).model_copy(update={"published": IN_TIME})
    assert decide(at, offers_for(at, same)).reasons == (
        "the titles are equal",
        "an author agrees",
        "the venue agrees",
        "the date agrees: it appeared on 2024-10-10",
        "the year agrees",
    )


TOO_LITTLE = {
    "common words from the midst": (
        "Retrieval-Augmented Fine-Tuning",
        "JORA: JAX Tensor-Parallel Library for Retrieval-Augmented Fine-Tuning",
    ),
    "two words from the midst": ("Persona Agents", "PersonaGym: Evaluating Persona Agents and Models"),
    "three words of a long title": (
        "Analysis of Tensor Orchids",
        "Fast Analysis of Tensor Library Orchids in Solving Random Problems without an External Solver",
    ),
    "all words among many others in another order": (
        "Tidal Harbours with Language Models",
        "Language Models Read Charts, Soundings, Logs and Signals of Tidal Harbours",
    ),
    "all words in another order, and four more": (
        "Tidal Harbours with Language Models",
        "Undertow Charts Anew: Language Models Built for Tidal Harbours",
    ),
    "common words in another order": ("Image Generation with Text", "Text Understanding and Image Generation"),
    "all of two words in another order": ("Tidal Harbours", "Harbours Are Tidal Machines"),
    "a name that another's begins with": (
        "Dream 7B: Diffusion Large Language Models",
        "Dream-Coder 7B: An Open Diffusion Language Model for Code",
    ),
    "a report of one of a family": ("Qwen2 Technical Report", "Qwen2-Audio Technical Report"),
    "a common word as a name": ("Agents", "Agents: Hype or Hope?"),
    "a common word as a subtitle": ("Reasoning", "Chains of Thought: Reasoning"),
    "one word of a beginning": ("Reverse", "Reverse Thinking Makes LLMs Stronger Reasoners"),
    "another number": ("Optima 2", OPTIMA),
    "other words": ("Optimizing Agents", OPTIMA),
}


@pytest.mark.parametrize(("title", "printed"), TOO_LITTLE.values(), ids=TOO_LITTLE)
def test_too_little_of_a_title_is_not_enough_at_any_date(title: str, printed: str) -> None:
    assert decide(listed(title), offers_for(listed(title), of(printed))).accepted == ()


def test_a_date_that_is_not_enough_is_not_passed_over() -> None:
    beginning = listed("Reverse")
    needed = ": an author, a venue or a link"
    for published, another in ((IN_TIME, "a second witness beside the date"), (None, "a second witness")):
        decision = decide(beginning, offers_for(beginning, of("Reverse Thinking Makes LLMs Stronger", published)))
        assert decision.reasons == (f"a title without its first or last words needs {another}{needed}",)


@pytest.mark.parametrize(
    ("published", "agrees"),
    [
        (date(2024, 9, 5), False),
        (date(2024, 9, 6), True),
        (date(2024, 10, 20), True),
        (date(2024, 10, 21), False),
        (None, False),
    ],
)
def test_a_paper_appeared_in_those_days_or_shortly_before(published: date | None, *, agrees: bool) -> None:
    decision = decide(listed("Optima"), offers_for(listed("Optima"), of(OPTIMA, published, year=2024)))
    assert bool(decision.accepted) is agrees


OLDER = "Optima: A Model of Ocean Currents"


@pytest.mark.parametrize("other", [of(OLDER, date(2010, 1, 27), "2"), of(OLDER, None, "2", 2010)])
def test_of_two_works_of_one_name_the_one_of_those_days_is_meant(other: Record) -> None:
    decision = decide(listed("Optima"), offers_for(listed("Optima"), other, of(OPTIMA)))
    assert [one.record.title for one in decision.accepted] == [OPTIMA]


@pytest.mark.parametrize("other", [of(OLDER, date(2024, 10, 1), "2"), of(OLDER, None, "2", 2024), of(OLDER, None, "2")])
def test_of_two_works_that_may_be_of_those_days_neither_is(other: Record) -> None:
    assert decide(listed("Optima"), offers_for(listed("Optima"), other, of(OPTIMA))).accepted == ()


WORDS = "Optima of Ocean Currents"


def test_a_name_is_more_than_its_words_within_another_title() -> None:
    other = of(f"On the {WORDS}", None, "2")
    decision = decide(listed("Optima"), offers_for(listed("Optima"), other, of(OPTIMA)))
    assert [one.record.title for one in decision.accepted] == [OPTIMA]


@pytest.mark.parametrize(
    "other", ["Currents: The Ocean Optima", "Ocean Currents Reach Optima", "The Ocean Has Currents"]
)
def test_of_two_works_that_have_all_words_in_any_order_neither_is_meant(other: str) -> None:
    one = of("Salt: Ocean Currents and Their Optima")
    decision = decide(listed(WORDS), offers_for(listed(WORDS), one, of(other, None, "2")))
    assert bool(decision.accepted) is ("Optima" not in other)


LONG = "Planning Errands of Household Agents Gracefully"


def test_where_the_date_alone_attests_a_long_part_no_other_work_has_it() -> None:
    part, other = of(f"Toward the {LONG} in Kitchens"), of(f"{LONG} in Games", date(2024, 10, 9), "2")
    assert decide(listed(LONG), offers_for(listed(LONG), part)).accepted
    undated = of(f"{LONG} in Games", None, "2")
    for offers in ([part, undated], [undated, part], [part, other], [other, part]):
        assert decide(listed(LONG), offers_for(listed(LONG), *offers)).accepted == ()


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2025, 1, 1)])
def test_the_first_of_january_stands_for_a_year(day: date) -> None:
    around = Period(date(2024, 1, 3), date(2024, 12, 30))
    entry_of_year = entry("Optima").model_copy(update={"period": around})
    assert decide(entry_of_year, offers_for(entry_of_year, of(OPTIMA, day))).accepted == ()
    preprint = record(OPTIMA, arxiv="2401.00001", source="arxiv").model_copy(update={"published": day})
    assert decide(entry_of_year, offers_for(entry_of_year, preprint)).verdict == "strong"


def test_a_work_of_that_year_whose_day_is_unknown_may_be_the_one_that_is_meant() -> None:
    unknown = of(OLDER, date(2024, 1, 1), "2")
    assert decide(listed("Optima"), offers_for(listed("Optima"), unknown, of(OPTIMA))).accepted == ()


def test_another_date_denies_nothing() -> None:
    title = "Efficient Memory Management for Large Language Model Serving with PagedAttention"
    assert decide(listed(title), offers_for(listed(title), of(title, date(2019, 1, 1)))).verdict == "exact"


def test_the_earliest_record_of_a_work_tells_its_date() -> None:
    preprint = record(OPTIMA, "Dee Marsh", arxiv="2410.08115").model_copy(update={"published": IN_TIME})
    later = record(OPTIMA, "Dee Marsh", arxiv="2410.08115", doi="10.1/x", source="arxiv").model_copy(
        update={"published": date(2025, 7, 27)}
    )
    decision = decide(listed("Optima"), offers_for(listed("Optima"), later, preprint))
    assert len(decision.accepted) == 2
    assert "the date agrees: it appeared on 2024-10-10" in decision.reasons


@pytest.mark.parametrize("early", [{"published": date(2019, 4, 2)}, {"published": None, "year": 2019}])
def test_a_journal_makes_no_news_of_an_old_preprint(early: dict[str, object]) -> None:
    preprint = record(OPTIMA, "Dee Marsh", arxiv="1904.08115", source="arxiv").model_copy(update=early)
    journal = record(OPTIMA, "Dee Marsh", arxiv="1904.08115", doi="10.1/x").model_copy(update={"published": IN_TIME})
    decision = decide(listed("Optima"), offers_for(listed("Optima"), preprint, journal))
    assert (decision.verdict, decision.accepted) == ("different", ())
    assert "date" not in " ".join(decision.reasons)


def test_a_person_is_shown_the_works_of_those_days_first() -> None:
    """Whatever is nearer, but not what shares hardly a word."""
    title = "Scheduling of Neural Jobs"
    nearer, timely = "Scheduling of Neural Tasks", "Neural Jobs, and How a Cluster Plans Them"
    on_offer = (
        of("Harbour Pilots", number="1"),
        of(nearer, date(2019, 1, 3), "2"),
        of(timely, number="3"),
    )
    decision = decide(listed(title), offers_for(listed(title), *on_offer))
    assert decision.accepted == ()
    assert [one.record.title for one in decision.candidates] == [timely, nearer, "Harbour Pilots"]
    undated = decide(entry(title), offers_for(entry(title), *on_offer))
    assert [one.record.title for one in undated.candidates] == [nearer, timely, "Harbour Pilots"]


@pytest.mark.parametrize("period", [Period(date.min, date.min), Period(date.max, date.max), WEEK])
@pytest.mark.parametrize(("published", "year"), [(date.min, None), (date.max, None), (None, -44), (None, 50_000)])
def test_days_at_the_end_of_all_time_are_compared_as_others(
    period: Period, published: date | None, year: int | None
) -> None:
    at = entry("Optima").model_copy(update={"period": period})
    decision = decide(at, offers_for(at, of(OPTIMA, published, year=year)))
    assert bool(decision.accepted) is (published == period.first == date.max)
