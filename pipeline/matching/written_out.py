"""PURE: a title with its acronyms written out, as authors have them more often than those who list their papers."""

from __future__ import annotations

import re

from pipeline.matching.rules import ACRONYMS

_MODELS = "lm"


def _long_forms() -> dict[str, str]:
    """What each acronym stands for; of several forms the first. `LM` is none: lists shorten `LLM` to it as well."""
    forms = {"llm": "large language model"}
    for term, short in ACRONYMS.items():
        if " " in term and " " not in short and short != _MODELS:
            forms.setdefault(short, term)
        elif " " in short:
            forms[term] = short.replace(_MODELS, "language model")
    return forms


_LONG_FORMS = _long_forms()
_ACRONYM = re.compile(
    rf"\b(?P<short>{'|'.join(sorted(_LONG_FORMS, key=len, reverse=True))})(?P<many>s?)\b", re.IGNORECASE
)


def written_out(title: str) -> tuple[str, ...]:
    """The title with the acronyms of language models written out, with all others, and with all: those of the three
    that are not the title itself. Only what is written like an acronym, with two capitals or more, is taken for one."""
    models = _ACRONYM.sub(lambda found: _spelt(found, models=True), title)
    others = _ACRONYM.sub(lambda found: _spelt(found, models=False), title)
    both = _ACRONYM.sub(lambda found: _spelt(found, models=True), others)
    return tuple(text for text in dict.fromkeys((models, others, both)) if text != title)


def _spelt(found: re.Match[str], *, models: bool) -> str:
    short = found["short"].lower()
    is_acronym = sum(map(str.isupper, found["short"])) > 1
    return _LONG_FORMS[short] + found["many"] if is_acronym and short.endswith(_MODELS) is models else found[0]
