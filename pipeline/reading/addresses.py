"""PURE: where a link leads, as far as its address tells: to a paper, to something else, or who knows where."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

from pipeline.identifiers import ids_in_url

Place = Literal["paper", "code", "media", "here", "page"]
"""`code` is a repository or a model, `media` a blog, a video or the like, `here` another place of the same project,
and `page` a page that may be anything."""

_CODE_HOSTS = frozenset(
    "github.com gitlab.com bitbucket.org gitee.com sourceforge.net huggingface.co hf.co kaggle.com pypi.org "
    "hub.docker.com colab.research.google.com codeocean.com modelscope.cn crates.io anaconda.org "
    "raw.githubusercontent.com gist.github.com replicate.com".split()
)
_MEDIA_HOSTS = frozenset(
    "youtube.com youtu.be vimeo.com bilibili.com slideshare.net speakerdeck.com slideslive.com twitter.com x.com "
    "reddit.com linkedin.com facebook.com medium.com substack.com towardsdatascience.com zhihu.com csdn.net "
    "mp.weixin.qq.com wikipedia.org quora.com stackoverflow.com stackexchange.com discord.gg discord.com t.me "
    "coursera.org udemy.com edx.org news.ycombinator.com theverge.com techcrunch.com venturebeat.com nytimes.com "
    "dblp.org dblp.uni-trier.de scholar.google.com connectedpapers.com paperswithcode.com shields.io star-history.com "
    "awesome.re leetcode.com oreilly.com dev.to hashnode.dev hackernoon.com podcasts.apple.com spotify.com".split()
)
_PAPERS = {
    "ieeexplore.ieee.org": r"/document/\d|arnumber|/\d{6,}|/iel\w*/",
    "ieee.org": r"/document/\d|arnumber",
    "computer.org": r"/csdl/|/publications/",
    "sciencedirect.com": r"/pii/",
    "semanticscholar.org": r"/paper/",
    "researchgate.net": r"/publication/|/profile/.+/links/",
    "link.springer.com": r"/(?:article|chapter|book|content)/",
    "aaai.org": r"/article/|/paper/|/view/|\d{4,}",
    "ijcai.org": r"/proceedings/\d{4}/\d|/papers?\d",
    "openaccess.thecvf.com": r"_paper|/html/",
    "thecvf.com": r"_paper",
    "ecva.net": r"/papers/",
    "isca-speech.org": r"/archive/\w+/\w",
    "isca-archive.org": r"/\w+/\w+",
    "ndss-symposium.org": r"/ndss-?paper/|/wp-content/",
    "vldb.org": r"/vol\d+/|/p\d+",
    "jmlr.org": r"/papers/v\w+/.",
    "mlr.press": r"/v\d+/.",
    "mlsys.org": r"/paper|/hash/|/\d{4}/\w+/",
    "neurips.cc": r"/hash/|/file/|/book/|/virtual/\d{4}/(?:poster|oral)",
    "nips.cc": r"/hash/|/file/|/paper/\d{3,}|/book/",
    "icml.cc": r"/virtual/\d{4}/(?:poster|oral)|/papers/",
    "iclr.cc": r"/virtual/\d{4}/(?:poster|oral)",
    "openreview.net": r"id=|/pdf|attachment",
    "usenix.org": r"/presentation/|/system/files/|/publications/.",
    "dl.acm.org": r"/doi/|citation\.cfm|/ft_gateway",
    "mdpi.com": r"/\d{4}-\d{3}[\dx]/\d|/htm",
    "nature.com": r"/articles/",
    "science.org": r"/doi/",
    "pnas.org": r"/doi/|/content/",
    "cell.com": r"/fulltext/|/article/|/pdf",
    "wiley.com": r"/doi/",
    "tandfonline.com": r"/doi/",
    "sagepub.com": r"/doi/",
    "oup.com": r"/article",
    "cambridge.org": r"/article/",
    "frontiersin.org": r"/articles?/",
    "plos.org": r"/article",
    "biorxiv.org": r"/content/",
    "medrxiv.org": r"/content/",
    "techrxiv.org": r"/articles?/|/doi/",
    "preprints.org": r"/manuscript/",
    "ssrn.com": r"abstract",
    "eprint.iacr.org": r"/\d{4}/\d+",
    "hal.science": r"/hal-|/tel-",
    "hal.archives-ouvertes.fr": r"/hal-|/tel-",
    "inria.fr": r"/hal-",
    "citeseerx.ist.psu.edu": r"/",
    "roboticsproceedings.org": r"/p\d+|/rss",
    "bmvc2022.mpi-inf.mpg.de": r"/",
    "pubmed.ncbi.nlm.nih.gov": r"/\d+",
    "ncbi.nlm.nih.gov": r"/articles/|/pubmed/\d|/PMC",
    "europepmc.org": r"/article/|/abstract/",
    "osti.gov": r"/biblio/",
    "research.google": r"/pubs/",
    "research.google.com": r"/pubs/|/archive/",
    "ai.google": r"/pubs/|/research/pubs",
    "microsoft.com": r"/research/publication/",
    "amazon.science": r"/publications/",
    "research.fb.com": r"/publications/",
    "research.facebook.com": r"/publications/",
    "ai.facebook.com": r"/research/publications/",
    "ai.meta.com": r"/research/publications/",
    "research.ibm.com": r"/publications/",
    "machinelearning.apple.com": r"/research/",
    "distill.pub": r"/\d{4}/",
    "conf.researchr.org": r"/details/",
    "issta.org": r"/details/",
    "icse-conferences.org": r"/details/",
    "esec-fse.org": r"/details/",
    "dspace.mit.edu": r"/handle/",
    "deepai.org": r"/publication/",
    "proquest.com": r"/docview/|/openview/",
    "cidrdb.org": r"/papers/|/p\d+",
    "sigops.org": r"/papers?/",
    "kdd.org": r"/accepted-papers/view/",
    "iacr.org": r"/archive/|/\d{4}/",
    "lipics.dagstuhl.de": r"/entities/document/|/opus/",
    "drops.dagstuhl.de": r"/entities/document/|/opus/",
    "sigarch.org": r"/papers?/",
    "aclanthology.org": r"/[A-Z]\d\d-\d{4}|/\d{4}\.[\w-]+\.\d",
    "arxiv.org": r"/(?:abs|pdf|html)/",
}
"""Hosts that publish papers, and what the address of one of them looks like. Most hold other pages too."""

_BLOG = re.compile(r"blog|(?:^|\.)(?:eng|engineering|tech|bytes|medium|news|devcentral)(?:\.|$)", re.IGNORECASE)
_MEDIA_PATH = re.compile(
    r"/(?:blogs?|news|posts?|podcasts?|talks?|videos?|slides?|tutorials?|courses?)(?:/|$)", re.IGNORECASE
)
_PAPER_FILE = re.compile(r"\.(?:pdf|ps|ps\.gz)$", re.IGNORECASE)
_NO_PAPER_FILE = re.compile(r"slides?|poster|supp(?:l|\b)|appendix|talk\b|presentation\.pdf", re.IGNORECASE)
_DATA_DOI = re.compile(r"^doi:10\.(?:5281|6084|17632|17605|5061|7910|21227|57702)/")
"""Zenodo, figshare, Mendeley Data, OSF, Dryad, Dataverse, IEEE DataPort, Hugging Face: they register no papers."""

_NOTE_FILE = re.compile(r"\.(?:md|mdx|markdown|rst|org|txt|html?)$", re.IGNORECASE)
_NOTE_ON_GITHUB = re.compile(r"/[^/]+/[^/]+/(?:(?:issues|discussions)/\d+/?|(?:blob|tree)/.+\.(?:md|rst|org))$")


_KNOWN_HOSTS = frozenset({*_PAPERS, *_CODE_HOSTS, *_MEDIA_HOSTS, "doi.org"})
_HOST = re.compile(r"(?P<slashes>//)?(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=/)", re.IGNORECASE)


def with_scheme(target: str) -> str:
    """The target of a link, with the `https://` that its author left out before `www.` or a host that is known here.
    Any other name with a dot may be a file of the list's."""
    found = _HOST.match(target)
    if found is None:
        return target
    host = found["host"].lower()
    known = host.startswith("www.") or _on(host, _KNOWN_HOSTS)
    return f"https://{target.removeprefix('//')}" if known or found["slashes"] else target


