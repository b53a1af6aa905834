"""PURE: does this record describe that entry? Normalise, compare, decide; no network, no clock, no disk.

normalise   two spellings of one title become equal; for comparison only, never for print
compare     entry and record become a Comparison: what speaks for a match, what against it
group       records that describe one work stand together
decide      the verdict, with reasons, over all works on offer and a person's rulings
rules       every threshold and word list in one table, each with its reason
"""
