#!/usr/bin/env python3
"""Archives in an engine: makes synthetic events in DuckDB and PostgreSQL by SQL, asks for region, actor and date
there, pipes the answer into dateline, and measures. The SQL of tables, view and indexes is that of docs/archives.md.

    cargo build --release
    pip install duckdb-cli; apt install postgresql      # what is missing is skipped by name
    python3 benches/archive.py                          # 1,000,000 events, 3 interleaved rounds
    python3 benches/archive.py -n 10000000

First, at 100,000 events, every answer is compared with dateline's own filter over all of them.
PostgreSQL runs on a socket in its own directory, under another user where this is run by root.
"""
import argparse
import json
import multiprocessing
import os
import pwd
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
CHECKED = 100_000

STATES = """US CN GB FR DE IN JP BR CA AU IL IR IQ SY TR SA EG NG ZA KE ET SD PK AF BD MM TH VN PH ID KR KP MX CO VE PL IT ES UA
RU""".split()
REGIONS = """US US-NY US-CA US-TX CN CN-BJ GB GB-LND FR DE DE-BE IN IN-DL JP BR CA AU IL IR IQ SY TR TR-34 SA EG NG ZA KE ET
SD PK AF BD MM TH VN PH ID KR KP MX CO VE PL PL-14 IT ES UA UA-30 UA-63 UA-14 UA-43 RU-MOW RU-BEL RU-KRS RU""".split()
# Below -gov lie the army and the president's office.
ROLES = ["", "-gov", "-gov", "-mil", "-pres", "-opp", "-media", "-civil"]

DATES = "latest >= date '2019-03-01' AND earliest < date '2019-04-01'"
# Name, what is asked of the engine, and the same for dateline.
QUESTIONS = [
    ("region", ["region"], "region:RU"),
    ("actor", ["actor"], "actor:ru-gov"),
    ("dates", ["dates"], "after:2019-03 before:2019-04"),
    ("all three", ["region", "actor", "dates"], "region:RU actor:ru-gov after:2019-03 before:2019-04"),
]


def recipe(name, dialect):
    """A block of SQL of the documentation, by its mark."""
    text = (HERE / "docs/archives.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- sql: {name} (?:{dialect}|both) -->\n```sql\n(.*?)```", text, re.DOTALL)
    return found[1]


def array(words):
    return "array[" + ", ".join(f"'{word}'" for word in words) + "]"


