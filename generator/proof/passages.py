"""Paragraphs and table rows against what is known (正文和表格的核对)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from generator.compose.rows import Row
from generator.proof.findings import Finding, Passage
from generator.proof.known import Known
from generator.proof.tokens import Sort, Token, collect_keys, find_tokens, fold

# Columns that are filled in by hand; a line that is nothing but the day or number of issue.
OPEN_COLUMNS = ("进展情况", "进展", "状态", "备注", "本期完成值", "报送情况", "完成情况", "分管领导", "责任股室",
                "责任人及电话", "分子", "完成率", "佐证材料", "存在问题", "下步措施", "报送时间", "销号时间", "意见",
                "反馈意见")
_SIGNED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|.{2,24}\d{4}年\d{1,2}月\d{1,2}日印发|.{2,12}〔\d{4}〕\d+号"
                     r"|\(?联系人:.*")
_NUMBERING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+\.)")
_FIELDS = {"目标值": "目标值", "责任单位": "牵头单位", "牵头(责任)单位": "牵头单位", "配合单位": "配合单位",
           "完成时限": "时限", "上级时限": "时限", "本级时限": "本级时限", "依据": "依据"}
# What a notice calls bodies by their part: a label, and no name.
_LABEL = re.compile("各?(?:责任|牵头|配合|成员|有关|相关|参与)(?:单位|部门)")
_TITLE_LENGTH = 30
_CHECKED = (Sort.NUMBER, Sort.DATE)


def check_passages(file: str, passages: Sequence[Passage], known: Known) -> list[Finding]:
    """What of a file's words is known to nobody, and which rows and paragraphs say other than their task."""
    found: list[Finding] = []
    for i, passage in enumerate(passages):
        wrong = list(check_words(file, passage, known))
        found += wrong if not wrong or not _is_torn(i, passages, known) else []
        found += _check_row(file, passage, known) if passage.heads else _check_paragraph(file, passage, known)
    return found


def _is_torn(at: int, passages: Sequence[Passage], known: Known) -> bool:
    """Whether a line of a title only seems to say something strange, since the title is broken there: 2025 and 年…."""
    around = [p for p in passages[max(at - 1, 0):at + 2] if not p.heads and len(fold(p.cells[0])) <= _TITLE_LENGTH
              and not re.search("[,。;:]$", fold(p.cells[0]))]
    whole = "".join(p.cells[0] for p in around)
    return len(around) > 1 and passages[at] in around and all(known.has(token) for token in find_tokens(whole))


def check_words(file: str, passage: Passage, known: Known) -> Iterable[Finding]:
    """Numbers, dates, bodies and places that neither spec nor profile nor register has."""
    for i, cell in enumerate(passage.cells):
        head = passage.heads[i] if i < len(passage.heads) else ""
        words = fold(cell)
        if head in OPEN_COLUMNS or (not passage.heads and _SIGNED.fullmatch(words) and len(words) < 40):
            continue
        if passage.heads and words.isdigit() and (i == 0 or not head):
            continue  # the number of the row
        place = f"{passage.place}“{head}”" if head else passage.place
        for token in dict.fromkeys(find_tokens(cell)):
            if not known.has(token):
                yield Finding(file, place, token.words, f"{token.sort}不在来文、县区资料和区划登记中")


def _check_row(file: str, passage: Passage, known: Known) -> Iterable[Finding]:
    """A row of a table of tasks against its task, column by column."""
    heads = [fold(head) for head in passage.heads]
    if "任务" not in heads or len(passage.cells) != len(heads):
        return
    name = fold(passage.cells[heads.index("任务")])
    rows = known.rows.get(name, ())
    for i, head in enumerate(heads):
        field = _FIELDS.get(head)
        if not rows or field is None:
            continue
        cell = passage.cells[i]
        if field == "本级时限" and not _facts(cell) and any(row[field] == row["时限"] for row in rows):
            continue  # 同上级, or left to be filled in
        if not any(_says_same(cell, str(row[key]), known) for row in rows for key in _either(head, field)):
            want = "或".join(dict.fromkeys(str(row[field]) or "空" for row in rows))
            yield Finding(file, f"{passage.place}“{passage.heads[i]}”", cell, f"任务“{name}”应为：{want}")


def _either(head: str, field: str) -> tuple[str, ...]:
    """The fields that a column may say: a limit without a level is the superior's or the county's own."""
    return (field, "本级时限") if head == "完成时限" else (field,)


def _says_same(cell: str, want: str, known: Known) -> bool:
    """Whether two cells say the same numbers, dates and bodies, whatever their words."""
    return _facts(cell) == _facts(want) and names_in(cell, known) == names_in(want, known)


def _facts(text: str) -> frozenset[Token]:
    return frozenset(token for token in find_tokens(text) if token.sort in _CHECKED)


def names_in(text: str, known: Known) -> frozenset[str]:
    """The bodies of the plan that some words name."""
    words = fold(text)
    return frozenset(name for name in known.bodies if fold(name) in words and not _LABEL.fullmatch(name))


def _check_paragraph(file: str, passage: Passage, known: Known) -> Iterable[Finding]:
    """A paragraph that begins with a task's heading: all its numbers, dates and bodies are the task's."""
    words = _NUMBERING.sub("", fold(passage.cells[0]))
    name = next((name for name in known.rows if len(name) >= 4 and words.startswith(f"{name}。")), "")
    if not name or len(words) <= len(name) + 1:
        return
    texts = [str(value) for row in known.rows[name] for value in row.values()]
    allowed, bodies = collect_keys(texts), names_in("。".join(texts), known)
    for token in dict.fromkeys(find_tokens(words)):
        if token.sort in _CHECKED and token not in allowed and known.has(token):
            yield Finding(file, passage.place, token.key, f"任务“{name}”没有这个{token.sort}")
    for body in names_in(words, known) - bodies:
        yield Finding(file, passage.place, body, f"任务“{name}”没有这个单位")


def check_complete(file: str, passages: Sequence[Passage], rows: Iterable[Row]) -> Iterable[Finding]:
    """Values and limits of tasks that a file does not say at all."""
    said = collect_keys(cell for passage in passages for cell in passage.cells)
    for row in rows:
        for field in ("目标值", "时限"):
            for token in find_tokens(str(row[field])):
                if token.sort in _CHECKED and token not in said:
                    yield Finding(file, "", token.key, f"缺少任务“{row['任务']}”的{field}：{row[field]}")


def find_missing_rows(file: str, passages: Sequence[Passage], rows: Iterable[Row]) -> Iterable[Finding]:
    """Tasks that a list of tasks does not name."""
    said = "\n".join(fold(cell) for passage in passages for cell in passage.cells)
    for row in rows:
        if fold(str(row["任务"])) not in said:
            yield Finding(file, "", str(row["任务"]), "缺少这项任务")
