"""Several papers that a plan rests on (多份依据): disagreements stop, a choice goes on, and the preamble cites all."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from luoshi.bases import ground_plan
from luoshi.cli.frame import run_command
from luoshi.loading import load_spec
from specs.bases import Paper
from specs.errors import BadProfile, BasesDisagree
from tests.plans import COUNTY

HEAD = "各县(市、区)水利局:\n现就小型水库巡查工作通知如下。\n一、工作目标\n"
BODY = ("二、主要任务\n(一)开展巡查。各县(市、区)水利局要建立巡查台账,{when}前完成首轮巡查。\n"
        "(二)加强培训。各县(市、区)水利局要组织培训巡查员,巡查员持证率达到{rate}%以上。\n")
GOAL = "到2025年底,小型水库巡查覆盖率达到{share}%以上。\n"
CITY = ("澜阳市水利局文件\n澜阳水发〔2025〕8号\n澜阳市水利局关于做好小型水库巡查工作的通知\n" + HEAD
        + GOAL.format(share=95) + BODY.format(when="2025年8月底", rate=90) + "澜阳市水利局\n2025年4月2日\n")
PROVINCE = ("澜川省水利厅文件\n澜水发〔2025〕3号\n澜川省水利厅关于做好小型水库巡查工作的通知\n" + HEAD
            + GOAL.format(share=98) + BODY.format(when="2025年9月底", rate=90) + "澜川省水利厅\n2025年3月5日\n")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    city, province = tmp_path / "市.txt", tmp_path / "省.txt"
    city.write_text(CITY, "utf-8")
    province.write_text(PROVINCE, "utf-8")
    return city, province


def _papers(*paths: Path) -> tuple[Paper, ...]:
    return tuple(Paper(load_spec(path), path.name) for path in paths)


def test_papers_that_disagree_stop_with_both_sayings(files: tuple[Path, Path]) -> None:
    with pytest.raises(BasesDisagree) as caught:
        ground_plan(_papers(*files), COUNTY, ())
    rows = caught.value.rows
    assert [row[0] for row in rows] == [str(i) for i in range(1, len(rows) + 1)]
    said = "\n".join("|".join(row) for row in rows)
    for words in ("95%", "98%", "2025年8月31日", "2025年9月30日", "澜阳水发〔2025〕8号", "澜水发〔2025〕3号"):
        assert words in said
    assert "90%" not in said  # where both say the same there is nothing to choose


def test_a_choice_writes_the_value_into_text_and_fact(files: tuple[Path, Path]) -> None:
    grounds = ground_plan(_papers(*files), COUNTY, ("澜水发〔2025〕3号",))
    assert "覆盖率达到98%以上" in "".join(goal.text for goal in grounds.spec.goals)
    assert {t.value for t in grounds.spec.targets} == {98.0, 90.0}
    assert "2025年9月底前" in grounds.spec.tasks[0].text
    assert grounds.unwritten == ()
    own = ground_plan(_papers(*files), COUNTY, ("市",))
    assert own.spec == load_spec(files[0])


def test_one_disagreement_may_be_settled_apart(files: tuple[Path, Path]) -> None:
    papers = _papers(*files)
    with pytest.raises(BasesDisagree) as caught:
        ground_plan(papers, COUNTY, ())
    rate = next(row[0] for row in caught.value.rows if "覆盖率" in row[1])
    grounds = ground_plan(papers, COUNTY, (f"{rate}=省", "市"))
    assert "98%" in "".join(goal.text for goal in grounds.spec.goals)
    assert "2025年8月底前" in grounds.spec.tasks[0].text


def test_a_paper_that_is_not_there_is_named(files: tuple[Path, Path]) -> None:
    with pytest.raises(BadProfile, match="国水发"):
        ground_plan(_papers(*files), COUNTY, ("国水发",))


def test_the_direct_superior_is_cited_first_whichever_is_given_first(files: tuple[Path, Path]) -> None:
    for paths in (files, files[::-1]):
        grounds = ground_plan(_papers(*paths), COUNTY, ("市",))
        assert [notice.issuers for notice in grounds.notices] == [("澜阳市水利局",), ("澜川省水利厅",)]


def test_a_task_allocation_table_gives_the_county_its_count(files: tuple[Path, Path], tmp_path: Path) -> None:
    from generator.localise.plan import localise_spec

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("2025年小型水库巡查任务分解表",), ("县区", "新建巡查站（座）"), ("溪塬县", 3), ("荻浦县", 2)):
        sheet.append(row)
    table = tmp_path / "分解表.xlsx"
    book.save(table)
    grounds = ground_plan(_papers(files[0], table), COUNTY, ())
    plan = localise_spec(grounds.spec, COUNTY)
    assert [(t.name, t.value) for t in plan.indicators] == [("新建巡查站", "3座")]
    assert [notice.title for notice in grounds.notices] == ["澜阳市水利局关于做好小型水库巡查工作的通知"]
    assert grounds.demands == ()


def test_from_the_command_line(files: tuple[Path, Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    command = ["generate", str(files[0]), "--county", "溪塬县", "--documents", "plan", "--basis", str(files[1]),
               "--out", str(out)]
    assert run_command(command) == 2
    assert "--prefer" in capfd.readouterr().err
    assert not out.exists() or not list(out.rglob("*.docx"))
    assert run_command([*command, "--prefer", "省.txt"]) == 0
    draft = ["draft", str(files[0]), "--county", "溪塬县", "--basis", str(files[1]), "--prefer", "省.txt", "--final"]
    assert run_command(draft) == 0
    text = capfd.readouterr().out
    assert "98%以上" in text
    assert text.index("澜阳水发〔2025〕8号") < text.index("澜水发〔2025〕3号")
