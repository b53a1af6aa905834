"""From papers to files: one pure renderer per output, and one writer that replaces files whole and only on change.

    catalogue_json   the catalogue for programs, and back again
    schema           the JSON Schema that describes it
    readme           the list for people (each paper an `item`), and its place in a README (between `markers`)
    page             the web page, one file with everything in it
    review           what needs a person, with the lines to paste into `decisions.toml` (`pipeline.reviewing.rulings`)
    writer           the only module here that touches a disk

How the parts of a paper are put for people is told by `pipeline.wording`, as plain text, and how things stand with it
by `standing`. Text from outside is escaped where it lands: `markdown` for Markdown, `tex` for bibliographies.
"""
