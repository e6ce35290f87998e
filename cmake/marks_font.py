#!/usr/bin/python3
"""Makes core/map/labels/marks.ttf: the marks that this program shows and not every face has, drawn by these few lines (no
outline is anybody else's). `marks_font.py FILE`, with python3-fonttools."""
import math
import sys

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

BASE, TOP = -60, 820  # what stands in a line of Chinese letters
MIDDLE = (BASE + TOP) / 2


def polygon(*points):
    return [[(round(x), round(y)) for x, y in points]]


def circle(x, y, radius, inner=False):
    """A ring of 32 corners, which is round at any size of a mark."""
    turn = 1 if inner else -1
    return [(round(x + radius * math.cos(turn * i * math.pi / 16)), round(y + radius * math.sin(turn * i * math.pi / 16)))
            for i in range(32)]


def star():
    points = []
    for i in range(10):
        radius = 430 if i % 2 == 0 else 172
        angle = math.pi / 2 - i * math.pi / 5
        points.append((500 + radius * math.cos(angle), 360 + radius * math.sin(angle)))
    return polygon(*points)


def bar(x1, y1, x2, y2, width):
    length = math.hypot(x2 - x1, y2 - y1)
    dx, dy = (y2 - y1) / length * width / 2, -(x2 - x1) / length * width / 2
    return polygon((x1 - dx, y1 - dy), (x2 - dx, y2 - dy), (x2 + dx, y2 + dy), (x1 + dx, y1 + dy))


def check(width):
    """A short stroke down and a long one up, as one outline."""
    return polygon((110, 370), (110 + width * 0.75, 370 + width * 0.65), (330, 60 + width * 1.55), (740, 760),
                   (870, 680), (360, -20), (300, -20))


MARKS = {  # letter: advance, outlines
    "⋯": (1000, [circle(x, 380, 62) for x in (200, 500, 800)]),
    "▲": (1000, polygon((90, 0), (500, 760), (910, 0))),
    "▼": (1000, polygon((90, 760), (910, 760), (500, 0))),
    "▾": (600, polygon((80, 500), (520, 500), (300, 220))),
    "◆": (1000, polygon((500, -50), (70, 380), (500, 810), (930, 380))),
    "○": (1000, [circle(500, 380, 400), circle(500, 380, 330, True)]),
    "●": (1000, [circle(500, 380, 400)]),
    "★": (1000, star()),
    "⚠": (1000, polygon((40, -30), (500, 800), (960, -30)) + [[(165, 45), (835, 45), (500, 655)]]
          + polygon((455, 200), (440, 460), (560, 460), (545, 200)) + [circle(500, 125, 52)]),
    "✎": (1000, polygon((90, -20), (150, 200), (690, 740), (850, 580), (310, 40))
          + polygon((730, 780), (790, 830), (940, 680), (890, 620))),
    "✓": (840, check(95)),
    "✔": (840, check(190)),
    "✘": (840, bar(150, 30, 690, 730, 150) + bar(690, 30, 150, 730, 150)),
}


def main():
    order = [".notdef", "space"] + ["u%04X" % ord(mark) for mark in MARKS]
    empty = TTGlyphPen(None).glyph()
    glyphs, widths = {".notdef": empty, "space": empty}, {".notdef": (500, 0), "space": (300, 0)}
    for mark, (advance, outlines) in MARKS.items():
        pen = TTGlyphPen(None)
        for outline in outlines:
            pen.moveTo(outline[0])
            for point in outline[1:]:
                pen.lineTo(point)
            pen.closePath()
        name = "u%04X" % ord(mark)
        glyphs[name] = pen.glyph()
        widths[name] = (advance, min(x for outline in outlines for x, _ in outline))
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({0x20: "space"} | {ord(mark): "u%04X" % ord(mark) for mark in MARKS})
    font.setupGlyf(glyphs)
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "CoopMap Marks", "styleName": "Regular", "uniqueFontIdentifier": "CoopMap Marks",
                         "fullName": "CoopMap Marks", "psName": "CoopMapMarks", "version": "Version 1.0"})
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, fsType=0)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 3786912000  # the same bytes each time
    font.font.recalcTimestamp = False
    font.save(sys.argv[1])


main()
