"""PURE: which of the works on offer is meant? Over plain tuples, so that whoever has other objects can ask too.

equal title           exact, if the title stands alone or a second witness agrees
near title            strong, if no veto speaks against it and what is left of the title stands alone or has a witness
linked, other title   renamed, if the titles still share enough and no other work has the listed title
several, or in doubt  ambiguous or different: a person decides
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from pipeline.matching import rules
from pipeline.matching.compare import (
    AN_AUTHOR_AGREES,
    THE_DATE_AGREES,
    THE_YEAR_AGREES,
    THE_YEAR_FITS,
    WITNESSES,
    Comparison,
    compare,
    latest_day,
)
from pipeline.matching.features import Listed, Offered
from pipeline.matching.grade import NO_RIVALS, Rivals, by_identifier, by_title, rivals_among, too_little
from pipeline.matching.group import Standing, standing, stands_alone
from pipeline.matching.titles import WHOLE, TitleRelation
from pipeline.matching.vetoes import A_SURVEY_ALONE
from pipeline.models import Verdict


class Choice(NamedTuple):
    """`accepted` are all records of the accepted work, the deciding one first; empty unless the verdict is a match.
    `judged` are the works on offer, best first, at most as many as a person is shown."""

    verdict: Verdict
    reasons: tuple[str, ...]
    accepted: tuple[Offered, ...] = ()
    judged: tuple[Judged, ...] = ()


class Judged(NamedTuple):
    """One work, with what speaks for and against it, in words. `grade` is the verdict that it would get alone; None
    where something speaks against it, or too little for it. `contested` tells that it lacks a grade only because
    another work has the whole title as well. `dated` is the day on which it appeared, where that is one of those for
    which the paper is listed."""

    work: tuple[Offered, ...]
    best: Offered
    comparison: Comparison
    grade: Verdict | None
    for_it: tuple[str, ...]
    against_it: tuple[str, ...]
    year_denied: bool = False
    contested: bool = False
    dated: date | None = None

    @property
    def linked(self) -> bool:
        return any(one.via == "link" for one in self.work)

    @property
    def timely(self) -> bool:
        """Whether it appeared in the days for which the paper is listed, and the titles share enough for that to
        count."""
        return self.dated is not None and self.comparison.relation is not TitleRelation.UNRELATED


def choose(listed: Listed, works: Sequence[tuple[Offered, ...]], former_titles: Sequence[str] = ()) -> Choice:
    """The verdict on a listed paper over the works on offer (see `group`)."""
    compared = [_compared(listed, work) for work in works]
    return _choose([_judge(listed, one, former_titles, _rivals(one, compared)) for one in compared])


def judge_alone(listed: Listed, work: tuple[Offered, ...], former_titles: Sequence[str]) -> Judged:
    """The judgement on a single work, whatever else is on offer."""
    return _judge(listed, _compared(listed, work), former_titles, NO_RIVALS)


# ---- one work ------------------------------------------------------------------------------------------------------


class ComparedWork(NamedTuple):
    """A work, each of its records compared with the listed paper. `best` is the record whose title comes nearest, and
    `nearest` its comparison; `against` is what speaks against the work, in words. `dated` is the day on which the work
    appeared, if that is among the days for which the paper is listed."""

    work: tuple[Offered, ...]
    comparisons: tuple[Comparison, ...]
    nearest: Comparison
    best: Offered
    against: tuple[str, ...]
    dated: date | None

    @property
    def linked(self) -> bool:
        return any(one.via == "link" for one in self.work)

    @property
    def known_before(self) -> bool:
        """Whether the last catalogue held it for this entry."""
        return any(one.via == "catalogue" for one in self.work)


def _compared(listed: Listed, work: tuple[Offered, ...]) -> ComparedWork:
    pairs = [(compare(listed, one.printed), one) for one in work]
    nearest, best = min(pairs, key=_nearest_first)
    comparisons = tuple(one for one, _ in pairs)
    dated = _dated(pairs)
    against = _against(listed, nearest, comparisons, dated=dated is not None)
    return ComparedWork(work, comparisons, nearest, best, against, dated)


def _dated(pairs: Iterable[tuple[Comparison, Offered]]) -> date | None:
    """The day of the earliest record, if it agrees: a journal's later date makes no news of an old preprint."""
    days = ((day, comparison.same_date) for comparison, one in pairs if (day := latest_day(one.printed)))
    first, agrees = min(days, key=itemgetter(0), default=(None, None))
    return first if agrees else None


