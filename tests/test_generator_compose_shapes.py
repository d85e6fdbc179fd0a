"""Any county, any notice of the corpus, odd words, one task or sixty: documents stay whole (generated cases)."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import islice, pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.blocks import AttachmentMark, Block, Document, Heading, PageBreak, RunIn, Signature, Table, Title
from generator.compose.documents import compose_documents
from generator.compose.kinds import KINDS
from generator.compose.requests import Case, Request
from generator.county import bureau_of, guess_profile
from generator.localise.plan import CountyPlan, localise_spec
from generator.office import Route, with_route
from generator.typeset.docx import write_docx
from gongwen.characters import count_width
from specs.model import Spec
from tests.notices import ROOT, extract_once
from tests.plans import TEMPLATES
from tests.test_generator_laws import NOTICES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = ("溪塬县", "甲县", "积石山保安族东乡族撒拉族自治县", "克孜勒苏柯尔克孜自治州阿合奇县",
         "西部科学城高新技术产业开发区")
ODD = st.text(st.sampled_from("甲乙<>&\"'#@|%{}\\\x00\x0b\x1f\ufffe\u2028\ud800，。（）【】 12"), max_size=12)
TITLE_WIDTH = 19.5


@cache
def _spec(notice: str) -> Spec:
    return extract_once(ROOT / "corpus" / notice / "notice.txt").spec


@cache
def _plan(notice: str, county: str) -> CountyPlan:
    return localise_spec(_spec(notice), guess_profile("990127", county, province="澜川省", prefecture="澜阳市"))


def make_plan(notice: str, county: str, count: int, odd: str) -> CountyPlan:
    """A county's plan of a corpus notice with so many tasks, the first of them in odd words."""
    plan = _plan(notice, county)
    turns = (replace(task, id=f"{task.id}#{turn}") for turn in range(60) for task in plan.tasks)
    tasks = tuple(islice(turns, count))
    if tasks and odd:
        body = f"{county}财政局{odd}"
        tasks = (replace(tasks[0], heading=odd, text=f"{odd}。", responsible=(body,), times=(odd,)), *tasks[1:])
    return replace(plan, tasks=tasks)


@given(notice=st.sampled_from(NOTICES), county=st.sampled_from(NAMES), count=st.sampled_from((0, 1, 7, 60)), odd=ODD,
       kind=st.sampled_from(sorted(KINDS)), route=st.sampled_from((None, *Route)), column=ODD)
@example("road-safety-2025-hant", "溪塬县", 60, "", "plan", None, "")  # five levels in the notice, four in the plan
@settings(max_examples=80, deadline=None)
def test_documents_stay_whole(notice: str, county: str, count: int, odd: str, kind: str, route: Route | None,
                              column: str) -> None:
    plan = make_plan(notice, county, count, odd)
    request = Request(enterprises=({"企业名称": f"甲公司{column}", "备注": column},))
    office = with_route(bureau_of(plan.profile, plan.line), route)
    for name, document in compose_documents(kind, Case(plan, office, request), TEMPLATES).items():
        assert isinstance(document, Document)
        assert not re.search(r'[\\:*?"<>|\x00-\x1f]', name)
        check_blocks(document.blocks, form=kind == "forms")
        check_file(write_docx(document))


def check_blocks(blocks: tuple[Block, ...], *, form: bool) -> None:
    """No empty section, no broken table, titles within the type area; a blank form is tables of one row."""
    ends = (Title, AttachmentMark, PageBreak, Signature)
    for block, after in pairwise((*blocks, PageBreak())):
        if isinstance(block, Heading):
            assert not isinstance(after, ends), block
            assert not (isinstance(after, Heading | RunIn) and after.level <= block.level), (block, after)
        if isinstance(block, Table):
            assert block.rows or form
            assert {len(row) for row in (block.head, *block.rows)} == {len(block.widths)}
            assert form or not isinstance(after, Table)
        if isinstance(block, Title):
            assert all(0 < count_width(line) <= TITLE_WIDTH for line in block.lines), block
    assert isinstance(blocks[-1], Block)


def check_file(data: bytes) -> None:
    """Every part is XML; every row of a table has its cells, and its widths fill no more than the page."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
        body = etree.fromstring(archive.read("word/document.xml"))
    for table in body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
        assert min(grid) > 0
        assert all(len(row.findall(f"{W}tc")) == len(grid) for row in table.iter(f"{W}tr"))
