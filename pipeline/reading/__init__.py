"""The parts of `read`, from Markdown text to entries: PURE, save `load`, which reads the file.

markdown   text becomes a tree of blocks with line numbers; what the pipeline wrote into it is left out
spans      the inline content of one block becomes plain text, links and breaks
tags       `[OSDI '22]`, `(NSDI 2024)`: which brackets name a venue or a year
labels     `[link]`, `[[pdf]]`, `(code)`: which words label a link and are no part of a title
bullet     the spans of one bullet become title, tag, aliases, links and remark
outline    blocks become items under their headings; every other line is reported or known to hold no paper
judge      items become entries with notes, topics with items under them, or reported lines
entry_ids  every entry gets an id that depends on what it says, never on where it stands
load       a file becomes a reading list, or one sentence that says why not
"""
