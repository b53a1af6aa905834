"""PURE: does this record describe that entry? Normalise, compare, decide; no network, no clock, no disk.

features    what is compared, as plain tuples: of an entry, of a record, of a record on offer
normalise   two spellings of one title become equal; for comparison only, never for print
tex         what a title with TeX says in plain text
names       how a person's name comes apart
written_out acronyms written out, as authors have them more often than those who list their papers
wording     a title's words as they compare: acronyms read alike, endings dropped, stop words left out
slips       whether two titles are a slip of the pen apart
titles      how a listed title stands to a printed one, and what speaks against it all the same
vetoes      numbers, versions and marks (`survey`, `poster`) that make two works of two near titles
venues      whether two names mean one venue; venue_names has the tables
compare     entry and record become a Comparison: the titles, authors, venue, date, years
group       records that describe one work stand together
grade       the verdict that two titles allow, given what else is on offer; the one that an identifier allows
choose      which of the works on offer is meant, and why
decide      the same for an entry and records, after a person's rulings
rules       every threshold and word list in one table, each with its reason
cached      how much of what was read off titles is kept

For whatever has its own candidates, without entries and records:

    compare_titles(listed: str, printed: str) -> TitleComparison     (titles; cached, some 20 microseconds a new pair)
    rivals_among(others: Iterable[TitleComparison]) -> Rivals        (grade; the other works on offer for that title)
    by_title(listed: str, titles: TitleComparison, witnesses: Sequence[str], rivals: Rivals) -> Verdict | None   (grade)

A comparison with `vetoes` must not be graded; `witnesses` are the words of Comparison.witnesses (`an author agrees`,
`the venue agrees`, `the date agrees`, `the year agrees`, `the year fits`). Two works of the same verdict are an
ambiguity, never a choice.
"""
