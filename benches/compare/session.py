"""A program on a pseudo-terminal of its own: keys in, the screen and the moment of every change out."""
import fcntl
import os
import re
import signal
import struct
import sys
import termios
import threading
import time

from screen import COLUMNS, ROWS, Screen

# A screen that has not changed for so long is taken as settled.
QUIET = 0.04
# The model of the screen is slow and shares an interpreter with the thread that takes the moments.
PAUSE = 0.002
# A program that uses less than this share of a core for so long has done what it had to do.
AT_REST, REST = 0.2, 0.5

# What a terminal is asked, and answers.
REPLIES = {
    rb"\x1b\[6n": b"\x1b[1;1R", rb"\x1b\[0?c": b"\x1b[?62;22c", rb"\x1b\[>0?c": b"\x1b[>0;0;0c",
    rb"\x1b\[\?2026\$p": b"\x1b[?2026;2$y", rb"\x1b\]10;\?": b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    rb"\x1b\]11;\?": b"\x1b]11;rgb:0000/0000/0000\x1b\\",
}
ASKED = re.compile(b"|".join(b"(%b)" % asked for asked in REPLIES))

sys.setswitchinterval(0.0001)


class Session:
    """All moments are in seconds of `time.monotonic`."""

    def __init__(self, command, stdin=None):
        self.screen, self.chunks, self.fed, self.ended = Screen(), [], 0, False
        self.news = threading.Condition()
        self.fd, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        moment, tell = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            self.become([str(part) for part in command], terminal, stdin, tell)
        os.close(terminal)
        os.close(tell)
        self.began = struct.unpack("d", os.read(moment, 8))[0]
        os.close(moment)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    @staticmethod
    def become(command, terminal, stdin, tell):
        try:
            os.setsid()
            fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
            for fd in range(3):
                os.dup2(stdin if fd == 0 and stdin is not None else terminal, fd)
            for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
                signal.signal(number, signal.SIG_DFL)
            kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "LESS", "LESSOPEN")}
            kept |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
            os.write(tell, struct.pack("d", time.monotonic()))
            os.execvpe(command[0], command, kept)
        finally:
            os._exit(127)

    def read(self):
        while True:
            try:
                data = os.read(self.fd, 1 << 16)
            except OSError:
                data = b""
            now = time.monotonic()
            with self.news:
                if data:
                    self.chunks.append((now, data))
                else:
                    self.ended = True
                self.news.notify()
            if not data:
                return
            for asked in ASKED.finditer(data):
                self.send(list(REPLIES.values())[asked.lastindex - 1])

    def send(self, keys):
        """The moment at which keys were sent."""
        now = time.monotonic()
        try:
            os.write(self.fd, keys if isinstance(keys, bytes) else keys.encode())
        except OSError:
            pass  # It has ended, which shows where an answer is waited for.
        return now

    def answers(self, limit, until=lambda: True, quiet=QUIET, since=None):
        """The moment of each change that can be seen, with the screen as it was then, until it is as wanted and quiet.

        What was sent before this is called is answered by changes after `since`.
        """
        since = time.monotonic() if since is None else since
        changed, picture = None, self.screen.picture()
        while True:
            with self.news:
                if self.fed == len(self.chunks) and not self.ended:
                    self.news.wait(PAUSE)
                known, ended, now = len(self.chunks), self.ended, time.monotonic()
                latest = self.chunks[-1][0] if self.chunks else since
            if self.fed < known and (now - latest > PAUSE or now - self.chunks[self.fed][0] > 0.1 or ended):
                while self.fed < known:
                    moment, data = self.chunks[self.fed]
                    self.screen.feed(data)
                    self.fed += 1
                    if moment > since and picture != (seen := self.screen.picture()):
                        changed, picture = moment, seen
                        yield moment
            elif self.fed < known:
                time.sleep(PAUSE)
            elif ended or now - since > limit or (changed and now - changed > quiet and until()):
                return

    def wait(self, match, limit, since=None):
        """The moment at which the rows of the screen first matched, if they came to."""
        since = self.began if since is None else since
        if self.fed and match(self.screen.rows()) and since == self.began:
            return self.chunks[self.fed - 1][0]
        for moment in self.answers(limit, lambda: False, since=since):
            if match(self.screen.rows()):
                return moment
        return None

    def press(self, keys, limit=3.0, until=lambda: True):
        """Seconds from a key to the last change of the screen it leads to."""
        self.catch_up()
        sent = self.send(keys)
        last = None
        for last in self.answers(limit, until, since=sent):
            pass
        return None if last is None else last - sent

    def catch_up(self):
        """Draws what has come by now."""
        with self.news:
            known = len(self.chunks)
        while self.fed < known:
            self.screen.feed(self.chunks[self.fed][1])
            self.fed += 1

    def threads(self, file):
        """What the system tells of each thread, by its number."""
        told = {}
        try:
            for thread in os.listdir(f"/proc/{self.pid}/task"):
                with open(f"/proc/{self.pid}/task/{thread}/{file}", encoding="ascii", errors="replace") as lines:
                    told[thread] = lines.read()
        except OSError:
            pass  # A thread or the program has ended.
        return told

    def wanted(self):
        """Seconds that each thread has run or has waited for a core, so that a busy machine changes little."""
        return {thread: sum(int(part) for part in told.split()[:2]) / 1e9
                for thread, told in self.threads("schedstat").items() if told}

    def rest(self, limit):
        """The moment at which the program came to rest, or nothing within the limit."""
        asked = time.monotonic()
        before, then = self.wanted(), time.monotonic()
        busy = self.chunks[-1][0] if self.chunks else then
        while True:
            time.sleep(0.03)
            after, now = self.wanted(), time.monotonic()
            used = sum(max(seconds - before.get(thread, 0), 0) for thread, seconds in after.items())
            if used > AT_REST * (now - then):
                busy = then + min(used, now - then)
            before, then = after, now
            if now - busy > REST:
                return busy
            if now - asked > limit:
                return None

    def idle(self, seconds):
        """Wake-ups, bytes drawn and ms of processor while nobody does anything."""
        def switches():
            return sum(int(line.split()[1]) for told in self.threads("status").values()
                       for line in told.splitlines() if "voluntary_ctxt_switches" in line)

        def used():
            return sum(int(told.split()[0]) / 1e6 for told in self.threads("schedstat").values() if told)

        self.catch_up()
        drawn, before = self.fed, (switches(), used())
        time.sleep(seconds)
        after = (switches(), used())
        self.catch_up()
        drawn = sum(len(data) for _, data in self.chunks[drawn:])
        return after[0] - before[0], drawn, after[1] - before[1]

    def anonymous(self):
        """MB that are the program's own and not of a file."""
        try:
            with open(f"/proc/{self.pid}/smaps_rollup", encoding="ascii") as lines:
                return next((int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Anonymous")), None)
        except OSError:
            return None

    def end(self):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        self.reader.join(2)
        os.close(self.fd)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.end()
