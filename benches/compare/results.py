"""Times by program and row, and the tables they are told in."""
import statistics
from collections import defaultdict
from dataclasses import dataclass


@dataclass
class Row:
    """A line of the table: a number for each program by `tell`, and the row of the floor it is compared with."""

    key: str
    title: str
    target: str
    tell: str = "median"
    of: str = ""


ROWS = [
    Row("frame", "first useful frame", "≤ 1.5 × floor", of="frame"),
    Row("frame", "… dateline's as a share of it", "≤ 0.1", "share"),
    Row("loaded", "everything loaded ¹", "≤ 1.2 × floor", of="loaded"),
    Row("loaded", "… dateline's as a share of it", "< 1", "share"),
    Row("line", "a line", "≤ 1.25 × floor", of="line"),
    Row("line", "… p99", "≤ 3 × floor", "p99", "line"),
    Row("line while loading", "a line while loading", "", of="line"),
    Row("line while loading", "… p99", "≤ 10 × floor", "p99", "line"),
    Row("page", "a page", "≤ 2 × floor", of="page"),
    Row("page", "… p99", "≤ 3 × floor", "p99", "page"),
    Row("expand", "an event opened or closed", "≤ 1.25 × floor", of="line"),
    Row("expand", "… p99", "≤ 3 × floor", "p99", "line"),
    Row("ends", "first or last event", "≤ 1.25 × floor", of="ends"),
    Row("ends", "… p99", "≤ 3 × floor", "p99", "ends"),
    Row("view", "to a page of an actor, or back", "≤ 1.25 × floor", of="page"),
    Row("view", "… p99", "≤ 3 × floor", "p99", "page"),
    Row("region toggled", "a region toggled: key in the picker, slowest", "≤ 16", "slowest"),
    Row("region applied", "… the list by it, slowest", "≤ 16", "slowest"),
    Row("actor toggled", "an actor toggled: key in the picker, slowest", "≤ 16", "slowest"),
    Row("actor applied", "… the list by it, slowest", "≤ 16", "slowest"),
    Row("letter", "a letter of a query: rows in sight right", ""),
    Row("letter", "… p99", "≤ 16", "p99"),
    Row("letter", "… slowest", "", "slowest"),
    Row("count", "… until the exact count, slowest", "≤ 100 behind", "slowest"),
    Row("rare", "a word of one event, all its letters at once", ""),
    Row("memory", "anonymous memory, MB", ""),
    Row("memory share", "… / bytes of the files", "≤ 1.0"),
    Row("wake-ups", "idle for 3 s: wake-ups", "0"),
    Row("idle bytes", "… bytes drawn", "0"),
    Row("idle cpu", "… processor, ms", "0"),
    Row("pipe frame", "NDJSON piped: first row on the screen", ""),
    Row("pipe", "… everything loaded ²", "keeps up", of="pipe"),
]
# Rows that are told once for all sizes.
RELOAD = [Row("reload", "one changed file of 1,000 (24,000 events) to the screen", "≤ 50"),
          Row("reload", "… slowest", "", "slowest")]
OUTPUTS = ["list", "list ndjson", "export md", "export ndjson"]


class Results:
    """What was measured for one size, by round."""

    def __init__(self):
        self.values = defaultdict(lambda: defaultdict(list))
        self.round = 0

    def add(self, program, row, value):
        if value is not None:
            self.values[program, row][self.round].append(value)

    def told(self, program, row, tell="median"):
        """One number for all rounds; or the limit, where one of them did not come to its end."""
        rounds = self.values.get((program, row))
        if not rounds:
            return None
        every = [value for values in rounds.values() for value in values]
        if limits := [value for value in every if isinstance(value, str)]:
            return limits[0]
        return one(every, tell)

    def cell(self, program, row, tell="median"):
        told = self.told(program, row, tell)
        if told is None or isinstance(told, str):
            return told or "–"
        rounds = [one(values, tell) for values in self.values[program, row].values()]
        least, most = number(min(rounds)), number(max(rounds))
        # One round has no spread, and what is the same in all of them needs none.
        return number(told) if least == most else f"{number(told)} ({least}–{most})"

    def ratio(self, row):
        return ratio(self.told("dateline", row.key, row.tell), self.told("floor", row.of, row.tell))

    def share(self, program, key):
        return "–" if program in ("dateline", "floor") else ratio(self.told("dateline", key), self.told(program, key))


def ratio(ours, other):
    """Of two medians; where there are none, a dash."""
    if not isinstance(ours, float) or not isinstance(other, float) or not other:
        return "–"
    return f"{ours / other:.2f}" if ours >= other / 10 else f"{ours / other:.2g}"


def one(values, tell):
    """The number that stands for many."""
    values = sorted(values)
    if tell == "p99":
        return float(values[min(len(values) - 1, int(len(values) * 0.99))])
    return float(values[-1] if tell == "slowest" else statistics.median(values))


def number(value):
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def side_by_side(results, programs, rows=ROWS):
    """dateline, what it is to the floor, and the others; without the rows that nobody has."""
    told = []
    for row in rows:
        cells = [results.share(program, row.key) if row.tell == "share" else
                 results.cell(program, row.key, row.tell) for program in programs]
        if any(cell != "–" for cell in cells):
            of_floor = [results.ratio(row)] if "floor" in programs else []
            told.append([row.title, row.target or "–", cells[0], *of_floor, *cells[1:]])
    of_floor = ["× floor"] if "floor" in programs else []
    table(["ms", "target", programs[0], *of_floor, *programs[1:]], told)


def outputs(results):
    """What is written of everything, by rate."""
    told = []
    for name in OUTPUTS:
        cells = [results.cell("dateline", key) for key in
                 (f"{name} size", name, f"{name} rate", f"{name} alone", f"{name} peak")]
        if cells[1] != "–":
            told.append([f"`{name.replace('list ndjson', 'list --format ndjson')}`", *cells])
    loading = [results.cell("dateline", key) for key in ("list ids", "list ids peak")]
    if loading[0] != "–":
        told.insert(0, ["`list --format ids`: loading", "–", loading[0], "–", "–", loading[1]])
        table(["written", "MB", "ms", "MB/s", "MB/s, loading not counted", "peak memory, MB"], told)
