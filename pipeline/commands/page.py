"""`mlsys-papers page`: the web page, anew from the catalogue as it is."""

from __future__ import annotations

import sys

from pipeline.commands.errors_told import errors_told
from pipeline.commands.options import DEFAULT_CACHE, ListOption, OutOption, paths_of
from pipeline.prepare import remembered
from pipeline.publish import publish_page
from pipeline.settings import load_settings
from pipeline.terminal import console_for, say


def page(list_file: ListOption = None, out: OutOption = None) -> None:
    """Write the web page of the catalogue and of what is remembered beside it. Asks no service.

    Of the list only the folder counts: `settings.toml` lies there.
    """
    with errors_told():
        paths = paths_of(list_file, out, None, DEFAULT_CACHE, None)
        path, changed = publish_page(paths, remembered(paths, load_settings(paths.settings)))
        say(console_for(sys.stdout), [f"{path}: {'written' if changed else 'unchanged'}"])
