"""PURE: a title as a quoted phrase that both services' query languages leave whole."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from urllib.parse import quote_plus

from pipeline.matching.normalise import content_words
from pipeline.matching.rules import COMMON_WORDS, STOP_WORDS
from pipeline.matching.written_out import written_out
from pipeline.sources.tex import letters_of_tex

LONGEST = 3700
"""Bytes of a query, percent-encoded. arXiv refuses a request line of more than 4,094 (measured by others, 2026-08-14),
and path, other parameters and method need the rest; Semantic Scholar's gateways are kept to the same."""
LONGEST_TITLE = LONGEST // 3 - 40
"""Bytes of one title, so that three spellings of it fit."""

_STRAIGHT = str.maketrans("’‘", "''")
_LATIN_ACCENTS = re.compile(r"([A-Za-z])[\u0300-\u036f]+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")
_ENDS_A_PHRASE = re.compile(r'["\\]+')
_OPERATORS = re.compile(r"[+|\-*~()]+")
_FEW_WORDS = 3

WORDS_TOGETHER = 4
"""So many of a title's words, the rarest, find it in other words: few enough that one left out does no harm, and enough
that hardly another title has them all. (The notes on arXiv's index speak of four to six.)"""
_WORD = re.compile(r"[^\W_]+(?:[.'][^\W_]+)*")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NAME = re.compile(r"\s*(?:[:：]|\s[-–—]+\s)\s*")
_SPELT_OUT_OR_NOT = {"large", "language", "model", "models", "lm", "llm", "lms", "llms"}


def whole(title: str) -> str:
    """The title on one line, with TeX accents and Greek as letters, and straight apostrophes: arXiv's titles are typed
    on keyboards, and `Don’t` is another word than `Don't`.

    One that is too long for a request is cut after a whole word: services look for the phrase within titles, and its
    beginning finds it.
    """
    return _line(letters_of_tex(title).translate(_STRAIGHT))


def has_words(title: str) -> bool:
    return any(letter.isalnum() for letter in title)


def is_short(title: str) -> bool:
    """Is the title so short that thousands of others hold it as a phrase?"""
    return len(content_words(title)) <= _FEW_WORDS


def arxiv_clause(title: str) -> str:
    """`ti:"…"`, for joining with OR; without what would end the phrase, double quotes and backslashes.

    All other punctuation stays: `.` and `'` belong to the words of arXiv's index, and the rest only parts them. A title
    with TeX is asked for as it is as well, since nobody has checked which commands the index turns into letters, and
    one with acronyms also with these written out. The index does not read accents as plain letters, so that `TÜLU 3`
    is also looked for as `TULU 3`; the other way round nobody can tell where accents stand.
    """
    line = whole(title)
    texts = (line, _line(title.translate(_STRAIGHT)), _without_accents(line), *written_out(line))
    return " OR ".join(_as_long_as_they_fit((f'ti:"{_phrase(text)}"' for text in texts if has_words(text)), " OR "))


def bulk_phrase(title: str) -> str:
    """`"…"`, for joining with `|`; characters that are operators outside a phrase become spaces, to be sure."""
    texts = (whole(title), *written_out(whole(title)))
    return " | ".join(_as_long_as_they_fit((f'"{_phrase(_OPERATORS.sub(" ", text))}"' for text in texts), " | "))


def _as_long_as_they_fit(spellings: Iterable[str], joint: str) -> Iterator[str]:
    """The different spellings of one title, the first and then those for which a request has room."""
    room = LONGEST
    for spelling in dict.fromkeys(spellings):
        size = encoded_size(spelling + joint)
        if room == LONGEST or size <= room:
            yield spelling
            room -= size


def _without_accents(line: str) -> str:
    """Latin letters alone lose theirs: in other scripts a mark makes another letter."""
    return unicodedata.normalize("NFC", _LATIN_ACCENTS.sub(r"\1", unicodedata.normalize("NFD", line)))


def loose_clause(title: str) -> str:
    """What finds a title that no phrase found: its rarest words, all of them, in any order, or its name alone.

    `(ti:a AND ti:b)`, for joining with OR; "" where too little is left. Words that a title may abbreviate, as in
    `LLMs`, are not among them. A name of one word is also looked for in two, and the other way round: `RingAttention`.
    """
    line = whole(title)
    name, subtitle = ([*_NAME.split(line, maxsplit=1), ""])[:2]
    clauses = dict.fromkeys((_of_words(subtitle or line), *_of_name(name if subtitle or is_short(line) else "")))
    return " OR ".join(clause for clause in clauses if clause not in {"", f'ti:"{line}"'})


def _of_words(text: str) -> str:
    words = dict.fromkeys(word for word in _WORD.findall(text) if _tells(word.lower()))
    rarest = sorted(words, key=lambda word: (word.lower() in COMMON_WORDS, -len(word)))[:WORDS_TOGETHER]
    if len(rarest) < 2:
        return ""
    return "(" + " AND ".join(_of_word(word) for word in words if word in rarest) + ")"


def _of_word(word: str) -> str:
    """A plain word needs no quotes, and quotes take six bytes."""
    return f"ti:{word}" if word.isascii() and word.isalnum() else f'ti:"{word}"'


def _tells(word: str) -> bool:
    return word not in STOP_WORDS and word not in _SPELT_OUT_OR_NOT


def _of_name(name: str) -> Iterator[str]:
    """Other spellings of a name of one or two words, and the name itself where a subtitle followed."""
    words = _WORD.findall(name)
    if not 0 < len(words) <= 2 or all(word.lower() in COMMON_WORDS for word in words):
        return
    for spelling in (" ".join(words), "".join(words), _HUMP.sub(" ", " ".join(words))):
        yield f'ti:"{spelling}"'


def encoded_size(text: str) -> int:
    """Bytes of the text in a query string."""
    return len(quote_plus(text))


def _phrase(line: str) -> str:
    return " ".join(_ENDS_A_PHRASE.sub(" ", line).split())


def _line(text: str) -> str:
    return _cut(unicodedata.normalize("NFC", " ".join(_CONTROLS.sub(" ", text).split())), LONGEST_TITLE)


def _cut(text: str, limit: int) -> str:
    sizes = list(accumulate(encoded_size(letter) for letter in text[:limit]))
    kept = bisect_right(sizes, limit)
    return text if kept == len(text) else text[:kept].rsplit(" ", 1)[0]
