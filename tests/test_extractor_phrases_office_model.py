"""An office's own spaCy model (本单位模型): its ORG spans are merged with ours, by a setting."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from extractor.phrases.names import Names
from extractor.phrases.office_model import add_organisations, load_model_setting
from extractor.pipeline import extract_file
from specs.errors import BadModel
from specs.model import Role, Spec
from tests.test_extractor_facts import FOOT, HEAD

TEXT = "岚雁湖湿公牵头开展候鸟监测,市林业局配合。各县林业局要于2025年6月底前报送名录。"


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model as an office might have: an entity ruler that knows one short name, and a place that is no ORG."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ORG", "pattern": "岚雁湖湿公"}, {"label": "GPE", "pattern": "候鸟监测"}])
    folder = tmp_path_factory.mktemp("model") / "lanyan"
    nlp.to_disk(folder)
    return folder


@pytest.fixture(scope="module")
def notice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("notice") / "通知.txt"
    path.write_text(HEAD + TEXT + FOOT, "utf-8")
    return path


def bodies(spec: Spec) -> set[tuple[str, Role]]:
    return {(body.name, body.role) for body in spec.tasks[0].bodies}


def test_its_organisations_are_bodies_beside_ours(model: Path, notice: Path) -> None:
    without, with_model = extract_file(notice).spec, extract_file(notice, str(model)).spec
    assert {name for name, _ in bodies(without)} == {"市林业局", "各县林业局"}
    assert bodies(with_model) == bodies(without) | {("岚雁湖湿公", Role.LEAD)}
    assert with_model.deadlines == without.deadlines


def test_the_setting_names_it_and_the_spec_says_so(
        model: Path, notice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOSHI_SPACY_MODEL", str(model))
    spec = extract_file(notice).spec
    assert ("岚雁湖湿公", Role.LEAD) in bodies(spec)
    assert spec.origin is not None
    assert spec.origin.rules.endswith("+lanyan")


def test_spans_of_a_ruler_count_as_entities_do(tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("span_ruler", config={"spans_key": "office"}).add_patterns([
        {"label": "ORG", "pattern": "岚雁湖湿公"}, {"label": "ORG", "pattern": "湿公"}])
    nlp.to_disk(tmp_path / "spans")
    names = add_organisations(Names(("市林业局",), ("岚雁",)), "岚雁湖湿公负责。\n\n第二段。", str(tmp_path / "spans"))
    assert names == Names(("市林业局", "岚雁湖湿公"), ("岚雁",))


def test_no_setting_no_model() -> None:
    names = Names(("市林业局",))
    assert load_model_setting({}) is None
    assert load_model_setting({"LUOSHI_SPACY_MODEL": " "}) is None
    assert add_organisations(names, "岚雁湖湿公负责。", None) is names


def test_a_model_that_is_not_there_is_told_in_one_line(notice: Path, tmp_path: Path) -> None:
    with pytest.raises(BadModel) as raised:
        extract_file(notice, str(tmp_path / "none"))
    assert "LUOSHI_SPACY_MODEL" in str(raised.value)
    assert "\n" not in str(raised.value)
