"""PURE: identifiers of papers, in the spellings that people and links use, brought into one canonical spelling.

`ids_in_url` reads a link, `parse_id` what a person types, `url_of` goes the other way. All take text from outside and
never raise for it: what is no identifier is an empty tuple or None. None of them knows whether the paper exists.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from pipeline.models import IdKind, PaperId

_NEW_ARXIV = r"\d\d(?:0[1-9]|1[0-2])\.\d{4,5}"
_OLD_ARXIV = r"(?!abs/|pdf/|html/|format/)[a-z]+(?:-[a-z]+)*(?:\.[a-z]{2})?/\d{7}"
_ARXIV = re.compile(rf"(?:arxiv[:\s]\s*)?({_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d+)?", re.IGNORECASE)
_ARXIV_PATH = re.compile(rf"(?:^|/)({_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d+)?(?=\.pdf|\.html?|/|$)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)
_DOI_PATH = re.compile(r"^/(?:[\w.-]+/){0,4}?(10\.\d{4,9}(?:\.\d+)*/.+)", re.IGNORECASE)
_NO_DOI_HOSTS = frozenset({"delivery.acm.org", "github.com"})
"""Hosts whose paths look like DOIs and are none: ACM's download links hold a bucket's number in place of a volume's."""
_AFTER_DOI = re.compile(r"/(?:pdf|full|fulltext|abstract|epdf|html|meta|summary)$", re.IGNORECASE)
_VOLUME = re.compile(r"/doi/proceedings/")
_PREPRINT_VERSION = re.compile(r"v\d+(?:\.full(?:-text)?)?$")
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_NATURE_ARTICLE = re.compile(r"/articles/([a-z]+\d[\w.-]*)$")
_FILE_ENDING = re.compile(r"\.(?:pdf|html?)$", re.IGNORECASE)
_SHA = re.compile(r"[0-9a-f]{40}", re.IGNORECASE)
_CORPUS_ID = re.compile(r"corpus_?id:\s*(\d{1,12})", re.IGNORECASE)

_LONGEST = 2048
"""No identifier, and no URL that browsers agree on, is longer."""

_ARXIV_HOSTS = frozenset({"arxiv.org", "ar5iv.org", "alphaxiv.org", "arxiv-vanity.com", "xxx.lanl.gov"})
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org"})


def canonical_arxiv(text: str) -> str | None:
    """`2310.03294` of `arXiv:2310.03294v2`, `math/0309136` of `math.GT/0309136`; None if it is no arXiv identifier.

    The two forms are arXiv's own (info.arxiv.org/help/arxiv_identifier.html); a subject class was never needed to
    tell papers apart, and arXiv redirects to the form without it.
    """
    match = _ARXIV.fullmatch(text.strip())
    return _without_subject_class(match[1]) if match else None


def canonical_doi(text: str) -> str | None:
    """The DOI in lower case, without prefix, resolver or punctuation that trails it; None if it is none.

    DOIs are case-insensitive (DOI Handbook 2.4). A closing bracket is kept only where the DOI opened it.
    """
    match = _DOI.fullmatch(text.strip()) if len(text) < _LONGEST else None
    if match is None:
        return None
    doi = _without_trailing_punctuation(match[1]).lower()
    return doi if not doi.endswith("/") else None


def arxiv_of_doi(doi: str) -> str | None:
    """The arXiv identifier inside a DOI that arXiv itself registered (`10.48550/arXiv.2310.03294`), else None."""
    match = _ARXIV_DOI.fullmatch(doi.strip())
    return canonical_arxiv(match[1]) if match else None


def parse_id(text: str) -> PaperId | None:
    """What a person types: `2310.03294v2`, `arXiv:…`, `doi:10.…`, `10.…`, `CorpusId:123`, a 40-digit Semantic Scholar
    id, or a URL. Of a URL that holds several identifiers it takes the first. None if it is nothing of that kind."""
    text = text.strip()
    if "://" in text:
        return next(iter(ids_in_url(text)), None)
    if arxiv := canonical_arxiv(text):
        return PaperId("arxiv", arxiv)
    if doi := canonical_doi(text):
        return _id_of_doi(doi)
    if corpus := _CORPUS_ID.fullmatch(text):
        return PaperId("corpus_id", corpus[1])
    return PaperId("semantic_scholar", text.lower()) if _SHA.fullmatch(text) else None


