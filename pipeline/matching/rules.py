"""PURE: every parameter of matching in one place, each with the reason for its value."""

from __future__ import annotations

from typing import Final

STOP_WORDS: Final = frozenset(
    "a an and are as at be by can do for from how in into is it its not of on or our over that the their these this to "
    "toward towards under up upon via we what when which with without you your".split()
)
"""Words that say nothing of what a paper is about; they count in equality, not in what a title is made of."""

ONE_SIDED_MARKS: Final = (
    ("survey", frozenset({"survey", "surveys", "overview", "review", "tutorial", "primer"})),
    ("workshop version", frozenset({"workshop", "poster", "demo", "demonstration", "abstract"})),
    (
        "reply",
        frozenset({"comment", "comments", "reply", "correction", "corrigendum", "erratum", "errata", "rebuttal"}),
    ),
    ("follow-up", frozenset({"revisited", "revisiting", "rethinking", "reloaded", "extended", "beyond"})),
)
"""A mark on one side only tells two works apart, however alike the rest: the survey of X is not X."""

ROMAN_NUMERALS: Final = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
"""Part numbers in disguise. One-letter numerals are left out: `i`, `v` and `x` are mostly something else."""

GENERIC_TITLES: Final = frozenset(
    "abstract|abstracts|acknowledgements|announcement|appendix|book review|book reviews|conclusion|conclusions|"
    "contents|discussion|editorial|errata|erratum|foreword|index|introduction|keynote|letter|letters|news|obituary|panel|preface|"
    "program|proceedings|references|related work|supplementary material|table of contents|untitled".split("|")
)
"""Titles that thousands of records carry: they name no paper."""

STANDS_ALONE_WORDS: Final = 4
"""So many content words make an equal title evidence enough: among 170,000 real records hardly two works share one."""

STANDS_ALONE_LETTERS: Final = 18
"""So do so many letters in at least four words, for titles made of small words (`Attention Is All You Need`)."""

STANDS_ALONE_IDEOGRAPHS: Final = 12
"""The same for scripts that write no spaces: a Chinese content word takes two or three signs."""

NAME_WORDS: Final = 2
"""A title of so few content words is a name, and names repeat: Gemini, Sia, Orca. A year is then no second witness."""

PART_STANDS_ALONE_WORDS: Final = 5
"""A title of which one side drops the name or the subtitle must have kept so many content words to stand alone:
`Efficient Memory Management` opens many titles."""

TYPO_EDITS: Final = 1
TYPO_MIN_LETTERS: Final = 5
"""Two words are one word spelt twice when they begin alike, at most so many letters differ or changed places, and both
are at least this long. Two edits would make one of inter and intra, online and offline; another first letter would make
one of symmetric and asymmetric."""

YEARS_BEFORE: Final = 3
YEARS_AFTER: Final = 2
"""A record may be a preprint from so many years before the listed year, or a copy posted so many years after it
(SPFresh, SOSP 2023, came to arXiv in October 2024)."""

RELATED_SHARE: Final = 0.5
"""A record worth a person's eye shares so much of the shorter title's content words; below it, it is just a hit."""

RENAMED_SHARE: Final = 0.4
"""A linked record under another title must share so much to count as the same paper renamed: LightSeq became
DISTFLASHATTN and kept 4 content words of 9, while six wrong links in public lists kept none to three in ten."""

LISTED_CANDIDATES: Final = 5
"""So many candidates are shown to a person for one entry."""
