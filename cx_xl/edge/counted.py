"""Answers that a Python caller has counted already."""

from collections.abc import Mapping
from typing import Any

from cx_xl.edge.scalars import read_scalar
from cx_xl.errors import Undefined
from cx_xl.grouped import Customers, Tallies
from cx_xl.roles import BESIDE, Role
from cx_xl.spec import Parameter, Spec
from cx_xl.tally import Tally, total

COUNT = "customers"  # how many customers each row stands for
OF_BASE = ("frequency", "recency", "age", "monetary", COUNT)
GROUPING = (Role.GROUPS, Role.DAYS)


def is_counted(value: Any) -> bool:
    """Say whether *value* is a tally, or a mapping of nothing but tallies."""
    if isinstance(value, Tally | Tallies):
        return True
    is_mapping = isinstance(value, Mapping) and bool(value)
    return is_mapping and all(isinstance(each, Tally) for each in value.values())


def of_base(spec: Spec, base: Customers, given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Return what a model is fitted to where a customer base is handed over.

    Raises:
        Undefined: the function needs customers one by one, or is also given what the
            base holds already.
    """
    names = [p.name for p in spec.own_parameters if p.name in OF_BASE]
    first = spec.own_parameters[0].name
    if COUNT not in names:
        raise Undefined(
            first,
            why_en="a counted customer base has no single customers; hand over its "
            "columns: base.frequency, base.recency, base.age.",
            why_it="una base clienti già contata non ha singoli clienti; passa le sue "
            "colonne: base.frequency, base.recency, base.age.",
        )
    for name in names[1:]:
        if given.get(name) is not None:
            raise Undefined(
                name,
                why_en="the customer base holds it already; leave it out.",
                why_it="la base clienti lo contiene già; omettilo.",
            )
    return dict(base.columns(names))


def counted_before(
    spec: Spec, parameter: Parameter, value: Any, given: Mapping[str, Any]
) -> dict[str, Any]:
    """
    Return what a KPI gets where *value* holds tallies: one, or one per group.

    Raises:
        Undefined: the KPI needs the rows, or is also given what tallies hold already.
    """
    if parameter.role is not Role.SCORES:
        raise Undefined(
            parameter.name,
            why_en="a Tally stands for answers only; hand over one value per row.",
            why_it="un Tally vale solo per le risposte; passa un valore per riga.",
        )
    if given.get("criteria"):
        raise Undefined(
            parameter.name,
            why_en="a Tally has no rows that criteria could choose from; hand over the "
            "answers themselves.",
            why_it="un Tally non ha righe tra cui i criteri possano scegliere; passa "
            "le risposte stesse.",
        )
    if isinstance(value, Tally):
        return {parameter.name: value}
    beside = [
        p
        for p in spec.own_parameters
        if p.role in BESIDE and p.arg.table == parameter.arg.table
    ]
    for other in beside:
        if given.get(other.name) is not None:
            raise Undefined(
                other.name,
                why_en=f"the tallies of {parameter.name} hold it already; leave it "
                "out.",
                why_it=f"i conteggi di {parameter.name} lo contengono già; omettilo.",
            )
    groups = next((p for p in beside if p.role in GROUPING), None)
    if groups is None:
        return {parameter.name: total(value.values())}
    own = value if isinstance(value, Tallies) else Tallies.of(value)
    if groups.role is Role.GROUPS:
        labelled = own.by_label(groups.name) if own is value else value
        return {parameter.name: labelled, groups.name: ()}
    period = next(p for p in spec.own_parameters if p.name == "period")
    unit = read_scalar(period, given.get(period.name))
    return {parameter.name: own.by_period(groups.name, unit), groups.name: ()}
