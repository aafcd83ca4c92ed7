"""How cost grows with the number of events: four small curves, both ways logarithmic."""
from math import log10

from results import number

# row, how it is told, title
PANELS = [
    ("loaded", "median", "everything loaded, ms"),
    ("memory", "median", "anonymous memory, MB"),
    ("letter", "median", "letter of a query, ms"),
    ("line", "median", "line key, ms"),
]
WIDTH, HEIGHT, LEFT, TOP = 210, 130, 54, 34
# From a tenth of a unit to a hundred thousand.
BOTTOM, CEILING = -1, 5


def draw(measured, path):
    """`measured` are pairs of a number of events and the results for it."""
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * (WIDTH + LEFT) + 20}" height="{HEIGHT + 84}" '
        'font-family="sans-serif" font-size="11">',
        "<style>text{fill:#444}path,circle{stroke:#0b7285;fill:none;stroke-width:2}circle{fill:#0b7285}"
        "line{stroke:#ccc}@media(prefers-color-scheme:dark){text{fill:#ccc}line{stroke:#555}}</style>",
    ]
    for place, (row, tell, title) in enumerate(PANELS):
        points = [(events, results.told("dateline", row, tell)) for events, results in measured]
        points = [(events, value) for events, value in points if isinstance(value, float)]
        if points:
            out += panel(place * (WIDTH + LEFT) + LEFT, title, points)
    out.append(f'<text x="{LEFT}" y="{HEIGHT + 74}">events; both axes logarithmic</text></svg>')
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def panel(x0, title, points):
    low, high = log10(points[0][0]), log10(points[-1][0])

    def x(events):
        return x0 + 18 + (log10(events) - low) / ((high - low) or 1) * (WIDTH - 56)

    def y(value):
        inside = min(max(log10(value or 0.01), BOTTOM), CEILING)
        return TOP + HEIGHT - (inside - BOTTOM) / (CEILING - BOTTOM) * HEIGHT

    out = [f'<text x="{x0}" y="18" font-weight="bold">{title}</text>']
    for power in range(BOTTOM, CEILING + 1):
        at = y(10**power)
        out.append(f'<line x1="{x0}" x2="{x0 + WIDTH - 20}" y1="{at:.1f}" y2="{at:.1f}"/>')
        out.append(f'<text x="{x0 - 6}" y="{at + 4:.1f}" text-anchor="end">{10**power:,}</text>')
    for events, value in points:
        out.append(f'<text x="{x(events):.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{label(events)}</text>')
        out.append(f'<text x="{x(events):.1f}" y="{y(value) - 8:.1f}" text-anchor="middle">{number(value)}</text>')
        out.append(f'<circle cx="{x(events):.1f}" cy="{y(value):.1f}" r="2"/>')
    line = " L".join(f"{x(events):.1f},{y(value):.1f}" for events, value in points)
    out.append(f'<path d="M{line}"/>')
    return out


def label(events):
    for power, letter in ((10**6, "M"), (10**3, "k")):
        if events >= power:
            return f"{events / power:g}{letter}"
    return str(events)