def _rivals(one: ComparedWork, works: Sequence[ComparedWork]) -> Rivals:
    """The other works whose titles say all that the listed one says, and against which nothing speaks. If this work's
    date agrees, a work whose date does not agree is no rival."""
    others = (other for other in works if other is not one and not other.against)
    if one.dated:
        others = (other for other in others if not _all_deny(each.same_date for each in other.comparisons))
    return rivals_among(other.nearest.titles for other in others)


def _judge(listed: Listed, one: ComparedWork, former_titles: Sequence[str], rivals: Rivals) -> Judged:
    witnesses = _witnesses(one)
    if one.linked:
        witnesses = ("the entry links to it", *witnesses)
    grade = None if one.against else by_title(listed.title, one.nearest.titles, witnesses, rivals)
    if grade is None and (one.linked or one.known_before):
        known_as = (listed.title,) if one.linked else (listed.title, *former_titles)
        grade = by_identifier(known_as, one.best.printed.title, one.nearest.titles)
        if grade and not one.linked:
            witnesses = ("the last catalogue holds it under the same identifier", *witnesses)
    for_it = tuple(_with_its_day(witness, one.dated) for witness in witnesses)
    against_it = () if grade else one.against or (_too_little(one, rivals),)
    relation, said = one.nearest.relation, said_of_titles(one.nearest)
    if grade is None and relation is TitleRelation.UNRELATED:
        against_it = (*against_it, said)
    else:
        for_it = (said, *for_it)
    has_whole_title = relation in WHOLE and relation is not TitleRelation.EQUAL
    return Judged(
        work=one.work,
        best=one.best,
        comparison=one.nearest,
        grade=grade,
        for_it=for_it,
        against_it=against_it,
        year_denied=_all_deny(each.year_fits for each in one.comparisons),
        contested=not grade and not one.against and has_whole_title and rivals.whole > 0,
        dated=one.dated,
    )


def _too_little(one: ComparedWork, rivals: Rivals) -> str:
    if one.linked and one.nearest.relation is not TitleRelation.EQUAL:
        return "the entry links to it, but the titles share too little for one paper under two titles"
    if one.nearest.titles.extended:
        return "one title's name is the other's with more joined to it, as a follow-up's is"
    return too_little(one.nearest.titles, rivals, dated=one.dated is not None)


def _nearest_first(pair: tuple[Comparison, Offered]) -> tuple[int, bool, float, str, str]:
    comparison, printed = pair[0], pair[1].printed
    vetoed = bool(comparison.vetoes)
    return _CLOSENESS[comparison.relation], vetoed, -comparison.similarity, printed.source, printed.title


_CLOSENESS = {relation: place for place, relation in enumerate(TitleRelation)}


def _witnesses(work: ComparedWork) -> tuple[str, ...]:
    """What any record of the work says for it, the strongest first, and of the years the one that says most."""
    said = {witness for one in work.comparisons for witness in one.witnesses}
    if not work.dated:
        said.discard(THE_DATE_AGREES)
    if THE_YEAR_AGREES in said:
        said.discard(THE_YEAR_FITS)
    return tuple(witness for witness in WITNESSES if witness in said)


def _with_its_day(witness: str, dated: date | None) -> str:
    """A date that agrees is told, for the record that people see may be another of the work."""
    return f"{witness}: it appeared on {dated}" if witness == THE_DATE_AGREES else witness


def _against(listed: Listed, closest: Comparison, comparisons: Sequence[Comparison], *, dated: bool) -> tuple[str, ...]:
    said = list(closest.vetoes)
    if closest.titles.shorter == "listed" and dated:
        # weekly lists say `LLMs on Graphs` and mean the survey
        said = [veto for veto in said if veto != A_SURVEY_ALONE]
    if closest.relation is TitleRelation.SAME_SUBTITLE and closest.titles.words < rules.SAME_SUBTITLE_WORDS:
        said.append("the names before the subtitle differ")
    if _all_deny(one.year_fits for one in comparisons) and not _outweighs_year(listed, closest, comparisons):
        said.append(f"listed for {listed.year}, and the year does not fit")
    if _all_deny(one.same_authors for one in comparisons):
        said.append("no listed author is among its authors")
    return tuple(said)


def _outweighs_year(listed: Listed, closest: Comparison, comparisons: Sequence[Comparison]) -> bool:
    """Whether an equal title that stands alone has an author or the venue for it: services print wrong years (`L3:
    Accelerator-Friendly Lossless Image Format …`, ECCV 2022, is of 2018 to one of them), and journals late ones."""
    attested = any(one.same_authors or one.same_venue for one in comparisons)
    return attested and closest.relation is TitleRelation.EQUAL and stands_alone(listed.title)