def events_sql(n, dialect):
    """Events in order of date: integers only, so that both engines make the same ones."""
    div = "//" if dialect == "duckdb" else "/"
    if dialect == "duckdb":
        claims = """[{'by': second, 'stance': stance, 'date': day::text, 'quote': 'It was "so"', 'sources': [url]}]"""
        claims += """::struct("by" text, stance text, date text, quote text, sources text[])[]"""
    else:
        claims = """jsonb_build_array(jsonb_build_object('by', second, 'stance', stance, 'date', day::text, 'quote',
            'It was "so"', 'sources', array[url]))"""
    return f"""
INSERT INTO event
WITH seed AS (
  SELECT i, ((i * 2654435761) % 4294967296) >> 22 AS a, ((i * 2246822519 + 3266489917) % 4294967296) >> 22 AS b,
         ((i * 3266489917 + 374761393) % 4294967296) >> 22 AS c, ((i * 668265263 + 97) % 4294967296) >> 22 AS d
  FROM (SELECT n::bigint AS i FROM generate_series(0, {n - 1}) AS t(n)) AS numbered),
drawn AS (
  SELECT i, a, b, c, d, date '2015-02-18' + ((i * 4000) {div} {n})::int AS day,
         ({array(REGIONS)})[1 + ((a * a * {len(REGIONS)}) >> 20)::int] AS here,
         ({array(REGIONS)})[1 + ((d * d * {len(REGIONS)}) >> 20)::int] AS there,
         (({array(STATES)})[1 + (((CASE WHEN b % 2 = 0 THEN a ELSE d END) * (CASE WHEN b % 2 = 0 THEN a ELSE d END)
           * {len(STATES)}) >> 20)::int]) || (({array(ROLES)})[1 + (b >> 7)::int]) AS one,
         (({array(STATES)})[1 + ((c * c * {len(STATES)}) >> 20)::int]) || (({array(ROLES)})[1 + (d >> 7)::int]) AS two,
         'k' || lpad(((b * 20) >> 10)::text, 2, '0') AS kind
  FROM seed),
named AS (
  SELECT *, lower(one) AS first, lower(two) AS second, CASE WHEN c % 2 = 0 THEN 'asserts' ELSE 'denies' END AS stance,
         'https://news-' || ((i {div} 3) % 50)::text || '.example/' || day::text || '/' || lpad((i {div} 3)::text, 10, '0') AS url
  FROM drawn)
SELECT 'e' || lpad(i::text, 10, '0'), one || ' and ' || two || ': ' || kind || ' in ' || here,
  CASE WHEN c < 20 THEN left(day::text, 7)
       WHEN c < 30 THEN day::text || '/' || (day + 6)::text ELSE day::text END,
  CASE WHEN c < 20 THEN date_trunc('month', day)::date ELSE day END,
  CASE WHEN c < 20 THEN (date_trunc('month', day) + interval '1 month' - interval '1 day')::date
       WHEN c < 30 THEN day + 6 ELSE day END,
  kind,
  CASE WHEN d < 16 THEN array[]::text[] WHEN d % 4 = 0 AND here <> there THEN array[here, there] ELSE array[here] END,
  CASE WHEN d % 8 = 1 OR first = second THEN array[first] ELSE array[first, second] END,
  CASE WHEN first = second OR (d % 8 = 1 AND i % 10 <> 0) THEN array[first] ELSE array[first, second] END,
  'A machine read that ' || one || ' met ' || two || CASE WHEN i % 97 = 0 THEN
    ' "in Łódź", C:\\path' || chr(10) || 'and a line more' ELSE ' according to a report of the day' END || '.',
  array[url],
  CASE WHEN i % 10 = 0 THEN {claims} END
FROM named;
INSERT INTO source
SELECT sources[1], split_part(sources[1], '/', 3), min(earliest), 'Wire ' || right(min(id), 1)
FROM event GROUP BY sources[1];
INSERT INTO region SELECT DISTINCT r, CASE WHEN r LIKE '%-%' THEN split_part(r, '-', 1) END
FROM (SELECT unnest({array(sorted(set(REGIONS)))}) AS r) AS used;
INSERT INTO actor SELECT lower(s || r), s || r, CASE
    WHEN r IN ('-mil', '-pres') THEN lower(s) || '-gov' WHEN r <> '' THEN lower(s) END
FROM (SELECT unnest({array(STATES)}) AS s) AS states, (SELECT unnest({array(sorted(set(ROLES)))}) AS r) AS roles;
"""


class DuckDb:
    name = "DuckDB"
    dialect = "duckdb"
    first = "SET VARIABLE region = below_region('RU'); SET VARIABLE actor = below_actor('ru-gov');"
    asks = {"region": "any_of(regions, getvariable('region'))", "actor": "any_of(people, getvariable('actor'))",
            "dates": DATES}

    def __init__(self, folder, program):
        self.folder, self.program = folder, program
        self.version = output([program, "--version"]).split()[0]

    def load(self, label, n):
        path = self.folder / f"{label}.duckdb"
        sql = [recipe("tables", "duckdb"), events_sql(n, "duckdb"), recipe("below", "duckdb"), recipe("view", "duckdb")]
        took = timed(lambda: output([self.program, "-bail", str(path)], "\n".join(sql) + "\nCHECKPOINT;"))
        return took, path.stat().st_size

    def printing(self, label, sql):
        return [self.program, "-readonly", "-noheader", "-list", str(self.folder / f"{label}.duckdb"), sql]

    def stop(self):
        pass


