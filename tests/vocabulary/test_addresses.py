from __future__ import annotations

from pipeline.models import Link, Links
from pipeline.vocabulary.addresses import best_url, named_links


def test_a_title_leads_to_the_publisher_first_and_to_nothing_unsafe() -> None:
    known = Links(landing="https://p.example", arxiv="https://arxiv.org/abs/1", pdf="https://p.example/x.pdf")
    listed = [Link(label="link", url="javascript:x"), Link(label="link", url="https://l.example")]

    assert best_url(known, listed) == "https://p.example"
    assert best_url(Links(landing="javascript:x", pdf="https://p.example/x.pdf"), listed) == "https://p.example/x.pdf"
    assert best_url(Links(), listed) == "https://l.example"
    assert best_url(Links()) is None


def test_a_link_of_the_list_that_leads_where_another_does_is_not_repeated() -> None:
    known = Links(
        landing="https://www.usenix.org/conference/osdi18/presentation/moritz",
        arxiv="https://arxiv.org/abs/1712.05889",
        pdf="https://www.usenix.org/system/files/osdi18-moritz.pdf",
        code="https://github.com/ray-project/ray",
    )
    ours = [("arXiv", known.arxiv), ("PDF", known.pdf), ("code", known.code)]
    told = [
        "https://www.usenix.org/conference/osdi18/presentation/moritz",  # the page that the title leads to
        "https://doi.org/10.48550/arXiv.1712.05889",
        "https://arxiv.org/pdf/1712.05889v2.pdf",
        "http://github.com/ray-project/ray/",
        "https://GitHub.com/ray-project/ray.git",
    ]
    talk = Link(label="talk", url="https://www.usenix.org/videos/1")

    assert named_links(known, [Link(label="link", url=url) for url in told], []) == ours
    assert named_links(known, [talk, talk], []) == [*ours, ("talk", talk.url)]


def test_a_link_of_the_list_is_shown_where_nothing_else_leads_there() -> None:
    page, file = (
        Link(label="paper", url="https://aclanthology.org/N19-1423"),
        Link(label="pdf", url="https://aclanthology.org/N19-1423.pdf"),
    )

    assert named_links(Links(), [page], []) == [("paper", page.url)]
    assert named_links(Links(landing=page.url), [page, file], []) == [("pdf", file.url)]
    assert named_links(Links(landing=page.url, pdf=file.url), [page, file], []) == [("PDF", file.url)]


def test_a_link_whose_label_is_the_title_does_not_say_it_once_more() -> None:
    listed = [
        Link(label="orca: A  Serving System", url="https://l.example/orca"),
        Link(label="Orca", url="https://l.example/home"),
        Link(label="\u200b", url="https://l.example/slides"),
    ]
    assert named_links(Links(arxiv="https://arxiv.org/abs/1"), listed, ["Orca: A Serving System"]) == [
        ("arXiv", "https://arxiv.org/abs/1"),
        ("link", "https://l.example/orca"),
        ("Orca", "https://l.example/home"),
        ("link", "https://l.example/slides"),
    ]


def test_a_malformed_page_hides_no_link() -> None:
    listed = Link(label="paper", url="https://l.example/x")
    assert named_links(Links(landing="http://["), [listed], []) == [("paper", listed.url)]