class _Where(NamedTuple):
    host: str
    path: str
    query: str


@lru_cache(maxsize=16384)
def place_of(url: str) -> Place:
    """What kind of place a link leads to. Whether the place exists, and what stands there, nobody has looked."""
    where = _where(url)
    if where is None:
        return "page"
    if not where.host:
        return "paper" if _PAPER_FILE.search(where.path) else "here"
    if ids := ids_in_url(url):
        return "code" if _DATA_DOI.match(str(ids[0])) else "paper"
    return _by_host(where)


def is_note(url: str) -> bool:
    """Whether a link leads to what may be somebody's notes on a paper: a file of text beside the list, or such a file
    or an issue on GitHub."""
    where = _where(url)
    if where is None or not where.host:
        return where is not None and bool(_NOTE_FILE.search(where.path))
    return where.host == "github.com" and bool(_NOTE_ON_GITHUB.fullmatch(where.path))


def _by_host(where: _Where) -> Place:
    if _is_known_paper(where) or (_PAPER_FILE.search(where.path) and not _NO_PAPER_FILE.search(where.path)):
        return "paper"
    if _on(where.host, _CODE_HOSTS):
        return "code"
    if _on(where.host, _MEDIA_HOSTS) or _BLOG.search(where.host) or _MEDIA_PATH.search(where.path):
        return "media"
    return "page"


def _where(url: str) -> _Where | None:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:  # an unclosed bracket in the host, for one
        return None
    if parts.scheme and parts.scheme.lower() not in {"http", "https"}:
        return None
    return _Where(host.removeprefix("www."), unquote(parts.path), parts.query)


def _is_known_paper(where: _Where) -> bool:
    names = where.host.split(".")
    for start in range(len(names) - 1):
        pattern = _PAPERS.get(".".join(names[start:]))
        if pattern and re.search(pattern, f"{where.path}?{where.query}", re.IGNORECASE):
            return True
    return False


def _on(host: str, hosts: frozenset[str]) -> bool:
    names = host.split(".")
    return any(".".join(names[start:]) in hosts for start in range(len(names) - 1))
