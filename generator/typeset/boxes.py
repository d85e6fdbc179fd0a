"""Boxes that stand at a fixed place of the page (文本框): the imprint at its foot, a number turned with its page.

LibreOffice leaves frames (w:framePr) and floating tables as wide as the text in the flow; boxes are placed by both
office programs.
"""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACES = ('xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
              'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
              'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"')
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_EMU = 36000


@dataclass(frozen=True, slots=True)
class Place:
    """Where a box stands (位置), mm; from the page or the type area (`margin`), or aligned with the latter's edges.

    across, down  millimetres from the left and the top, or left, right, bottom …
    turned        its text runs from top to bottom
    """

    width: float
    height: float
    across: float | str
    down: float | str
    origin: str = "margin"
    turned: bool = False


def make_box(inside: str, place: Place, *, name: str, number: int) -> str:
    """A run that holds a box without edges or padding, its text at the bottom, above the text's own layer.

    inside  paragraphs
    number  of the drawing, its own within the file
    """
    width, height = round(place.width * _EMU), round(place.height * _EMU)
    turn, fit = ("vert", "") if place.turned else ("horz", "<a:spAutoFit/>")
    return (
        '<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{place.origin}">{_print(place.across)}</wp:positionH>'
        f'<wp:positionV relativeFrom="{place.origin}">{_print(place.down)}</wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{name}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="{turn}" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="b" '
        f'anchorCtr="0">{fit or "<a:noAutofit/>"}</wps:bodyPr>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>")


def _print(place: float | str) -> str:
    if isinstance(place, str):
        return f"<wp:align>{place}</wp:align>"
    return f"<wp:posOffset>{round(place * _EMU)}</wp:posOffset>"