class Postgres:
    name = "PostgreSQL"
    dialect = "postgres"
    first = ""
    asks = {"region": "regions && (SELECT below_region('RU'))", "actor": "people && (SELECT below_actor('ru-gov'))",
            "dates": DATES}

    def __init__(self, folder, bin_folder):
        self.bin, self.folder, self.user = bin_folder, folder / "postgres", None
        self.folder.mkdir()
        if os.geteuid() == 0:  # the server refuses to be run by root
            names = {entry.pw_name for entry in pwd.getpwall()}
            self.user = "postgres" if "postgres" in names else "nobody"
            shutil.chown(self.folder, self.user)
        self.version = output([str(bin_folder / "postgres"), "--version"]).split()[2]
        data = str(self.folder / "data")
        self.server("initdb", "-D", data, "-U", "archive", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        settings = f"-k {self.folder} -c listen_addresses= -c shared_buffers=512MB -c maintenance_work_mem=512MB"
        settings += " -c max_wal_size=8GB"
        self.server("pg_ctl", "-D", data, "-w", "-l", str(self.folder / "log"), "-o", settings, "start")

    def server(self, command, *args):
        user = {"user": self.user, "extra_groups": []} if self.user else {}
        subprocess.run([str(self.bin / command), *args], check=True, stdout=subprocess.DEVNULL, cwd=self.folder, **user)

    def psql(self, label, *args):
        return ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", str(self.folder), "-U", "archive", label, *args]

    def load(self, label, n):
        output(self.psql("postgres", "-c", f"CREATE DATABASE {label}"))
        sql = [recipe("tables", "postgres"), events_sql(n, "postgres"), recipe("below", "postgres")]
        sql += [recipe("view", "postgres"), recipe("index", "postgres")]
        took = timed(lambda: output(self.psql(label), "\n".join(sql)))
        output(self.psql(label, "-c", "VACUUM"))
        size = output(self.psql(label, "-c", "SELECT pg_database_size(current_database())"))
        return took, int(size)

    def printing(self, label, sql):
        return self.psql(label, "-c", sql)

    def stop(self):
        self.server("pg_ctl", "-D", str(self.folder / "data"), "-m", "fast", "stop")


def output(command, stdin=None):
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    return done.stdout


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def asking(engine, label, parts):
    where = " AND ".join(engine.asks[part] for part in parts) or "true"
    return engine.printing(label, f"{engine.first} SELECT line FROM dateline WHERE {where}")


def alone(command):
    """Seconds of a query whose answer nobody reads."""
    return timed(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True))


def through(command, reader):
    """Runs `command | reader`: seconds, what the reader writes, and its peak memory in bytes (at least that of
    this program, from which it is forked)."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        first = subprocess.Popen(command, stdout=subprocess.PIPE) if command else None
        second = subprocess.Popen(reader, stdin=first.stdout if first else subprocess.DEVNULL, stdout=out)
        if first:
            first.stdout.close()
        _, status, usage = os.wait4(second.pid, 0)
        second.returncode = os.waitstatus_to_exitcode(status)
        if first and first.wait() or second.returncode:
            sys.exit(f"failed: {command} | {reader}")
        took = time.perf_counter() - start
        out.seek(0)
        return took, out.read(), usage.ru_maxrss * 1024


def check(engines, dateline, folder):
    """Every answer is that of dateline's own filter over all events, and both engines print the same lines."""
    printed = {}
    newline = b"\n"  # not in an f-string before Python 3.12
    whole, registry = folder / "all.ndjson", folder / "registry.toml"
    for engine in engines:
        engine.load("checked", CHECKED)
        text = output(asking(engine, "checked", []))
        printed[engine.name] = sorted((json.loads(line) for line in text.splitlines()), key=lambda e: e["id"])
        whole.write_text(text, encoding="utf-8")
        actors, _ = recipe("registry", engine.dialect).split(";", 1)
        registry.write_text(output(engine.printing("checked", actors)), encoding="utf-8")
        for name, parts, query in QUESTIONS:
            _, pushed, _ = through(asking(engine, "checked", parts), [dateline, "list", "-", "--format", "ids"])
            files = [str(registry), str(whole)]
            _, own, _ = through(None, [dateline, "list", *files, "--format", "ids", "-f", query])
            if pushed != own or not own:
                sys.exit(f"{engine.name}, {name}: SQL and dateline's filter find different events")
            print(f"agrees at {CHECKED:,}: {engine.name}, {name}: {own.count(newline):,} events", file=sys.stderr)
        ids = [dateline, "list", "-", "--format", "ids"]
        _, half, _ = through(asking(engine, "checked", ["region"]), [*ids, "-f", "after:2019-03 before:2019-04"])
        _, pushed, _ = through(asking(engine, "checked", ["region", "dates"]), ids)
        if half != pushed:
            sys.exit(f"{engine.name}: a question shared by both gives another answer")
    if any(other != next(iter(printed.values())) for other in printed.values()):
        sys.exit("the engines do not print the same events")


