"""Instructions instead of time: the same on a busy machine."""
import os
import shutil
import subprocess
import sys

from results import number, table

EVENTS = 1000
COMMANDS = [
    ("load", ["list", "--format", "ids"]),
    ("filter", ["list", "--format", "ids", "--filter", "region:region-3"]),
    ("search", ["list", "--format", "ids", "--filter", "pipeline"]),
    ("export md", ["export", "--format", "md"]),
    ("export ndjson", ["export", "--format", "ndjson"]),
    ("check", ["check"]),
]


def count(tools, folder):
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    chronicle = folder / "chronicle"
    subprocess.run([tools.maker, str(EVENTS), chronicle], check=True)
    rows = []
    for name, arguments in COMMANDS:
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}",
                   tools.dateline, *arguments, chronicle]
        told = subprocess.run(command, capture_output=True, text=True, check=False).stderr
        counted = [line.split(":")[1] for line in told.splitlines() if "Collected" in line]
        rows.append([name, number(int(counted[0].split()[0]) / 1e6) if counted else "–"])
    table([f"{EVENTS:,} events", "million instructions"], rows)
