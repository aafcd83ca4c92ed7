#!/usr/bin/env python3
"""Times dateline beside the programs people have for the same data, and beside the least such a screen costs.

    cargo build --release --examples --bins
    python3 benches/compare.py                                  # 100 to 100,000 events
    python3 benches/compare.py --sizes 100,10000,1000000 --svg assets/growth.svg
    python3 benches/compare.py --instructions                   # counted by valgrind: the same on a busy machine

Prints Markdown. Standard library only; programs that are not installed are named and left out.
"""
import argparse, fcntl, os, pty, select, shutil, signal, statistics, struct, subprocess, sys, tempfile, termios, time
from pathlib import Path

ROWS, COLUMNS = 48, 160
ROOT = Path(__file__).resolve().parent.parent
SIZES = "100,1000,10000,100000"
WORD = "pipeline"


class Screen:
    """A program on a pseudo-terminal that is asked by keys and watched until it is quiet."""

    def __init__(self, command):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))

    def answer(self, quiet, limit=120.0, since=None):
        """Seconds to the first and to the last byte of what is drawn until it has been quiet for a while."""
        since = time.perf_counter() if since is None else since
        first = last = None
        while True:
            wait = quiet if last is not None else limit
            ready, _, _ = select.select([self.fd], [], [], wait)
            if not ready:
                return first, last
            try:
                if not os.read(self.fd, 1 << 16):
                    return first, last
            except OSError:
                return first, last
            last = time.perf_counter() - since
            first = last if first is None else first

    def press(self, key, quiet=0.04):
        since = time.perf_counter()
        os.write(self.fd, key.encode())
        return self.answer(quiet, 5.0, since)

    def end(self):
        try:
            os.kill(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def start(command, output=subprocess.DEVNULL):
    return subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.DEVNULL)


def best(rounds, command, output=subprocess.DEVNULL):
    """The least ms of some rounds: what is left when nothing else ran. What is written to a pipe must be short."""
    times = []
    for _ in range(rounds):
        since = time.perf_counter()
        start(command, output).wait()
        times.append(time.perf_counter() - since)
    return min(times) * 1000


def peak(pid):
    """Peak memory of a process in MB, where the system tells."""
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    except (OSError, ValueError):
        pass
    return None


def memory(command):
    """Peak MB of a program that ends by itself, asked until it has ended: what the system tells of a child
    afterwards counts this script too."""
    process, most = start(command), None
    while process.poll() is None:
        most = peak(process.pid) or most
        time.sleep(0.001)
    return most


class Data:
    """The same events as a chronicle, as CSV and as JSON lines."""

    def __init__(self, folder, events, tools):
        self.events = events
        base = folder / str(events)
        self.chronicle, self.csv, self.ndjson = base / "chronicle", base / "events.csv", base / "events.ndjson"
        subprocess.run([tools.maker, str(events), self.chronicle], check=True)
        for path in (self.csv, self.ndjson):
            with path.open("wb") as out:
                start([tools.dateline, "list", "--format", path.suffix[1:], self.chronicle], out).wait()


# name, program, how it is started, the key for one line down
SCREENS = [
    ("less", "less", lambda data: ["less", "-S", data.csv], "j"),
    ("csvlens", "csvlens", lambda data: ["csvlens", data.csv], "j"),
    ("jless", "jless", lambda data: ["jless", "-m", "line", data.ndjson], "j"),
    ("lnav", "lnav", lambda data: ["lnav", "-N", data.ndjson], "j"),
    ("tabiew", "tw", lambda data: ["tw", data.csv], "j"),
    ("visidata", "vd", lambda data: ["vd", data.csv], "j"),
]
# name, program, how it is run, what it does
RUNS = [
    ("ripgrep", "rg", lambda data: ["rg", "-ic", WORD, data.ndjson], "filter"),
    ("grep", "grep", lambda data: ["grep", "-ic", WORD, data.ndjson], "filter"),
]


