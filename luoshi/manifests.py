"""What a run leaves for checking it later (生成记录): `<run>/manifest/`, the spec and what each county was made of.

No clock and no path of the machine: the same run leaves the same bytes. What is written when, and from which kept
version, is the registry's to know (registry/runs.py).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.compose.requests import Request
from generator.county import CountyProfile, Office
from generator.pipeline import CountyWork, prepare_county
from luoshi.outputs import fit_name
from luoshi.plain_json import from_plain, to_plain
from specs.codec import parse_spec, print_spec
from specs.errors import BadManifest

FOLDER, FORMAT = "manifest", "luoshi-run/1"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One county of a run (生成记录).

    folder   of its files, below the run's
    spec     name of the spec's file beside it
    office   本机关 as the run named it; None: the county's own bureau
    """

    folder: str
    documents: tuple[str, ...]
    spec: str
    profile: CountyProfile
    office: Office | None
    request: Request
    format: str = FORMAT


def county_folder(profile: CountyProfile) -> str:
    """Where a county's files stand below the run's folder."""
    return f"{fit_name(profile.prefecture or profile.province)}/{fit_name(profile.name)}"


def manifest_files(works: Iterable[CountyWork], kinds: tuple[str, ...], office: Office | None) -> dict[str, bytes]:
    """The files to leave, by path below the run's folder."""
    files: dict[str, bytes] = {}
    for work in works:
        text = print_spec(work.plan.spec).encode()
        spec = f"spec-{hashlib.sha256(text).hexdigest()[:8]}.json"
        profile = work.plan.profile
        made = Manifest(county_folder(profile), kinds, spec, profile, office, work.request)
        name = f"{profile.code or fit_name(profile.prefecture)}-{fit_name(profile.name)}.json"
        files[f"{FOLDER}/{spec}"] = text
        files[f"{FOLDER}/{name}"] = (json.dumps(to_plain(made), ensure_ascii=False, indent=1) + "\n").encode()
    return files


def find_runs(out: Path) -> list[Path]:
    """The folders of runs at or below a folder."""
    return sorted(path.parent for path in out.rglob(FOLDER) if path.is_dir() and any(path.glob("*.json")))


def load_manifests(run: Path) -> list[Manifest]:
    """The counties of a run, in order of their codes.

    raises  BadManifest: a file there is none of ours
    """
    return [_load(path) for path in sorted((run / FOLDER).glob("*.json")) if not path.name.startswith("spec-")]


def _load(path: Path) -> Manifest:
    try:
        raw = json.loads(path.read_text("utf-8"))
        if raw["format"] != FORMAT:
            raise ValueError(raw["format"])
        return from_plain(Manifest, raw)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BadManifest(path, "不是有效的生成记录", "请重新运行 luoshi generate") from error


def prepare_again(run: Path, manifest: Manifest, kinds: tuple[str, ...]) -> CountyWork:
    """The county's work as it was when its files were made; of these kinds.

    raises  BadManifest, NotASpec: the run's spec is not there or no spec
    """
    path = run / FOLDER / manifest.spec
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BadManifest(path, "没有这次生成所用的规格", "请重新运行 luoshi generate") from error
    return prepare_county(parse_spec(text, str(path)), manifest.profile, manifest.office, kinds, manifest.request)
