"""PURE: how a listed title stands to a printed one. Two strings in, no entry and no record; decides nothing.

    listed                        printed
    RingAttention                 Ring Attention                          small edit
    Med-Flamingo                  Med-Flamingo: a Medical Few-shot Learner      name: the subtitle is left out
    Titans at Test Time           Memo: Titans at Test Time               subtitle: the name is left out
    Unit Tests with Transformers  Unit Tests with Transformers and Context      beginning

Quick enough for bulk: what is read off one title (folding, words, cuts) is cached, and a pair is compared once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from operator import ne
from typing import Literal, NamedTuple, TypeAlias

from pipeline.matching import rules
from pipeline.matching.cached import TITLES
from pipeline.matching.normalise import cuts, fold, key
from pipeline.matching.slips import slips_apart
from pipeline.matching.vetoes import dropped_vetoes, number_vetoes, sign_vetoes, stop_word_vetoes, vetoes
from pipeline.matching.wording import read_alike, same_words, stem, wording

_ACRONYMS = frozenset(word for terms in rules.ACRONYMS.items() for word in terms if " " not in word)
_COMMON = frozenset(map(stem, rules.COMMON_WORDS))
_SAYING_LITTLE = frozenset({"lm", *map(stem, rules.SURVEY_WORDS | rules.SURVEY_ATTRIBUTES | rules.REPORT_WORDS)})
_KINDS = rules.GENERIC_TITLES.union(*(marks for _, marks in rules.ONE_SIDED_MARKS))
_NOTE = re.compile(r"(?:(?<!\s)\s+)?(?:\([^()]*\)|\[[^\[\]]*\]|`[^`]*`)\s*\.?$")
_COINED = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|[A-Za-z]\d|\d[A-Za-z]|[A-Za-z][+-][A-Za-z]")
_ELEMENTS = "|".join(sorted(rules.ELEMENTS, key=len, reverse=True))
_THING = re.compile(rf"[A-Z]{{1,5}}[ -]?\d{{3,}}|(?=.*\d)(?:(?:{_ELEMENTS})(?:\d|x|-)*){{2,}}")
"""A number in a catalogue, or a formula with its signs of TeX taken away."""
_REPORT = " technical report"
_TEX_SIGNS = re.compile(r"[${}_]")


class TitleRelation(StrEnum):
    """How the two titles stand to each other, the closest first."""

    EQUAL = "the titles are equal"
    SMALL_EDIT = "the titles differ by a letter or an ending"
    NOTE = "one title is the other with a note in brackets"
    NAME = "one title is the other without its subtitle"
    SUBTITLE = "one title is the other without its name"
    SAME_NAME = "the names are equal, the subtitles alike"
    BEGINNING = "one title is how the other begins"
    WITHIN = "one title stands within the other"
    FEW_MORE = "one title has a few words more"
    REORDERED = "one title has the other's words in another order"
    ONE_REPLACED = "the titles differ in one word"
    SAME_SUBTITLE = "the subtitles are equal, the names differ"
    RELATED = "the titles share words"
    UNRELATED = "the titles share little"


Side: TypeAlias = Literal["listed", "printed"]


class TitleComparison(NamedTuple):
    """What two titles have to do with each other.

    `shorter` is the side whose title is left when something of the other is dropped, None where nothing is. `words`
    counts that side's words (where nothing is dropped: those of the listed one), stop words left out, `telling` those
    that tell what the paper is: no `survey`, no `LLM`; `rare` those of them that few titles have. `more` is how many
    words the longer side has beyond. `coined` tells whether the shorter side is a word made up for it (`QLoRA`), in the
    same letters; `initials`, whether the name that was left out is the title's initials; `abbreviated`, whether the
    listed title has an acronym that the printed one writes out; `read_alike`, whether the two are equal but for such;
    `same_words`, whether no slip of a letter tells them apart, but small words, endings or acronyms alone.
    `extended` tells whether the name of one is a part of a word that the other has as its name (`LoRA` and `QA-LoRA`).
    `shared` is how many of how many words of the shorter title the other has too; told only of titles that are no more
    than related. `vetoes` say what makes two works of them all the same.
    """

    relation: TitleRelation
    shorter: Side | None = None
    words: int = 0
    telling: int = 0
    rare: int = 0
    more: int = 0
    coined: bool = False
    initials: bool = False
    abbreviated: bool = False
    read_alike: bool = False
    same_words: bool = False
    extended: bool = False
    shared: tuple[int, int] = (0, 0)
    vetoes: tuple[str, ...] = ()

    @property
    def holds_all(self) -> bool:
        """Whether the printed title has all that the listed one says: as good a claim to it as any other such."""
        return self.relation in WHOLE or (self.shorter == "listed" and self.relation in _HOLDING)


WHOLE = frozenset({TitleRelation.EQUAL, TitleRelation.SMALL_EDIT, TitleRelation.NOTE})
_HOLDING = frozenset(
    {
        TitleRelation.NAME,
        TitleRelation.SUBTITLE,
        TitleRelation.BEGINNING,
        TitleRelation.WITHIN,
        TitleRelation.FEW_MORE,
    }
)


@lru_cache(maxsize=TITLES)
def compare_titles(listed: str, printed: str) -> TitleComparison:
    """How two titles stand to each other."""
    if key(listed) == key(printed):
        return _told(TitleRelation.EQUAL, listed, vetoes=sign_vetoes(listed, printed))
    ours, theirs = wording(listed), wording(printed)
    if not ours or not theirs:
        return TitleComparison(TitleRelation.UNRELATED, vetoes=vetoes(listed, printed))
    found = next(chain(_small_edit(listed, printed), _of_parts(listed, printed)), None)
    if found:
        return found
    shared = _shared(ours, theirs)
    if shared[0] < rules.RELATED_SHARE * shared[1] and not _may_be_related(listed, printed):
        return TitleComparison(TitleRelation.UNRELATED, shared=shared, vetoes=vetoes(listed, printed))
    found = _of_words(listed, printed)
    return found._replace(shared=shared) if found.relation is TitleRelation.RELATED else found


def _small_edit(listed: str, printed: str) -> Iterator[TitleComparison]:
    if slips_apart(listed, printed):  # first, because `rexiew` is `review` mistyped, and no other kind of work
        yield _told(TitleRelation.SMALL_EDIT, listed, vetoes=number_vetoes(listed, printed))
    elif same_words(wording(listed), wording(printed)):
        said = *vetoes(listed, printed), *stop_word_vetoes(listed, printed)
        found = _told(TitleRelation.SMALL_EDIT, listed, vetoes=said)
        yield found._replace(read_alike=read_alike(listed, printed), same_words=True)


def shared_share(one: str, other: str) -> float:
    """The share of the shorter title's words that count which the longer one has too; 0 to 1."""
    return share(wording(one), wording(other))


