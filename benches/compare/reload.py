"""One changed file among a thousand, until it is on the screen."""
import subprocess

from browse import loaded
from peers import REST_LIMIT
from session import Session

FILES, EVENTS, CHANGES = 1000, 24, 7
BEGIN = "[[event]]\n"


def make(folder, tools):
    """Cuts a chronicle into many small files, and tells which holds the first event of all."""
    large, small = folder / "large", folder / "small"
    subprocess.run([tools.maker, str(FILES * EVENTS), large], check=True)
    small.mkdir()
    (small / "declared.toml").write_bytes((large / "declared.toml").read_bytes())
    events = []
    for path in sorted(large.glob("0*.toml")):
        events += [BEGIN + event for event in path.read_text(encoding="utf-8").split(BEGIN)[1:]]
    for number in range(FILES):
        part = events[number * EVENTS:(number + 1) * EVENTS]
        (small / f"{number:04}.toml").write_text("".join(part), encoding="utf-8")
    return small


def measure(program, folder, results):
    """Some changes of the file whose events stand at the top of the screen."""
    path = folder / "0000.toml"
    original = path.read_text(encoding="utf-8")
    with Session([program, folder]) as session:
        session.wait(loaded, 30.0)
        session.rest(REST_LIMIT)
        for number in range(CHANGES):
            title = f"Changed for the {number}th time"
            text = original.replace('title = "', f'title = "{title}: ', 1)
            session.catch_up()
            # An editor puts the new file in the place of the old one.
            path.with_suffix(".new").write_text(text, encoding="utf-8")
            sent = session.send("")
            path.with_suffix(".new").replace(path)
            moment = session.wait(lambda rows, title=title: any(title in row for row in rows), 5.0, since=sent)
            if moment is not None:
                results.add("dateline", "reload", (moment - sent) * 1000)
            session.rest(REST_LIMIT)
    path.write_text(original, encoding="utf-8")
