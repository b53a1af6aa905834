"""PURE: does each link of the list lead to the paper that its entry names, and has a preprint appeared since?

findings      the nouns: one finding a link, one an entry, one suggestion for a tag
rarity        which words say something in this list, and which stand in every other title
kinship       how near a paper's title is to what an entry calls it
link_kinds    what a link leads to by its form alone: software, data, a repository, a talk
stems         what an address says of its paper where no service knows the identifier
judge         the verdict on one link
shared        one identifier under two titles: contested, or borrowed from another entry
upgrades      a tag that still says arXiv, in the tag's own style
venue_names   what the list, or else people, call a venue in a tag
patch         the suggestions as a unified diff
telling       all of it as lines and as JSON
"""
