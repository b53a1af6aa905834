"""PURE: the verdict that two titles allow by themselves, and the one that an identifier allows. Every threshold is in
`rules`, with its reason.

A listed title that is less than the printed one is believed only where it says enough, and where no other work on offer
has as good a claim to it (`rivals`): the services were asked for just these words, so what they did not offer is rare.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from pipeline.matching import rules
from pipeline.matching.compare import THE_DATE_AGREES, THE_YEAR_AGREES, THE_YEAR_FITS
from pipeline.matching.group import stands_alone
from pipeline.matching.normalise import content_words, fold
from pipeline.matching.titles import WHOLE, TitleComparison, TitleRelation, compare_titles, shared_share
from pipeline.models import Verdict


class Rivals(NamedTuple):
    """How many other works on offer hold all of the listed title: as a whole title, as a name or subtitle of theirs,
    and in all; and how many hold its words in another order."""

    whole: int
    parts: int
    all: int
    reordered: int


NO_RIVALS = Rivals(0, 0, 0, 0)


def rivals_among(others: Iterable[TitleComparison]) -> Rivals:
    """Counts the works beside the one that is judged."""
    beside = list(others)
    holding = [other for other in beside if other.holds_all]
    return Rivals(
        sum(other.relation in WHOLE for other in holding),
        sum(other.relation in (TitleRelation.NAME, TitleRelation.SUBTITLE) for other in holding),
        len(holding),
        sum(other.relation is TitleRelation.REORDERED and other.shorter == "listed" for other in beside),
    )


_WORDS_LEFT_OUT = (TitleRelation.BEGINNING, TitleRelation.WITHIN, TitleRelation.FEW_MORE)
"""One title has the other's words in their order, and more behind, around or among them."""

_YEARS = frozenset({THE_YEAR_AGREES, THE_YEAR_FITS})


def by_title(listed: str, titles: TitleComparison, witnesses: Sequence[str], rivals: Rivals) -> Verdict | None:
    """The verdict that the titles allow; None where they say too little. `witnesses` are what else speaks for it, in
    words; `rivals` are the other works that hold all of the listed title.

    An equal title is exact. Any other is strong at best: with words left out where enough of them stay and an author, a
    venue or a link speaks for it; with one word replaced only if no other work has as good a claim; with less where the
    date agrees; and without any witness by what its relation asks for (`_ENOUGH`, `_fuller_enough`). None of these is
    enough for a paper whose name has more joined to it, for so follow-ups are called.
    """
    words = len(content_words(listed))
    if titles.relation is TitleRelation.EQUAL:
        return "exact" if _names_a_paper(listed) or _witnessed(words, witnesses) else None
    if titles.extended:
        return None
    dated = THE_DATE_AGREES in witnesses
    if titles.relation is TitleRelation.ONE_REPLACED and (dated or _attested(witnesses)):
        return "strong" if rivals.all == 0 and titles.telling > rules.LONG_WORDS else None
    most = titles.relation in _WORDS_LEFT_OUT and titles.words >= rules.PART_STANDS_ALONE_WORDS
    if (most and _attested(witnesses)) or (dated and _dated_enough(titles, rivals)):
        return "strong"
    if titles.shorter == "printed":
        return "strong" if _fuller_enough(titles) else None
    enough = _ENOUGH.get(titles.relation)
    return "strong" if enough and enough(titles, rivals) else None


def _names_a_paper(title: str) -> bool:
    """Whether an equal title is evidence enough where only one work on offer has it."""
    words = content_words(title)
    if stands_alone(title):
        return True
    rare = [word for word in words if word not in rules.COMMON_WORDS]
    return fold(title) not in rules.GENERIC_TITLES and (
        len(words) > rules.NAME_WORDS or (len(words) == rules.NAME_WORDS and bool(rare))
    )


def _small_edit(titles: TitleComparison, rivals: Rivals) -> bool:
    """Not where another work has the words as a part of its title: `Teaching Small LMs to Reason` may mean `Orca 2:
    Teaching Small Language Models How to Reason`. Titles that are equal but for acronyms need hardly more than equal
    ones: no two of 170,000 real records with fewer telling words are so."""
    if rivals.whole + rivals.parts:
        return False
    if titles.read_alike and titles.telling and titles.words >= rules.NAME_WORDS:
        return True
    return titles.telling >= (rules.EDIT_WORDS if rivals.all else rules.EDIT_WORDS - 1)