def keys(command, line, quiet):
    """First output and one line down in ms, and peak MB, of a program on a terminal."""
    screen = Screen([str(part) for part in command])
    try:
        first, _ = screen.answer(quiet)
        if first is None:
            return None
        lines = [screen.press(line)[0] for _ in range(20)]
        lines = [seconds * 1000 for seconds in lines if seconds is not None]
        return first * 1000, statistics.median(lines) if lines else None, peak(screen.pid)
    finally:
        screen.end()


def letters(command, text, quiet):
    """Median and slowest letter of a query in ms, to the first answer, and the slowest to the last byte."""
    screen = Screen([str(part) for part in command])
    try:
        screen.answer(quiet)
        screen.press("f")
        times = [screen.press(letter, 1.0) for letter in text]
        first = [first * 1000 for first, _ in times if first is not None]
        last = [last * 1000 for _, last in times if last is not None]
        return statistics.median(first), max(first), max(last)
    finally:
        screen.end()


def measure(data, tools):
    """What dateline takes for one size."""
    program, folder = tools.dateline, data.chronicle
    rounds = tools.rounds if data.events < 1_000_000 else 1
    ids = [program, "list", "--format", "ids", folder]
    load = best(rounds, ids)
    # Longer than loading and preparing: from then on nothing but keys is measured.
    quiet = 1 + load / 1000 * 1.2
    first, line, _ = keys([program, folder], "j", quiet) or (None, None, None)
    letter, slowest, counted = letters([program, folder], WORD, quiet)
    return {
        "events": data.events,
        "TOML, MB": sum(path.stat().st_size for path in folder.iterdir()) / 1e6,
        "load": load,
        "memory": memory(ids),
        "load and filter": best(rounds, [*ids, "--filter", WORD]),
        "export md": best(rounds, [program, "export", "--format", "md", folder]),
        "export ndjson": best(rounds, [program, "export", "--format", "ndjson", folder]),
        "first output": first,
        "line": line,
        "letter": letter,
        "slowest letter": slowest,
        "slowest count": counted,
    }


def peers(data, tools):
    """Rows of the table of other programs, and the names of those that are not there."""
    rows, missing = [], []
    for name, program, command, line in [("floor", tools.floor, lambda data: [tools.floor], "j"), *SCREENS]:
        if shutil.which(program) is None:
            missing.append(name)
        elif (result := keys(command(data), line, 3.0)) is not None:
            rows.append((name, data.events, *result))
    for name, program, command, what in RUNS:
        if shutil.which(program) is None:
            missing.append(name)
        else:
            # Into /dev/null, grep would stop at the first line it finds.
            least = best(tools.rounds, command(data), subprocess.PIPE)
            rows.append((f"{name} ({what})", data.events, least, None, memory(command(data))))
    return rows, missing


def number(value):
    if value is None:
        return "-"
    if isinstance(value, (int, str)):
        return f"{value:,}" if isinstance(value, int) else value
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(number(value) for value in row) + " |")
    print()


PANELS = [("load", "load, ms"), ("memory", "memory, MB"), ("letter", "letter of a query, ms"), ("line", "line key, ms")]


