"""What an amending paper orders (修改指令): paragraph by paragraph, each order with the words that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from comparison.amending.items import Address, find_addresses
from gongwen.characters import fold_full_width
from gongwen.item_numbers import parse_item_number


class OrderKind(StrEnum):
    """What is to be done (指令类型)."""

    REPLACE = "replace"        # 将“A”修改为“B”; 由A调整为B
    RESET = "reset"            # 延长至B, with what it was left unsaid
    REWRITE = "rewrite"        # 第X条修改为“…”
    INSERT = "insert"          # 在“A”后增加“B”
    CUT = "cut"                # 删去“A”
    ADD = "add"                # 增加一条
    DROP = "drop"              # 删去第X条
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    BODY = "body"              # 增加X为配合单位; X由配合单位调整为牵头单位; X不再承担
    REPEAL = "repeal"          # the whole notice


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Order:
    """One order (指令): offsets into the amending paper.

    start, end  the words that say it
    addresses   the items that it names; () where it names none
    old, new    words that are to go, words that are to come; of ADD, SPLIT and MERGE the parts (title, text)
    hint        the words before it, which tell several places apart
    placed      of ADD: the address is the number that the new item is to have
    """

    kind: OrderKind
    start: int
    end: int
    addresses: tuple[Address, ...] = ()
    old: Span | None = None
    new: tuple[Span, ...] = ()
    hint: Span | None = None
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the amending paper (段): its words without number, and the orders in it."""

    start: int
    end: int
    orders: tuple[Order, ...]
    addresses: tuple[Address, ...]


_CHANGE = r"(?:统一|规范)?(?:修改|调整|变更|更改|修订|修正|更正|替换|规范|改|表述)"
_ROLE = r"(?:牵头|主办|责任|负责|配合|参与|协办|支持)(?:单位|部门)"
_LIMIT = r"[^,;。“”]{0,6}?(?:[0-9年月日底末前内个工作日次季度周半旬]|[一二三四五六七八九十])+(?:前|内|底|末|止)?"
_PATTERNS: tuple[tuple[OrderKind, re.Pattern[str]], ...] = (
    (OrderKind.MERGE, re.compile(
        r"合并(?:为|成)(?:一?[项条款个])?[,:]?(?:作为[^,:“]{0,12}[,:])?(?:修改|调整)?(?:为)?[:]?“(?P<title>[^”]+)”"
        r"(?:[,:](?P<text>[^“”]+))?")),
    (OrderKind.SPLIT, re.compile(r"(?:拆分|分拆|分|修改|调整)(?:为|成)[两二三四2-9][项条个][,:]?(?P<rest>.+)$", re.S)),
    (OrderKind.MOVE, re.compile(r"(?:移至|移到|移入|调整至|调整到|并入)(?=第)")),
    # Of Taiwan and Hong Kong: 增列第六點「…」; 以「乙」取代「甲」; 刪去「甲」,代以「乙」.
    (OrderKind.ADD, re.compile(
        r"(?:增列|增订|增加|新增)(?P<place>第[^,:“]{1,14}?[点项款条段])[,:]?“(?P<title>[^”]+)”(?:[,:](?P<text>[^“”]+))?")),
    (OrderKind.REPLACE, re.compile(r"以“(?P<new>[^”]+)”(?:取代|代替|替代)“(?P<old>[^”]+)”")),
    (OrderKind.REPLACE, re.compile(
        r"(?:删去|删除|废除)“(?P<old>[^”]+)”(?:一词|等字|字样)?,?[并而]?(?:代以|改为|以)“(?P<new>[^”]+)”(?:代替|取代)?")),
    (OrderKind.ADD, re.compile(
        r"(?:增加|新增|补充|增写|增列)[一1两二2]?(?:[项条款点]|个(?:条款|项目))(?:[,，]?作为(?P<place>第[^,:“]{1,14}))?[,:]?"
        r"“(?P<title>[^”]+)”(?:[,:](?P<text>[^“”]+))?")),
    (OrderKind.REPLACE, re.compile(
        rf"“(?P<old>[^”]+)”(?:一词|字样|的表述|的规定)?{_CHANGE}(?:修改)?为“(?P<new>[^”]+)”")),
    (OrderKind.INSERT, re.compile(
        r"“(?P<old>[^”]+)”(?:之|一词)?(?:后面?|以后)[,]?(?:增加|加上|补充|增写|增列|加入|插入)“(?P<new>[^”]+)”")),
    (OrderKind.CUT, re.compile(
        r"(?:删去|删除|废除)(?:其中的?|中的)?“(?P<old>[^”]+)”|“(?P<tail>[^”]+)”(?:的表述)?(?:予以)?(?:删去|删除)")),
    (OrderKind.REWRITE, re.compile(rf"{_CHANGE}为:?“(?P<new>[^”]+)”")),
    (OrderKind.BODY, re.compile(
        rf"(?:增加|新增|补充)(?P<come>[一-鿿、()]{{2,40}}?)(?:为|作为){_ROLE}|(?P<turn>[一-鿿()]{{3,20}})由{_ROLE}"
        rf"{_CHANGE}为{_ROLE}|(?P<gone>[一-鿿()]{{3,20}}?)不再(?:承担|负责|参与|作为|列为|担任)[^,;。]*")),
    (OrderKind.REPLACE, re.compile(
        r"(?:由|原定?(?:为|于)?|从)(?P<old>[^,;。“”由从]{1,30}?)(?:延长|延期|顺延|推迟|延后|提前|提高|提升|上调|增加|下调|降低|减少|放宽|收紧"
        r"|缩短|调整|修改|修正|变更|改)(?:到|至|为|成)(?P<new>[^,;。“”]{1,30})")),
    (OrderKind.RESET, re.compile(
        rf"(?:延长|延期|顺延|推迟|延后|提前|缩短|调整|改)(?:到|至|为)(?P<new>{_LIMIT})(?=[,;。]|$)")),
    (OrderKind.DROP, re.compile(r"停止执行|不再执行|(?:予以|同时|一并)?(?:废止|取消)|删去|删除")),
)
_TITLED = re.compile(r"(?:《[^》]*》的?中?的?)?")  # 删去《方案》第三条
_LINE = re.compile(r"[^\r\n]+")
_SAYS = re.compile(r"修正为|代以|取代|增列|修改为"
                   r"|调整为|改为|变更为|删去|删除|增加|延长至|延期至|推迟|提前至|废止|停止执行|不再|合并|移至"
                   r"|移到|拆分|分为")
