"""PURE: from papers to the text of files, one renderer per output; `pipeline.writer` puts them in their places.

    catalogue_json   the catalogue for programs, and back again
    schema           the JSON Schema that describes it
    readme           the list for people (each paper an `item`), and its place in a README (between `pipeline.markers`)
    page             the web page, one file with everything in it
    review           what needs a person, with the lines to paste into `decisions.toml` (`pipeline.reviewing.rulings`)
    bibtex, csl      the papers that can be cited (`references`), for bibliographies
    table            every paper as a row of CSV
    changes_json     the events for programs, and back again
    changes_md, feed the events for people, and for feed readers
    history_csv      the history of citation counts, and back again
    outputs          one row for each output above
    commit_message   the events as the message of a commit
    run_summary      the numbers of a run, for a scheduled job and a pull request

How the parts of a paper are put for people is told by `pipeline.vocabulary`, as plain text, and how things stand with
it by `standing`; `dates` are the days that a catalogue itself tells. `citation_keys` gives each paper the key to cite
it by, and `names` takes authors apart for bibliographies. Text from outside is escaped where it lands: `markdown` for
Markdown, `tex` for bibliographies.
"""
