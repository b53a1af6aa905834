"""The web page: one file that asks nobody for anything, and holds the whole list as HTML, scripts or not.

    view       what the page says of each paper, section and week: plain text and numbers
    outline    the sections of the list, as groups of papers and as a filter
    citing     the BibTeX entry beside each paper
    news       what is new, by week
    charts     the geometry of its pictures
    folding    the search's rendering of `matching.normalise`
    render     templates, style and script put together; the policy that forbids everything else
    templates  HTML with the pictures' SVG, CSS and JavaScript, as they are read and written by people

The pictures are a few rectangles each, drawn by a template: chart libraries bring styles that know no dark mode, and
scripts from elsewhere. The search is a scan over folded text, which answers faster than an index would load.
"""