@lru_cache(maxsize=16384)
def ids_in_url(url: str) -> tuple[PaperId, ...]:
    """The identifiers that a link to a paper holds, as far as its form tells; () for any other text.

    Versions, file endings, queries, percent-encoding, `www.` and trailing punctuation do not matter. An arXiv DOI is
    given as its arXiv identifier alone.
    """
    place = _place(url) if len(url) < _LONGEST else None
    if place is None:
        return ()
    for site in _SITES:
        if site.holds(place) and (value := site.read(place)):
            return (_id_of_doi(value) if site.kind == "doi" else PaperId(site.kind, value),)
    return ()


def url_of(paper: PaperId) -> str | None:
    """A page where the identifier leads. None for kinds whose page cannot be told from the identifier alone: `cvf` and
    `neurips` have changed their paths from year to year, and `folded_title` names no page."""
    if paper.kind == "url":
        return paper.value
    pattern = _PAGES.get(paper.kind)
    if paper.kind == "usenix":
        event, _, talk = paper.value.partition("/")
        return f"https://www.usenix.org/conference/{quote(event)}/presentation/{quote(talk)}"
    return pattern + quote(paper.value, safe="/:;()") if pattern else None


_PAGES: dict[IdKind, str] = {
    "arxiv": "https://arxiv.org/abs/",
    "doi": "https://doi.org/",
    "semantic_scholar": "https://www.semanticscholar.org/paper/",
    "corpus_id": "https://api.semanticscholar.org/CorpusID:",
    "dblp": "https://dblp.org/rec/",
    "openalex": "https://openalex.org/",
    "acl": "https://aclanthology.org/",
    "openreview": "https://openreview.net/forum?id=",
    "pmlr": "https://proceedings.mlr.press/",
}


class _Place(NamedTuple):
    """Where a link leads: host in lower case, path decoded, query as sent."""

    host: str
    path: str
    query: str


class _Site(NamedTuple):
    """One kind of link: on which hosts it stands (with their subdomains), and how to read its identifier."""

    kind: IdKind
    hosts: frozenset[str]
    read: Callable[[_Place], str | None]

    def holds(self, place: _Place) -> bool:
        return not self.hosts or any(place.host == host or place.host.endswith(f".{host}") for host in self.hosts)


def _place(url: str) -> _Place | None:
    try:
        parts: SplitResult = urlsplit(_without_trailing_punctuation(url.strip()))
        host = parts.hostname or ""
    except ValueError:  # an unclosed bracket in the host, for one
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    return _Place(host, unquote(parts.path).strip(), parts.query)


def _without_trailing_punctuation(text: str) -> str:
    while text and (text[-1] in ".,;:!?'\"”’>" or (text[-1] in ")]" and not _balanced(text))):
        text = text[:-1]
    return text


def _balanced(text: str) -> bool:
    return text.count("(") >= text.count(")") and text.count("[") >= text.count("]")


def _without_subject_class(arxiv: str) -> str:
    archive, slash, number = arxiv.lower().partition("/")
    return f"{archive.partition('.')[0]}/{number}" if slash else archive


def _id_of_doi(doi: str) -> PaperId:
    arxiv = arxiv_of_doi(doi)
    return PaperId("arxiv", arxiv) if arxiv else PaperId("doi", doi)


def _arxiv(place: _Place) -> str | None:
    match = _ARXIV_PATH.search(place.path.rstrip("/"))
    return _without_subject_class(match[1]) if match else None


def _doi_resolver(place: _Place) -> str | None:
    return canonical_doi(_FILE_ENDING.sub("", place.path.lstrip("/")))


