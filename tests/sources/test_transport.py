"""The transport against a real server on loopback, in time that passes only when somebody waits."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from email.utils import formatdate
from pathlib import Path

import pytest

from pipeline.sources import exchange, transport
from pipeline.sources.arxiv import arxiv_host
from pipeline.sources.exchange import BrokenOff, Exchange, user_agent
from pipeline.sources.host import Host
from pipeline.sources.pace import Clock, MachinePace, ProcessPace
from pipeline.sources.retry import Reply
from pipeline.sources.semantic_scholar import semantic_scholar_host
from pipeline.sources.transport import Transport
from pipeline.sources.trouble import GivenUpError, RefusedError, SourceError
from tests.sources.scripted import Canned, Scripted
from tests.sources.ticking import Ticking, Watching, transport_to

KEY = "sesame-0123456789"
GOOD = Canned(b'{"data": []}')
TOO_MANY = Canned(b"Rate exceeded.", 429)


@pytest.fixture
def ticking() -> Ticking:
    return Ticking()


@pytest.fixture
def watching() -> Watching:
    return Watching()


def anything_goes(reply: Reply) -> str | None:
    return None


def host_at(url: str, *, key: str | None = None) -> Host:
    """Semantic Scholar's manners at a loopback address; any body of a 200 will do."""
    return replace(semantic_scholar_host(url, key=key), check=anything_goes)


def arxiv_at(url: str) -> Host:
    return replace(arxiv_host(f"{url}/api/query"), check=anything_goes)


def send(sender: Transport, path: str = "/graph/v1/x") -> Reply:
    return sender.send("GET", sender.host.base_url + path)


@pytest.mark.parametrize(
    ("trouble", "arxiv_waits", "scholar_waits"),
    [
        (TOO_MANY, 60.0, 2.0),
        (Canned(b"Rate exceeded.", 200), 60.0, 2.0),
        (Canned(status=500), 5.0, 2.0),
        (Canned(b"<html>", 502), 5.0, 2.0),
        (Canned(b"<html>", 503), 5.0, 2.0),
        (Canned(status=504), 5.0, 2.0),
        (Canned(status=408), 5.0, 2.0),
        (Canned(status=206), 5.0, 2.0),
        (Canned(b"x" * 100, delivery="short"), 5.0, 2.0),
        (Canned(b"not gzip", headers={"Content-Encoding": "gzip"}), 5.0, 2.0),
    ],
    ids=lambda value: f"{value.status}-{value.delivery}" if isinstance(value, Canned) else None,
)
def test_what_may_pass_is_tried_again_after_its_pause(
    ticking: Ticking, watching: Watching, trouble: Canned, arxiv_waits: float, scholar_waits: float
) -> None:
    for make, seconds in ((arxiv_at, arxiv_waits), (host_at, scholar_waits)):
        with Scripted([trouble, GOOD]) as server, transport_to(make(server.url), ticking, watching) as sender:
            assert send(sender, "").content == GOOD.body
        assert ticking.waits.pop() == seconds
        assert ticking.waits == []


def test_an_answer_of_the_wrong_shape_is_asked_for_again(ticking: Ticking, watching: Watching) -> None:
    answers = [Canned(b"null"), Canned(b"<html>"), Canned(b""), GOOD]
    with Scripted(answers) as server, transport_to(semantic_scholar_host(server.url), ticking, watching) as sender:
        assert send(sender).content == GOOD.body
    assert [seconds for _, seconds, _ in watching.waited] == [2.0, 4.0, 8.0]


def test_a_reset_after_the_first_answer_is_no_lack_of_reach(ticking: Ticking, watching: Watching) -> None:
    answers = [GOOD, Canned(delivery="reset"), GOOD]
    with Scripted(answers) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        send(sender, "")
        send(sender, "")
    assert ticking.waits == [5.0]


@pytest.mark.parametrize(("asked", "waits"), [("7", 7.0), ("0", 60.0), ("soon", 60.0), ("-3", 60.0)])
def test_the_service_says_how_long_to_wait(ticking: Ticking, watching: Watching, asked: str, waits: float) -> None:
    busy = replace(TOO_MANY, headers={"Retry-After": asked})
    with Scripted([busy, GOOD]) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        send(sender, "")
    assert ticking.waits == [waits]


