"""Whole reference dumps resolved against whole bulk files: the rules of `matching`, without a question to a service.

SNAPSHOT --prepare--> papers and keys, per shard --match--> candidates --decide--> one row per title

fetch      Semantic Scholar's shards and their diffs, resumable                         (datasets, download)
shards     which files hold what; one line or file that is broken is named, the rest goes on
keys       the keys of a title, from `matching.normalise`                               (pure)
keys_sql   the same for plain titles in DuckDB's SQL; a test holds both equal           (constant text)
folding    both for many titles, within a connection of the engine
prepare    one shard becomes two Parquet files, its papers and their keys               (prepare_sql: constant text)
preparing  the flow of a preparation: all shards, what concerns them together, the manifest
manifest   what was prepared, under which rules, with which engine
portions   a file of titles, cut for the workers and opened
titles     the titles that are asked for, from lines, CSV, JSON lines or Parquet
title      one of them, from the members of a line or row                               (pure)
between    the files that lie between titles and rows, by name
asked      a chunk of them, each different title once, with its keys
spellings  other spellings of a title, by its acronyms                                  (pure)
grouping   which shards are looked into at once                                         (pure)
group      such shards, as relations of the engine
lookups    every group is looked into once, and where that fails each of its shards
kernel     what is asked of a group of shards: equal titles, near titles, identifiers, abstracts
pairs      which titles and records may be near, by keys alone, as SQL                  (pure)
closeness  how near two titles are, letter by letter                                    (pure)
deciding   from the candidates of all shards to one outcome per title
verdict    the decision of `matching` on rows                                           (pure)
rows       the outcomes of a chunk become a row per title
job        a match to be done: where everything is, by what means, and from where it goes on
chunks     what is done to one chunk alone: its titles are read, and settled where they equal a record's
match      the flow of a match: two rounds over the shards, and chunks of titles between
abstracts  of the papers that were matched
mappers    the same functions by processes, by Dask, by Spark
means      which of these do the work, and what memory and threads each may use
engine     a DuckDB connection with bounded memory and threads
whole_file large files that are there whole or not at all
trouble    what was broken, and where                                                   (pure)
garbage    Python's search for cycles, put off meanwhile
write_out  one row per title, as Parquet, JSON lines or CSV
summary    what is told at the end
"""
