"""`luoshi extract --explain` and `--format html` (说明、页面): why the spec says what it says, and where."""

from __future__ import annotations

from extractor.pipeline import Extraction, explain_extraction
from extractor.source import Block
from generator.compose.pages import render_page
from luoshi.data import find_data
from review.explaining import print_explanations
from review.page import TEMPLATE, SourceBlock, page_values
from specs.errors import UnknownFact


def make_page(made: Extraction) -> str:
    """The page of a notice that was read."""
    return render_page(find_data("templates"), TEMPLATE, page_values(
        made.spec, made.source.text, [_plain(b) for b in made.source.blocks], explain_extraction(made)))


def explain_facts(made: Extraction, words: str) -> str:
    """Why each fact that words mean is what it is; all facts for "".

    raises  UnknownFact: they mean none
    """
    told = print_explanations(made.spec, made.source.text, explain_extraction(made), words)
    if not told:
        raise UnknownFact(words or "这份通知", "没有这样的要素" if words else "没有读到要素",
                          "请写编号（如 目标3）、任务编号或原文里的字词")
    return told


def _plain(block: Block) -> SourceBlock:
    return SourceBlock(block.start, block.end, tuple((c.start, c.end) for c in block.cells), block.table)
