"""Values written into formulas, and names that stand for such a value."""

from cx_xl.errors import Code
from cx_xl.files.package import DefinedName
from cx_xl.headless.cutting.templates import Constant
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.syntax.tree import Mark, Operand, meaningful, parse


def constant(operand: Operand) -> Constant | None:
    """Return the value that *operand* writes; None if it names cells."""
    match operand.kind:
        case "NUMBER":
            return Constant(float(operand.text))
        case "TEXT":
            return Constant(operand.text[1:-1].replace('""', '"'))
        case "LOGICAL":
            return Constant(operand.text.upper() == "TRUE")
        case "ERROR":
            return Constant(Code(operand.text.upper()))
        case _:
            return None


def named_constant(name: DefinedName | None) -> Constant | None:
    """Return the value that a defined name stands for, if it is one value."""
    try:
        nodes = meaningful(parse(name.text)) if name else ()
    except NotComputable:
        return None
    match nodes:
        case (Operand() as operand,):
            return constant(operand)
        case (Mark("-"), Operand(kind="NUMBER", text=text)):
            return Constant(-float(text))
        case _:
            return None
