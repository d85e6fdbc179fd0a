"""Lines and strings of Typst (行): measures that all text shares, and how a text is quoted."""

from __future__ import annotations

from gongwen.layout import BODY_PT, CHARACTER_PT, LINE_PT

LINE = LINE_PT
BASELINE = 0.8  # of a line's pitch, from its top, as office programs have it
BLANK = f"#block(height: {LINE}pt)"
STICKY_BLANK = f"#block(height: {LINE}pt, sticky: true)"

# Typst puts no tracking behind the last character of a run, such as a heading run in or a paragraph: a line that is
# just full would be a hair too long, and break. A hair less of it for each leaves that room.
_TRACKING = CHARACTER_PT - BODY_PT - 0.015
# It squeezes marks that touch in a text of the mainland and cannot be told not to; our papers keep every mark a
# character wide (`doNotCompress` in the .docx), as it sets a text of Taiwan.
# Lines touch: their height is their edges'. Chinese and digits stand without a gap, as Word sets our papers.
MEASURES = f"""#set text(font: fang, size: {BODY_PT}pt, lang: "zh", region: "tw", tracking: {_TRACKING}pt,
  cjk-latin-spacing: none, top-edge: {BASELINE * LINE}pt, bottom-edge: -{(1 - BASELINE) * LINE}pt, hyphenate: false,
  costs: (orphan: 0%, widow: 0%))
#set par(leading: 0pt, spacing: 0pt, justify: true, linebreaks: "simple",
  first-line-indent: (amount: {2 * CHARACTER_PT}pt, all: true))
#set block(spacing: 0pt, above: 0pt, below: 0pt)
#show heading: it => block(sticky: true, above: 0pt, below: 0pt,
  par(text(size: {BODY_PT}pt, weight: "regular", it.body)))"""


def quote(text: str) -> str:
    """A text as a string of Typst."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def text_of(text: str, font: str, size: float, pitch: float, tracking: float, fill: str = "") -> str:
    """A call that sets a text: font by its name in the document, size and pitch in points."""
    color = f", fill: {fill}" if fill else ""
    weight = ', weight: "black"' if font == "biao" else ""
    return (f"text(font: {font}, size: {size}pt, tracking: {tracking}pt, top-edge: {BASELINE * pitch}pt, "
            f"bottom-edge: -{(1 - BASELINE) * pitch}pt{color}{weight}, {quote(text)})")


def line_block(content: str, *, side: str = "left", sticky: bool = False) -> str:
    """A line by itself, not indented; `sticky`: on the page of what follows."""
    return (f"#block(width: 100%, sticky: {str(sticky).lower()}, "
            f"align({side}, par(first-line-indent: 0pt, justify: false, {content})))")
