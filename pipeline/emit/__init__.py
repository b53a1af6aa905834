"""PURE: from papers to the text of files, one renderer per output; `pipeline.writer` puts them in their places.

    catalogue_json   the catalogue for programs, and back again
    schema           the JSON Schema that describes it
    readme           the list for people (each paper an `item`), and its place in a README (between `pipeline.markers`)
    page             the web page, one file with everything in it
    review           what needs a person, with the lines to paste into `decisions.toml` (`pipeline.reviewing.rulings`)
    outputs          one row for each of them

How the parts of a paper are put for people is told by `pipeline.vocabulary`, as plain text, and how things stand with
it by `standing`. Text from outside is escaped where it lands: `markdown` for Markdown, `tex` for bibliographies.
"""
