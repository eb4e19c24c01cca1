"""Which value belongs to which argument."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from cx_xl.cells import Block
from cx_xl.errors import (
    CxError,
    GivenTwice,
    NotGiven,
    SkippedSlot,
    TooManyArguments,
    UnknownArgument,
)
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

    Raises:
        GivenTwice: an argument has two values.
        NotGiven: a criterion is missing.
        SkippedSlot: or the slot of an option before the criteria was not skipped.
        TooManyArguments: there are more than the function takes.
        UnknownArgument: the function has none of that name.
    """
    places = [p.name for p in spec.parameters if not p.is_repeated]
    own, rest = arguments[: len(places)], list(arguments[len(places) :])
    if rest and not spec.filtered:
        raise TooManyArguments(spec.name, most=len(places), given=len(arguments))
    given: dict[str, Any] = {}
    _add(given, zip(places, own, strict=False))
    if spec.filtered:
        if len(rest) % 2:
            raise _odd(spec, own, len(rest))
        criteria, options = _pairs(spec, rest, own)
        _add(given, options)
        given["criteria"] = criteria
    names = [*places, *(p.name for p in spec.named_parameters)]
    for unknown in [name for name in named if name not in names]:
        known = {"function": spec.python_name, "names": ", ".join(names)}
        raise UnknownArgument(unknown, **known)
    _add(given, named.items())
    return given


def _odd(spec: Spec, own: Sequence[Any], size: int) -> CxError:
    """Return why criteria do not come in pairs: a slot before them was not skipped."""
    for parameter, value in zip(spec.parameters, own, strict=False):
        is_slot = parameter.is_optional and not parameter.is_range
        if is_slot and len(Block.of(value).cells) > 1:
            return SkippedSlot(parameter.name)
    return NotGiven(f"criterion_{size // 2 + 1} ({spec.name})")


def _add(given: dict[str, Any], named: Iterable[tuple[str, Any]]) -> None:
    """Add to *given* what is not skipped."""
    for name, value in named:
        if _is_skipped(value):
            continue
        if name in given:
            raise GivenTwice(name)
        given[name] = value


def _is_skipped(value: Any) -> bool:
    """Say whether *value* fills an empty slot: some hosts hand over empty text."""
    is_empty_text = isinstance(value, str) and not value.strip()
    return value is OMITTED or value is None or is_empty_text


def _pairs(
    spec: Spec, rest: list[Any], own: Sequence[Any]
) -> tuple[list[tuple[Any, Any]], list[tuple[str, Any]]]:
    """
    Return pairs of range and criterion, and pairs of name and value.

    An empty criterion cell is a legal one. A name is a text where a range belongs.

    Raises:
        NotGiven: a range is missing.
        UnknownArgument: a text is no name, and cannot be the range of so many answers.
    """
    names = {parameter.name for parameter in spec.named_parameters}
    criteria: list[tuple[Any, Any]] = []
    options: list[tuple[str, Any]] = []
    for cells, value in zip(rest[::2], rest[1::2], strict=True):
        if cells is OMITTED or cells is None:
            raise NotGiven(f"range_{len(criteria) + 1} ({spec.name})")
        name = cells.strip().lower() if isinstance(cells, str) else ""
        if name in names:
            options.append((name, value))
        elif name and _is_cell(value) and not _is_cell(own[0]):
            known = {"function": spec.name, "names": ", ".join(sorted(names))}
            raise UnknownArgument(cells.strip(), **known)
        else:
            criteria.append((cells, None if value is OMITTED else value))
    return criteria, options


def _is_cell(value: Any) -> bool:
    return len(Block.of(value).cells) == 1
