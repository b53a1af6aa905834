"""PURE: the entries that need a person, what is on offer for each, and what each answer writes into `decisions.toml`.

cases       an entry in doubt with its candidates, and the block of TOML for every answer
rulings     one decision as TOML, and what it names a paper by
contrast    which words of a candidate's title the listed one lacks
unfit       decisions that no longer fit: their entry is gone, or their paper
telling     the queue as lines and as JSON
screen      one case as a table for a terminal
"""