def _dated_enough(titles: TitleComparison, rivals: Rivals) -> bool:
    """Whether so much of a title is enough where the work appeared in the days for which it is listed, and no other
    work of those days has as much. A name is more than the same words in the midst of another title."""
    if titles.relation in _WORDS_LEFT_OUT and titles.words >= rules.PART_STANDS_ALONE_WORDS and titles.rare > 0:
        return rivals.all == 0
    enough = _DATED_ENOUGH.get(titles.relation) if titles.shorter == "listed" else None
    if enough is None or not enough(titles):
        return _holds_dated_words(titles, rivals)
    as_good = rivals.whole + rivals.parts if titles.relation is TitleRelation.NAME else rivals.all
    return as_good == 0


def _dated_part(titles: TitleComparison) -> bool:
    return titles.telling > 0 and (titles.rare > 0 or titles.words > 1)


def _dated_midst(titles: TitleComparison) -> bool:
    known = titles.telling >= rules.DATED_MIDST_WORDS and titles.rare > 0
    return known and titles.more <= rules.DATED_MORE_WORDS


_DATED_ENOUGH: Mapping[TitleRelation, Callable[[TitleComparison], bool]] = {
    TitleRelation.NOTE: _dated_part,
    TitleRelation.NAME: _dated_part,
    TitleRelation.SUBTITLE: _dated_part,
    TitleRelation.BEGINNING: lambda titles: titles.telling >= rules.DATED_WORDS,
    TitleRelation.WITHIN: _dated_midst,
    TitleRelation.FEW_MORE: _dated_midst,
}


def _holds_dated_words(titles: TitleComparison, rivals: Rivals) -> bool:
    """Whether hardly more than the listed words make up the title, in whatever order."""
    longer = titles.shorter == "listed" and titles.relation in (*_WORDS_LEFT_OUT, TitleRelation.REORDERED)
    words = titles.words >= rules.DATED_ALL_WORDS and titles.rare > 0
    return longer and words and titles.more <= rules.DATED_WORDS_MORE and rivals.all + rivals.reordered == 0


def _note(titles: TitleComparison, rivals: Rivals) -> bool:
    return titles.telling >= (rules.STANDS_ALONE_WORDS if rivals.all else rules.EDIT_WORDS)


def _name(titles: TitleComparison, rivals: Rivals) -> bool:
    """Several works with this name are several winners, and told apart later or not at all."""
    return rivals.whole == 0 and (titles.telling >= rules.NAME_WORDS or titles.coined)


def _subtitle(titles: TitleComparison, rivals: Rivals) -> bool:
    telling = titles.telling
    rare = telling >= rules.NAME_WORDS and (titles.initials or titles.rare > 0)
    alone = rivals.all == 0 and (rare or telling >= rules.SUBTITLE_ALONE_WORDS)
    return alone or telling >= rules.PART_STANDS_ALONE_WORDS


def _same_name(_titles: TitleComparison, rivals: Rivals) -> bool:
    return rivals.all == 0


def _same_subtitle(titles: TitleComparison, rivals: Rivals) -> bool:
    return rivals.all == 0 and titles.words >= rules.SAME_SUBTITLE_WORDS and titles.rare > 0


def _beginning(titles: TitleComparison, rivals: Rivals) -> bool:
    telling = titles.telling
    known = telling >= rules.BEGINNING_WORDS or (telling >= rules.EDIT_WORDS and titles.rare >= rules.RARE_WORDS)
    cut_short = titles.more >= rules.CONTINUED_WORDS or telling >= rules.LONG_WORDS
    return rivals.all == 0 and known and cut_short


def _within(titles: TitleComparison, rivals: Rivals) -> bool:
    """A title that abbreviates was shortened by hand, so that less of it is expected to be there; but three words of
    which one is rare (`Fine-Grained RLHF`) may end just any title."""
    known = titles.words > rules.SUBTITLE_ALONE_WORDS or titles.rare >= rules.RARE_WORDS
    shortened = titles.abbreviated and known and titles.telling >= rules.SUBTITLE_ALONE_WORDS
    cut_out = titles.more >= rules.CONTINUED_WORDS and titles.telling >= rules.PART_STANDS_ALONE_WORDS
    return rivals.all == 0 and (shortened or cut_out)


def _few_more(titles: TitleComparison, rivals: Rivals) -> bool:
    long = titles.words > rules.PART_STANDS_ALONE_WORDS
    few = titles.more <= (rules.FEW_WORDS_MORE if long else 1)
    return rivals.all == 0 and few and titles.telling >= rules.PART_STANDS_ALONE_WORDS


