"""PURE: what has happened between two catalogues, and how each paper's count has gone. `pipeline.news` is the stage.

rules      every threshold, with its reason
event      the noun: something that happened to a paper
history    the noun: a count on a day; and the rows of one paper, kept in order
pairs      which paper of the last catalogue each paper of the new one is
believe    a count that falls steeply is held for a second reading
happened   from a pair to its events
wording    an event in one sentence
latest     the newest part of what is remembered
told       what has been told already, and is not told again
"""
