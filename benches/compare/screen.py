"""What stands on a terminal after some bytes: the part of xterm that the programs compared here use."""
import codecs
import re
import unicodedata

ROWS, COLUMNS = 48, 160

# Text that is printed as it is; a control character; a sequence that moves; one that is only skipped.
TOKEN = re.compile(
    r"(?P<text>[^\x00-\x1f\x7f]+)|\x1b\[(?P<arguments>[0-9;:<=>?]*)[ !$\"']*(?P<final>[@-~])"
    r"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ #%()*+][ -~]|\x1b(?P<escape>[0-Z\\`-~])|(?P<control>[\x00-\x1a\x1c-\x1f\x7f])"
)

# A cell is a character and how it looks.
BLANK = (" ", ())


class Screen:
    def __init__(self):
        self.decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.rest = ""
        self.reset()

    def reset(self):
        self.cells = [[BLANK] * COLUMNS for _ in range(ROWS)]
        self.look = ()
        self.x = self.y = 0
        self.top, self.bottom = 0, ROWS
        self.saved = (0, 0)
        self.last = " "

    def rows(self):
        """What can be read."""
        return ["".join([character for character, _ in row]) for row in self.cells]

    def picture(self):
        """What can be seen, to be compared with another."""
        return [row[:] for row in self.cells]

    def feed(self, data):
        text = self.rest + self.decoder.decode(data)
        at = 0
        while at < len(text) and (token := TOKEN.match(text, at)):
            at = token.end()
            if token["text"]:
                self.draw(token["text"])
            elif token["final"]:
                self.control_sequence(token["final"], token["arguments"])
            elif token["escape"]:
                self.escape(token["escape"])
            elif token["control"]:
                self.control(token["control"])
        # A sequence goes on in the next bytes; one that never ends is not waited for.
        self.rest = text[at:] if len(text) - at < 4096 else ""

    def draw(self, text):
        for character in text:
            wide = 1
            if not character.isascii():
                if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
                    continue
                wide = 2 if unicodedata.east_asian_width(character) in "WF" else 1
            # The cursor waits beyond the last column until something more is printed.
            if self.x + wide > COLUMNS:
                self.x = 0
                self.line_feed()
            row = self.cells[self.y]
            row[self.x] = (character, self.look)
            if wide == 2:
                row[self.x + 1] = ("", self.look)
            self.last = character
            self.x += wide

    def line_feed(self):
        if self.y == self.bottom - 1:
            self.scroll(self.top, 1)
        else:
            self.y = min(self.y + 1, ROWS - 1)

    def scroll(self, top, lines):
        """Moves the rows from one to the bottom of the region up, or down where `lines` is less than none."""
        height = self.bottom - top
        blank = [[BLANK] * COLUMNS for _ in range(min(abs(lines), height))]
        region = self.cells[top:self.bottom]
        self.cells[top:self.bottom] = region[lines:] + blank if lines > 0 else blank + region[:height - len(blank)]

    def control(self, character):
        if character == "\r":
            self.x = 0
        elif character in "\n\x0b\x0c":
            self.line_feed()
        elif character == "\b":
            self.x = max(min(self.x, COLUMNS - 1) - 1, 0)
        elif character == "\t":
            self.x = min(self.x // 8 * 8 + 8, COLUMNS - 1)

    def escape(self, final):
        if final == "7":
            self.saved = (self.x, self.y)
        elif final == "8":
            self.x, self.y = self.saved
        elif final == "c":
            self.reset()
        elif final in "DE":
            self.x = 0 if final == "E" else self.x
            self.line_feed()
        elif final == "M":
            if self.y == self.top:
                self.scroll(self.top, -1)
            else:
                self.y = max(self.y - 1, 0)

    def control_sequence(self, final, arguments):
        if arguments[:1] in ("<", "=", ">", "?"):
            # The other screen, as these programs take it before they draw all of it.
            if arguments in ("?1049", "?47", "?1047"):
                self.reset()
            return
        given = [int(part) if part.isdigit() else 0 for part in arguments.split(";")]
        one = max(given[0], 1)
        if final == "m":
            self.look = look(self.look, arguments)
        elif final in "ABCDEFGHad`ef":
            self.move(final, one, given)
        elif final in "JK":
            self.erase(final, given[0])
        elif final == "r":
            self.top = one - 1
            self.bottom = min(given[1], ROWS) if len(given) > 1 and given[1] else ROWS
            self.x = self.y = 0
        elif final in "ST":
            self.scroll(self.top, one if final == "S" else -one)
        elif final in "LM" and self.top <= self.y < self.bottom:
            self.scroll(self.y, one if final == "M" else -one)
        elif final in "P@X":
            row, at, one = self.cells[self.y], min(self.x, COLUMNS - 1), min(one, COLUMNS - self.x)
            blank = [BLANK] * one
            if final == "P":
                row[at:] = row[at + one:] + blank
            elif final == "@":
                row[at:] = (blank + row[at:])[:COLUMNS - at]
            else:
                row[at:at + one] = blank
        elif final == "b":
            self.draw(self.last * one)
        elif final == "s":
            self.saved = (self.x, self.y)
        elif final == "u":
            self.x, self.y = self.saved

    def move(self, final, one, given):
        column = min(self.x, COLUMNS - 1)
        if final in "AF":
            self.y -= one
        elif final in "BEe":
            self.y += one
        elif final in "Ca":
            column += one
        elif final == "D":
            column -= one
        elif final in "G`":
            column = one - 1
        elif final == "d":
            self.y = one - 1
        elif final in "Hf":
            self.y, column = one - 1, (max(given[1], 1) if len(given) > 1 else 1) - 1
        if final in "EF":
            column = 0
        self.x, self.y = min(max(column, 0), COLUMNS - 1), min(max(self.y, 0), ROWS - 1)

    def erase(self, final, what):
        column = min(self.x, COLUMNS - 1)
        row = self.cells[self.y]
        if what in (1, 2, 3):
            row[:column + 1] = [BLANK] * (column + 1)
        if what in (0, 2, 3):
            row[column:] = [BLANK] * (COLUMNS - column)
        if final == "J":
            for y in range(ROWS):
                if (y < self.y and what in (1, 2)) or (y > self.y and what in (0, 2)):
                    self.cells[y] = [BLANK] * COLUMNS


def look(before, arguments):
    """How text looks after a sequence: pairs of what is set and to what."""
    now, codes = dict(before), re.split("[;:]", arguments)
    while codes:
        code = int(codes.pop(0) or 0)
        if code == 0:
            now.clear()
        elif code in (38, 48, 58):
            length = 2 if codes[:1] == ["5"] else 4
            now[code - 8] = tuple(codes[:length])
            del codes[:length]
        elif code in (39, 49, 59):
            now.pop(code - 9, None)
        elif 30 <= code < 50 or 90 <= code < 108:
            now[30 if code % 60 < 40 else 40] = code
        elif 20 <= code < 30:
            for part in (1, 2) if code == 22 else (code - 20,):
                now.pop(part, None)
        else:
            now[code] = True
    return tuple(sorted(now.items(), key=lambda pair: pair[0]))
