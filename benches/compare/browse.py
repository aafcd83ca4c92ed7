"""What dateline takes on the screen: from its start to each letter of a query."""
import math
import re

from data import RARE
from peers import idle, missed, pressed
from session import QUIET, Session

# Where the list and the details stand: below title, density and filters, above what one types.
BODY = slice(3, 46)
COUNTED = re.compile(r"(?P<least>≥ )?(?P<found>[\d,]+) of (?P<all>[\d,]+) events? *$")
# The scroll bar beside the rows is as long as the count has it.
BAR = "▐"
# A key of the list and the row of its times; how often it is pressed.
KEYS = [("page", [" "], 20), ("ends", ["G", "g"], 10), ("expand", ["\r"], 20), ("view", ["A", "\x1b"], 6)]
# So many lines are moved, to and fro, while the data is still read.
RUN, WHILE_LOADING = 30, 400
TOGGLES = 5
ESCAPE, DOWN, ENTER = "\x1b", "\x1b[B", "\r"


def loaded(rows):
    """Whether it counts events and no longer says what it has read."""
    return COUNTED.search(rows[0]) is not None


def exact(session):
    """Whether the count on the screen is that of all events."""
    counted = COUNTED.search(session.screen.rows()[0])
    return counted is not None and not counted["least"]


def body(rows):
    """The rows in sight, which are right before all are counted."""
    return [row.replace(BAR, " ") for row in rows[BODY]]


def lines(rounds):
    """Enough of them for a 99th percentile."""
    return max(60, math.ceil(150 / rounds))


def measure(program, data, results, first, rounds):
    """One round on the screen."""
    with Session([program, data.chronicle]) as session:
        if not start(session, data, results):
            return
        session.rest(data.limit)
        memory = session.anonymous()
        results.add("dateline", "memory", memory)
        if memory:
            results.add("dateline", "memory share", memory * 1e6 / data.bytes)
        if first:
            idle(session, results, "dateline")
        pressed(session, results, "dateline", "line", ["j"] * lines(rounds))
        for row, keys, times in KEYS:
            pressed(session, results, "dateline", row, keys * times)
        for key, row in (("r", "region"), ("a", "actor")):
            toggle(session, results, key, row)
        for query in data.queries:
            typed(session, results, query)
        if data.rare:
            rare(session, data, results)
    while_loading(program, data, results)


def start(session, data, results):
    limit = data.limit
    for row, match in (("frame", data.shows_event), ("loaded", loaded)):
        if (moment := session.wait(match, limit)) is None:
            results.add("dateline", row, missed(session, limit))
            return False
        results.add("dateline", row, (moment - session.began) * 1000)
    return True


def while_loading(program, data, results):
    """Lines moved from the first frame until everything is there."""
    with Session([program, data.chronicle]) as session:
        session.wait(data.shows_event, data.limit)
        for n in range(WHILE_LOADING):
            rows = session.screen.rows()
            if loaded(rows):
                return
            before, sent = body(rows), session.send("k" if n // RUN % 2 else "j")
            moment = session.wait(lambda rows: body(rows) != before, 2.0, since=sent)
            if moment is not None:
                results.add("dateline", "line while loading", (moment - sent) * 1000)


def toggle(session, results, key, row):
    """Takes rows of a picker in one after another, and leaves it with each."""
    for down in range(TOGGLES):
        session.press(key)
        for _ in range(down):
            session.press(DOWN)
        for name, pressed_key in ((f"{row} toggled", " "), (f"{row} applied", ENTER)):
            if (seconds := session.press(pressed_key, until=lambda: exact(session))) is not None:
                results.add("dateline", name, seconds * 1000)
        clear(session)


def clear(session):
    """Takes filters off, if there are any."""
    counted = COUNTED.search(session.screen.rows()[0])
    if counted and counted["found"] != counted["all"]:
        session.press("c", until=lambda: exact(session))


def typed(session, results, query):
    """Times each letter until the rows in sight are right, and until the exact count stands."""
    session.press("f")
    for letter in query:
        if letter == " ":
            # Nothing is to be seen of it.
            session.press(letter, limit=QUIET)
            continue
        session.catch_up()
        rows = session.screen.rows()
        listed, title = body(rows), rows[0]
        sent = session.send(letter)
        first = right = counted = None
        for moment in session.answers(10.0, lambda: exact(session), since=sent):
            rows = session.screen.rows()
            first = first or moment
            if body(rows) != listed:
                listed, right = body(rows), moment
            if rows[0] != title:
                title, counted = rows[0], moment
        # A letter that changes nothing is right when it stands in the prompt.
        right = right or first
        if right is not None:
            results.add("dateline", "letter", (right - sent) * 1000)
            results.add("dateline", "count", (max(counted or right, right) - sent) * 1000)
    session.press(ESCAPE, until=lambda: exact(session))
    clear(session)


def rare(session, data, results):
    """All letters of a word at once, until its event can be read."""
    session.press("f")
    sent = session.send(RARE)
    moment = session.wait(data.shows_rare, data.limit, since=sent)
    results.add("dateline", "rare", (moment - sent) * 1000 if moment else missed(session, data.limit))
