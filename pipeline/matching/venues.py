"""PURE: is `OSDI` the `USENIX Symposium on Operating Systems Design and Implementation`?"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.matching.normalise import fold
from pipeline.matching.rules import STOP_WORDS

PREPRINT_SERVERS = frozenset({"arxiv", "arxiv org", "corr", "biorxiv", "medrxiv", "ssrn", "preprint", "techrxiv"})

_KNOWN = {
    "mlsys": "machine learning and systems",
    "neurips": "neural information processing systems",
    "nips": "neural information processing systems",
    "sc": "high performance computing",
    "atc": "annual technical conference",
    "cvpr": "computer vision and pattern recognition",
    "colm": "language modeling",
    "emnlp": "empirical methods in natural language processing",
    "naacl": "north american chapter",
    "kdd": "knowledge discovery",
    "sigmod": "management of data",
    "vldb": "very large",
    "eurosys": "european conference on computer systems",
    "ppopp": "principles and practice of parallel programming",
}
"""Acronyms that are not the initials of the venue's name, against words of that name."""


def is_preprint_venue(venue: str | None) -> bool:
    """Whether this names a preprint server; no venue at all counts as one."""
    return venue is None or fold(venue) in PREPRINT_SERVERS or fold(venue).startswith("arxiv")


@lru_cache(maxsize=4096)
def same_venue(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one venue; None where either is missing or a preprint server, which proves nothing."""
    if is_preprint_venue(one) or is_preprint_venue(other):
        return None
    ours, theirs = _without_year(one or ""), _without_year(other or "")
    return ours == theirs or _is_short_for(ours, theirs) or _is_short_for(theirs, ours)


def _without_year(venue: str) -> str:
    return " ".join(re.sub(r"\b(?:19|20)?\d\d\b", " ", fold(venue)).split())


def _is_short_for(acronym: str, name: str) -> bool:
    if not acronym or " " in acronym:
        return False
    words = name.split()
    initials = "".join(word[0] for word in words if word not in STOP_WORDS)
    spelt = acronym == initials or (len(acronym) > 2 and initials.endswith(acronym))
    return spelt or acronym in words or _KNOWN.get(acronym, "?") in name
