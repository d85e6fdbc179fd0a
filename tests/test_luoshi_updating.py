"""`luoshi update`: what a changed notice makes of a county's plan, as tracked changes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from extractor.pipeline import extract_file
from luoshi.api import generate
from luoshi.cli.frame import run_command
from luoshi.comparing import Paper
from luoshi.updating import Update, settle_papers, update_plan
from specs.revisions import RevisionKind
from tests.test_generator_typeset_valid import audit
from tests.tracked import canonical, parts_of, settle

PAIR = Path(__file__).parents[1] / "corpus" / "pairs" / "school-food-2024"
OLD = (PAIR / "old.txt").read_text("utf-8")
COUNTY = "溪塬县"


def read(folder: Path, text: str) -> Paper:
    (folder / "notice.txt").write_text(text, "utf-8")
    return Paper(extract_file(folder / "notice.txt").spec, text)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plan")
    (path,) = (p for p in generate(PAIR / "old.txt", counties=COUNTY, documents=("plan",), out=folder, allow_open=True,
                                   on=date(2025, 1, 1)) if p.suffix == ".docx")
    return path


def update(plan: Path, folder: Path, new: str, old: str = OLD) -> Update:
    return update_plan(plan, settle_papers(read(folder, old), read(folder, new)), county=COUNTY)


def changed(old: str, new: str) -> str:
    assert OLD.count(old) == 1, old
    return OLD.replace(old, new)


def test_a_raised_value_is_a_tracked_change_of_the_number_alone(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, changed("不少于500批次", "不少于650批次"))
    before = settle(plan.read_bytes(), accept=True)
    assert settle(made.data, accept=False) == before
    assert settle(made.data, accept=True) == [text.replace("不少于500批次", "不少于650批次") for text in before]
    assert {(one.old, one.new) for one in made.revisions} == {("500", "650")}
    assert made.questions == ()


def test_all_else_stays_as_it_was(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, changed("不少于500批次", "不少于650批次"))
    old, new = parts_of(plan.read_bytes()), parts_of(made.data)
    touched = {"word/document.xml", "word/comments.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    assert set(new) - set(old) <= touched
    assert [name for name in old if old[name] != new[name] and name not in touched] == []
    before, after = canonical(plan.read_bytes()), canonical(made.data)
    assert len(before) == len(after)
    differing = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert len(differing) == len({one.start for one in made.revisions})


def test_the_comment_cites_the_new_notice_and_the_change_has_author_and_date(plan: Path, tmp_path: Path) -> None:
    papers = settle_papers(read(tmp_path, OLD), read(tmp_path, changed("不少于500批次", "不少于650批次")))
    made = update_plan(plan, papers, author="王一", day="2024-06-01", county=COUNTY)
    parts = parts_of(made.data)
    comments = parts["word/comments.xml"].decode()
    assert "校园食品安全工作的通知》（澜教发〔2024〕15号）" in comments
    assert 'w:author="王一" w:date="2024-06-01T00:00:00Z"' in parts["word/document.xml"].decode()
    plain = update_plan(plan, papers, county=COUNTY)
    assert 'w:date="2024-03-08T00:00:00Z"' in parts_of(plain.data)["word/document.xml"].decode()


def test_a_relaxation_is_asked_and_not_made(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, changed("不少于500批次", "不少于400批次"))
    assert made.revisions == ()
    assert made.data == plan.read_bytes()
    assert {one.why for one in made.questions} == {"属于放宽，是否调整请本县决定"}


def test_an_earlier_date_is_proposed_wherever_the_plan_states_it(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, changed("7月底前拨付到位", "6月20日前拨付到位"))
    after = settle(made.data, accept=True)
    assert any("6月20日前拨付到位" in text for text in after)
    assert not any("7月底前" in text for text in after)
    before = settle(plan.read_bytes(), accept=True)  # in the columns of the task's row
    assert after.count("2024年6月20日前") == before.count("2024年7月底前") > 0
    assert settle(made.data, accept=False) == settle(plan.read_bytes(), accept=True)


def edit_plan(plan: Path, folder: Path, within: str, old: str, new: str) -> Path:
    """The plan as a hand has edited it since, in the runs of Word."""
    document = docx.Document(str(plan))
    for paragraph in document.paragraphs:
        for run in paragraph.runs if within in paragraph.text else ():
            if old in run.text:
                run.text = run.text.replace(old, new)
    document.save(str(folder / "edited.docx"))
    return folder / "edited.docx"


def test_the_countys_own_earlier_date_is_listed_never_guessed(plan: Path, tmp_path: Path) -> None:
    mine = edit_plan(plan, tmp_path, "拨付到位", "7月底前", "5月31日前")
    made = update(mine, tmp_path, changed("7月底前拨付到位", "6月20日前拨付到位"))
    assert any("5月31日前拨付到位" in text for text in settle(made.data, accept=True))
    (asked,) = (one for one in made.questions if one.plan == "5月31日前")
    assert "本县时间仍在限内" in asked.why


def test_a_value_that_is_not_the_old_notices_is_listed(plan: Path, tmp_path: Path) -> None:
    mine = edit_plan(plan, tmp_path, "开展抽样检验", "500", "550")
    made = update(mine, tmp_path, changed("不少于500批次", "不少于650批次"))
    assert any("不少于550批次" in text for text in settle(made.data, accept=True))
    assert any("550" in one.why for one in made.questions)


def test_an_added_task_comes_behind_its_neighbour_and_a_removed_one_is_struck(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, (PAIR / "new.txt").read_text("utf-8"))
    before, after = settle(plan.read_bytes(), accept=True), settle(made.data, accept=True)
    at = next(i for i, text in enumerate(after) if "推行智慧监管" in text)
    assert "开展专项检查" in after[at - 1]
    assert f"{COUNTY}市场监督管理局运用视频巡查" in after[at]
    assert settle(made.data, accept=False) == before
    gone = re.sub(r"（[^）]+）公开投诉渠道。.*\n", "", OLD)
    assert gone != OLD
    struck = update(plan, tmp_path, gone)
    assert [one.old[:6] for one in struck.revisions if one.kind is RevisionKind.DELETED] == [
        "（四）公开投", "13 | 公", "12 | 有"]  # the paragraph, its row, and the row of what it was to reach
    left = settle(struck.data, accept=True)
    assert not any("公开投诉渠道" in text or "有效投诉办结率" in text for text in left if "：" not in text)
    assert any(text.startswith("（四）按时报送信息") for text in left)
    assert left[left.index("按时报送信息") - 1] == "13"
    assert settle(struck.data, accept=False) == before


def test_a_body_that_another_takes_the_place_of_is_exchanged(plan: Path, tmp_path: Path) -> None:
    made = update(plan, tmp_path, changed("县级财政部门保障食堂改造经费", "县级发展改革部门保障食堂改造经费"))
    words = {(one.old, one.new) for one in made.revisions}
    assert words == {("溪塬县财政局", "溪塬县发展和改革局")}
    after = settle(made.data, accept=True)
    said = "溪塬县发展和改革局保障食堂改造经费，7月底前拨付到位。（责任单位：溪塬县发展和改革局）"
    assert any(said in text for text in after)
    assert settle(made.data, accept=False) == settle(plan.read_bytes(), accept=True)


PHRASES = (("不少于2次", 2), ("不少于40学时", 40), ("不少于500批次", 500), ("定点采购率达到90%", 90))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(rises=st.lists(st.integers(0, 9), min_size=len(PHRASES), max_size=len(PHRASES)))
def test_random_rises_are_found_and_nothing_else(plan: Path, tmp_path: Path, rises: list[int]) -> None:
    text = OLD
    before = settle(plan.read_bytes(), accept=True)
    wanted = before
    for (phrase, value), rise in zip(PHRASES, rises, strict=True):
        assert text.count(phrase) == 1
        new = phrase.replace(str(value), str(value + rise))
        text = text.replace(phrase, new)
        wanted = [one.replace(phrase, new) for one in wanted]
        if "采购率" in phrase:  # in the table of indicators the value stands in a cell of its own
            wanted = [f"达到{value + rise}%" if one == f"达到{value}%" else one for one in wanted]
    made = update(plan, tmp_path, text)
    assert settle(made.data, accept=True) == wanted
    assert settle(made.data, accept=False) == before


def test_the_command_writes_the_file_and_says_what_is_left(
        plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    (tmp_path / "new.txt").write_text(changed("不少于500批次", "不少于650批次"), "utf-8")
    out = tmp_path / "amended.docx"
    asked = ["update", str(plan), "--from", str(tmp_path / "old.txt"), "--to", str(tmp_path / "new.txt"), "--county",
             COUNTY, "--format", "json"]
    assert run_command([*asked, "--out", str(out)]) == 0
    said = json.loads(capfd.readouterr().out)
    assert said["questions"] == []
    assert {one["new"] for one in said["revisions"]} == {"650"}
    assert out.is_file()
    assert run_command([*asked, "--out", str(plan)]) == 2
    assert run_command([*asked, "--out", str(out), "--date", "六月"]) == 2


def test_an_issued_plan_is_changed_by_a_notice_of_its_own(
        plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    before = plan.read_bytes()
    out = tmp_path / "adjust.docx"
    assert run_command(["update", str(plan), "--from", str(tmp_path / "old.txt"), "--to", str(PAIR / "new.txt"),
                        "--out", str(out), "--county", COUNTY, "--state", "issued"]) == 1
    told = "".join(capfd.readouterr().out.split())
    assert "属于放宽" in told
    assert "方案原件未动" in told
    assert "接受或拒绝" not in told
    assert plan.read_bytes() == before
    made = docx.Document(str(out))
    title = "".join(p.text for p in made.paragraphs)
    assert "关于调整《溪塬县校园食品安全工作实施方案》有关内容的通知" in title
    (table,) = made.tables
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows[0][1:] == ("条款", "原条款", "调整后", "依据")
    (meals,) = (row for row in rows if "落实陪餐制度" in row[1])
    assert "每周陪餐不少于2次" in meals[2]
    assert "每周陪餐不少于3次" in meals[3]
    assert "提高到" in meals[4]
    (added,) = (row for row in rows if "推行智慧监管" in row[1])
    assert added[2] == "（新增）"
    assert not any("82%" in cell for row in rows for cell in row)


def test_a_plan_that_was_kept_as_issued_need_not_be_told_so_again(
        plan: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.txt").write_text(OLD, "utf-8")
    registry = ["--registry", str(tmp_path / "r.sqlite")]
    out = tmp_path / "out.docx"
    asked = ["update", str(plan), "--from", str(tmp_path / "old.txt"), "--to", str(PAIR / "new.txt"), "--out", str(out),
             "--county", COUNTY, *registry]

    def title() -> str:
        return next(p.text for p in docx.Document(str(out)).paragraphs if p.text.strip())

    assert run_command(["keep", str(plan), "--state", "draft", *registry]) == 0
    assert run_command(asked) == 1
    assert "实施方案" in title()
    assert run_command(["keep", str(plan), "--state", "issued", *registry]) == 0
    capfd.readouterr()
    assert run_command(["list", "--format", "json", *registry]) == 0
    assert [row["state"] for row in json.loads(capfd.readouterr().out)] == ["issued"]
    assert run_command(asked) == 1
    assert "记着这份方案已印发" in capfd.readouterr().err
    assert "关于调整" in "".join(p.text for p in docx.Document(str(out)).paragraphs)
    # Edited since, it is the same plan by its head; and a word to the command goes before what is kept.
    edited = edit_plan(plan, tmp_path, "开展抽样检验", "500", "550")
    assert run_command([asked[0], str(edited), *asked[2:]]) == 1
    assert "记着这份方案已印发" in capfd.readouterr().err
    assert run_command([*asked, "--state", "draft"]) == 1
    assert "记着" not in capfd.readouterr().err


@pytest.mark.slow
def test_the_auditor_finds_nothing_that_was_not_there(plan: Path, tmp_path: Path) -> None:
    for number, new in enumerate(((PAIR / "new.txt").read_text("utf-8"),
                                  re.sub(r"（[^）]+）公开投诉渠道。.*\n", "", OLD))):
        made = update(plan, tmp_path, new)
        assert made.revisions
        (tmp_path / f"{number}.docx").write_bytes(made.data)
        assert audit(tmp_path / f"{number}.docx") == audit(plan)


@pytest.mark.slow
def test_libreoffice_opens_it_with_its_changes(plan: Path, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("missing: soffice")
    made = update(plan, tmp_path, changed("不少于500批次", "不少于650批次"))
    (tmp_path / "made.docx").write_bytes(made.data)
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
                    "fodt", "--outdir", str(tmp_path), str(tmp_path / "made.docx")], check=True, capture_output=True,
                   timeout=240)
    root = etree.parse(str(tmp_path / "made.fodt")).getroot()
    before = "".join(settle(plan.read_bytes(), accept=True))
    assert "500批次" in before
    assert read_flat(root, accept=True) == tidy(before.replace("500批次", "650批次"))
    assert read_flat(root, accept=False) == tidy(before)
    assert sum(1 for _ in root.iter(f"{TEXT}insertion")) == len(made.revisions)


TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def tidy(text: str) -> str:
    return "".join(text.split())


def read_flat(root: etree._Element, *, accept: bool) -> str:
    """The words of a document as LibreOffice has it, with its changes accepted or rejected."""
    kinds = {region.get(f"{TEXT}id"): region[0] for region in root.iter(f"{TEXT}changed-region")}
    out: list[str] = []
    inside: set[str] = set()

    def walk(element: etree._Element) -> None:
        name = element.get(f"{TEXT}change-id", "")
        if element.tag == f"{TEXT}change-start":
            inside.add(name)
        elif element.tag == f"{TEXT}change-end":
            inside.discard(name)
        elif element.tag == f"{TEXT}change" and not accept:
            out.extend("".join(p.itertext()) for p in kinds[name].findall(f"{TEXT}p"))
        elif element.tag in (f"{TEXT}tracked-changes", f"{OFFICE}annotation") or not isinstance(element.tag, str):
            return
        put(element.text)
        for child in element:
            walk(child)
            put(child.tail)

    def put(words: str | None) -> None:
        hidden = any(kinds[one].tag == f"{TEXT}{'deletion' if accept else 'insertion'}" for one in inside)
        out.append("" if hidden else words or "")

    body = root.find(f"{OFFICE}body/{OFFICE}text")
    assert body is not None
    walk(body)
    return tidy("".join(out))
