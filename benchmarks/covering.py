"""How long thousands of county plans take to be held against one paper, and in how much memory (批量对照速度).

    python benchmarks/covering.py [COUNT] [--files]     COUNT: 3,000

The plans of the demonstration's 36 counties are written once by `luoshi generate` and varied: each is given to another
county of the register, and some of its numbers are lowered. By default they lie there as specs (.json), as
`luoshi extract` or the registry keep them; with --files as Word documents, which are then read too. What is measured is
the command itself, `luoshi cover FOLDER --against NOTICE --format xlsx`, in a process of its own: wall time, CPU time
of all processes, and the most memory that any one of them held. Run from the repository's root.
"""

from __future__ import annotations

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from gongwen.divisions import DivisionLevel, load_divisions  # noqa: E402
from luoshi.api import extract, generate  # noqa: E402
from specs.codec import print_spec  # noqa: E402

NOTICE = ROOT / "corpus" / "demo-occupational-health-2025" / "notice.txt"
_FLOOR = re.compile(r"(?<=不少于|不低于)\d+")


def list_names(count: int) -> list[str]:
    """Names of so many of today's counties that no other county shares, over again where there are fewer."""
    today = date(2025, 6, 1)
    names = [d.name for d in load_divisions() if d.level is DivisionLevel.COUNTY and d.stands_on(today)]
    alone = [name for name, times in Counter(names).items() if times == 1]
    return [*islice(cycle(alone), count)]


def write_plans(folder: Path, names: list[str], *, files: bool) -> None:
    """A plan a name: `0001-甲县.json`, or .docx."""
    with tempfile.TemporaryDirectory() as made:
        paths = generate(NOTICE, counties_of="澜川省", documents=("plan",), out=Path(made), allow_open=True,
                         on=date(2025, 6, 1))
        plans = {path.parent.name: path for path in paths if path.name == "plan.docx"}
        models = [(name, path.read_bytes() if files else print_spec(extract(path)).encode())
                  for name, path in sorted(plans.items())]
    folder.mkdir(parents=True)
    dice = random.Random(1)
    for number, (name, (model, data)) in enumerate(zip(names, cycle(models))):
        def vary(text: str, old: str = model, new: str = name) -> str:
            return _FLOOR.sub(lambda m: str(max(int(m[0]) - (dice.random() < 0.1), 0)), text.replace(old, new))

        ending = ".docx" if files else ".json"
        (folder / f"{number:04}-{name}{ending}").write_bytes(
            _vary_docx(data, vary) if files else vary(data.decode()).encode())


def _vary_docx(data: bytes, vary: Callable[[str], str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info, vary(part.decode()).encode() if info.filename == "word/document.xml" else part)
    return out.getvalue()


def time_cover(folder: Path, out: Path) -> tuple[float, float, float, float]:
    """(seconds by the clock, CPU seconds, megabytes of the command, of the largest of its workers)."""
    code = ("import resource,sys;from luoshi.cli.frame import run_command;code=run_command(sys.argv[1:]);"
            "print([resource.getrusage(w).ru_maxrss for w in (resource.RUSAGE_SELF,resource.RUSAGE_CHILDREN)],code)")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    words = ["cover", str(folder), "--against", str(NOTICE), "--format", "xlsx", "--out", str(out)]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True, cwd=ROOT)
    spent, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    own, workers = map(int, re.findall(r"\d+", done.stdout.rsplit("[", 1)[1])[:2])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, cpu, own / 1024, workers / 1024


def measure(count: int, *, files: bool) -> Iterator[str]:
    """A row for a tenth of the plans, and one for all: memory is flat where both hold the same."""
    for some in (count // 10, count):
        with tempfile.TemporaryDirectory() as folder:
            plans = Path(folder) / "plans"
            write_plans(plans, list_names(some), files=files)
            spent, cpu, own, workers = time_cover(plans, Path(folder) / "matrix.xlsx")
        yield (f"| {some} plans as {'.docx' if files else 'specs'} | {spent:.0f} | {1000 * cpu / some:.0f} | {own:.0f} "
               f"| {workers:.0f} |")


def main() -> None:
    words = sys.argv[1:]
    count = int(words[0]) if words and words[0].isdecimal() else 3000
    print("| | wall, s | CPU a plan, ms | command, MB | largest worker, MB |\n|---|---:|---:|---:|---:|")
    for row in measure(count, files="--files" in words):
        print(row, flush=True)


if __name__ == "__main__":
    main()
