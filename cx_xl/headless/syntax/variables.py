"""The variables of LET and LAMBDA, seen from inside our calls."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from cx_xl.headless.reasons import LambdaVariable
from cx_xl.headless.syntax.tree import Call, Expression, Operand, meaningful, nodes_of

Scope = Mapping[str, "Variable"]


@dataclass(frozen=True, slots=True)
class Variable:
    """
    A variable of LET or LAMBDA.

    Attributes:
        expression: what LET binds it to; None for a LAMBDA variable.
        scope: the variables that the expression may use.
        is_inlined: write the expression in its place (inside our calls, which are
            evaluated outside of the LET).
    """

    expression: Expression | None
    scope: Scope
    is_inlined: bool = False


def inlined(scope: Scope) -> Scope:
    """Return *scope* as our calls see it: LET variables are written out."""
    return {
        name: replace(variable, is_inlined=True) for name, variable in scope.items()
    }


def declared(argument: Expression) -> str:
    """Return the key of the variable that this argument of LET or LAMBDA declares."""
    nodes = meaningful(argument)
    text = nodes[0].text if nodes and isinstance(nodes[0], Operand) else ""
    return text.replace("_xlop.", "_xlpm.").casefold()


def lambda_scope(call: Call, scope: Scope) -> Scope:
    """Return the scope inside a LAMBDA."""
    names = map(declared, call.arguments[:-1])
    return {**scope, **{name: Variable(None, scope) for name in names}}


def bindings(
    call: Call, scope: Scope
) -> Iterator[tuple[Expression, Expression, Scope]]:
    """Yield (name, expression, scope of both) of a LET; then its body, named ()."""
    inner = dict(scope)
    arguments = call.arguments
    for name, bound in zip(arguments[:-1:2], arguments[1::2], strict=False):
        yield name, bound, dict(inner)
        inner[declared(name)] = Variable(bound, dict(inner))
    yield (), arguments[-1], inner


def refuse_lambda_variables(call: Call, scope: Scope) -> None:
    """
    Make sure that our call uses no variable of a LAMBDA around it.

    Raises:
        LambdaVariable: it does; its values exist only while the LAMBDA runs.
    """
    for node in nodes_of((call,)):
        variable = (
            scope.get(node.text.casefold()) if isinstance(node, Operand) else None
        )
        if isinstance(node, Operand) and variable and variable.expression is None:
            name = node.text.removeprefix("_xlpm.")
            raise LambdaVariable(variable=name, function=call.kpi or call.head)
