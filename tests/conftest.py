"""LUOSHI_REQUIRE=all, as .ci/run sets it, lets no test be skipped for something that is missing (必备)."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.databases import KINDS, make_database, run_postgresql

# Generated cases are the same in each run; HYPOTHESIS_PROFILE=explore looks for new ones.
settings.register_profile("fixed", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))

# A reason that begins so stays a skip: nothing that could be installed would let the test run.
BY_NATURE = "by nature:"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites tests/golden/ and fails, so that what changed is looked at before it is kept."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/ from what is read now")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
        item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a test's skip into a failure."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
        collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Turn a whole module's skip into a failure."""
    report = yield
    if report.skipped:
        _refuse_skip(report)
    return report


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get("LUOSHI_REQUIRE") != "all":
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    reason = reason.removeprefix("Skipped: ")
    if not reason.startswith(BY_NATURE):
        report.outcome = "failed"
        report.longrepr = f"LUOSHI_REQUIRE=all and this was to be skipped: {reason}"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Path]:
    """A PostgreSQL server for the tests, in a folder of its own."""
    with run_postgresql() as folder:
        yield folder


@pytest.fixture(params=KINDS)
def registry_place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a registry may be made: a file that is not there yet, and an empty database."""
    if request.param == "sqlite":
        return str(tmp_path / "registry.sqlite")
    return make_database(request.getfixturevalue("postgresql"))
