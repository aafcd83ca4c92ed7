"""The same events as a chronicle, as CSV, as JSON lines and as a log, and what is looked for in them."""
import csv
import re
import subprocess
from pathlib import Path

# In one event of a synthetic chronicle, near its end.
RARE = "zugzwang"
# So much of a title is on the screen also where columns are narrow.
SHOWN = 16
# Words of a query that are not looked for.
OPERATORS = {"or", "not", "and"}


class Data:
    def __init__(self, folder, tools, events=None, chronicle=None):
        folder.mkdir(parents=True)
        self.chronicle = Path(chronicle) if chronicle else folder / "chronicle"
        self.csv, self.ndjson, self.log = (folder / f"events.{kind}" for kind in ("csv", "ndjson", "log"))
        if not chronicle:
            subprocess.run([tools.maker, str(events), self.chronicle], check=True)
        for path in (self.csv, self.ndjson):
            with path.open("wb") as out:
                subprocess.run([tools.dateline, "list", "--lenient", "--format", path.suffix[1:], self.chronicle],
                               stdout=out, stderr=subprocess.DEVNULL, check=True)
        self.read()
        files = [self.chronicle] if self.chronicle.is_file() else self.chronicle.rglob("*.toml")
        self.bytes = sum(path.stat().st_size for path in files)

    def read(self):
        """Takes the titles from the CSV, and writes the log."""
        self.titles, self.rare, self.events, late = set(), None, 0, []
        csv.field_size_limit(1 << 30)
        with self.csv.open(newline="", encoding="utf-8") as lines, self.log.open("w", encoding="utf-8") as log:
            for event in csv.DictReader(lines):
                title, summary = event["title"], event["summary"].replace("\n", " ")
                self.events += 1
                if self.events.bit_count() == 1:
                    late.append(title)
                if len(title) >= SHOWN:
                    self.titles.add(title[:SHOWN])
                if RARE in title or RARE in summary:
                    self.rare = event
                day = event["earliest"] or event["latest"]
                log.write(f"{day} 00:00:00 INFO {event['id']} [{event['regions']}] {title}: {summary}\n")
        # Words of three titles far from the first, of which many events have one and few have all.
        words = [[word for word in re.sub(r"[^\w ]", "", title).lower().split() if word not in OPERATORS]
                 for title in late[-3:]]
        self.queries = [" ".join(reversed(part))[:20].strip() for part in words]
        if self.rare:
            self.queries.append(RARE)

    def shows_event(self, rows):
        """Whether the title of an event can be read."""
        return any(row[at:at + SHOWN] in self.titles for row in rows for at in range(len(row) - SHOWN + 1))

    def shows_rare(self, rows):
        """Whether the rare event can be read: by its id, or by day and title where the id is cut off."""
        whole = re.compile(rf"(?<![\w-]){re.escape(self.rare['id'])}(?![\w-])")
        day, title = self.rare["date"], self.rare["title"][:SHOWN]
        return any(whole.search(row) or (day in row and title in row) for row in rows)

    @property
    def large(self):
        return self.events >= 500_000

    @property
    def limit(self):
        """Seconds that a program may take for one screen."""
        return 60.0 if self.large else 30.0
