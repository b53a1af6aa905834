from __future__ import annotations

from pipeline.models import Link, Links
from pipeline.vocabulary.addresses import best_url


def test_a_title_leads_to_the_publisher_first_and_to_nothing_unsafe() -> None:
    known = Links(landing="https://p.example", arxiv="https://arxiv.org/abs/1", pdf="https://p.example/x.pdf")
    listed = [Link(label="link", url="javascript:x"), Link(label="link", url="https://l.example")]

    assert best_url(known, listed) == "https://p.example"
    assert best_url(Links(landing="javascript:x", pdf="https://p.example/x.pdf"), listed) == "https://p.example/x.pdf"
    assert best_url(Links(), listed) == "https://l.example"
    assert best_url(Links()) is None
