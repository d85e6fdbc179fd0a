"""`luoshi search` and `luoshi tree` (检索、承接关系)."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from luoshi.cli.keeping import open_wanted, write_json
from luoshi.cli.results import DONE, FINDINGS
from luoshi.cli.tables import TIME, make_table
from registry.leaning_rows import Relation
from registry.lineage import Branch, find_links, grow_tree
from registry.searching import Found, Hit, Query, search
from registry.store import find_notice
from specs.errors import RegistryError
from specs.handles import KIND_WORDS
from specs.model import Level

_KIND_WORDS = {"target": "targets", "deadline": "deadlines", "percentage": "percentages", "task": "tasks",
               "report": "reports", "citation": "citations"}
_RELATION_WORDS = {Relation.FORWARDS: "转发", Relation.CARRIES_OUT: "落实", Relation.NAMES: "提及"}
_LEVELS = tuple(level.value for level in Level)
_DAYS = ("due_before", "due_after", "since", "until")


def show_found(query: Query, registry: str | None, *, table: bool) -> int:
    """Print what a query finds; exit code 1 where it finds nothing."""
    query = _read_kind(query)
    _check(query)
    found = search(open_wanted(registry), query)
    if not table:
        write_json({"more": found.more, "hits": [_plain_hit(hit) for hit in found.hits]})
    elif not found.hits:
        Console().print("没有找到")
    else:
        _print_found(Console(), found)
    return DONE if found.hits else FINDINGS


def _read_kind(query: Query) -> Query:
    """The query with its kind by key, where it is given in Chinese (目标, 时限 …)."""
    by_word = {KIND_WORDS[lists]: kind for kind, lists in _KIND_WORDS.items()}
    return dataclasses.replace(query, kind=by_word.get(query.kind or "", query.kind))


def _check(query: Query) -> None:
    """Refuse what no fact could answer to."""
    if query.kind is not None and query.kind not in _KIND_WORDS:
        named = "、".join(f"{kind}（{KIND_WORDS[lists]}）" for kind, lists in _KIND_WORDS.items())
        raise RegistryError(f"--kind {query.kind}", "没有这种要素", f"可用：{named}")
    if query.level is not None and query.level not in _LEVELS:
        raise RegistryError(f"--level {query.level}", "没有这个层级", f"可用：{'、'.join(_LEVELS)}")
    if query.limit < 0:
        raise RegistryError(f"--limit {query.limit}", "不能是负数", "请写正整数，0 为全部")
    for name in _DAYS:
        day = getattr(query, name)
        try:
            ok = day is None or date.fromisoformat(day).isoformat() == day
        except ValueError:
            ok = False
        if not ok:
            raise RegistryError(f"--{name.replace('_', '-')} {day}", "不是日期", "请写成 2025-12-31")


def _plain_hit(hit: Hit) -> dict[str, Any]:
    plain = dataclasses.asdict(hit)
    if hit.fact is None:
        del plain["fact"]
    else:
        del plain["excerpt"]
        plain["fact"]["handle"] = f"{KIND_WORDS[_KIND_WORDS[hit.fact.kind]]}{hit.fact.number}"
    return plain


def _print_found(console: Console, found: Found) -> None:
    facts = [(hit, hit.fact) for hit in found.hits if hit.fact]
    count = f"{len(found.hits)}{'，还有更多，可用 --limit 增加' if found.more else ''}"
    if facts:
        console.print(make_table(f"找到要素（{count}）", ("编号", "要素", "内容", TIME, "责任单位", "通知"), (
            (str(hit.id), f"{KIND_WORDS[_KIND_WORDS[fact.kind]]}{fact.number}", fact.line, _lines(fact.due),
             fact.bodies, hit.document_number or _name(hit)) for hit, fact in facts)))
    else:
        console.print(make_table(f"找到通知（{count}）", ("编号", "通知", "成文日期", "原文"), (
            (str(hit.id), _name(hit), hit.issued_on or "", hit.excerpt) for hit in found.hits)))


def _lines(due: str) -> str:
    return due.replace("日至", "日\n至")


def _name(hit: Hit) -> str:
    return (hit.title or "（无标题）") + (f"（{hit.document_number}）" if hit.document_number else "")


def show_tree(words: str | None, registry: str | None, *, named: bool, table: bool) -> int:
    """Print which notice carries out which, all of them or those around one."""
    engine = open_wanted(registry)
    notice = find_notice(engine, words) if words else None
    branches = grow_tree(engine, notice, named=named)
    if not table:
        write_json({"trees": [_plain_branch(branch) for branch in branches],
                    "links": [dataclasses.asdict(link) for link in find_links(engine)
                              if notice is None or notice in (link.notice, link.superior)]})
        return DONE
    console = Console()
    for tree in _draw(branches):
        console.print(tree)
    if any(_has_unkept(branch) for branch in branches):
        console.print(Text("（未存）：文中引用、规格库里没有的文件，可用 luoshi keep 存入", style="dim"))
    return DONE


def _draw(branches: Sequence[Branch]) -> list[Tree]:
    trees = []
    for branch in branches:
        tree = Tree(_label(branch))
        _grow(tree, branch)
        trees.append(tree)
    return trees


def _grow(tree: Tree, branch: Branch) -> None:
    for below in branch.below:
        _grow(tree.add(_label(below)), below)


def _label(branch: Branch) -> Text:
    label = Text()
    if branch.relation is not None:
        label.append(f"{_RELATION_WORDS[branch.relation]}　", style="cyan")
    if branch.entry is not None:
        label.append(f"{branch.entry.id}　", style="bold")
    label.append(branch.title or "（无标题）", style="" if branch.entry else "yellow")
    if branch.number:
        label.append(f"（{branch.number}）")
    if branch.entry is None:
        label.append("（未存）", style="yellow")
    if branch.again:
        label.append("　下级见上文", style="dim")
    return label


def _has_unkept(branch: Branch) -> bool:
    return branch.entry is None or any(_has_unkept(below) for below in branch.below)


def _plain_branch(branch: Branch) -> dict[str, Any]:
    return {"id": branch.entry.id if branch.entry else None, "title": branch.title, "number": branch.number,
            "level": branch.entry.level if branch.entry else None, "kept": branch.entry is not None,
            "relation": branch.relation, "again": branch.again,
            "below": [_plain_branch(below) for below in branch.below]}
