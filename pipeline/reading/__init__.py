"""PURE: the parts of `read`, from text to entries.

    text --markdown, structure--> blocks --outline, dialects--> items --judge--> entries and left-over lines

markdown     text becomes a tree with line numbers; what the pipeline wrote into it is left out
structure    the tree becomes blocks; html_blocks does the same for stretches of HTML
blocks       what a document is made of, whoever wrote it in whatever syntax
spans        the inline content of one block becomes plain text, links and breaks
wrapped      the fields and the prose that Markdown takes for one paragraph with the title above them
items        what every dialect makes of its blocks: lines that may name a paper, with what stands below them
dialects     the shapes in which lists name papers, one module each; columns tells what those of a table hold
outline      blocks become items under their headings; every other line is reported or known to hold no paper
loose_lines  lines that no dialect reads, and that may name a paper all the same
bullet       the spans of one line become title, tag, aliases, authors, links and remark
halves       where the title of a line ends, and what stands behind it
bold         where a line that holds more begins with a title in bold
wiki         `[[path|Title]]` and `#tags`, as note-taking programs write them
bylines      a text that says nothing but who wrote a paper, and where it appeared; names tells people from titles
taken_apart  the noun of a line that was taken apart
told_venues  the venue that nobody knows, told by where it stands and how it is written
credited     authors and venue that a line names in so many words (`by …`, `published in …`)
citations    a reference written out in one go becomes title, authors and venue; quoted has those with quotation marks
titles       whether a line looks like a title and not like prose
bibliography references with the authors first, surname before initials
tags         `[OSDI '22]`, `(NSDI 2024)`: which words name a venue or a year
months       the names of the months
days         `2023-09`, `June 3 - June 9`: the month or the days that a text names
periods      the days of an entry, by its tag or by the headings above it
labels       `[link]`, `[[pdf]]`, `代码`: which words label a link and are no part of a title
introductions  words between a title and a link that say what the link is
mentions     `Extends Alpa`, `see also`: words that speak of another paper than the one they stand with
marks        pictograms and numbers around a title
addresses    where a link leads, as far as its form tells: a paper, code, a blog, another place of the list
years        the year of an entry with a venue alone, by the headings above it
evidence     what an item shows of itself
topics       which items are none, but stand over papers
judge        items become entries, topics over entries, or reported lines, by their evidence and their company
below        the notes, links, authors and venue that an entry takes from what stands under it
entry_ids    every entry gets an id that depends on what it says, never on where it stands
"""
