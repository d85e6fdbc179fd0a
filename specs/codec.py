"""Spec ↔ `luoshi-spec/1` JSON, and its JSON Schema (编解码).

The JSON keys are the field names of `model`, but for `Time.start`/`Time.end`, which the format calls `from`/`to`,
times, which leave out what they do not say, and `paper`, which is left out where it is 0. pydantic checks the
types on the way in.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError

from specs.errors import NotASpec
from specs.model import FORMAT, Spec, Time

_TIME_KEYS = {"start": "from", "end": "to"}


@cache
def _adapter() -> TypeAdapter[Spec]:
    return TypeAdapter(Spec)


def _plain(value: Any) -> Any:
    """A noun as JSON values, in field order."""
    if isinstance(value, Time):
        return time_to_json(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(said) for f in dataclasses.fields(value)
                if (said := getattr(value, f.name)) or f.name != "paper"}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def time_to_json(time: Time) -> dict[str, str]:
    """A time as the format writes it: only the keys that it says (spec-format, "Deadline")."""
    said = {f.name: getattr(time, f.name) for f in dataclasses.fields(time)}
    return {_TIME_KEYS.get(name, name): text for name, text in said.items() if text is not None}


def time_from_json(raw: dict[str, Any]) -> Time:
    """The time that the format's keys say; raises TypeError on a key that it does not know."""
    return Time(**_name_fields(raw))


def spec_to_json(spec: Spec) -> dict[str, Any]:
    """The spec as JSON values; `format` and `notice` first."""
    plain = _plain(spec)
    return {"format": plain.pop("format"), **plain}


def print_spec(spec: Spec) -> str:
    """The spec as indented UTF-8 JSON text, with a final newline."""
    return json.dumps(spec_to_json(spec), ensure_ascii=False, indent=1) + "\n"


def spec_from_json(raw: Any, where: str = "JSON") -> Spec:
    """The spec that JSON values say; fields that this version does not know are passed over.

    raises  NotASpec: another format, a missing field or a wrong type; it names the field
    """
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise NotASpec(where, f"缺少 format: {FORMAT}", "请用 luoshi extract 生成规格文件")
    try:
        return _adapter().validate_python(_with_times(raw))
    except (ValidationError, TypeError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        place = "/".join(str(part) for part in first["loc"]) if first else "time"
        raise NotASpec(where, f"字段 {place} 缺失或类型不对", "请改正该字段，或重新提取") from error


def parse_spec(text: str, where: str = "JSON") -> Spec:
    """The spec that JSON text says; raises NotASpec as `spec_from_json` does."""
    try:
        raw = json.loads(text)
    except ValueError as error:
        raise NotASpec(where, "不是 JSON 文本", "请用 luoshi extract 生成规格文件") from error
    return spec_from_json(raw, where)


def spec_schema() -> dict[str, Any]:
    """The JSON Schema of a spec as the format writes it (published at docs/spec.schema.json)."""
    schema = _adapter().json_schema(mode="validation")
    time = schema["$defs"]["Time"]
    time["properties"] = {_TIME_KEYS.get(k, k): v for k, v in time["properties"].items()}
    time["additionalProperties"] = False
    schema["title"] = FORMAT
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    return schema


def _with_times(raw: Any) -> Any:
    """The same JSON values, with `from`/`to` of times named as the noun names them."""
    if isinstance(raw, dict):
        return {key: value if value is None or type(value) in _SCALARS
                else _name_fields(value) if key in ("due", "time") else _with_times(value)
                for key, value in raw.items()}
    if isinstance(raw, list):
        return [_with_times(item) for item in raw]
    return raw


_SCALARS = (str, int, float, bool)


def _name_fields(raw: dict[str, Any]) -> dict[str, Any]:
    """The fields of a time by the noun's names; raises TypeError on a key that the format does not know."""
    if unknown := [key for key in raw if key not in _FROM_JSON]:
        raise TypeError(f"unknown keys of a time: {unknown}")
    return {_FROM_JSON[key]: text for key, text in raw.items()}


_FROM_JSON = {_TIME_KEYS.get(field.name, field.name): field.name for field in dataclasses.fields(Time)}
