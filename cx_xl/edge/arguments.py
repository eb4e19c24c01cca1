"""Which value belongs to which argument."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cx_xl.errors import NotGiven, TooManyArguments
from cx_xl.spec import Spec


class _Omitted:
    """An argument that the caller skipped."""

    def __repr__(self) -> str:
        return "OMITTED"


OMITTED: Final = _Omitted()


def bind(
    spec: Spec, arguments: Sequence[Any], named: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Give each argument its value; what was skipped is absent.

    The criteria of a filtered function come as one list under "criteria".
    """
    single = [p.name for p in spec.parameters if not p.is_repeated]
    own, rest = arguments[: len(single)], list(arguments[len(single) :])
    given = dict(zip(single, own, strict=False)) | dict(named)
    unknown = set(named) - set(single)
    if unknown or (rest and not spec.filtered):
        many = len(arguments) + len(named)
        raise TooManyArguments(spec.name, most=len(single), given=many)
    if spec.filtered:
        given["criteria"] = _pairs(spec, rest)
    return {name: value for name, value in given.items() if not _is_skipped(value)}


def _is_skipped(value: Any) -> bool:
    """Say whether *value* fills an empty slot: some hosts hand over empty text."""
    is_empty_text = isinstance(value, str) and not value.strip()
    return value is OMITTED or value is None or is_empty_text


def _pairs(spec: Spec, rest: list[Any]) -> list[tuple[Any, Any]]:
    """Return (range, criterion) pairs; an empty criterion cell is a legal one."""
    if len(rest) % 2:
        raise NotGiven(f"criterion_{len(rest) // 2 + 1} ({spec.name})")
    for number, cells in enumerate(rest[::2], start=1):
        if cells is OMITTED or cells is None:
            raise NotGiven(f"range_{number} ({spec.name})")
    criteria = [None if value is OMITTED else value for value in rest[1::2]]
    return list(zip(rest[::2], criteria, strict=True))