def share(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    common, shortest = _shared(ours, theirs)
    return common / shortest if shortest else 0.0


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[int, int]:
    """How many words both have, and how many the shorter one has."""
    return (Counter(ours) & Counter(theirs)).total(), min(len(ours), len(theirs))


def telling_words(words: tuple[str, ...]) -> list[str]:
    """The words that tell one paper from another of its kind and field."""
    return [word for word in words if word not in _SAYING_LITTLE]


def is_coined(name: str) -> bool:
    """Whether this is one word that somebody made up: `QLoRA`, `Mind2Web`; not `Gemini`, `GRIT`, `J1`, and not a
    substance or a star (`Sr2CuO4`, `HD209458`), about which there are many papers."""
    made_up = len(name) >= rules.COINED_LETTERS and " " not in name and _COINED.search(name)
    return bool(made_up) and not _is_thing(name)


def _is_thing(name: str) -> bool:
    return _THING.fullmatch(_TEX_SIGNS.sub("", name)) is not None


# ---- parts: what stands before and after a colon, and notes in brackets --------------------------------------------


def _of_parts(listed: str, printed: str) -> Iterator[TitleComparison]:
    for short, long, shorter in _either_shorter(listed, printed):
        base = _NOTE.sub("", long)
        if base and base != long and same_words(wording(short), wording(base)):
            said = *vetoes(listed, printed), *stop_word_vetoes(short, base)
            yield _dropped(TitleRelation.NOTE, short, long, shorter)._replace(vetoes=said)
    for short, long, shorter in _either_shorter(listed, printed):
        for name, subtitle in cuts(long):
            if same_words(wording(short), wording(name)):
                found = _dropped(TitleRelation.NAME, short, long, shorter)
                said = _part_vetoes(short, long, shorter, kept=name, left_out=subtitle)
                yield found._replace(vetoes=said, coined=is_coined(short.strip()) and short.strip() == name.strip())
            if same_words(wording(short), wording(subtitle)):
                found = _dropped(TitleRelation.SUBTITLE, short, long, shorter)
                said = _part_vetoes(short, long, shorter, kept=subtitle, left_out=name)
                yield found._replace(vetoes=said, initials=_are_initials(name, subtitle))


def _part_vetoes(short: str, long: str, shorter: Side, *, kept: str, left_out: str) -> tuple[str, ...]:
    """What makes two works of a title and the part of a longer one that has its words. What a list leaves out has less
    of a say than what the printed title lacks."""
    said = dropped_vetoes(short, kept, left_out) if shorter == "listed" else vetoes(long, short)
    return (*said, *stop_word_vetoes(short, kept))


def _are_initials(name: str, of: str) -> bool:
    """Whether the name is the initials of the title that it stands before: `TTRL: Test-Time Reinforcement Learning`."""
    return len(key(name)) > 2 and key(name) == "".join(word[0] for word in fold(of).split())


def _has_same_name(listed: str, printed: str) -> bool:
    """Whether both have the same name before different subtitles: one coined or of several words, and not a star's."""
    for ours, _ in cuts(listed)[:1]:
        for theirs, _ in cuts(printed)[:1]:
            several = len(telling_words(wording(ours))) >= rules.NAME_WORDS and not _is_thing(ours)
            if key(ours) == key(theirs) and (several or (is_coined(ours) and ours == theirs)):
                return True
    return False


def _extends(title: str, other: str) -> bool:
    """Whether the other's name has a word of this one's name with more joined to it, as a follow-up's has (`QA-LoRA`,
    `YOLACT++`). Not where all else is the same: `DeepSpeed-ZeRO` is `ZeRO` under its maker's name."""
    (ours, subtitle), (theirs, other_subtitle) = _named(title), _named(other)
    if subtitle and same_words(wording(subtitle), wording(other_subtitle)):
        return False
    known = frozenset(fold(ours).split())
    words, others = ({frozenset(fold(word).split()) for word in name.split()} for name in (ours, theirs))
    joined = [other for other in others if len(other) > 1 and not other <= known]
    return any(word and word < other for other in joined for word in words)


def _named(title: str) -> tuple[str, str]:
    """What stands before and after the first colon, or what a technical report is of; "" where there is neither."""
    reported = title[: -len(_REPORT)] if title.lower().endswith(_REPORT) else ""
    return next(iter(cuts(title)), (reported, ""))


def _same_subtitle(listed: str, printed: str) -> TitleComparison | None:
    """Equal subtitles behind other names. Their words count where both names are one word, as a new name for one thing
    is (`ConvMAE`, `MCMAE`); not where the name is what is reviewed, of which a series has many, or says what kind of
    text it is (`Poster: …`, `Demo: …`)."""
    for name, subtitle in cuts(listed)[:1]:
        for other_name, other in cuts(printed)[:1]:
            if key(subtitle) == key(other):
                kept = rules.SURVEY_WORDS.isdisjoint(fold(subtitle).split()) and not _KINDS & {
                    fold(name),
                    fold(other_name),
                }
                renamed = kept and len(wording(name)) == len(wording(other_name)) == 1
                return _told(TitleRelation.SAME_SUBTITLE, subtitle if renamed else "")
    return None


def _may_be_related(listed: str, printed: str) -> bool:
    """Whether few words are shared only because a name was written in one word or two, or the name alone is new."""
    ours, theirs = wording(listed), wording(printed)
    joined = same_words(ours, theirs[: len(ours) + 1]) or same_words(theirs, ours[: len(theirs) + 1])
    return joined or _same_subtitle(listed, printed) is not None or _has_same_name(listed, printed)


# ---- words ---------------------------------------------------------------------------------------------------------


def _of_words(listed: str, printed: str) -> TitleComparison:
    said = vetoes(listed, printed)
    if _has_same_name(listed, printed) and _subtitles_are_alike(listed, printed):
        return _told(TitleRelation.SAME_NAME, listed, vetoes=said)
    for short, long, shorter in _either_shorter(listed, printed):
        if relation := _placed(wording(short), wording(long)):
            found = _dropped(relation, short, long, shorter)
            if found.more <= rules.FEW_WORDS_MORE:
                said = *said, *stop_word_vetoes(listed, printed)
            extended = _extends(short, long) or _extends(long, short)
            return found._replace(vetoes=said, abbreviated=_abbreviates(listed, printed), extended=extended)
    if found_subtitle := _same_subtitle(listed, printed):
        return found_subtitle._replace(vetoes=said)
    if _one_replaced(wording(listed), wording(printed)):
        said = *said, *stop_word_vetoes(listed, printed)
        return _told(TitleRelation.ONE_REPLACED, listed, vetoes=said)
    return TitleComparison(TitleRelation.RELATED, vetoes=said)


def _subtitles_are_alike(listed: str, printed: str) -> bool:
    """Whether the subtitles after one name share enough, and hardly a listed word is missing in the printed one, which
    must say more."""
    ours, theirs = (wording(cuts(title)[0][1]) for title in (listed, printed))
    common, _ = _shared(ours, theirs)
    fuller = common < len(theirs) and len(ours) - common <= rules.SAME_NAME_OTHERS
    return fuller and common >= rules.SAME_NAME_WORDS and share(ours, theirs) >= rules.SAME_NAME_SHARE


def _placed(short: tuple[str, ...], long: tuple[str, ...]) -> TitleRelation | None:
    """Where the words of the shorter title stand in the longer one, if all of them do."""
    size = len(short)
    if size < len(long) and (same_words(short, long[:size]) or same_words(short, long[: size + 1])):
        return TitleRelation.BEGINNING
    if Counter(short) - Counter(long):
        return None
    if any(short == long[at : at + size] for at in range(1, len(long) - size + 1)):
        return TitleRelation.WITHIN
    rest = iter(long)
    return TitleRelation.FEW_MORE if all(word in rest for word in short) else TitleRelation.REORDERED


def _one_replaced(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether the two differ in a single word at the same place."""
    return len(ours) == len(theirs) and sum(map(ne, ours, theirs)) == 1


def _abbreviates(listed: str, printed: str) -> bool:
    short = {word.removesuffix("s") for word in fold(listed).split()} & _ACRONYMS
    return not short <= {word.removesuffix("s") for word in fold(printed).split()}


def _told(relation: TitleRelation, title: str, vetoes: tuple[str, ...] = ()) -> TitleComparison:
    telling = telling_words(wording(title))
    rare = sum(word not in _COMMON for word in telling)
    return TitleComparison(relation, words=len(wording(title)), telling=len(telling), rare=rare, vetoes=vetoes)


def _either_shorter(listed: str, printed: str) -> tuple[tuple[str, str, Side], tuple[str, str, Side]]:
    """Both ways round: the title that may be less, the one that may be more, and whose the first is."""
    return (listed, printed, "listed"), (printed, listed, "printed")


def _dropped(relation: TitleRelation, short: str, long: str, shorter: Side) -> TitleComparison:
    more = len(wording(long)) - len(wording(short))
    return _told(relation, short)._replace(shorter=shorter, more=more)