_ENOUGH: Mapping[TitleRelation, Callable[[TitleComparison, Rivals], bool]] = {
    TitleRelation.SMALL_EDIT: _small_edit,
    TitleRelation.NOTE: _note,
    TitleRelation.NAME: _name,
    TitleRelation.SUBTITLE: _subtitle,
    TitleRelation.SAME_NAME: _same_name,
    TitleRelation.SAME_SUBTITLE: _same_subtitle,
    TitleRelation.BEGINNING: _beginning,
    TitleRelation.WITHIN: _within,
    TitleRelation.FEW_MORE: _few_more,
}
"""Whether the listed title, which is all or less of the printed one, says enough."""


def _fuller_enough(titles: TitleComparison) -> bool:
    """Whether the printed title, which is less than the listed one, is still enough of it."""
    match titles.relation:
        case TitleRelation.NOTE:
            return titles.telling >= rules.STANDS_ALONE_WORDS
        case TitleRelation.NAME:
            return titles.words >= rules.PART_STANDS_ALONE_WORDS
        case TitleRelation.SUBTITLE:
            least = rules.EDIT_WORDS if titles.initials else rules.PART_STANDS_ALONE_WORDS
            return titles.words >= least
        case TitleRelation.BEGINNING:
            return titles.telling >= rules.LONG_WORDS
        case _:
            return False


def _witnessed(words: int, witnesses: Sequence[str]) -> bool:
    """Whether a short title has the second witness that it needs; one of one or two words needs more than a year."""
    return any(words > rules.NAME_WORDS or witness not in _YEARS for witness in witnesses)


def _attested(witnesses: Sequence[str]) -> bool:
    """Whether more than a date or a year speaks for it."""
    return any(witness != THE_DATE_AGREES and witness not in _YEARS for witness in witnesses)


def too_little(titles: TitleComparison, rivals: Rivals, *, dated: bool) -> str:
    """Why no verdict was possible though nothing spoke against the record, and the date perhaps for it."""
    another = "a second witness beside the date" if dated else "a second witness"
    if rivals.all and titles.holds_all and titles.relation is not TitleRelation.EQUAL:
        return "other works on offer have the listed words too"
    match titles.relation:
        case TitleRelation.EQUAL:
            return "so short a title needs a second witness: an author, a venue or an identifier"
        case TitleRelation.NAME | TitleRelation.SUBTITLE | TitleRelation.NOTE:
            return "too little of the title is left to stand alone"
        case TitleRelation.BEGINNING | TitleRelation.WITHIN:
            return f"a title without its first or last words needs {another}: an author, a venue or a link"
        case TitleRelation.FEW_MORE:
            return f"a title without some of its words needs {another}: an author, a venue or a link"
        case _:
            return "another title is not enough without a link"


# ---- by identifier -------------------------------------------------------------------------------------------------


def by_identifier(known_as: Sequence[str], printed: str, titles: TitleComparison) -> Verdict | None:
    """An identifier that the entry links to, or was matched to before, is believed under one of the titles, a fuller
    one, or a new one that shares enough; not under just any title."""
    if titles.relation is TitleRelation.EQUAL:
        return "exact"
    if titles.vetoes:
        return None
    if is_near(titles) or is_nickname(known_as[0], printed):
        return "strong"
    return "renamed" if any(_could_be_renamed(title, printed) for title in known_as) else None


def is_near(titles: TitleComparison) -> bool:
    """Whether the titles are one, spelt twice, or one is a fair part of the other. Does not look at vetoes."""
    if titles.relation in _WORDS_LEFT_OUT:
        return titles.words >= rules.PART_STANDS_ALONE_WORDS
    return titles.relation in _NEAR


_NEAR = (
    TitleRelation.EQUAL,
    TitleRelation.SMALL_EDIT,
    TitleRelation.NOTE,
    TitleRelation.NAME,
    TitleRelation.SUBTITLE,
    TitleRelation.SAME_NAME,
)


def _could_be_renamed(title: str, printed: str) -> bool:
    close = compare_titles(title, printed).relation not in (TitleRelation.RELATED, TitleRelation.UNRELATED)
    return close or shared_share(title, printed) >= rules.RENAMED_SHARE


def is_nickname(listed: str, printed: str) -> bool:
    """Whether the listed title is a short name for the printed one: all its words stand there."""
    ours = content_words(listed)
    return bool(ours) and set(ours) <= set(content_words(printed))
