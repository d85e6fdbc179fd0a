"""The house's rules that import-linter cannot hold: docs/architecture.md."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
_WHOLE = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETTINGS, PROJECT = _WHOLE["tool"], _WHOLE["project"]
PACKAGES = tuple(SETTINGS["importlinter"]["root_packages"])
CONTRACTS = SETTINGS["importlinter"]["contracts"]
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
LONGEST = 300
NAMELESS = {"utils", "util", "helpers", "common", "base", "manager", "misc"}


def normalise(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def name_module(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_root_packages_are_the_folders() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert set(PACKAGES) == folders
    assert set(SETTINGS["hatch"]["build"]["targets"]["wheel"]["packages"]) == folders
    assert set(SETTINGS["mypy"]["packages"]) == folders


@pytest.fixture(scope="module")
def outside() -> dict[str, set[str]]:
    """Importers of each outside package, the standard library's left out."""
    graph = grimp.build_graph(*PACKAGES, include_external_packages=True, exclude_type_checking_imports=True,
                              cache_dir=None)
    names = {name for name in graph.modules if graph.is_module_squashed(name) and name not in sys.stdlib_module_names}
    return {name: set(graph.find_modules_that_directly_import(name)) for name in names}


def test_every_outside_package_has_a_home(outside: dict[str, set[str]]) -> None:
    at_home = {name for contract in CONTRACTS if contract["type"] == "protected"
               for name in contract["protected_modules"]}
    assert {"lxml", "sqlalchemy", "typer"} <= outside.keys()
    assert outside.keys() - at_home == set(), "add a `protected` contract to pyproject.toml"


def test_every_dependency_is_used(outside: dict[str, set[str]]) -> None:
    used = {normalise(owner) for module, owners in packages_distributions().items() if module in outside
            for owner in owners}
    # jieba asks for pkg_resources, which setuptools brings, and declares nothing.
    declared = {normalise(re.split(r"[<>=;\[ ]", line)[0]) for line in PROJECT["dependencies"]} - {"setuptools"}
    assert declared - used == set()


def test_the_lowest_floor_needs_the_standard_library_alone(outside: dict[str, set[str]]) -> None:
    lowest = {name: users for name, importers in outside.items()
              if (users := {user for user in importers if user.split(".")[0] == "gongwen"})}
    assert lowest == {}


def test_inside_extractor_and_generator_every_module_declares_its_floor() -> None:
    exhaustive = {contract["containers"][0] for contract in CONTRACTS if contract.get("exhaustive")}
    assert {"extractor", "generator"} <= exhaustive


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name_module)
def test_a_package_file_holds_a_docstring_alone(path: Path) -> None:
    body = ast.parse(path.read_text("utf-8")).body
    assert body, "no docstring"
    assert isinstance(body[0], ast.Expr)
    # luoshi hands on its public names; luoshi.cli the function that its script calls.
    if path.relative_to(ROOT).parts[0] != "luoshi":
        assert len(body) == 1


@pytest.mark.parametrize("path", MODULES, ids=name_module)
def test_modules_are_short_and_say_what_they_hold(path: Path) -> None:
    text = path.read_text("utf-8")
    assert path.stem not in NAMELESS
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert len(text.splitlines()) <= LONGEST
