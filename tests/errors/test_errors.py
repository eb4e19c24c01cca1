"""Errors as things: they travel between processes and can be copied."""

import copy
import pickle
import pkgutil
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from string import Formatter

import pytest

import cx_xl
from cx_xl.errors import LANGUAGES, Code, CxError, ErrorInRange, Explained
from tests.refusals import error

COPIES = [
    lambda error: pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own
    copy.copy,
    copy.deepcopy,
]


def kinds(base=Explained):
    """Return every kind of error that we know."""
    for module in pkgutil.walk_packages(cx_xl.__path__, "cx_xl."):
        if not module.name.endswith(("__main__", "warehouse.spark")):  # needs a cluster
            import_module(module.name)
    found = [base]
    for kind in found:
        found += [sub for sub in kind.__subclasses__() if sub not in found]
    return [kind for kind in found if hasattr(kind, "en")]


def example(kind):
    """Return one error of *kind*, with a fact for each blank of its sentences."""
    if kind is ErrorInRange:
        return kind("scores", Code.NA)
    parts = [*Formatter().parse(kind.en), *Formatter().parse(kind.it)]
    facts = {name: 7.0 if spec else "x" for _, name, spec, _ in parts if name}
    if not issubclass(kind, CxError):
        return kind(**facts)
    facts.pop("argument", None)
    return kind("scores", **facts).at(3, 2)


def traits(error):
    """Return all that anybody reads in an error."""
    said = [error.say(language) for language in LANGUAGES]
    return type(error), str(error), said, error.args, vars(error)


@pytest.mark.parametrize("copied", COPIES, ids=["pickle", "copy", "deepcopy"])
@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
def test_errors_survive_copies(kind, copied):
    """With their facts, their place and what the cell shows."""
    error = example(kind)

    again = copied(error)

    assert again is not error
    assert traits(error) == traits(again)
    assert getattr(error, "code", None) == getattr(again, "code", None)
    assert getattr(error, "position", None) == getattr(again, "position", None)


def test_errors_come_out_of_a_pool():
    """A worker's error is the caller's error."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        error = pool.submit(cx_xl.call_function, "CX_NPS", [[9], [11]]).exception()
    assert (Code.NUM, (2, 1)) == (error.code, error.position)
    assert "11 is off the 0-10 scale" in error.say("en")


class TestNumbers:
    def test_the_decimal_mark_of_the_language(self):
        """What a user of each language would type."""
        bad = error("CX_NPS_CI", [9, 0], 1.5)

        assert "is 1.5;" in bad.say("en")
        assert "0.015 or 1.5%" in bad.say("en")
        assert "vale 1,5;" in bad.say("it")
        assert "0,015 o 1,5%" in bad.say("it")

    def test_in_reasons(self):
        """Sentences with numbers of their own follow, too."""
        assert "0,5 deve superare" in error("CX_CSAT", [1, 5], 0.5).say("it")