def test_the_service_says_until_when_to_wait(ticking: Ticking, watching: Watching) -> None:
    until = formatdate(ticking.wall() + 90, usegmt=True)
    busy = replace(TOO_MANY, headers={"Retry-After": until})
    with Scripted([busy, GOOD]) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        send(sender, "")
    assert ticking.waits == [90.0]


def test_a_wait_beyond_the_patience_is_not_begun(ticking: Ticking, watching: Watching) -> None:
    busy = replace(TOO_MANY, headers={"Retry-After": "601"})
    with Scripted(always=busy) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        for _ in range(3):
            with pytest.raises(GivenUpError, match="patience is spent"):
                send(sender, "")
        assert len(server.seen) == 1
        assert sender.given_up
    assert ticking.waits == []
    (note,) = watching.notes
    assert note.startswith(f"{server.url.removeprefix('http://')}: not asked any more in this run")


def test_pauses_double_until_patience_is_spent(ticking: Ticking, watching: Watching) -> None:
    with Scripted(always=TOO_MANY) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        with pytest.raises(GivenUpError):
            send(sender, "")
        assert len(server.seen) == 4
    assert ticking.waits == [60.0, 120.0, 240.0]


def test_time_in_requests_that_fail_costs_patience(ticking: Ticking, watching: Watching) -> None:
    slow = Canned(b"<html>", 503, during=lambda: ticking.pass_by(50.0))
    with Scripted(always=slow) as server, transport_to(arxiv_at(server.url), ticking, watching, 100.0) as sender:
        with pytest.raises(GivenUpError):
            send(sender, "")
        assert len(server.seen) == 2
    assert ticking.waits == [5.0]


def test_time_in_requests_that_succeed_costs_none(ticking: Ticking, watching: Watching) -> None:
    slow = replace(GOOD, during=lambda: ticking.pass_by(50.0))
    with (
        Scripted([slow] * 4 + [TOO_MANY, GOOD]) as server,
        transport_to(arxiv_at(server.url), ticking, watching, 60.0) as sender,
    ):
        for _ in range(5):
            send(sender, "")
    assert ticking.waits == [60.0]


