"""PURE: for how many titles, and for how many words, matching keeps what it has read off them."""

from __future__ import annotations

from typing import Final

TITLES: Final = 4096
"""The candidates of a title are compared one after the other, so a few thousand answer whatever is asked again. With
65,536 and more each look-up leaves the processor's caches: bulk mode decides 6 % slower, and no command is quicker."""

WORDS: Final = 65_536
"""Words come again in any title: 60,000 real ones have 35,000 different words, and half a million in all."""
