"""Web pages (网页): the main text without navigation, tables as rows, number and date from the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from lxml import etree, html

from extractor.readers.compose import CellText, Paragraph, Piece, Table, compose_source
from extractor.readers.encodings import decode_text, find_lost_bytes
from extractor.readers.packages import BadPackage
from extractor.readers.web_body import find_body, find_title, is_shown
from extractor.readers.web_metadata import find_metadata
from extractor.source import SourceText
from specs.model import Doubt

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_\-]{2,20})""", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BREAKING = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul"))
_LARGEST_SPAN = 64
_PIECE = "\x00"  # stands for a paragraph's end while text is gathered: no page may hold it


def read_web(data: bytes) -> SourceText:
    """Read an .html page; bytes that are no characters, and an encoding that was guessed, are doubts."""
    declared = _CHARSET.search(data[:8192])
    decoded = decode_text(data, declared[1].decode("ascii") if declared else None)
    guessed = tuple(Doubt(d.kind, "", 0, 0, d.why) for d in decoded.doubts if "\ufffd" not in d.quote)
    source = compose_source(read_page(decoded.text), "html", guessed)
    return replace(source, doubts=(*source.doubts, *find_lost_bytes(source.text, decoded.encoding)))


def read_archived(data: bytes) -> SourceText:
    """Read a saved page (.mht, .mhtml): the page that it opens with, or its first frame that has text.

    raises  BadPackage: no page inside
    """
    message = message_from_bytes(data)
    parts = [p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")]
    first = message.get_param("start")
    parts.sort(key=lambda p: p.get("Content-ID", "").strip() != first)  # others stay in their order
    pages = (read_web(_find_page(p)) for p in parts)
    source = next((s for s in pages if s.blocks), None)
    if source is None:
        raise BadPackage("网页存档里没有网页正文")
    return replace(source, reader="mht")


def _find_page(part: Message) -> bytes:
    """The page that a part of an archive holds, its charset said in it."""
    page = part.get_payload(decode=True)
    if not isinstance(page, bytes):
        return b""
    charset = part.get_content_charset()
    if charset and not _CHARSET.search(page[:8192]):
        return f'<meta charset="{charset}">'.encode("ascii", "replace") + page
    return page


def read_page(page: str) -> list[Piece]:
    """The main text of a page as pieces: metadata lines that the text lacks, title, paragraphs, tables."""
    root = parse_page(page)
    if root is None:
        return []
    body = find_body(root)
    pieces = list(_read_pieces(body))
    words = "\n".join(_words(p) for p in pieces)
    title = find_title(root, body, words)
    if title:
        pieces.insert(0, Paragraph(title))
    lines = [Paragraph(f"{label}：{value}") for label, value in find_metadata(root, words)]
    return [*lines, *pieces]


def parse_page(page: str) -> html.HtmlElement | None:
    """A page as a tree; nothing is fetched and no entity beyond HTML's own is known.

    returns  None where it holds nothing
    raises   BadPackage: nesting beyond reason, after which the parser would leave the rest unread
    """
    text = _XML_DECLARATION.sub("", page.replace("\0", ""))
    if not text.strip():
        return None
    # Old pages leave hundreds of <font> open, each in the one before: 2,048 levels are read instead of 256.
    parser = html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text, parser=parser)
    except etree.ParserError:
        return None
    if any(e.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for e in parser.error_log):
        raise BadPackage("网页嵌套太深，后面的文字读不到", "请用浏览器打开，把正文复制到 .docx 或 .txt 再试")
    return root


def _words(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return piece.text
    return "\n".join(c.text for row in piece.rows for c in row)


def _read_pieces(element: html.HtmlElement) -> Iterator[Piece]:
    """Paragraphs and tables below an element in reading order."""
    gathered: list[str] = []
    for part in _walk(element):
        if isinstance(part, Table):
            yield from _paragraphs(gathered)
            gathered = []
            yield part
        else:
            gathered.append(part)
    yield from _paragraphs(gathered)


def _paragraphs(gathered: list[str]) -> Iterator[Paragraph]:
    for words in "".join(gathered).split(_PIECE):
        text = _collapse(words)
        if text.strip():
            yield Paragraph(text)


def _collapse(words: str) -> str:
    """Blanks as a browser shows them: a line end between two Chinese characters is none."""
    text = re.sub(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n]+[ \t\r\n]*(?=[\u2e80-\uffef])", "", words)
    return re.sub(r"[ \t\r\n\f]+", " ", text).strip()


def _walk(element: html.HtmlElement) -> Iterator[str | Table]:
    """Text with `_PIECE` at the ends of paragraphs, and tables of data; deep pages need no deep stack."""
    stack: list[tuple[str, html.HtmlElement]] = [("open", element)]
    while stack:
        step, node = stack.pop()
        if step == "tail":
            if node.tag in _BREAKING:
                yield _PIECE
            if node is not element:
                yield node.tail or ""
            continue
        if not isinstance(node.tag, str) or (node is not element and not is_shown(node)):
            yield node.tail or ""
            continue
        stack.append(("tail", node))
        if node.tag == "table" and is_data_table(node):
            yield _read_table(node)
            continue
        if node.tag in _BREAKING:
            yield _PIECE
        yield node.text or ""
        stack.extend(("open", child) for child in reversed(node))


def is_data_table(table: html.HtmlElement) -> bool:
    """Whether a table holds data, not the page's layout.

    Data: no table inside, two columns somewhere, no cell with most of a long text; one column only in a border.
    """
    if table.find(".//table") is not None:
        return False
    rows = table.findall(".//tr")
    if not any(len(row.xpath("./td|./th")) > 1 for row in rows):
        return len(rows) > 0 and _has_border(table)
    cells = [len(c.text_content()) for row in rows for c in row.xpath("./td|./th")]
    return not (max(cells, default=0) > 1500 and max(cells) > 0.8 * sum(cells))


def _has_border(table: html.HtmlElement) -> bool:
    return table.get("border", "0") not in ("", "0") or "border" in table.get("style", "")


def _read_table(table: html.HtmlElement) -> Table:
    return Table(tuple(tuple(_read_cell(c) for c in row.xpath("./td|./th")) for row in table.iter("tr")))


def _read_cell(cell: html.HtmlElement) -> CellText:
    words = "\n".join(p.text for p in _paragraphs([t for t in _walk(cell) if isinstance(t, str)]))
    return CellText(words, _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: html.HtmlElement, name: str) -> int:
    found = re.match(r"\s*(\d{1,4})", cell.get(name, "1"))
    return max(1, min(int(found[1]), _LARGEST_SPAN if name == "colspan" else 1000)) if found else 1