def test_one_request_that_always_fails_is_given_up_alone(ticking: Ticking, watching: Watching) -> None:
    bad = [Canned(b"<html>", 503)] * 5
    with Scripted([*bad, GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        with pytest.raises(SourceError, match="503") as caught:
            send(sender)
        assert not isinstance(caught.value, GivenUpError)
        assert sender.given_up is None
        assert send(sender).content == GOOD.body
        assert len(server.seen) == 6


def test_a_struggling_host_is_left_alone_longer_and_longer_whatever_is_asked(
    ticking: Ticking, watching: Watching
) -> None:
    with Scripted(always=Canned(b"<html>", 503)) as server, transport_to(arxiv_at(server.url), ticking, watching) as s:
        for _ in range(2):
            with pytest.raises(SourceError):
                s.send("GET", s.host.base_url, tries=3)
    assert ticking.waits == [5.0, 10.0, 20.0, 40.0, 40.0]


def test_a_good_answer_makes_the_next_pause_short_again(ticking: Ticking, watching: Watching) -> None:
    busy = Canned(b"<html>", 503)
    with Scripted([busy, busy, GOOD, busy, GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as s:
        send(s)
        send(s)
    assert ticking.waits == [2.0, 4.0, 2.0]


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_host_that_was_never_reached_costs_two_tries_and_no_patience(ticking: Ticking, watching: Watching) -> None:
    url = f"http://127.0.0.1:{closed_port()}"
    with transport_to(host_at(url), ticking, watching, patience=0.0) as sender:
        for _ in range(3):
            with pytest.raises(GivenUpError, match="cannot be reached: connection refused"):
                send(sender)
    assert watching.requests == 2
    assert ticking.waits == [1.0]


def test_a_name_that_does_not_resolve_is_out_of_reach(
    ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_such_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    monkeypatch.setattr(socket, "getaddrinfo", no_such_name)
    with (
        transport_to(host_at("https://papers.invalid"), ticking, watching) as sender,
        pytest.raises(GivenUpError, match="its name cannot be resolved"),
    ):
        send(sender)
    assert watching.requests == 2


def test_a_host_that_answered_once_is_waited_for(ticking: Ticking, watching: Watching) -> None:
    with Scripted([GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        send(sender)
        server.close()
        with pytest.raises(SourceError):
            send(sender)
    assert ticking.waits == [2.0, 4.0, 8.0, 16.0]


@pytest.mark.parametrize("status", [400, 413, 414, 422])
def test_a_refusal_is_not_tried_again(ticking: Ticking, watching: Watching, status: int) -> None:
    refusal = Canned(b'{"error": "No valid paper ids given"}', status)
    with Scripted(always=refusal) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        with pytest.raises(RefusedError) as caught:
            send(sender)
        assert (caught.value.status, caught.value.said) == (status, "No valid paper ids given")
        assert len(server.seen) == 1
        assert sender.given_up is None


def test_only_a_404_in_the_words_of_the_service_is_an_answer(ticking: Ticking, watching: Watching) -> None:
    known = Canned(b'{"error": "Title match not found"}', 404)
    strange = Canned(b'{"message": "Not Found"}', 404)
    with Scripted([known, strange]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        with pytest.raises(RefusedError):
            send(sender)
        with pytest.raises(GivenUpError, match="no such service"):
            send(sender)


def test_a_key_that_is_refused_is_not_offered_again(ticking: Ticking, watching: Watching) -> None:
    with Scripted(always=Canned(status=401)) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        for _ in range(2):
            with pytest.raises(GivenUpError, match="answers only to an API key that it knows"):
                send(sender)
        assert len(server.seen) == 1


def test_semantic_scholar_gets_a_second_chance_after_a_403_and_arxiv_none(ticking: Ticking, watching: Watching) -> None:
    whim = Canned(b'{"message": "Forbidden"}', 403)
    with Scripted([whim, GOOD, whim, whim]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        assert send(sender).content == GOOD.body
        with pytest.raises(GivenUpError, match="Forbidden"):
            send(sender)
        assert len(server.seen) == 4
    with Scripted([whim, GOOD]) as server, transport_to(arxiv_at(server.url), ticking, watching) as sender:
        with pytest.raises(GivenUpError):
            send(sender, "")
        assert len(server.seen) == 1


def test_a_stalled_answer_is_not_waited_for_longer_than_the_patience(
    ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "SHORTEST_SILENCE", 0.05)
    stalled = Canned(delivery="stall")
    with Scripted([GOOD, stalled]) as server, transport_to(host_at(server.url), ticking, watching, 0.0) as sender:
        send(sender)
        with pytest.raises(GivenUpError, match="no answer within"):
            send(sender)


@pytest.mark.parametrize(
    "endless",
    [Canned(b"x" * 1001), Canned(gzip.compress(b"x" * 1001), headers={"Content-Encoding": "gzip"})],
    ids=["plain", "packed"],
)
def test_an_endless_answer_does_not_fill_the_memory(
    ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch, endless: Canned
) -> None:
    monkeypatch.setattr(exchange, "LARGEST_ANSWER", 1000)
    with (
        Scripted(always=endless) as server,
        transport_to(host_at(server.url), ticking, watching) as sender,
        pytest.raises(SourceError, match="more than"),
    ):
        send(sender)


def test_an_answer_that_trickles_in_is_cut_off(ticking: Ticking, watching: Watching) -> None:
    slow = replace(GOOD, during=lambda: ticking.pass_by(121.0))
    with Scripted([slow, GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        send(sender)
    assert "trickles" in watching.waited[0][2]


def test_the_clock_is_looked_at_before_an_answer_is_whole(ticking: Ticking) -> None:
    slow = replace(GOOD, delivery="stall halfway", during=lambda: ticking.pass_by(21.0))
    with Scripted([slow]) as server:
        ask = Exchange(host_at(server.url), None, ticking.clock.now)
        assert ask("GET", server.url, None, 10.0) == BrokenOff("the answer trickles in too slowly", connected=True)
        ask.close()


def test_a_head_that_trickles_in_is_cut_off(ticking: Ticking, watching: Watching) -> None:
    """It is never silent for long, and ends after 200 pieces, a second each."""
    left = iter(range(200))

    def a_second_later() -> None:
        ticking.pass_by(1.0)
        if next(left, None) is None:
            raise ConnectionAbortedError

    slow = replace(GOOD, delivery="trickle", during=a_second_later)
    with Scripted([slow, GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        assert send(sender).content == GOOD.body
    assert [why for *_, why in watching.waited] == ["the answer trickles in too slowly"]
    assert len(server.seen) == 2


def test_an_answer_is_unpacked_whatever_its_size(ticking: Ticking, watching: Watching) -> None:
    body = b"".join(b"%d," % number for number in range(100_000))
    packed = Canned(gzip.compress(body), headers={"Content-Encoding": "gzip"})
    with Scripted([packed]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        assert send(sender).content == body


def shared_pace(server: Scripted, ticking: Ticking, folder: Path) -> tuple[Host, MachinePace]:
    """A host and its pace as if it were an official one, without its interval."""
    return arxiv_at(server.url), MachinePace("official.example", 0.0, ticking.clock, folder)


def test_other_processes_are_told_to_stand_down(ticking: Ticking, watching: Watching, tmp_path: Path) -> None:
    with Scripted(always=TOO_MANY) as server:
        host, pace = shared_pace(server, ticking, tmp_path)
        with (
            Transport(host, pace, ticking.clock, watching, patience=10.0, jitter=lambda: 0.0) as sender,
            pytest.raises(GivenUpError),
        ):
            send(sender, "")
    assert MachinePace("official.example", 0.0, ticking.clock, tmp_path).stood_down() == pytest.approx(60.0)


def test_the_stand_down_of_another_process_costs_patience(ticking: Ticking, watching: Watching, tmp_path: Path) -> None:
    with Scripted(always=GOOD) as server:
        host, pace = shared_pace(server, ticking, tmp_path)
        with Transport(host, pace, ticking.clock, watching, patience=100.0, jitter=lambda: 0.0) as sender:
            with pace.turn():
                pace.stand_down(60.0)
            assert send(sender, "").content == GOOD.body
            with pace.turn():
                pace.stand_down(41.0)
            with pytest.raises(GivenUpError, match="another 41 s"):
                send(sender, "")
        assert len(server.seen) == 1
    assert [seconds for _, seconds, _ in watching.waited] == [pytest.approx(60.0)]


def test_a_pace_that_cannot_be_shared_keeps_the_host_unasked(
    ticking: Ticking, watching: Watching, tmp_path: Path
) -> None:
    with Scripted(always=GOOD) as server:
        host, pace = shared_pace(server, ticking, tmp_path / "missing")
        with (
            Transport(host, pace, ticking.clock, watching, patience=10.0, jitter=lambda: 0.0) as sender,
            pytest.raises(GivenUpError, match="pace file"),
        ):
            send(sender, "")
        assert server.seen == []


# ---- where requests and the key go ---------------------------------------------------------------------------------


def test_the_key_and_the_name_go_to_their_host(ticking: Ticking, watching: Watching) -> None:
    with Scripted([GOOD]) as server:
        clock = ticking.clock
        host = host_at(server.url, key=KEY)
        pace = ProcessPace(0.0, clock)
        with Transport(
            host, pace, clock, watching, patience=1.0, jitter=lambda: 0.0, contact="ada@example.org\r\nX: y"
        ) as sender:
            send(sender)
        headers = server.seen[0].headers
    assert headers["x-api-key"] == KEY
    assert headers["User-Agent"].startswith("mlsys-papers/")
    assert headers["User-Agent"].endswith("mailto:ada@example.orgX:y)")
    assert "X" not in headers


def test_without_a_contact_the_name_stands_alone() -> None:
    assert user_agent(None).endswith("(+https://github.com/Nyovelt/mlsys_papers)")


def test_a_redirect_is_not_followed(ticking: Ticking, watching: Watching) -> None:
    with Scripted() as elsewhere:
        away = Canned(status=302, headers={"Location": f"{elsewhere.url}/graph/v1/x"})
        with Scripted([away]) as server, transport_to(host_at(server.url, key=KEY), ticking, watching) as sender:
            with pytest.raises(GivenUpError, match="redirects"):
                send(sender)
            assert len(server.seen) == 1
        assert elsewhere.seen == []


def test_nothing_is_sent_to_another_host(ticking: Ticking, watching: Watching) -> None:
    with Scripted() as other, Scripted() as server, transport_to(host_at(server.url), ticking, watching) as sender:
        with pytest.raises(ValueError, match="not a URL of"):
            sender.send("GET", f"{other.url}/graph/v1/x")
        assert other.seen == []


@pytest.mark.parametrize(
    "trouble",
    [
        Canned(f'{{"error": "bad key {KEY}"}}'.encode(), 400),
        Canned(f'{{"error": "bad key {KEY}"}}'.encode(), 401),
        Canned(f'{{"message": "bad key {KEY}"}}'.encode(), 500),
        Canned(status=302, headers={"Location": f"https://example.org/?key={KEY}"}),
    ],
    ids=lambda canned: str(canned.status),
)
def test_the_key_appears_in_no_text(ticking: Ticking, watching: Watching, trouble: Canned) -> None:
    host = host_at("http://127.0.0.1", key=KEY)
    with Scripted(always=trouble) as server:
        host = replace(host, base_url=server.url)
        with transport_to(host, ticking, watching) as sender, pytest.raises(SourceError) as caught:
            send(sender)
        assert server.seen[0].headers["x-api-key"] == KEY
    told = [repr(host), repr(caught.value), caught.value.reason, *watching.notes, *(why for *_, why in watching.waited)]
    assert not [text for text in told if KEY in text]


def test_a_key_is_not_sent_in_the_clear(ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Host, "loopback", False)
    monkeypatch.setenv("NO_PROXY", "*")
    with Scripted([GOOD]) as server, transport_to(host_at(server.url, key=KEY), ticking, watching) as sender:
        send(sender)
        assert "x-api-key" not in server.seen[0].headers
    assert "not sent" in watching.notes[0]


def test_no_password_is_looked_up(
    ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password sesame\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setattr(Host, "loopback", False)
    with Scripted([GOOD]) as server, transport_to(host_at(server.url), ticking, watching) as sender:
        send(sender)
        assert "Authorization" not in server.seen[0].headers


def test_a_loopback_host_is_asked_without_a_proxy(
    ticking: Ticking, watching: Watching, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with Scripted() as proxy, Scripted([GOOD]) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        with transport_to(host_at(server.url), ticking, watching) as sender:
            send(sender)
        assert (len(proxy.seen), len(server.seen)) == (0, 1)


# ---- one at a time, and an end to it --------------------------------------------------------------------------------


@pytest.fixture
def real_clock() -> Iterator[tuple[Clock, threading.Event]]:
    cancel = threading.Event()
    yield Clock(time.monotonic, time.time, cancel.wait), cancel
    cancel.set()


def test_threads_share_one_connection_and_take_turns(
    real_clock: tuple[Clock, threading.Event], watching: Watching
) -> None:
    clock, _ = real_clock
    with Scripted(always=GOOD) as server:
        host = host_at(server.url)
        with Transport(host, ProcessPace(0.0, clock), clock, watching, patience=9.0, jitter=lambda: 0.0) as sender:
            threads = [threading.Thread(target=send, args=(sender,)) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert (len(server.seen), server.most_at_once) == (8, 1)


def test_a_wait_ends_when_the_run_is_interrupted(real_clock: tuple[Clock, threading.Event]) -> None:
    clock, cancel = real_clock
    reasons: list[str] = []

    class Interrupting(Watching):
        def waiting(self, source: str, seconds: float, why: str) -> None:
            super().waiting(source, seconds, why)
            cancel.set()

    def ask(sender: Transport) -> None:
        with pytest.raises(GivenUpError) as caught:
            send(sender, "")
        reasons.append(caught.value.reason)

    with Scripted(always=TOO_MANY) as server:
        pace = ProcessPace(0.0, clock)
        with Transport(arxiv_at(server.url), pace, clock, Interrupting(), patience=600.0, jitter=lambda: 0.0) as sender:
            worker = threading.Thread(target=ask, args=(sender,))
            worker.start()
            worker.join(timeout=30.0)
    assert reasons == ["the run was interrupted"]