def growth(results, path):
    """Four small curves over the number of events, both ways logarithmic."""
    from math import log10
    width, height, left, top = 210, 130, 54, 34
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * (width + left) + 20}" height="{height + 84}" '
           'font-family="sans-serif" font-size="11">',
           '<style>text{fill:#444}path,circle{stroke:#0b7285;fill:none;stroke-width:2}circle{fill:#0b7285}'
           'line{stroke:#ccc}@media(prefers-color-scheme:dark){text{fill:#ccc}line{stroke:#555}}</style>']
    low, high = log10(results[0]["events"]), log10(results[-1]["events"])
    for i, (key, title) in enumerate(PANELS):
        points = [(result["events"], result[key]) for result in results if result[key]]
        if not points:
            continue
        bottom, ceiling = 0, 5
        x0 = i * (width + left) + left
        x = lambda n: x0 + 18 + (log10(n) - low) / ((high - low) or 1) * (width - 56)
        y = lambda v: top + height - (min(max(log10(v), bottom), ceiling) - bottom) / (ceiling - bottom) * height
        out.append(f'<text x="{x0}" y="18" font-weight="bold">{title}</text>')
        for power in range(bottom, ceiling + 1):
            out.append(f'<line x1="{x0}" x2="{x0 + width - 20}" y1="{y(10**power):.1f}" y2="{y(10**power):.1f}"/>')
            out.append(f'<text x="{x0 - 6}" y="{y(10**power) + 4:.1f}" text-anchor="end">{10**power:,}</text>')
        for events, value in points:
            out.append(f'<text x="{x(events):.1f}" y="{top + height + 18}" text-anchor="middle">{label(events)}</text>')
            out.append(f'<text x="{x(events):.1f}" y="{y(value) - 8:.1f}" text-anchor="middle">{number(value)}</text>')
            out.append(f'<circle cx="{x(events):.1f}" cy="{y(value):.1f}" r="2"/>')
        line = " L".join(f"{x(events):.1f},{y(value):.1f}" for events, value in points)
        out.append(f'<path d="M{line}"/>')
    out.append(f'<text x="{left}" y="{height + 74}">events; both axes logarithmic</text></svg>')
    path.write_text("\n".join(out) + "\n")


def label(events):
    for power, letter in ((10**6, "M"), (10**3, "k")):
        if events >= power:
            return f"{events / power:g}{letter}"
    return str(events)


def instructions(tools, folder):
    """Millions of instructions at 1,000 events: the same on a busy machine."""
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    data = Data(folder, 1000, tools)
    rows = []
    for name, arguments in [
        ("load", ["list", "--format", "ids"]), ("filter", ["list", "--format", "ids", "--filter", "region:region-3"]),
        ("search", ["list", "--format", "ids", "--filter", WORD]), ("export md", ["export", "--format", "md"]),
        ("export ndjson", ["export", "--format", "ndjson"]), ("check", ["check"]),
    ]:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", tools.dateline, *arguments, data.chronicle]
        told = subprocess.run(command, capture_output=True, text=True).stderr
        counted = [line.split(":")[1] for line in told.splitlines() if "Collected" in line]
        rows.append((name, int(counted[0].split()[0]) / 1e6 if counted else None))
    table(["1,000 events", "million instructions"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    built = ROOT / "target" / "release"
    parser.add_argument("--sizes", default=SIZES, help=f"numbers of events ({SIZES})")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dateline", default=built / "dateline")
    parser.add_argument("--floor", default=str(built / "examples" / "floor"))
    parser.add_argument("--maker", default=built / "examples" / "chronicle")
    parser.add_argument("--svg", type=Path, help="where the growth is drawn")
    parser.add_argument("--instructions", action="store_true", help="count instructions instead of time")
    tools = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        if tools.instructions:
            instructions(tools, Path(folder))
            return
        results, others, missing = [], [], []
        for events in sorted(int(size) for size in tools.sizes.split(",")):
            data = Data(Path(folder), events, tools)
            results.append(measure(data, tools))
            rows, missing = peers(data, tools)
            others += rows
            shutil.rmtree(data.chronicle.parent)
            print(f"{events:,} events measured", file=sys.stderr)
    print("dateline; times in ms, memory in MB:\n")
    table(list(results[0]), [tuple(result.values()) for result in results])
    print(f"Others on the same events. Left out, not installed: {', '.join(missing) or 'none'}.\n")
    table(["program", "events", "first output or all, ms", "line key, ms", "peak memory, MB"], others)
    if tools.svg:
        growth(results, tools.svg)


if __name__ == "__main__":
    main()
