"""The named styles of our papers (样式): real headings, so that the navigation pane and a table of contents work."""

from __future__ import annotations

from functools import cache

from generator.typeset.marks import Setting, Type, W, print_setting, print_type
from gongwen.layout import (
    BODY_FACE,
    BODY_PT,
    CHARACTER_PT,
    HEAD_FACES,
    LABEL_FACE,
    LINE_TWIPS,
    NUMBER_FACE,
    SMALL_PT,
    TABLE_LINE_PT,
    TABLE_PT,
    TITLE_FACE,
    TITLE_LINE_PT,
    TITLE_PT,
)

CHARACTER = round(CHARACTER_PT * 20)
INDENT = round(CHARACTER_PT * 2 * 20)
BODY = Type(BODY_FACE, BODY_PT)
TITLE = Type(TITLE_FACE, TITLE_PT, spacing=0)
LABEL = Type(LABEL_FACE, BODY_PT)
NUMBER = Type(NUMBER_FACE, SMALL_PT, spacing=0)
SMALL = Type(BODY_FACE, SMALL_PT, spacing=0)
NAME = Type(HEAD_FACES[1], BODY_PT)  # §7.2.6: a signer's name
CELL = Type(BODY_FACE, TABLE_PT, spacing=0)
CELL_HEAD = Type(LABEL_FACE, TABLE_PT, spacing=0)
HEADS = tuple(Type(face, BODY_PT) for face in HEAD_FACES)
_TABLE_LINE = round(TABLE_LINE_PT * 20)

# id → (name shown in the office program, paragraph, characters)
_PARAGRAPHS: dict[str, tuple[str, Setting, Type]] = {
    "Body": ("公文正文", Setting(first=INDENT, align="both"), BODY),
    "Title": ("Title", Setting(align="center", line=round(TITLE_LINE_PT * 20), keep_next=True, keep_lines=True), TITLE),
    "Recipients": ("主送机关", Setting(align="both"), BODY),
    "AttachmentNote": ("附件说明", Setting(align="both"), BODY),
    "AttachmentMark": ("附件序号", Setting(), LABEL),
    "Signature": ("落款", Setting(align="right", keep_next=True), BODY),
    "SignatureEnd": ("落款末行", Setting(align="right"), BODY),
    "Remark": ("附注", Setting(first=INDENT), BODY),
    "Cell": ("表格文字", Setting(line=_TABLE_LINE), CELL),
    "CellHead": ("表头文字", Setting(line=_TABLE_LINE, align="center", keep_next=True), CELL_HEAD),
    "Imprint": ("版记", Setting(), SMALL),
}


@cache
def print_styles() -> str:
    """word/styles.xml."""
    defaults = (f"<w:docDefaults><w:rPrDefault><w:rPr>{print_type(BODY)}"
                '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
                '<w:pPrDefault><w:pPr><w:overflowPunct w:val="1"/></w:pPr></w:pPrDefault></w:docDefaults>')
    normal = ('<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
              '<w:widowControl w:val="0"/><w:overflowPunct w:val="1"/><w:autoSpaceDE w:val="0"/>'
              '<w:autoSpaceDN w:val="0"/>'
              f'<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{LINE_TWIPS}" w:lineRule="exact"/>'
              f"</w:pPr><w:rPr>{print_type(BODY)}</w:rPr></w:style>")
    fixed = ('<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
             '<w:name w:val="Default Paragraph Font"/>'
             '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
             '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
             '<w:uiPriority w:val="99"/>'
             '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
             '<w:left w:w="57" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
             '<w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
             '</w:tblPr></w:style>')
    fixed += ('<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
              '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
              '<w:rPr><w:sz w:val="16"/><w:szCs w:val="16"/></w:rPr></w:style>'
              '<w:style w:type="paragraph" w:styleId="CommentText"><w:name w:val="annotation text"/>'
              '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
              '<w:pPr><w:spacing w:line="240" w:lineRule="auto"/></w:pPr>'
              f'<w:rPr>{print_type(Type(NUMBER_FACE, 10.5, spacing=0))}</w:rPr></w:style>')
    heads = "".join(_heading(level) for level in range(1, 5))
    own = "".join(_paragraph(key, *row) for key, row in _PARAGRAPHS.items())
    return f'<w:styles xmlns:w="{W}">{defaults}{normal}{fixed}{heads}{own}</w:styles>'


def _paragraph(key: str, name: str, setting: Setting, look: Type) -> str:
    return (f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
            '<w:basedOn w:val="Normal"/><w:qFormat/>'
            f"<w:pPr>{print_setting(setting)}</w:pPr><w:rPr>{print_type(look)}</w:rPr></w:style>")


def _heading(level: int) -> str:
    setting = print_setting(Setting(first=INDENT, align="both", keep_next=True, keep_lines=True, outline=level - 1))
    look = print_type(HEADS[level - 1])
    return (f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
            '<w:basedOn w:val="Normal"/>'
            f'<w:next w:val="Body"/><w:qFormat/><w:pPr>{setting}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
            f'<w:style w:type="character" w:customStyle="1" w:styleId="RunIn{level}"><w:name w:val="段首标题 {level}"/>'
            f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>")
