"""From a curated Markdown reading list to an enriched catalogue of papers.

    papers.md --read--> entries --resolve--> resolutions --enrich--> records
              --merge--> papers --news--> events --publish--> files

    read      a Markdown list becomes entries, notes and reported lines            (pure)
    resolve   asks the sources, identifiers first and titles last, and has matching decide which paper an entry means
    enrich    asks each source for the full record of every accepted paper, in bulk
    merge     one paper per work, each field by precedence, with provenance        (pure)
    news      what has happened since the last catalogue, and which counts are believed  (pure)
    publish   renders the files (`emit`, pure) and replaces them whole, only on change

Beside it, `audit` asks whether the list's links lead to the papers that their entries name, and `reviewing` hands what
matching could not decide to a person, whose answers the next run obeys.

`run` is that flow written down, and `prepare` reads beforehand what it goes by; `models` holds the nouns; `matching`
decides, and is pure; `sources` are the only modules that reach a network, beside `bulk.download`; `cli` and its
`commands` are the only ones that read the clock and the environment. `bulk` is a flow of its own, for whole dumps of
titles against whole bulk files.

Programs that read a catalogue need two names of it: `pipeline.Catalogue`, whose `load` reads one, and
`pipeline.PapersError`, which that raises. Importing the package alone loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.catalogue_file import Catalogue
    from pipeline.errors import PapersError

__all__ = ["Catalogue", "PapersError", "__version__"]

__version__ = "0.1.0"

_HOMES = {"Catalogue": "pipeline.catalogue_file", "PapersError": "pipeline.errors"}


def __getattr__(name: str) -> Any:  # noqa: ANN401  the type checker knows the names from above
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
