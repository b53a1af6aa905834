"""PURE: from the entries of one work, and what the sources say of it, to its fields, each with its source and date.

gather           which entries of the list name one work
last_catalogue   what the last catalogue holds of an entry
claim            the noun: one field's value, and who says it
claims           what today's records say, field by field, by one precedence table
versions         which version leads, and what belongs to it: venue, year, DOI and authors never come from two
keep             what the last catalogue says and nobody can tell today
compose          the claims become a paper
appearances      every version of a work, the leading one first
kinds            what kind of version a venue's name, a DOI or a comment speaks of
"""
