"""An inverted index over short texts: phrases, words, prefixes and the nearest text, scored by the rarity of words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from math import log

from tests.standin.analysis import STOP_WORDS, stem, tokens

_UNKNOWN = -1
_ENOUGH_CANDIDATES = 2_000
"""How many texts `nearest` looks at before it leaves the commoner words of a query unexplored."""


class Vocabulary:
    """Numbers for stems, shared by several indexes; the first ones are the stop words'."""

    def __init__(self) -> None:
        self.numbers = {word: number for number, word in enumerate(sorted(STOP_WORDS))}
        self.stops = frozenset(self.numbers.values())

    def learn(self, text: str) -> list[int]:
        """The stems of a text as numbers, new ones included."""
        numbers = self.numbers
        return [numbers.setdefault(stem(token), len(numbers)) for token in tokens(text)]

    def read(self, text: str) -> list[int]:
        """The stems of a text as numbers; one that no text holds is -1."""
        return [self.numbers.get(stem(token), _UNKNOWN) for token in tokens(text)]


Hits = dict[int, float]
"""Document number to score; higher is better, and means nothing beside the scores of another query."""


class PhraseIndex:
    """Texts under document numbers of the caller's choice. Not safe for adding while it is being searched."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._documents = array("L")
        self._ends = array("L")
        self._stems = array("l")
        self._postings: dict[int, array[int]] = {}

    def add(self, document: int, stems: Sequence[int]) -> None:
        """Adds one text, as the numbers its vocabulary gave."""
        row = len(self._documents)
        self._documents.append(document)
        self._stems.extend(stems)
        self._ends.append(len(self._stems))
        for number in set(stems):
            if number not in self._postings:
                self._postings[number] = array("L")
            self._postings[number].append(row)

    def phrase(self, text: str) -> Hits:
        """Documents that hold the words of `text` in their order; stop words are gaps, as in a Lucene phrase."""
        pattern = self._pattern(text)
        if not pattern or any(number not in self._postings for _, number in pattern):
            return {}
        anchor = min(pattern, key=lambda place: len(self._postings[place[1]]))
        weight = sum(self._rarity(number) for _, number in pattern)
        rows = self._postings[anchor[1]]
        if len(pattern) > 1:
            rows = array("L", (row for row in rows if _holds(self._text(row), pattern, anchor)))
        mean = len(self._stems) / len(self._documents)
        return {self._documents[row]: weight * _brevity(len(self._text(row)) / mean) for row in rows}

    def words(self, text: str) -> Hits:
        """Documents that hold every word of `text`, in any order; stop words do not count."""
        wanted = self._content(text)
        if (
            not wanted
            or _UNKNOWN in self._vocabulary.read(text)
            or any(number not in self._postings for number in wanted)
        ):
            return {}
        rarest = min(wanted, key=lambda number: len(self._postings[number]))
        rows = [row for row in self._postings[rarest] if wanted <= set(self._text(row))]
        return self._scored(rows, wanted)

    def any_word(self, text: str) -> set[int]:
        """Documents that hold at least one word of `text`, unscored: they may be most of the index."""
        rows = {row for number in self._content(text) for row in self._postings.get(number, ())}
        return {self._documents[row] for row in rows}

    def prefix(self, start: str) -> Hits:
        """Documents with a stem that begins so."""
        found = {number for word, number in self._vocabulary.numbers.items() if word.startswith(start.lower())}
        rows = {row for number in found for row in self._postings.get(number, ())}
        return self._scored(rows, found)

    def nearest(self, text: str) -> tuple[int, float, float] | None:
        """The document most like `text`, its score, and the share (0 to 1) of the words of `text` that it holds."""
        wanted = self._content(text)
        rows = self._candidates(wanted)
        if not rows:
            return None
        scores = self._scores(rows, wanted)
        best = max(scores, key=lambda row: (scores[row], -row))
        unknown = self._vocabulary.read(text).count(_UNKNOWN)
        held = len(wanted.intersection(self._text(best))) / (len(wanted) + unknown)
        return self._documents[best], scores[best], held

    def _candidates(self, wanted: set[int]) -> set[int]:
        rows: set[int] = set()
        for number in sorted(wanted, key=lambda number: len(self._postings.get(number, ()))):
            if len(rows) >= _ENOUGH_CANDIDATES:
                break
            rows.update(self._postings.get(number, ()))
        return rows

    def _scored(self, rows: Iterable[int], wanted: set[int]) -> Hits:
        return {self._documents[row]: score for row, score in self._scores(rows, wanted).items()}

    def _scores(self, rows: Iterable[int], wanted: set[int]) -> Hits:
        """By row. How rare a word is, and how long texts are on the whole, is looked up once."""
        rarity = {number: self._rarity(number) for number in wanted}
        mean = len(self._stems) / len(self._documents)
        scores: Hits = {}
        for row in rows:
            text = self._text(row)
            scores[row] = _brevity(len(text) / mean) * sum(rarity[number] for number in wanted.intersection(text))
        return scores

    def _pattern(self, text: str) -> list[tuple[int, int]]:
        places = list(enumerate(self._vocabulary.read(text)))
        return [place for place in places if place[1] not in self._vocabulary.stops] or places

    def _content(self, text: str) -> set[int]:
        numbers = set(self._vocabulary.read(text)) - {_UNKNOWN}
        return numbers - self._vocabulary.stops or numbers

    def _text(self, row: int) -> array[int]:
        return self._stems[self._ends[row - 1] if row else 0 : self._ends[row]]

    def _rarity(self, number: int) -> float:
        return log(1 + len(self._documents) / (len(self._postings.get(number, ())) + 0.5))


def _brevity(length: float) -> float:
    """BM25's normalisation, of a length in mean lengths: of texts that hold the same words the shorter is better."""
    return 2.2 / (1 + 1.2 * (0.25 + 0.75 * length))


def _holds(text: Sequence[int], pattern: Sequence[tuple[int, int]], anchor: tuple[int, int]) -> bool:
    offset, number = anchor
    starts = (place - offset for place, found in enumerate(text) if found == number)
    return any(_holds_at(text, pattern, start) for start in starts)


def _holds_at(text: Sequence[int], pattern: Sequence[tuple[int, int]], start: int) -> bool:
    return all(0 <= start + offset < len(text) and text[start + offset] == number for offset, number in pattern)
