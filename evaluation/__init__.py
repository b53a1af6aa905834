"""How right the project is, measured on real lists: `make eval`. Needs the labelled data beside the checkout.

reading    how many of the labelled papers are read, by list and by kind of identifier
matching   how many titles find their paper, and how many a wrong one

Nothing here is imported by the program.
"""
