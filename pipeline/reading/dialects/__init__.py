"""The shapes in which lists name papers, one module each. A dialect is tried on evidence and is no setting.

Each has one function that looks at the blocks of a document from one place on, and tells what items it finds there and
how many blocks it has used, or None. `outline` tries them in turn. All are PURE.

title_lines     a title on a line of its own, and below it a list of its links
paper_headings  a heading that is the title of a paper
paragraphs      a paragraph for each paper, or a line for each
folds           a title that can be opened, with notes inside
tables          a row for each paper
data_lists      front matter that lists papers as data
"""
