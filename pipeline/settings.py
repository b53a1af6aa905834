"""What `settings.toml` may say: how the catalogue is titled, what of it is kept, and how long an answer stays fresh."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from pipeline.models import Frozen
from pipeline.toml_file import load_toml
from pipeline.vocabulary.addresses import web_address

Output = Literal[
    "json", "schema", "readme", "review", "bib", "csl", "csv", "feed", "changes", "news", "history", "page"
]
Days = Annotated[int, Field(strict=True, ge=0, le=3650, description="a whole number of days from 0 to 3650")]
_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\r\n]*$")]
_ONE_LINE = "a text in quotation marks, on one line, of at most 200 characters"


def _is_address(text: str) -> str:
    if web_address(text) is None:
        raise ValueError(f"{text!r} is no address; it looks like https://example.org/papers")
    return text


_Address = Annotated[
    _Line, StringConstraints(pattern=r"^https?://[^\s/?#@]+(?:/[^\s?#]*)?$"), AfterValidator(_is_address)
]


class Freshness(Frozen):
    """For how many days an answer is not asked for again; 0 asks on every run.

    `citations` counts for what Semantic Scholar says of a known paper, `papers` for what arXiv says of one, `titles`
    for a search by title that found something. A title that nobody knew is asked again after `not_found` days, and
    each time that it is still unknown after twice as many as before, up to `not_found_longest`.
    """

    citations: Days = 6
    papers: Days = 30
    titles: Days = 30
    not_found: Days = 3
    not_found_longest: Days = 48

    @model_validator(mode="after")
    def _gaps_grow(self) -> Self:
        if self.not_found_longest < self.not_found:
            raise ValueError(
                f"not_found_longest ({self.not_found_longest}) is shorter than not_found ({self.not_found})"
            )
        return self


class Settings(Frozen):
    """`title` and `contact` are None where the file does not say them; the caller knows what to take instead. `site` is
    the address of the folder where the catalogue is published, if it is.

    `abstracts`: "all" keeps every abstract with its source, "open" only arXiv's, "none" keeps none.
    `outputs`: "changes" and "history" are what a run remembers, and so input too: without "changes" nothing is known
    of what is new, and without "history" a count that falls steeply is believed at once.
    """

    title: _Line | None = Field(None, description=_ONE_LINE)
    contact: _Line | None = Field(None, description=_ONE_LINE)
    site: _Address | None = Field(None, description='an address like "https://example.org/papers"')
    abstracts: Literal["all", "open", "none"] = Field("all", description='"all", "open" or "none"')
    outputs: tuple[Output, ...] = Field(
        get_args(Output), min_length=1, description=f"a list of one or more of {', '.join(get_args(Output))}"
    )
    freshness: Freshness = Field(Freshness(), description=f"a table of days for {', '.join(Freshness.model_fields)}")

    @model_validator(mode="after")
    def _news_is_remembered(self) -> Self:
        if "news" in self.outputs and "changes" not in self.outputs:
            raise ValueError('outputs has "news", which shows what "changes" remembers: add "changes" or drop "news"')
        return self


def load_settings(path: Path) -> Settings:
    """The settings at `path`, defaults where the file or a key is missing. PapersError names file, line and key."""
    return load_toml(path, Settings)
