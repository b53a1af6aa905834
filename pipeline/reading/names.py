"""PURE: which words are the names of people. A list of names is told from a title by its shape, never by a register."""

from __future__ import annotations

import re

from pipeline.reading.tags import is_known_venue

_PARTICLES = frozenset("van von der den de del della di da dos du la le el al bin ibn ten ter st jr sr ii iii".split())
_NO_NAMES = frozenset(
    "a an and any are as at be beyond by can do does for from how in into is it its learning model models network "
    "networks neural not of on or over systems that the their through to toward towards under using via we what when "
    "where which while who why with without analysis survey framework data deep machine language large training "
    "inference efficient system approach benchmark code paper link pdf project page university lab labs institute team "
    "research google microsoft meta nvidia openai deepmind amazon apple best oral spotlight poster award proceedings "
    "conference workshop journal transactions symposium international ieee acm usenix springer arxiv preprint "
    "extends builds based baseline baselines related compare compares compared follow-up followup improves outperforms "
    "review reviews letters annals magazine bulletin "
    "predecessor successor supersedes generalizes uses combines".split()
)
_SHORT_SURNAMES = frozenset({"An", "Do"})
_BETWEEN = re.compile(r"\s*(?:,?\s+(?:and|und|&)\s+|[,;、，；]\s*|\s+[·•]\s+)")
_AFFILIATION = re.compile(r"\s*[(（]([^()（）\d]{2,80})(?:[)）]|$)(?=\s*(?:[,;、，；]|and\b|&|\.?\s*$))")
_FEWEST_AFFILIATIONS = 2
"""One name alone in brackets may be the short one of a paper; so many, or that of a place, are where people work."""
_EMPLOYERS = frozenset("university institute laboratory college google microsoft nvidia".split())
_EMPLOYERS_ALONE = frozenset(
    "openai deepmind ibm baai mit cmu ucla ucsd uiuc nyu epfl eth kaist tum nus ntu hku hkust cuhk ustc sjtu".split()
)
_PERIODICALS = frozenset(
    "annals bulletin conference journal letters press proceedings review symposium transactions".split()
)
_PLACES = _EMPLOYERS | {"lab", "labs", "academy", "research"}
_PLACE, _ACRONYM = re.compile(r"[A-Z][^\d.,:;()]{2,60}"), re.compile(r"[A-Z]{3,}")
_FEWEST_BEFORE_PLACES = 2
_ET_AL = re.compile(r"[\s,]*\b(?:et\.?\s+al\b\.?|and others|等人?)[\s.]*$", re.IGNORECASE)
_MARKS = re.compile(r"[*†‡§¶#∗]+|\^?\{?\d\}?$|(?:(?<=\w)[¹²³⁴⁵⁶⁷⁸⁹⁰]+)")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.\-·]*(?:[.'’\-·][^\W\d_]*)*\.?")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]\.?[\s-]?){1,3}")
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.")
_RUN_TOGETHER = re.compile(r"[A-Z]\.(?:-?[A-Z]\.){1,3}")
"""`J.-P.`, `J.R.R.`"""
_INITIAL_LAST = re.compile(r"\b[A-Z]\.[\s:;,]*$")
_INITIALS_BEHIND = re.compile(
    r"(?P<last>[^\W\d_]{2,}(?:[ -][^\W\d_]{2,})?)"
    r" (?P<first>(?:[A-ZÀ-ÖØ-ÞĀ-ŽА-Я](?:\.[ -]?|[ -]))*[A-ZÀ-ÖØ-ÞĀ-ŽА-Я]\.?)"
)
_GIVEN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][^\W\d_]+(?: [A-ZÀ-ÖØ-ÞĀ-ŽА-Я]\.)+")
"""`Donald D.`, with which no name in full ends"""
_NICKNAME = re.compile(r"\s?\([\"“]?[A-Z][^\W\d_]+[\"”]?\)\s+(?=[A-Z])")
"""`Xiaojin (Jerry) Zhu`"""
_INITIALS_FIRST = re.compile(r"[A-Z]{1,4} (?P<last>(?:[A-Z][^\W\d_]*-)?[A-Z][^\W\d_]*[a-z])")
_FEWEST_INITIALED = 3
_LONGEST = 1500
_NO_NAME_ENDINGS, _LONGEST_SHORT = ("tion", "tions", "ness", "ity"), 6
"""Endings of words that are no names, unless they are short."""
_CAMEL = re.compile(r"(?!Fitz)\S*[a-z]{3}[A-Z]")
"""A capital within a word alone, as in `KelpBench`; `McCarthy` has it earlier, names in full may (`SeungHwan Lee`)."""
_LATIN_END = 0x0250


def names_in(text: str, *, fewest: int = 2) -> tuple[str, ...]:
    """The names that a text is made of, in their order; () if anything else is in it or there are fewer than `fewest`.
    `et al.` behind a name counts as many."""
    text = (
        _without_affiliations(" ".join(text.split())).strip("()[]*_ ").removeprefix("by ").removeprefix("By ").strip()
    )
    if not text or len(text) > _LONGEST:
        return ()
    if inverted := _inverted(text):
        return inverted
    others = _ET_AL.search(text)
    pieces = [piece for each in _BETWEEN.split(_ET_AL.sub("", _without_end(text))) if (piece := _bare(each))]
    pieces = _in_reading_order(pieces, others=others is not None)
    if not pieces or (len(pieces) < fewest and not others):
        return ()
    pieces = _without_places(pieces)
    if _ends_in_venue(pieces) or not (_are_initialed(pieces) or all(_is_name(piece) for piece in pieces)):
        return ()
    whole = sum(len(piece.split()) > 1 or not piece.isascii() for piece in pieces)
    return tuple(pieces) if others or whole * 2 > len(pieces) else ()


def sole_name(text: str, *, initialled: bool = False) -> str:
    """The one name that a text is, of several words, the last a surname and not as in `Part II`; "" for any other text.
    `initialled` asks for an initial: `J. Doe`, for `Better Results` may be names as far as their form tells."""
    names = names_in(text, fewest=1)
    words = names[0].split() if len(names) == 1 else []
    surname = len(words) > 1 and len(words[-1]) > 1 and words[-1].casefold() not in _PARTICLES
    return names[0] if surname and (_INITIAL.search(text) or not initialled) else ""


def _without_end(text: str) -> str:
    """The text without what closes it; the full stop of an initial stays."""
    return text.rstrip(" :;,") if _INITIAL_LAST.search(text) else text.rstrip(" .:;,")


def _without_places(pieces: list[str]) -> list[str]:
    """The names without the places of work behind them: `Jane Doe, John Roe, MIT`. Fewer names may be half a title."""
    people = len(pieces)
    while people and _is_place(pieces[people - 1]):
        people -= 1
    named = people >= _FEWEST_BEFORE_PLACES and all(" " in each for each in pieces[:people])
    return pieces[:people] if named else pieces


def _ends_in_venue(pieces: list[str]) -> bool:
    """Whether a well-known venue stands behind names in full, be it behind places of work: `Jane Doe, John Roe,
    Nature`."""
    people = _without_places(pieces[:-1])
    return bool(people) and all(" " in each for each in people) and is_known_venue(pieces[-1])


def _is_place(text: str) -> bool:
    """Whether a text is the name of a place of work, or an acronym that may be one, and is no well-known venue."""
    return _names_place(text) or (_ACRONYM.fullmatch(text) is not None and not is_known_venue(text))


def _names_place(text: str) -> bool:
    return _PLACE.fullmatch(text) is not None and any(word.casefold() in _PLACES for word in text.split())


def names_employer(text: str) -> bool:
    """Whether a text names a place of work by a word that few journals have in their names, as `Operations Research`
    has; those that do say what they are (`Annals of the Institute of Clay`), and so do publishers (`MIT Press`). Or
    by a name that is one only where it stands alone (`OpenAI`, but not `OpenAI Gym`)."""
    words = {word.casefold() for word in text.split()}
    return text.casefold() in _EMPLOYERS_ALONE or (not words.isdisjoint(_EMPLOYERS) and not names_periodical(text))


def names_periodical(text: str) -> bool:
    """Whether a text has a word that says of a journal, a conference or a publisher what it is."""
    return any(word.casefold() in _PERIODICALS for word in text.split())


def _without_affiliations(text: str) -> str:
    """`Jane Doe, John Roe` of `Jane Doe (MIT), John Roe (CMU)`; but `Random Forests (RF)` has its short name there."""
    found = [*_AFFILIATION.finditer(text)]
    short = any(_abbreviates(one[1], text[: one.start()]) for one in found)
    several = len(found) >= _FEWEST_AFFILIATIONS or any(_names_place(one[1]) for one in found)
    return _AFFILIATION.sub("", text) if several and not short else text


def _abbreviates(letters: str, before: str) -> bool:
    """Whether letters are those with which the words before them begin."""
    return letters.isalpha() and letters == "".join(word[0] for word in before.split()[-len(letters) :])


def _inverted(text: str) -> tuple[str, ...]:
    """`Doersch, Carl and Gupta, Abhinav`, as BibTeX has names: `Carl Doersch`, `Abhinav Gupta`. A surname of two words
    begins with a particle (`Van Hoof, Herke`)."""
    pairs = [each.split(", ") for each in re.split(r",? and ", _without_end(text))]
    if len(pairs) < 2 or not all(len(pair) == 2 and _is_surname(pair[0]) for pair in pairs):
        return ()
    names = tuple(" ".join(_bare(word) for word in reversed(pair)) for pair in pairs)
    return names if all(_is_name(" ".join(word for word in name.split() if len(word) > 1)) for name in names) else ()


def _is_surname(text: str) -> bool:
    """Whether a text is one word, or has but particles before it."""
    return all(word.casefold() in _PARTICLES for word in text.split()[:-1])


def _are_initialed(pieces: list[str]) -> bool:
    """Whether each of several names is initials without full stops and a surname: `A Odell, IAB Tarn, C Fen`. One at
    least has a single initial, which keywords have not: `LLM Agents, AI Safety, ML Security`."""
    found = [_INITIALS_FIRST.fullmatch(piece) for piece in pieces]
    named = all(each and each["last"].casefold() not in _NO_NAMES for each in found)
    return len(pieces) >= _FEWEST_INITIALED and named and any(piece[1] == " " for piece in pieces)


def _bare(piece: str) -> str:
    """A name without marks behind it, and without a nickname within it."""
    return " ".join(_NICKNAME.sub(" ", _MARKS.sub("", piece)).split())


def _is_name(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 5 or any(word.casefold() in _NO_NAMES for word in _without_short_surname(words)):
        return False
    if len(words) == 1 and _CAMEL.match(words[0]):
        return False
    return all(_is_name_word(word) for word in words) and any(len(word.strip(".")) > 1 for word in words)


def _without_short_surname(words: list[str]) -> list[str]:
    """The words but the last, where that is a surname as well as a word: `Bo An`, `Minh Do`."""
    return words[:-1] if len(words) > 1 and words[-1] in _SHORT_SURNAMES else words


def _is_name_word(word: str) -> bool:
    if not _WORD.fullmatch(word):
        return False
    first = word[0]
    if word.endswith(".") and len(word) > 4 and not _RUN_TOGETHER.fullmatch(word):  # the end of a sentence
        return False
    if len(word) > _LONGEST_SHORT and word.endswith(_NO_NAME_ENDINGS):
        return False
    if ord(first) > _LATIN_END and not first.isupper():  # scripts without capitals
        return len(word) <= 4
    if word.casefold() in _PARTICLES:
        return True
    return first.isupper() and not (len(word.replace(".", "")) > 3 and word.isupper())


def _in_reading_order(pieces: list[str], *, others: bool) -> list[str]:
    """`F. Last` of `Last F.`, where every piece is so, of `Last, F.`, where every second piece is initials, or, of the
    first alone, where names in full or `others` stand behind `Last, F.` or `Last, First`."""
    behind = [_INITIALS_BEHIND.fullmatch(piece) for piece in pieces]
    several = len({found["last"] for found in behind if found}) > 1
    if all(behind) and (several or any("." in piece for piece in pieces)):
        return [f"{_stopped(found['first'])} {found['last']}" for found in behind if found]
    alone = [" " not in piece for piece in pieces]
    if len(pieces) == 2 and alone[0] and others and not _INITIALS.fullmatch(pieces[1]):
        return [f"{pieces[1]} {pieces[0]}"]
    if len(pieces) >= 2 and len(pieces) % 2 == 0 and all(_INITIALS.fullmatch(piece) for piece in pieces[1::2]):
        return [f"{_stopped(first)} {last}" for last, first in zip(pieces[::2], pieces[1::2], strict=True)]
    full = not any(alone[2:]) and not any(map(_INITIALS.fullmatch, pieces[2:]))
    inverted = len(pieces) > 2 and (alone[1] or _INITIALS.fullmatch(pieces[1]))
    if alone[:1] == [True] and full and (inverted or any(map(_GIVEN.fullmatch, pieces[1:2]))):
        return [f"{pieces[1]} {pieces[0]}", *pieces[2:]]
    return pieces


def _stopped(initials: str) -> str:
    """`P. A.` of `P A`; letters that stand together, as in `PA`, are closed by one full stop."""
    return " ".join(each if each.endswith(".") else f"{each}." for each in initials.split())
