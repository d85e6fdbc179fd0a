"""Large pictures in Word files (图片): what stands in them is not read, and that is said."""

from __future__ import annotations

import re

from lxml import etree

from extractor.readers.word_names import FALLBACK
from specs.model import Doubt

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_VML = "{urn:schemas-microsoft-com:vml}"
_LARGE = 6000.0  # mm²: a tenth of A4, larger than a seal (42 mm across) or a name in red
_EMU = 36_000  # a millimetre
_MM = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, "": 25.4 / 96}
_SIDE = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([\d.]+)(pt|in|cm|mm|px|)\s*(?=;|$)")


def doubt_pictures(body: etree._Element) -> tuple[Doubt, ...]:
    """A doubt where the body holds pictures as large as a table or a chart."""
    count = sum(area >= _LARGE for area in _measure(body))
    return (Doubt("picture", "", 0, 0, f"有 {count} 幅大图片，图片里的文字没有读"),) if count else ()


def _measure(body: etree._Element) -> list[float]:
    """The areas of pictures in mm², each once."""
    areas = []
    for element in body.iter(f"{_DRAWN}inline", f"{_DRAWN}anchor", f"{_VML}shape"):
        if any(a.tag == FALLBACK for a in element.iterancestors()):
            continue
        if element.tag == f"{_VML}shape":
            sides = {m[1]: float(m[2]) * _MM[m[3]] for m in _SIDE.finditer(element.get("style", ""))}
            if element.find(f"{_VML}imagedata") is not None and len(sides) == 2:
                areas.append(sides["width"] * sides["height"])
            continue
        extent = element.find(f"{_DRAWN}extent")
        if extent is not None and next(element.iter(_PICTURE), None) is not None:
            areas.append(_emu(extent.get("cx")) * _emu(extent.get("cy")))
    return areas


def _emu(value: str | None) -> float:
    return int(value) / _EMU if value and value.isdigit() else 0.0
