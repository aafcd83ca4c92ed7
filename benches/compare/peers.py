"""Programs that show the same events, and what they are asked: the same of each."""
from dataclasses import dataclass
from typing import Callable

from data import RARE
from session import Session

# Keys that move, and how often they are pressed in a round.
LINES, PAGES = 30, 15
IDLE, REST_LIMIT = 3.0, 10.0


@dataclass
class Peer:
    name: str
    program: str
    command: Callable
    page: str
    # What opens the search, which is not timed, and what finds the rare word, all of it sent at once.
    search: str
    find: str
    # What goes to the first event, where it does not begin there.
    top: str = ""


PEERS = [
    Peer("less", "less", lambda data: ["less", "-S", data.csv], " ", "/", "{}\r"),
    Peer("lnav", "lnav", lambda data: ["lnav", "-N", data.log], " ", ":", "filter-in {}\r", top="g"),
    Peer("csvlens", "csvlens", lambda data: ["csvlens", data.csv], "\x1b[6~", "/", "{}\r"),
    Peer("jless", "jless", lambda data: ["jless", "-m", "line", data.ndjson], "\x06", "/", "{}\r"),
    Peer("tabiew", "tw", lambda data: ["tw", data.csv], "\x1b[6~", "/", "{}"),
    Peer("visidata", "vd", lambda data: ["vd", data.csv], "\x06", "g/", "{}\r"),
]


def over(limit):
    return f"over {limit:.0f} s"


def missed(session, limit):
    """Why there is no time."""
    return "ended" if session.ended else over(limit)


def pressed(session, results, name, row, keys):
    """Times each of some keys, up to one that changes nothing."""
    for key in keys:
        if (seconds := session.press(key)) is None:
            return
        results.add(name, row, seconds * 1000)


def idle(session, results, name):
    # Work that only looks finished would be counted as idleness that costs.
    session.rest(REST_LIMIT)
    for row, value in zip(("wake-ups", "idle bytes", "idle cpu"), session.idle(IDLE)):
        results.add(name, row, value)


def measure(peer, data, results, first):
    """One round of a program, on its own terminal."""
    limit = data.limit
    with Session(peer.command(data)) as session:
        if (moment := session.wait(data.shows_event, limit)) is None:
            results.add(peer.name, "frame", missed(session, limit))
            return
        results.add(peer.name, "frame", (moment - session.began) * 1000)
        if (moment := session.rest(limit - (moment - session.began))) is None:
            results.add(peer.name, "loaded", missed(session, limit))
            return
        results.add(peer.name, "loaded", (moment - session.began) * 1000)
        results.add(peer.name, "memory", session.anonymous())
        if peer.top:
            session.press(peer.top)
        pressed(session, results, peer.name, "line", ["j"] * LINES)
        pressed(session, results, peer.name, "page", [peer.page] * PAGES)
        if first:
            idle(session, results, peer.name)
        # A minute of some of them where there are very many events; once tells enough.
        if data.rare and (first or not data.large):
            results.add(peer.name, "rare", rare(peer, session, data))


def rare(peer, session, data):
    """Time of a search, until the event can be read; or to rest, where it goes on but shows another part of it."""
    session.press(peer.search)
    sent = session.send(peer.find.format(RARE))
    rested = session.rest(data.limit)
    found = session.wait(data.shows_rare, 0, since=sent)
    if rested is None and found is None:
        return missed(session, data.limit)
    moment = found or rested
    return (moment - sent) * 1000 if moment > sent else None


def floor_start(session, results):
    moment = session.wait(lambda rows: "a row of the list" in rows[0], REST_LIMIT)
    results.add("floor", "frame", (moment - session.began) * 1000 if moment else missed(session, REST_LIMIT))


def floor(program, results, first, lines):
    """The least a screen of rows costs."""
    with Session([program]) as session:
        floor_start(session, results)
        session.rest(REST_LIMIT)
        results.add("floor", "memory", session.anonymous())
        pressed(session, results, "floor", "line", ["j"] * lines)
        pressed(session, results, "floor", "page", [" "] * PAGES)
        pressed(session, results, "floor", "ends", ["g", "G"] * 10)
        if first:
            idle(session, results, "floor")
