"""The identifiers that Semantic Scholar accepts for a paper (FACTS 2.2), and which record each one names."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from tests.standin.records import Corpus

_SHA = re.compile(r"[0-9a-f]{40}", re.IGNORECASE)
_ARXIV = r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_PREFIXED = {
    "corpusid": re.compile(r"\d+"),
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "arxiv": re.compile(rf"{_ARXIV}(?:v\d+)?"),
    "acl": re.compile(r"[\w.-]+"),
    "mag": re.compile(r"\d+"),
    "pmid": re.compile(r"\d+"),
    "pmcid": re.compile(r"\d+"),
    "url": re.compile(r"https?://\S+"),
}
_ANTHOLOGY = "10.18653/v1/"


def well_formed(name: str) -> bool:
    """Whether the service can read an identifier at all. A DOI written as a URL is not one (FACTS 2.2)."""
    kind, _, value = name.partition(":")
    pattern = _PREFIXED.get(kind.lower())
    if pattern:
        return pattern.fullmatch(value) is not None
    return bool(_SHA.fullmatch(name) or _PREFIXED["doi"].fullmatch(name))


def position(corpus: Corpus, name: str) -> int | None:
    """The record that a well-formed identifier names, or None. Prefixes, SHAs and DOIs are read in any case."""
    kind, _, value = name.partition(":")
    find = _FINDERS.get(kind.lower())
    return find(corpus, value) if find else corpus.shas.get(name.lower(), corpus.dois.get(name.lower()))


def _in_papers(corpus: Corpus, arxiv_id: str) -> int | None:
    """By arXiv identifier without version; a version makes it another name, which the service does not know."""
    return corpus.dois.get(f"10.48550/arxiv.{arxiv_id}".lower())


def _of_url(corpus: Corpus, address: str) -> int | None:
    """Pages of Semantic Scholar, arXiv (a version is allowed), the ACL Anthology, ACM and bioRxiv."""
    url = urlsplit(address)
    path, host = unquote(url.path).strip("/"), (url.hostname or "").removeprefix("www.")
    if host == "semanticscholar.org":
        return corpus.shas.get(path.rpartition("/")[2])
    if host == "arxiv.org":
        found = re.fullmatch(rf"(?:abs|pdf)/({_ARXIV})(?:v\d+)?(?:\.pdf)?", path)
        return _in_papers(corpus, found[1]) if found else None
    if host in ("aclweb.org", "aclanthology.org"):
        return corpus.dois.get(f"{_ANTHOLOGY}{path.rpartition('/')[2].removesuffix('.pdf')}".lower())
    doi = re.search(r"10\.\d{4,9}/\S+", path) if host in ("dl.acm.org", "biorxiv.org") else None
    return corpus.dois.get(doi[0].lower()) if doi else None


_FINDERS: dict[str, Callable[[Corpus, str], int | None]] = {
    "corpusid": lambda corpus, value: corpus.corpus_ids.get(int(value)),
    "doi": lambda corpus, value: corpus.dois.get(value.lower()),
    "arxiv": _in_papers,
    "acl": lambda corpus, value: corpus.dois.get(f"{_ANTHOLOGY}{value}".lower()),
    "url": _of_url,
    "mag": lambda _corpus, _value: None,
    "pmid": lambda _corpus, _value: None,
    "pmcid": lambda _corpus, _value: None,
}
"""How each kind is looked up; of MAG and PubMed numbers the records know none."""
