"""Fonts and theme of our papers (字体表、主题): what office programs want to find, nobody's template."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import quoteattr

from generator.typeset.marks import W
from gongwen.layout import BODY_FACE, FACES, LABEL_FACE

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_COLORS = (("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "000000"), ("lt2", "FFFFFF"), ("accent1", "000000"),
           ("accent2", "000000"), ("accent3", "000000"), ("accent4", "000000"), ("accent5", "000000"),
           ("accent6", "000000"), ("hlink", "000000"), ("folHlink", "000000"))


@cache
def print_fonts() -> str:
    """word/fontTable.xml: each face with another name that office programs may have it under."""
    rows = "".join(
        f"<w:font w:name={quoteattr(face.name)}>"
        + (f"<w:altName w:val={quoteattr(face.others[0])}/>" if face.others else "")
        + '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="default"/></w:font>' for face in FACES)
    return f'<w:fonts xmlns:w="{W}">{rows}</w:fonts>'


@cache
def print_theme() -> str:
    """word/theme.xml: black on white, our fonts; no style of ours refers to it."""
    colors = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLORS)
    fonts = "".join(
        f"<a:{kind}><a:latin typeface={quoteattr(face.name)}/><a:ea typeface={quoteattr(face.name)}/>"
        f'<a:cs typeface=""/></a:{kind}>' for kind, face in (("majorFont", LABEL_FACE), ("minorFont", BODY_FACE)))
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>' * 3
    line = '<a:ln><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>' * 3
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (f'<a:theme xmlns:a="{_A}" name="公文"><a:themeElements><a:clrScheme name="公文">{colors}</a:clrScheme>'
            f'<a:fontScheme name="公文">{fonts}</a:fontScheme><a:fmtScheme name="公文"><a:fillStyleLst>{fill}'
            f"</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst><a:effectStyleLst>{effect}</a:effectStyleLst>"
            f"<a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>")
