"""Whether a kept plan is a draft or is issued (方案状态): said when it is kept, and found when it is to be amended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from registry.engines import reading, writing
from registry.keeping import print_instant
from registry.records import find_same
from registry.tables import NOTICES, STATES
from specs.codec import spec_to_json
from specs.model import Spec
from specs.revisions import PlanState


def record_state(engine: Engine, notice: int, state: PlanState, set_at: datetime) -> None:
    """Note the state of a kept plan; what was noted before stays, and the newest holds."""
    with writing(engine) as connection:
        add_state(connection, notice, state, print_instant(set_at))


def add_state(connection: Connection, notice: int, state: PlanState, set_at: str) -> None:
    """`record_state` inside a transaction; the state that holds already adds nothing."""
    if collect_states(connection).get(notice) is not state:
        connection.execute(insert(STATES).values(notice_id=notice, state=state.value, set_at=set_at))


def list_states(engine: Engine) -> dict[int, PlanState]:
    """The state of each kept plan of which it was said, by id."""
    with reading(engine) as connection:
        return collect_states(connection)


def collect_states(connection: Connection) -> dict[int, PlanState]:
    """`list_states` inside a transaction."""
    rows = connection.execute(select(STATES.c.notice_id, STATES.c.state).order_by(STATES.c.id)).all()
    return {row.notice_id: PlanState(row.state) for row in rows}


def find_state(engine: Engine, plan: Spec) -> PlanState | None:
    """The state of a plan, kept under its file, its head, or (a draft may name no issuer) its whole title alone.

    returns  None where nothing was said of it
    """
    with reading(engine) as connection:
        states = collect_states(connection)
        notice = find_same(connection, spec_to_json(plan))
        if notice is None and plan.notice.title:
            titled = connection.scalars(select(NOTICES.c.id).where(NOTICES.c.title == plan.notice.title)).all()
            notice = titled[0] if len(titled) == 1 else None
        return None if notice is None else states.get(notice)
