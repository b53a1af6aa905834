"""Keys to cite by, readable and made to last: `kwon2023efficient`.

The surname is the first author's, the year the earliest that is known of the work, the word the first of the listed
title that says something. So a preprint has the key that it will have when a conference prints it, under another title
even. What is learnt of a paper later, and what becomes of others, changes no key: once given, the catalogue keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from slugify import slugify

from pipeline.emit.dates import entered
from pipeline.emit.names import split_name
from pipeline.emit.references import citable
from pipeline.models import Catalogue, Paper

_SMALL_WORDS = frozenset("a an the on in of for to and with from towards toward at by is are via".split())
_WORD = re.compile("[a-z0-9]+")
_ARXIV_YEAR = re.compile(r"(?:^|/)(?P<year>\d\d)\d\d[.\d]")
"""In `2309.06180` and in `hep-th/9711200`; https://info.arxiv.org/help/arxiv_identifier.html."""


def keyed(catalogue: Catalogue) -> Catalogue:
    """The catalogue with a key for each paper that can be cited, and none for the others."""
    keys = bibtex_keys(catalogue.papers)
    papers = (paper.model_copy(update={"key": keys.get(paper.id)}) for paper in catalogue.papers)
    return catalogue.model_copy(update={"papers": tuple(papers)})


def bibtex_keys(papers: Iterable[Paper]) -> dict[str, str]:
    """The key of each paper that can be cited, by the paper's id: small letters and digits of ASCII, and no key twice.

    A paper that has a key keeps it. Where two would have one key, the paper that was known first gets it, and the other
    takes as many further words of its own id as it needs, wherever the two stand in the list.
    """
    settled = sorted(citable(papers), key=lambda paper: (entered(paper), paper.id))
    given = {paper.key: paper.id for paper in reversed(settled) if paper.key}
    keys = {name: key for key, name in given.items()}
    taken = set(given)
    for paper in settled:
        if paper.id not in keys:
            keys[paper.id] = next(key for key in _candidates(paper) if key not in taken)
            taken.add(keys[paper.id])
    return keys


def _candidates(paper: Paper) -> Iterator[str]:
    key = f"{_surname(paper)}{_year(paper)}"
    words = [word for word in _WORD.findall(paper.id) if word not in _SMALL_WORDS] or ["untitled"]
    for place, word in enumerate(words):
        key += word
        if place > 0 or len(word) > 1:  # the `s` of `s-lora` says nothing
            yield key
    yield key + sha256(paper.id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _surname(paper: Paper) -> str:
    names = (slugify(split_name(author.name).family, separator="") for author in paper.authors)
    return next((name for name in names if name), "anonymous")


def _year(paper: Paper) -> str:
    submitted = _ARXIV_YEAR.search(paper.ids.arxiv or "")
    short = int(submitted["year"]) if submitted else None
    years = [
        paper.year,
        *(version.year for version in paper.versions),
        None if short is None else short + (1900 if short > 90 else 2000),
    ]
    return str(min((year for year in years if year is not None), default=""))
