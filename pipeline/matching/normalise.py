"""PURE: one spelling for titles and names that mean the same, for comparison only. The original is what gets printed.

Letters and digits of every script count; case, accents, ligatures, TeX, Greek letters against their names, quotes,
dashes and all other punctuation do not. Digits always count: `v2` and `v3` never become equal.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from itertools import islice

from pipeline.matching.cached import TITLES
from pipeline.matching.names import parts_of
from pipeline.matching.rules import STOP_WORDS
from pipeline.matching.tex import has_tex, plain_of_tex
from pipeline.models import PaperId

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau upsilon "
    "phi chi psi omega"
).split()
SPELT_OUT = {ord("α") + place: name for place, name in enumerate(_GREEK)} | {
    ord(letter): spelt
    for letter, spelt in {
        "ı": "i",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "æ": "ae",
        "œ": "oe",
        "&": " and ",
        "+": " plus ",
        "×": "x",
    }.items()
}
APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`´"))
_SPELLING = APOSTROPHES | SPELT_OUT
ACCENTS = re.compile(r"[\u0300-\u036f]+")
_MARKUP = re.compile(r"</?(?:sub|sup|i|b|em|strong|tt|scp|mml:[a-z]+)\b[^<>]*>", re.IGNORECASE)
_TYPED = {"->": "→", "<-": "←", "<=": "≤", ">=": "≥", "!=": "≠"}
_RELATION = re.compile(f"{'|'.join(_TYPED)}|[=≠<>≤≥≲≳≪≫∪∩⊂⊃∈∉→←]")
_MAY_RELATE = re.compile(rf"{_RELATION.pattern}|[&\\\\\u0338]")
"""Such signs, or what may stand for one: an entity, a command, a stroke through a sign."""
_BETWEEN_WORDS = re.compile(r"[\W_]+")
DIVIDER = re.compile(r"\s*(?:[:：]|\s[-–—]+\s|[—?!]\s)\s*")
"""What divides a title into a name and a subtitle."""
_MOST_CUTS = 8
"""Of 170,000 real titles one has six; thousands of them would be compared with thousands."""


@lru_cache(maxsize=TITLES)
def fold(title: str) -> str:
    """The title's words in lower case, one space apart: no accents, punctuation, markup or TeX."""
    return fold_plain(_without_markup(title))


def _without_markup(title: str) -> str:
    text = _MARKUP.sub("", html.unescape(title)) if "&" in title or "<" in title else title
    return plain_of_tex(text) if has_tex(text) else text


@lru_cache(maxsize=TITLES)
def relation_signs(title: str) -> tuple[str, ...]:
    """The signs that say how what stands beside them is related, in order; folding leaves them out."""
    if not _MAY_RELATE.search(title):
        return ()
    signs = _RELATION.findall(unicodedata.normalize("NFC", _without_markup(title)))
    return tuple(_TYPED.get(sign, sign) for sign in signs)


def fold_plain(text: str) -> str:
    """`fold` for text that holds no markup and no TeX, or in which both are to be read as they stand."""
    if text.isascii():  # most titles, and a third of the work
        text = text.lower().replace("'", "").replace("`", "").replace("&", " and ").replace("+", " plus ")
    else:
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
        text = unicodedata.normalize("NFC", ACCENTS.sub("", text)).translate(_SPELLING)
    return " ".join(_BETWEEN_WORDS.sub(" ", text).split())


def key(title: str) -> str:
    """`fold` without its spaces, so that `data set`, `data-set` and `dataset` are one."""
    return fold(title).replace(" ", "")


def folded_title_id(title: str, year: int | None) -> PaperId:
    """The identifier of a paper that has none: its folded title and its year, `?` where that is unknown."""
    return PaperId("folded_title", f"{fold(title)} ({year or '?'})")


@lru_cache(maxsize=TITLES)
def content_words(title: str) -> tuple[str, ...]:
    """The folded words that say what the paper is about, in order."""
    return tuple(word for word in fold(title).split() if word not in STOP_WORDS)


def one_blank_apart(title: str) -> str:
    """The title with a single blank for each run of them. What looks for blanks in front of something would begin
    anew at each one of a long run."""
    return " ".join(title.split())


@lru_cache(maxsize=TITLES)
def cuts(title: str) -> tuple[tuple[str, str], ...]:
    """Name and subtitle: what stands before and after a colon or dash, for each of the first ones in order; none
    without one."""
    title = one_blank_apart(title)
    marks = islice(DIVIDER.finditer(title), _MOST_CUTS)
    pairs = ((title[: mark.start()].strip(), title[mark.end() :].strip()) for mark in marks)
    return tuple((name, subtitle) for name, subtitle in pairs if fold(name) and fold(subtitle))


def parts(title: str) -> tuple[str, str]:
    """What stands before and after the first colon or dash; the second is empty without one."""
    return cuts(title)[0] if cuts(title) else (title.strip(), "")


@lru_cache(maxsize=TITLES)
def surname(name: str) -> str:
    """The folded last word of a person's family name; of several persons' names, parted by commas, of the first."""
    words = fold_plain(parts_of(_without_markup(name)).family.partition(",")[0]).split()
    return words[-1] if words else ""
