"""PURE: how things are put for people, alike in every file and on the terminal. Plain text; whoever renders escapes it.

phrases     counts, days, names of authors, of sources and of fields
venues      the short names by which people know venues
addresses   which web addresses may be followed, and what each is called
text        what outside text may not carry unseen into a file or onto a terminal
"""
