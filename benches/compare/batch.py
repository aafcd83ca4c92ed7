"""What dateline takes without a screen: lists and exports, and rows from a pipe; beside the `toml` crate and `cat`."""
import os
import subprocess
import time

from browse import loaded
from peers import missed, over
from session import Session

LOADING = ["list", "--format", "ids"]
# name, arguments
OUTPUTS = [
    ("list", ["list"]),
    ("list ndjson", ["list", "--format", "ndjson"]),
    ("export md", ["export", "--format", "md"]),
    ("export ndjson", ["export", "--format", "ndjson"]),
]


def peak(pid):
    """Peak memory in MB of a program that still runs."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii", errors="replace") as lines:
            return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM")), None)
    except OSError:
        return None


def run(command, path, limit):
    """Seconds and peak MB of a program that writes into a file, or nothing if it took too long."""
    with open(path, "wb") as out:
        since = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=out, stderr=subprocess.DEVNULL)
        most = 0.0
        while process.poll() is None:
            most = peak(process.pid) or most
            if time.perf_counter() - since > limit:
                process.kill()
                process.wait()
                return None
            time.sleep(0.002)
        return time.perf_counter() - since, most


def measure(program, data, results, folder):
    """One round of everything that is written out."""
    written, limit = folder / "written", 2 * data.limit
    loading = run([program, *LOADING, "--lenient", data.chronicle], written, limit)
    if loading is None:
        results.add("dateline", "list ids", over(limit))
        return
    results.add("dateline", "list ids", loading[0] * 1000)
    results.add("dateline", "list ids peak", loading[1])
    for name, arguments in OUTPUTS:
        done = run([program, *arguments, "--lenient", data.chronicle], written, limit)
        if done is None:
            results.add("dateline", name, over(limit))
            continue
        size = written.stat().st_size / 1e6
        results.add("dateline", f"{name} size", size)
        results.add("dateline", name, done[0] * 1000)
        results.add("dateline", f"{name} rate", size / done[0])
        # Where writing takes no longer than the noise of loading there is no rate to tell.
        if done[0] > loading[0] * 1.02:
            results.add("dateline", f"{name} alone", size / (done[0] - loading[0]))
        results.add("dateline", f"{name} peak", done[1])
    written.unlink()


def parse(program, data, results):
    """The `toml` crate over the same pieces on the same threads."""
    done = run([program, data.chronicle], os.devnull, data.limit)
    results.add("floor", "loaded", done[0] * 1000 if done else over(data.limit))


def pipe(program, data, results):
    """Rows on the screen from a pipe, and the same bytes through a pipe into nothing."""
    limit = 2 * data.limit
    with subprocess.Popen(["cat", data.ndjson], stdout=subprocess.PIPE) as cat:
        with Session([program, "-"], stdin=cat.stdout.fileno()) as session:
            # Its end is seen only where nobody else holds it.
            cat.stdout.close()
            for row, match in (("pipe frame", data.shows_event), ("pipe", loaded)):
                moment = session.wait(match, limit)
                results.add("dateline", row, (moment - session.began) * 1000 if moment else missed(session, limit))
                if not moment:
                    break
    since = time.perf_counter()
    with subprocess.Popen(["cat", data.ndjson], stdout=subprocess.PIPE) as cat:
        subprocess.run(["cat"], stdin=cat.stdout, stdout=subprocess.DEVNULL, check=True)
    results.add("floor", "pipe", (time.perf_counter() - since) * 1000)
