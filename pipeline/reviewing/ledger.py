"""PURE: a block joins what people have written in `decisions.toml`, with its order and every comment as they were."""

from __future__ import annotations

import tomllib

from pydantic import ValidationError

from pipeline.decisions import Rulings
from pipeline.errors import PapersError


def with_block(text: str, block: str, name: str) -> str:
    """The file's text with the block behind it. What stands there is not touched by a byte.

    Raises PapersError, naming the file as `name`, where the two do not go together: a list written as `pin = […]` is
    closed, and an entry has one pin.
    """
    ending = "" if text.endswith(("\n", "\ufeff")) or not text else "\n"
    gap = "\n" if text.strip("\ufeff\n\r ") else ""
    joined = f"{text}{ending}{gap}{block}"
    try:
        Rulings.model_validate(tomllib.loads(joined.removeprefix("\ufeff")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        reason = str(error).splitlines()[0]
        raise PapersError(f"{name} cannot take this decision ({reason}); add it by hand:\n{block}") from error
    return joined
