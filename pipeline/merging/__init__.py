"""PURE: from the records of one work to its fields, each with its source and date.

claims      what today's records say, field by field, by one precedence table
versions    which version leads, and what belongs to it: venue, year, DOI and authors never come from two
appearances every version of a work, the leading one first
kinds       what kind of version a venue's name, a DOI or a comment speaks of
keep        what the last catalogue says and nobody can tell today
"""