def _all_deny(answers: Iterable[bool | None]) -> bool:
    """Whether somebody answered, and nobody with yes."""
    said = [answer for answer in answers if answer is not None]
    return bool(said) and not any(said)


_ALMOST_ALIKE = 99
"""Titles that differ are not wholly alike, however long they are."""

_SAME_WORDS = "the titles are the same but for small words, endings or acronyms"
"""Without a number: `RAG` and what it stands for share hardly a letter."""


def said_of_titles(comparison: Comparison) -> str:
    """How the titles stand to each other, in words, with the number that says how much so."""
    if comparison.relation in (TitleRelation.RELATED, TitleRelation.UNRELATED):
        shared, of = comparison.titles.shared
        return (
            f"the titles share {shared} of {of} words that count" if shared else "the titles share no word that counts"
        )
    if comparison.titles.same_words:
        return _SAME_WORDS
    if comparison.relation is TitleRelation.EQUAL and comparison.vetoes:  # these are of signs, of which words have none
        return "the words of the titles are equal"
    if comparison.relation is TitleRelation.SMALL_EDIT:
        return f"{comparison.relation} ({min(int(comparison.similarity), _ALMOST_ALIKE)} of 100)"
    return str(comparison.relation)


# ---- all works -----------------------------------------------------------------------------------------------------


def _choose(judged: Sequence[Judged]) -> Choice:
    """The one work that is meant; several of the same grade are told apart by their witnesses, or not at all."""
    candidates = tuple(sorted(judged, key=_rank)[: rules.LISTED_CANDIDATES])
    winners = _best_grade(judged)
    if len(winners) == 1:
        return _accept(winners[0], judged, candidates)
    if winners:
        titles = "works have this title" if winners[0].grade == "exact" else "works have a title so near"
        return Choice("ambiguous", (f"{len(winners)} {titles}",), judged=candidates)
    worth_a_look = [one for one in judged if _is_worth_a_look(one)]
    if not worth_a_look:
        return Choice("not_found", ("no record on offer comes near the listed title",), judged=candidates)
    claiming = sum(one.contested for one in judged)
    if claiming > 1:
        return Choice("ambiguous", (f"{claiming} works have a title so near",), judged=candidates)
    nearest = min(worth_a_look, key=_rank)
    if nearest.comparison.relation is TitleRelation.EQUAL:
        return Choice("ambiguous", (said_of_titles(nearest.comparison), *nearest.against_it), judged=candidates)
    return Choice("different", nearest.against_it, judged=candidates)


def _is_worth_a_look(one: Judged) -> bool:
    """Whether a person should see the work: not if it came up by a search, only shares words with the listed title, and
    is of a year that does not fit."""
    relation = one.comparison.relation
    if one.linked:
        return True
    if relation is TitleRelation.UNRELATED:
        return False
    if relation is not TitleRelation.RELATED:
        return True
    known = AN_AUTHOR_AGREES in one.for_it or any(offered.via == "catalogue" for offered in one.work)
    return known or not one.year_denied


def _best_grade(judged: Sequence[Judged]) -> list[Judged]:
    """The works of the best grade: an equal title beats a link to another title, and a link beats the rest."""
    for tier in (
        [one for one in judged if one.grade == "exact"],
        [one for one in judged if one.grade in ("strong", "renamed") and one.linked],
        [one for one in judged if one.grade == "strong"],
        [one for one in judged if one.grade == "renamed"],
    ):
        if tier:
            most = max(_weight(one) for one in tier)
            return [one for one in tier if _weight(one) == most]
    return []


def _weight(one: Judged) -> tuple[bool, int]:
    """A link outweighs any other witnesses; else the number of witnesses decides between two works."""
    return one.linked, len(one.for_it)


def _accept(winner: Judged, judged: Sequence[Judged], candidates: tuple[Judged, ...]) -> Choice:
    reasons = list(winner.for_it)
    if not winner.linked and any(one.linked for one in judged):
        reasons.append("the entry's own link leads to another paper")
    accepted = sorted(winner.work, key=lambda one: one != winner.best)
    return Choice(winner.grade or "strong", tuple(reasons), tuple(accepted), candidates)


def _rank(one: Judged) -> tuple[bool, bool, int, float, str, Standing]:
    """The accepted first, then those of the listed days, then by how near the titles are; never by when they came."""
    near = _CLOSENESS[one.comparison.relation], -one.comparison.similarity, one.best.printed.title
    return one.grade is None, not one.timely, *near, standing(one.best)
