"""How cells of our workbooks look (单元格样式): frames, faces, places of the words."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Font, Side

from gongwen.layout import BODY_FACE, LABEL_FACE, TITLE_FACE

_THIN = Side(style="thin", color="000000")
BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
TITLE, HEAD, TEXT = Font(TITLE_FACE.name, 18), Font(LABEL_FACE.name, 11), Font(BODY_FACE.name, 11)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