_RENUMBERS = re.compile(r"(?:改为|调整为|作为|顺延为)$")
_REPEALED = re.compile(r"《(?P<title>[^》]+)》[^。;]{0,40}?(?:同时|予以|即行)?(?:废止|停止执行)")


def find_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of an amending paper with their orders.

    text  as its offsets count; full-width marks are folded here, one character for one
    """
    found: list[Paragraph] = []
    folded = fold_full_width(text)
    for begin, end in _list_lines(folded):
        line = folded[begin:end]
        body = line.lstrip()
        numbered = parse_item_number(body)
        # An order may itself begin with the number of an article that it amends: 第六条修改为….
        rest = numbered[1] if numbered and not body.startswith("第") else body
        start = end - len(rest)
        addresses = tuple(Address(a.parts, a.start + start, a.end + start) for a in find_addresses(rest)
                          if not _is_quoted(rest, a.start))
        found.append(Paragraph(start, end, tuple(_find_orders(rest, start, addresses)), addresses))
    return tuple(found)


def _list_lines(text: str) -> list[Span]:
    """The paragraphs of a text; the new wording that a paragraph ends in 修改为: for belongs to it."""
    lines: list[Span] = []
    for match in _LINE.finditer(text):
        opened = lines and text[lines[-1][0]:lines[-1][1]].rstrip().endswith(":")
        goes_on = lines and _is_quoted(text[lines[-1][0]:lines[-1][1]], lines[-1][1] - lines[-1][0])
        if lines and match[0].lstrip().startswith("“") and (opened or goes_on):
            lines[-1] = (lines[-1][0], match.end())
        else:
            lines.append(match.span())
    return lines


def says_order(words: str) -> bool:
    """Whether words order something, for a person to look at where it was not understood."""
    return bool(_SAYS.search(fold_full_width(words)))


def find_repealed(text: str) -> tuple[tuple[str, Span], ...]:
    """Titles of papers that are repealed as a whole, with the words that say it."""
    return tuple((m["title"], m.span()) for m in _REPEALED.finditer(fold_full_width(text)))


def _is_quoted(text: str, at: int) -> bool:
    return text.count("“", 0, at) > text.count("”", 0, at)


def _find_orders(text: str, base: int, addresses: tuple[Address, ...]) -> Iterator[Order]:
    taken: list[Span] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(a < match.end() and match.start() < b for a, b in taken) or (
                    kind in (OrderKind.DROP, OrderKind.MOVE, OrderKind.BODY) and _is_quoted(text, match.start())):
                continue
            order = _make(kind, match, text, base, addresses)
            if order is not None:
                taken.append((order.start - base, order.end - base))
                yield order


def _make(kind: OrderKind, match: re.Match[str], text: str, base: int,
          addresses: tuple[Address, ...]) -> Order | None:
    start, end = base + match.start(), base + match.end()
    # 将第八条改为第九条: the new number is no place in the notice.
    renumbered = [a for a in addresses if _RENUMBERS.search(text[max(a.start - base - 4, 0):a.start - base])]
    before = [a for a in addresses if a.end <= start and a not in renumbered]
    near = before[-1:] if before else [a for a in addresses if a.start >= end][:1]

    def span(name: str) -> Span | None:
        at = match.span(name) if name in pattern_names else (-1, -1)
        return (base + at[0], base + at[1]) if at[0] >= 0 else None

    pattern_names = match.re.groupindex
    hint = (base + _clause_start(text, match.start()), start)
    if kind is OrderKind.MERGE:
        parts = [part for part in (span("title"), span("text")) if part]
        return Order(kind, start, end, tuple(before), new=tuple(parts), hint=hint)
    if kind is OrderKind.SPLIT:
        parts = [(base + match.start("rest") + a, base + match.start("rest") + b)
                 for a, b in _list_parts(match["rest"])]
        return Order(kind, start, end, tuple(before[-1:]), new=tuple(parts), hint=hint) if len(parts) >= 4 else None
    if kind is OrderKind.MOVE:
        where = [a for a in addresses if a.start >= end][:1]
        return Order(kind, start, where[0].end, (*before, *where), hint=hint) if where and before else None
    if kind is OrderKind.ADD:
        parts = [part for part in (span("title"), span("text")) if part]
        # 增加一条,作为第七条: the place is behind the one before it.
        within = [a for a in addresses if start <= a.start < base + match.start("title")]
        if within and before and within[0].parts[0][1] in ("款", "项", "点"):
            within = [Address((*before[-1].parts, *within[0].parts), within[0].start, within[0].end)]
        return Order(kind, start, end, tuple(within or before[-1:]), new=tuple(parts), hint=hint, placed=bool(within))
    if kind is OrderKind.DROP:
        named = [a for a in addresses if a.end <= start and base + _clause_start(text, match.start()) <= a.start]
        named = named or [a for a in addresses
                          if a.start >= end and _TITLED.fullmatch(text, match.end(), a.start - base)]
        return Order(kind, start, max(end, named[-1].end), tuple(named), hint=hint) if named else None
    if kind is OrderKind.REWRITE:
        named = [a for a in before if start - a.end <= 2]
        new = span("new")
        return Order(kind, start, end, tuple(named), new=(new,), hint=hint) if named and new else None
    if kind is OrderKind.BODY:
        return Order(kind, start, end, tuple(near), span("come") or span("turn") or span("gone"),
                     hint=hint)
    old = span("old") or span("tail")
    new = span("new")
    return Order(kind, start, end, tuple(near), old, (new,) if new else (), hint)


def _clause_start(text: str, at: int) -> int:
    """Where the clause before a place begins; a mark inside quotes ends none."""
    while at > 0 and (text[at - 1] not in ",;。" or _is_quoted(text, at - 1)):
        at -= 1
    return at


_ARTICLE = re.compile(r"“(?P<title>第[一二三四五六七八九十百0-9]+条\s[^“”\n]+)")
_PART = re.compile(r"“(?P<title>[^”]+)”[,:]?(?P<text>[^“”;]*[^“”;,。])(?=[;。]|$)")


def _list_parts(rest: str) -> list[Span]:
    """Title and text of each of several items: 一项为“甲”,…;另一项为“乙”,…."""
    spans: list[Span] = []
    articles = list(_ARTICLE.finditer(rest))
    for match in articles or list(_PART.finditer(rest)):
        spans += [match.span("title"), match.span("text") if not articles else (match.end(), match.end())]
    return spans
