"""A decision joins what people have written in `decisions.toml`, with its order and every comment as they were."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from pipeline.decisions import Rulings
from pipeline.errors import PapersError
from pipeline.writer import replace_files


def append_decision(path: Path, block: str) -> None:
    """Add a block to the file as it stands by now, which may be none; it is the old or the new one, whole.

    Raises PapersError for a file that cannot be read or written, or cannot take the block.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError) as error:
        raise PapersError(f"{path} cannot be read: {error}.") from error
    replace_files({path: with_block(text, block, str(path))})


def with_block(text: str, block: str, name: str) -> str:
    """PURE: the file's text with the block behind it. What stands there is not touched by a byte.

    Raises PapersError, naming the file as `name`, where the two do not go together: a list written as `pin = […]` is
    closed, and an entry has one pin.
    """
    ending = "" if text.endswith(("\n", "\ufeff")) or not text else "\n"
    gap = "\n" if text.strip("\ufeff\n\r ") else ""
    joined = f"{text}{ending}{gap}{block}"
    try:
        Rulings.model_validate(tomllib.loads(joined.removeprefix("\ufeff")))
    except tomllib.TOMLDecodeError as error:
        raise _refused(name, str(error), block) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise _refused(name, str(first.get("ctx", {}).get("error", first["msg"])), block) from error
    return joined


def _refused(name: str, reason: str, block: str) -> PapersError:
    return PapersError(f"{name} cannot take this decision ({reason}); add it by hand:\n{block}")
