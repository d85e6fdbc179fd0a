"""`--explain`: for a fact its rule, its clause and the words that gave it each field, in plain Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.pipeline import explain_extraction, extract_source
from extractor.readers.plain import read_plain
from luoshi.cli.frame import run_command
from specs.explanations import Governor
from specs.handles import list_facts, name_handle
from specs.model import Origin, Target
from tests.notices import CORPUS, extract_once

NOTICE = """澜川省林业局关于做好国土绿化工作的通知
澜林发〔2025〕3号

各市林业局:
现通知如下:
一、工作目标
到2026年底:
(一)村庄绿化覆盖率达到35%以上。
(二)各市、县林业局每年组织不少于2次义务植树。
二、重点任务
(一)培育苗木。由省林业局牵头,各县林业局配合,于6月底前建成保障性苗圃12个,每季度末将进展情况报送省林业局。

澜川省林业局
2025年2月10日
"""


def explain(text: str = NOTICE) -> tuple[dict[str, Target], dict[tuple[str, str], Governor], str]:
    made = extract_source(read_plain(text.encode("utf-8")), Origin("case", "0" * 64, "txt", "test"))
    told = explain_extraction(made)
    targets = {name_handle("targets", i): t for i, t in enumerate(made.spec.targets, 1)}
    return targets, {(e.handle, g.field): g for e in told for g in e.governors}, text


def test_a_due_out_of_a_lead_in_names_it() -> None:
    targets, governors, text = explain()
    handle = next(h for h, t in targets.items() if t.value == 35)
    due = governors[(handle, "due")]
    assert (due.value, due.place) == ("2026年12月31日前", "上文引导语")
    assert text[due.start:due.end] == "到2026年底"


def test_a_rhythm_and_a_doer_that_shares_its_end() -> None:
    targets, governors, text = explain()
    handle = next(h for h, t in targets.items() if t.per == "year")
    per, body = governors[(handle, "per")], governors[(handle, "bodies")]
    assert text[per.start:per.end] == "每年"
    assert text[body.start:body.end].endswith("林业局")


def test_a_month_without_a_year_says_whence_its_year_is() -> None:
    _, governors, _ = explain()
    year = next(g for (h, f), g in governors.items() if f == "year")
    assert (year.value, year.place) == ("2025年", "按成文日期2025年2月10日推定")


def test_every_body_of_a_task_says_its_rule() -> None:
    made = extract_source(read_plain(NOTICE.encode("utf-8")), Origin("case", "0" * 64, "txt", "test"))
    told = next(e for e in explain_extraction(made) if e.handle == "任务1")
    said = {g.value: g.place for g in told.governors}
    assert said["省林业局（牵头）"].startswith("句子的主语")
    assert len(told.governors) == len(made.spec.tasks[0].bodies)


@pytest.mark.parametrize("folder", CORPUS, ids=lambda f: f.name)
def test_every_fact_is_explained_out_of_the_text(folder: Path) -> None:
    made = extract_once(folder / "notice.txt")
    told = explain_extraction(made)
    assert [e.handle for e in told] == [handle for handle, _, _ in list_facts(made.spec)]
    for explanation, (_, _, fact) in zip(told, list_facts(made.spec), strict=True):
        assert explanation.rule != fact.rule, "a rule without words: extractor/vocab/rules.toml"
        assert explanation.start <= fact.start < explanation.end
        asked = {name for name in ("due", "per") if getattr(fact, name, None)}
        assert asked <= {g.field for g in explanation.governors}
        assert all(g.start == g.end == 0 or 0 <= g.start < g.end <= len(made.source.text)
                   for g in explanation.governors)


def test_the_command_explains_one_fact_or_all(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, "utf-8")
    assert run_command(["extract", str(path), "--explain", "--fact", "目标1"]) == 0
    one = capfd.readouterr().out
    assert one.startswith("目标1　")
    for words in ("规则　句中要求达到的比例（target.percentage）", "把握　确定", "所在　",
                  "时限　2026年12月31日前：上文引导语"):
        assert words in one
    assert "时限1" not in one
    assert run_command(["extract", str(path), "--explain"]) == 0
    everything = capfd.readouterr().out
    assert one.strip() in everything
    assert "任务1　" in everything
    assert run_command(["extract", str(path), "--fact", "没有的词"]) == 2
    said = capfd.readouterr().err
    assert said == "找不到要素：没有的词——没有这样的要素。请写编号（如 目标3）、任务编号或原文里的字词\n"
