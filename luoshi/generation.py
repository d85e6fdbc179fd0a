"""One run of documents (一次生成): prepared for all counties, then made, then put in place; nothing half-written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from comparison.amending.settling import settle_places
from generator.blocks import OpenField
from generator.compose.enterprises import check_disclosure, check_secrecy
from generator.compose.kinds import check_kinds
from generator.compose.requests import NOTHING, Request
from generator.county import CountyProfile, Office
from generator.localise.plan_residue import find_plan_residues
from generator.pipeline import CountyWork, Printing, is_joint, make_files, make_joint_files, prepare_county
from generator.typeset.pdf import open_press
from gongwen.dates import print_date
from gongwen.divisions import HISTORY_FROM
from luoshi.addressing import Confirm, list_written_to
from luoshi.bases import ground_plan
from luoshi.counties import Choice, Chosen, choose_counties
from luoshi.data import find_data
from luoshi.manifests import county_folder, manifest_files
from luoshi.outputs import Written, deliver_files, name_run, staging_folder, write_file, write_files
from luoshi.pdf import OFFICE, TYPST, find_office, font_folder, name_stand_ins, print_with_office
from specs.bases import Paper
from specs.errors import ForeignLevel, OpenFields
from specs.model import Spec

COUNTY, ALL = "县区", "全部县区"
_NAMED = 3  # of the words found in one county
Progress = Callable[[Iterable[CountyWork], int], Iterable[CountyWork]]


@dataclass(frozen=True, slots=True)
class Order:
    """What to write (生成要求).

    templates, profiles  folders; None: those that come with the program
    allow_open           go on where a field is open that nobody but the user can know
    request              addressees, lists, dates and route that the user asks for
    pdf                  typst or office: a .pdf beside each .docx, by which way; "": none
    traditional          documents in traditional characters
    papers               the notice and its other bases; () the notice alone; prefer: which go before others
    """

    kinds: tuple[str, ...]
    out: Path
    office: Office | None = None
    profiles: Path | None = None
    templates: Path | None = None
    allow_open: bool = False
    request: Request = NOTHING
    papers: tuple[Paper, ...] = ()
    prefer: tuple[str, ...] = ()
    pdf: str = ""
    traditional: bool = False


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One file of a run (生成的文件), and whose it is; a joint one is told for each county."""

    code: str
    county: str
    kind: str
    path: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to (生成结果).

    stopped  counties for which nothing was written, each with why: their plans still speak of another level, or
             lost something that the county takes up
    """

    folder: Path
    counties: int
    written: Written
    opens: tuple[OpenField, ...]
    remarks: tuple[str, ...]
    made: tuple[MadeFile, ...] = ()
    stopped: tuple[tuple[str, str], ...] = ()


def generate_documents(spec: Spec, choice: Choice, order: Order, today: date, *,
                       progress: Progress | None = None, confirm: Confirm | None = None) -> Outcome:
    """Write the documents of every county chosen.

    today     what counties are gone by; the notice's date, else today, is what the register is read on
    progress  wraps the counties as they are made
    confirm   told whom the letters go to, before anything is written; raises where they are not right
    raises    UnknownTemplate, UnknownDivision, BadProfile, CannotWrite; OpenFields where fields are open;
              SecretSource where the notice is marked so; ForeignLevel where every plan still speaks of another level
    """
    check_kinds(order.kinds)
    refuse_secret(spec, order)
    if spec.amendments:
        spec = settle_places(spec)
    day = find_day(spec, choice, today)
    chosen = choose_counties(choice, day, today, order.profiles)
    if choice.on is None and (issued := _issued(spec)) and issued < HISTORY_FROM:
        remark = f"来文是{print_date(issued)}的，区划登记从{print_date(HISTORY_FROM)}起，按这一天的区划"
        chosen = replace(chosen, remarks=(remark, *chosen.remarks))
    works = [prepare_work(spec, profile, order) for profile in chosen.profiles]
    opens = _list_open(works, order.office)
    stopped: tuple[tuple[str, str], ...] = ()
    if not order.allow_open:
        refuse_open_fields(opens)
        works, stopped = _stop_residues(works)
    if confirm and (addressed := list_written_to(works, choice, order.office, spec.notice, day)).found:
        confirm(addressed)
    whole = choice.counties_of is not None and not choice.counties and choice.county_list is None and not stopped
    outcome = _write(spec, works, chosen, order, opens, whole, progress)
    return replace(outcome, stopped=(*stopped, *outcome.stopped))


def refuse_secret(spec: Spec, order: Order) -> None:
    """Raise SecretSource where the notice or another basis is marked so, for what is asked of it."""
    for paper in (spec, *(paper.spec for paper in order.papers)):
        check_secrecy(paper)
        if "inform" in order.kinds:
            check_disclosure(paper)


def _list_open(works: list[CountyWork], office: Office | None) -> tuple[OpenField, ...]:
    """What is open in all documents of a run; of one paper to all counties once."""
    found: list[OpenField] = []
    for number, work in enumerate(works):
        for kind, fields in work.opens.items():
            if is_joint(kind, office):
                found += (replace(field, county=ALL) for field in fields if number == 0)
            else:
                found += fields
    return tuple(found)


def _stop_residues(works: list[CountyWork]) -> tuple[list[CountyWork], tuple[tuple[str, str], ...]]:
    """The counties whose plans speak of no other level, and the others with what was found.

    raises  ForeignLevel: no county is left
    """
    found = {work.plan.profile.name: find_plan_residues(work.plan) for work in works}
    stopped = tuple((name, "；".join(f"{r.place}“…{r.around}…”中的“{r.word}”" for r in residues[:_NAMED]))
                    for name, residues in found.items() if residues)
    kept = [work for work in works if not found[work.plan.profile.name]]
    if not kept:
        raise ForeignLevel(stopped[0][0], stopped[0][1],
                           "请用 luoshi draft 写出文稿，改好后用 luoshi typeset 排版，或加 --allow-open 留待核对")
    return kept, stopped


def prepare_work(spec: Spec, profile: CountyProfile, order: Order) -> CountyWork:
    """One county's work, with all that its plan rests on.

    raises  BasesDisagree: papers disagree and nobody has chosen; SecretSource
    """
    refuse_secret(spec, order)
    request = _share_enterprises(order.request, profile.name)
    if len(order.papers) > 1:
        grounds = ground_plan(order.papers, profile, order.prefer)
        spec = grounds.spec
        request = replace(request, bases=grounds.notices, settled=grounds.settled, unwritten=grounds.unwritten,
                          demands=grounds.demands)
    return prepare_county(spec, profile, order.office, order.kinds, request)


def _share_enterprises(request: Request, county: str) -> Request:
    """The request with the enterprises of one county, where the list says whose each is (县区)."""
    if not any(row.get(COUNTY) for row in request.enterprises):
        return request
    return replace(request, enterprises=tuple(row for row in request.enterprises if row.get(COUNTY) == county))


def find_day(spec: Spec, choice: Choice, today: date) -> date:
    """The day that the register is read on: as asked, else the notice's date of issue, else today.

    returns  for a notice older than the register's history, the first day of that
    """
    issued = _issued(spec)
    return choice.on or (max(issued, HISTORY_FROM) if issued else today)


def _issued(spec: Spec) -> date | None:
    return date.fromisoformat(spec.notice.issued_on) if spec.notice.issued_on else None


def refuse_open_fields(opens: Iterable[OpenField]) -> None:
    """Raise OpenFields where a field is open that only the user can fill."""
    rows = tuple((o.county, o.document, o.field, o.why) for o in opens if o.blocking)
    if rows:
        counties = {row[0] for row in rows}
        raise OpenFields(ALL if counties == {ALL} else f"{len(counties - {ALL})} 个县区", f"有 {len(rows)} 项没有资料",
                         "请在县区资料或本机关资料中补齐，或加 --allow-open 留待填写", rows=rows)


def _write(spec: Spec, works: list[CountyWork], chosen: Chosen, order: Order, opens: tuple[OpenField, ...],
           whole: bool, progress: Progress | None) -> Outcome:
    folder = order.out / name_run(spec)
    templates = order.templates or find_data("templates")
    joint = tuple(kind for kind in order.kinds if is_joint(kind, order.office))
    own = tuple(kind for kind in order.kinds if kind not in joint)
    made: list[MadeFile] = []
    remarks = chosen.remarks
    lost: list[tuple[str, str]] = []
    press = open_press(font_folder()) if order.pdf == TYPST else None
    if order.pdf == OFFICE:
        find_office()
    printing = Printing(press, order.traditional)
    with staging_folder(order.out) as staged:
        for name, data in make_joint_files(works, joint, templates, whole=whole, printing=printing).items():
            write_file(staged / name, data)
            made += [_made(work, folder / name) for work in works]
        for work in progress(works, len(works)) if progress else works:
            profile = work.plan.profile
            place = staged / county_folder(profile)
            files = make_files(work, own, templates, printing)
            if (why := _say_losses(work, files)) and not order.allow_open:
                lost.append((profile.name, why))
                continue
            remarks += (f"{profile.name}：{why}",) if why else ()
            for name, data in files.items():
                write_file(place / name, data)
                made.append(_made(work, folder / place.relative_to(staged) / name))
        if order.pdf == OFFICE:
            print_with_office(staged)
        written = deliver_files(staged, folder)
    kept = [work for work in works if work.plan.profile.name not in dict(lost)]
    write_files(folder, manifest_files(kept, order.kinds, order.office))
    remarks = (*remarks, *(name_stand_ins(press.replaced) if press else ()))
    return Outcome(folder, len(kept), written, opens, remarks, tuple(made), tuple(lost))


def _say_losses(work: CountyWork, files: Mapping[str, bytes]) -> str:
    """What a county's documents lost of its numbers, limits and bodies when they are read back; "" nothing."""
    from luoshi.round_trip import find_document_losses, say_losses  # our reading is slow to load

    return say_losses(find_document_losses(work, files))


def _made(work: CountyWork, path: Path) -> MadeFile:
    return MadeFile(work.plan.profile.code, work.plan.profile.name, path.stem, path)