def measure(engines, dateline, n, rounds):
    print(f"\n| {n:,} events | version | load and index | on disk |\n|---|---|---|---|")
    for engine in engines:
        took, size = engine.load("measured", n)
        print(f"| {engine.name} | {engine.version} | {took:.1f} s | {size / 1e6:,.0f} MB |", flush=True)
    taken = {}
    for _ in range(rounds):
        for name, parts, _ in QUESTIONS:
            for engine in engines:
                command = asking(engine, "measured", parts)
                query = alone(command)
                piped, ids, peak = through(command, [dateline, "list", "-", "--format", "ids"])
                taken.setdefault((name, engine.name), []).append((query, piped, peak, ids.count(b"\n")))
    print("\n| question | engine | events | query alone | through the pipe into dateline | peak memory of dateline |")
    print("|---|---|---|---|---|---|")
    for (name, engine), runs in taken.items():
        query, piped, peak, count = (statistics.median(column) for column in zip(*runs))
        print(f"| {name} | {engine} | {count:,.0f} | {query:.2f} s | {piped:.2f} s | {peak / 1e6:,.0f} MB |")


def found(folder):
    """The engines that are here; the others are told by name."""
    duckdb = shutil.which("duckdb")
    if duckdb:
        yield DuckDb(folder, duckdb)
    else:
        print("skipped: DuckDB (no `duckdb` on the path)", file=sys.stderr)
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    on_path = shutil.which("pg_ctl")
    bin_folder = servers[-1].parent if servers else Path(os.path.realpath(on_path)).parent if on_path else None
    if bin_folder and shutil.which("psql"):
        yield Postgres(folder, bin_folder)
    else:
        print("skipped: PostgreSQL (no `pg_ctl` or no `psql`)", file=sys.stderr)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("-n", type=int, default=1_000_000, help="number of events")
    ap.add_argument("--rounds", type=int, default=3)
    ap.add_argument("--dateline", default=str(HERE / "target/release/dateline"))
    ap.add_argument("--keep", metavar="DIR", help="leave the archives in this directory")
    args = ap.parse_args()
    folder = Path(args.keep or tempfile.mkdtemp(prefix="archive-")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the server's user has to reach its own directory
    engines = []
    try:
        for engine in found(folder):
            engines.append(engine)
        if engines:
            # In a process of its own: what it takes would count for dateline, see `through`.
            checking = multiprocessing.Process(target=check, args=(engines, args.dateline, folder))
            checking.start()
            checking.join()
            if checking.exitcode:
                sys.exit("the answers do not agree; nothing is measured")
            measure(engines, args.dateline, args.n, args.rounds)
    finally:
        for engine in engines:
            engine.stop()
        if not args.keep:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
