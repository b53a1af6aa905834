"""PURE: what a link leads to by its form alone: software, data, a repository, a talk."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.identifiers import ids_in_url
from pipeline.matching.normalise import key
from pipeline.merging.kinds import kind_of
from pipeline.models import Entry, Link

_DEPOSITS = re.compile(
    r"10\.(?:5281/zenodo|6084/m9\.figshare|7910/dvn|5061/dryad|17632/|24433/co|4121/|57967/hf|17605/osf\.io|"
    r"18419/darus|1184/r1|24432/|34740/kaggle|21227/)"
)
"""The DOIs of those who keep software and data: Zenodo, figshare, Harvard Dataverse, Dryad, Mendeley Data, Code Ocean,
4TU, Hugging Face, OSF, DaRUS, KiltHub, the UCI repository, Kaggle and IEEE DataPort."""

_REPOSITORIES = frozenset(
    "github.com gitlab.com bitbucket.org codeberg.org gist.github.com sourceforge.net kaggle.com pypi.org".split()
)
_TALKS = frozenset(
    "youtube.com youtu.be m.youtube.com vimeo.com slideslive.com bilibili.com videolectures.net slideshare.net "
    "speakerdeck.com".split()
)
_SAYS_PAPER = frozenset("paper pdf abs abstract arxiv doi publication article preprint link url here".split())
_SAYS_OTHER = frozenset(
    "code codes github gitlab repo repository software implementation artifact artifacts data dataset datasets "
    "model models demo video videos talk talks slide slides youtube poster blog post project page website site "
    "homepage tutorial twitter tweet thread notes news supp supplementary supplement zenodo docs documentation "
    "colab".split()
)


def deposit(doi: str) -> bool:
    """Whether a DOI was registered by those who keep software and data, and not papers."""
    return _DEPOSITS.match(doi) is not None


def other_kind(link: Link) -> str | None:
    """`a repository` or `a talk`, where the address is of one; a file inside a repository may well be the paper."""
    try:
        parts = urlsplit(link.url)
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if parts.path.lower().endswith((".pdf", ".ps", ".ps.gz")):
        return None
    return "a repository" if host in _REPOSITORIES else "a talk" if host in _TALKS else None


def says_paper(link: Link, entry: Entry) -> bool:
    """Whether the link is labelled as the paper itself: by a word such as `pdf`, or by the entry's title."""
    return _is_labelled_so(link) or key(link.label) == key(entry.title) != ""


def promises_paper(link: Link, entry: Entry) -> bool:
    """Whether an address of another kind is a mistake: the link is labelled as the paper, or is the title of an entry
    that names a venue and no other link to its paper. Lists hold software and talks too, and link names to code."""
    if _is_labelled_so(link):
        return True
    others = (other for other in entry.links if other.url != link.url)
    at_venue = kind_of(entry.venue) != "other"
    return says_paper(link, entry) and at_venue and not any(ids_in_url(o.url) or _is_labelled_so(o) for o in others)


def _is_labelled_so(link: Link) -> bool:
    words = _words(link.label)
    return bool(words) and all(word in _SAYS_PAPER for word in words)


def says_other(link: Link) -> bool:
    """Whether the link is labelled as something beside the paper: its code, its data, a talk."""
    words = _words(link.label)
    return (
        bool(words)
        and any(word in _SAYS_OTHER for word in words)
        and all(w in _SAYS_OTHER | _SAYS_PAPER for w in words)
    )


def _words(label: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", label.casefold())
