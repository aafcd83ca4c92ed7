#!/usr/bin/env python3
"""Times dateline beside the programs people have for the same events, and beside the least such a screen costs.

    cargo build --release --examples --bins
    python3 benches/compare                                   # 10,000, 100,000 and 1,000,000 events
    python3 benches/compare --sizes 10000 --only less,lnav    # two of the others
    python3 benches/compare --chronicle FOLDER                # events of one's own
    python3 benches/compare --sizes 100,1000,10000,100000,1000000 --only floor --svg assets/growth.svg
    python3 benches/compare --instructions                    # counted by valgrind: the same on a busy machine

Prints Markdown. All programs take turns in each round. Linux and the standard library only; programs that are not
installed are named and left out.
"""
import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True

import batch
import browse
import growth
import instructions
import peers
import reload
from data import Data
from results import RELOAD, Results, outputs, side_by_side
from screen import COLUMNS, ROWS
from session import Session

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = "10000,100000,1000000"
# What happens once a start would have too few times; each is over soon, except with very many events.
STARTS = 4


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    built = ROOT / "target" / "release"
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of events ({SIZES})")
    parser.add_argument("--chronicle", type=Path, help="a chronicle instead of those made here")
    parser.add_argument("--rounds", type=int, help="how often all take their turn (3; 2 from half a million events)")
    parser.add_argument("--only", default=",".join(["floor", *(peer.name for peer in peers.PEERS)]),
                        help="whom dateline is compared with (%(default)s)")
    parser.add_argument("--dateline", default=str(built / "dateline"))
    parser.add_argument("--floor", default=str(built / "examples" / "floor"))
    parser.add_argument("--parse", default=str(built / "examples" / "parse"))
    parser.add_argument("--maker", default=str(built / "examples" / "chronicle"))
    parser.add_argument("--svg", type=Path, help="where the growth is drawn")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead of time")
    tools = parser.parse_args()
    tools.only = tools.only.split(",")
    known = {"dateline", "floor", *(peer.name for peer in peers.PEERS)}
    if unknown := [name for name in tools.only if name not in known]:
        parser.error(f"--only knows {', '.join(sorted(known))}; not {', '.join(unknown)}")
    for program in (tools.dateline, tools.floor, tools.parse, tools.maker):
        if not os.access(program, os.X_OK):
            parser.error(f"{program} is not there; see `cargo build --release --examples --bins`")
    return tools


def starts(tools, data, results, floor):
    """The least a screen and the least reading cost, and dateline, by turns."""
    for _ in range(0 if data.large else STARTS):
        if floor:
            with Session([tools.floor]) as session:
                peers.floor_start(session, results)
            batch.parse(tools.parse, data, results)
        with Session([tools.dateline, data.chronicle]) as session:
            browse.start(session, data, results)


def measure(tools, data, folder, present):
    """All rounds of one size: each program in its turn."""
    results = Results()
    rounds = tools.rounds or (2 if data.large else 3)
    floor = "floor" in tools.only
    for number in range(rounds):
        results.round, first = number, number == 0
        starts(tools, data, results, floor)
        if floor:
            peers.floor(tools.floor, results, first, browse.lines(rounds))
        browse.measure(tools.dateline, data, results, first, rounds)
        for peer in present:
            peers.measure(peer, data, results, first)
        if floor:
            batch.parse(tools.parse, data, results)
        batch.measure(tools.dateline, data, results, folder)
        batch.pipe(tools.dateline, data, results)
    return results


def tell(data, results, programs):
    print(f"### {data.events:,} events, {data.bytes / 1e6:,.1f} MB of TOML\n")
    side_by_side(results, programs)
    outputs(results)


def main():
    # What it has started is ended, and what it has written is taken away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    tools = arguments()
    wanted = [peer for peer in peers.PEERS if peer.name in tools.only]
    present = [peer for peer in wanted if shutil.which(peer.program)]
    missing = [peer.name for peer in wanted if peer not in present]
    programs = ["dateline", *(["floor"] if "floor" in tools.only else []), *(peer.name for peer in present)]
    measured = []
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        folder = Path(folder)
        if tools.instructions:
            instructions.count(tools, folder)
            return
        print(f"Terminal of {COLUMNS}×{ROWS}; median (least–most of the rounds), in ms where nothing else is said. "
              f"Left out, not installed: {', '.join(missing) or 'none'}.\n")
        sizes = [None] if tools.chronicle else sorted(int(size) for size in tools.sizes.split(","))
        for events in sizes:
            since = time.monotonic()
            data = Data(folder / "data", tools, events, tools.chronicle)
            results = measure(tools, data, folder, present)
            shutil.rmtree(folder / "data")
            measured.append((data.events, results))
            tell(data, results, programs)
            print(f"{data.events:,} events took {time.monotonic() - since:.0f} s", file=sys.stderr)
        results = Results()
        reload.measure(tools.dateline, reload.make(folder, tools), results)
        side_by_side(results, ["dateline"], RELOAD)
    print("¹ Floor: the `toml` crate over the same pieces on as many threads, into structs that it drops. Others: until "
          "they come to rest.  \n² Floor: the same bytes from `cat` to `cat`.")
    if tools.svg:
        growth.draw(measured, tools.svg)


if __name__ == "__main__":
    main()