def _doi_in_path(place: _Place) -> str | None:
    if place.host in _NO_DOI_HOSTS or _VOLUME.search(place.path):
        return None
    match = _DOI_PATH.search(_AFTER_DOI.sub("", _FILE_ENDING.sub("", place.path.rstrip("/"))))
    return canonical_doi(match[1]) if match else None


def _biorxiv(place: _Place) -> str | None:
    return _doi_in_path(place._replace(path=_PREPRINT_VERSION.sub("", _FILE_ENDING.sub("", place.path.rstrip("/")))))


def _nature(place: _Place) -> str | None:
    match = _NATURE_ARTICLE.search(_FILE_ENDING.sub("", place.path.rstrip("/")))
    return canonical_doi(f"10.1038/{match[1]}") if match else None


def _openreview(place: _Place) -> str | None:
    values = parse_qs(place.query).get("id", [])
    return next((value for value in values if re.fullmatch(r"[\w-]{5,20}", value, re.ASCII)), None)


def _path(pattern: str, form: str = "{0}") -> Callable[[_Place], str | None]:
    """A reader that fills `form` with the groups of `pattern`, found in the path."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def read(place: _Place) -> str | None:
        match = compiled.search(place.path.rstrip("/"))
        return form.format(*match.groups()) if match else None

    return read


def _lower(read: Callable[[_Place], str | None]) -> Callable[[_Place], str | None]:
    return lambda place: value.lower() if (value := read(place)) else None


_USENIX_TALK = r"/conference/([\w-]+)/(?:[\w-]+/)?presentation/([\w-]+)$"
_USENIX_FILE = r"/files/(?:conference/\w+/)?(\w*\d+)[-_]?(?:paper[-_])?([a-z][\w-]*?)(?:_\d)?\.pdf$"
_ACL_ID = r"([a-z]\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)"

_SITES: tuple[_Site, ...] = (
    _Site("arxiv", _ARXIV_HOSTS, _arxiv),
    _Site("arxiv", frozenset({"huggingface.co"}), _path(rf"/papers/({_NEW_ARXIV})(?:v\d+)?$")),
    _Site("doi", _DOI_HOSTS, _doi_resolver),
    _Site("openreview", frozenset({"openreview.net"}), _openreview),
    _Site(
        "acl",
        frozenset({"aclanthology.org", "aclweb.org", "aclanthology.info"}),
        _path(rf"/{_ACL_ID}(?:v\d+)?(?:\.\w+)?$"),
    ),
    _Site("corpus_id", frozenset({"semanticscholar.org"}), _path(r"/corpusid:(\d{1,12})$")),
    _Site(
        "semantic_scholar",
        frozenset({"semanticscholar.org"}),
        _lower(_path(r"/paper/(?:[^/]*/)?([0-9a-f]{40})(?:/|$)")),
    ),
    _Site("usenix", frozenset({"usenix.org"}), _lower(_path(_USENIX_TALK, "{0}/{1}"))),
    _Site("usenix", frozenset({"usenix.org"}), _lower(_path(_USENIX_FILE, "{0}/{1}"))),
    _Site(
        "cvf", frozenset({"openaccess.thecvf.com"}), _path(r"/([^/]+?_\d{4}(?:_(?!paper)\w+)?)(?:_paper)?(?:\.\w+)?$")
    ),
    _Site(
        "pmlr",
        frozenset({"proceedings.mlr.press", "jmlr.org"}),
        _lower(_path(r"/(v\d+)/([\w-]+?)(?:/[^/]*)?(?:\.\w+)?$", "{0}/{1}")),
    ),
    _Site(
        "neurips",
        frozenset({"neurips.cc", "nips.cc"}),
        _lower(_path(r"/paper/(\d{4})/(?:hash|file)/([0-9a-f]{32})\b", "{0}/{1}")),
    ),
    _Site("doi", frozenset({"biorxiv.org", "medrxiv.org"}), _biorxiv),
    _Site("doi", frozenset({"nature.com"}), _nature),
    _Site("doi", frozenset(), _doi_in_path),
)
"""Tried in this order; the last takes any publisher's page that carries the DOI in its path."""
