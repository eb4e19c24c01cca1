"""Why a cell shows an error, asked in a real LibreOffice through the CX menu."""

import pytest

from cx_xl import CATALOG
from cx_xl.errors import LANGUAGES, Code, OffScale
from cx_xl.hosts.libreoffice.calc_menu import ENTRIES, PROTOCOL
from cx_xl.reference import constants
from cx_xl.spec import Scale
from tests.hosts.calc import core_there, running, shown_value
from tests.hosts.cases import column, same

pytestmark = pytest.mark.slow

ELEVEN = OffScale("scores", value=11.0, scale=Scale(0, 10))
OFF_SCALE = {language: ELEVEN.say(language) for language in LANGUAGES}
WHY = f"{PROTOCOL}why"
LOCALES = {"en": None, "it": "it-IT"}


@pytest.fixture(scope="module", params=LOCALES)
def language(request):
    return request.param


@pytest.fixture(scope="module")
def calc(tmp_path_factory, language):
    with running(tmp_path_factory.mktemp("why"), LOCALES[language]) as calc:
        yield calc


@pytest.fixture
def sheet(calc):
    """The name of an empty first sheet."""
    calc.do("new")
    return calc.do("sheets")[0]


def asked(calc, sheet, column=0, row=0):
    return calc.do("ask", command=WHY, sheet=sheet, column=column, row=row)


def test_the_bad_cell_is_named(calc, sheet, language):
    """The third answer is 11, on a scale that ends at 10."""
    cells = calc.typed(column(10, 9, 11, 6))
    calc.do("formula", text=f"=CX_NPS({cells})", rows=None)
    verb = {"en": "shows", "it": "mostra"}[language]
    expected = f"{sheet}.A1 {verb} #NUM!. CX_NPS: Data.A3: {OFF_SCALE[language]}"

    assert expected == asked(calc, sheet)


def test_any_cell_of_a_table(calc, sheet, language):
    """The last of the four cells of an array formula."""
    cells = calc.typed(column(10, 9, 11, 6))
    split = {"text": f"=CX_NPS_SPLIT({cells})", "rows": 1, "columns": 4}
    calc.do("formula", **split, keep=True)
    said = asked(calc, sheet, column=3)

    assert said.startswith(f"{sheet}.D1 ")
    assert said.endswith(f"CX_NPS_SPLIT: Data.A3: {OFF_SCALE[language]}")


def test_the_call_within_a_formula(calc, sheet, language):
    """Of two calls the one that was refused is explained."""
    good, bad = calc.typed(column(10, 9)), calc.typed(column(10, 11))
    calc.do("formula", text=f"=CX_NPS({good})-CX_NPS({bad})", rows=None)

    assert asked(calc, sheet).endswith(f"CX_NPS: Data.B2: {OFF_SCALE[language]}")


def test_an_error_that_is_passed_on(calc, sheet, language):
    """From the third cell by way of the second to the first, where it began."""
    cells = calc.typed(column(10, 9, 11, 6))
    for place, text in enumerate([f"=CX_NPS({cells})", "=A1*2", "=ROUND(B1;1)"]):
        calc.do("formula", text=text, rows=None, at=(place, 0))
    said = asked(calc, sheet, column=2)

    assert all(f"{sheet}.{cell}1" in said for cell in "ABC")
    assert said.endswith(f"CX_NPS: Data.A3: {OFF_SCALE[language]}")


def test_a_named_range(calc, sheet, language):
    """The bad cell has its own name, also where a formula gives the range a name."""
    cells = calc.typed(column(10, 11))
    cells = cells.replace("A1:A2", "$A$1:$A$2")
    calc.do("call_it", word="answers", cells=cells)
    calc.do("formula", text="=CX_NPS(answers)", rows=None)

    assert asked(calc, sheet).endswith(f"CX_NPS: Data.A2: {OFF_SCALE[language]}")


def test_constants(calc, sheet):
    """Calc does not call a function that reads cells with anything else; we say so."""
    calc.do("formula", text="=CX_NPS({10;9})", rows=None)
    said = asked(calc, sheet)

    assert said.startswith(f"{sheet}.A1 ")
    assert "Err:504" in said
    assert "A2:A500" in said


def test_an_error_in_an_optional_range(calc, sheet):
    """Calc does not call us then, either; the cell with the error is named."""
    scores, weights = calc.typed(column(10, 0)), calc.typed(column(3, Code.NA))
    calc.do("formula", text=f"=CX_NPS({scores};{weights})", rows=None)

    assert "Data.B2" in asked(calc, sheet)


def test_a_place_without_a_value(calc, sheet):
    """Two segments below the base of 30: no NPS, and nothing was refused."""
    scores, groups = calc.typed(column(10, 9)), calc.typed(column("a", "b"))
    text = f"=CX_NPS_BY({scores};{groups})"
    calc.do("formula", text=text, rows=3, columns=10, keep=True)

    assert "CX_NPS_BY" in asked(calc, sheet, column=5, row=1)


def test_a_cell_without_an_error(calc, sheet):
    """It is named, too."""
    assert asked(calc, sheet, column=5, row=8).startswith(f"{sheet}.F9 ")


def test_asking_changes_nothing(calc, sheet):
    """The document needs no saving, and the same cell stays selected."""
    cells = calc.typed(column(10, 11))
    calc.do("formula", text=f"=CX_NPS({cells})", rows=None, at=(1, 4))
    calc.do("saved")
    asked(calc, sheet, column=1, row=4)

    assert [f"${sheet}.$B$5", False] == calc.do("state")


def test_the_template(calc, language, ready, tmp_path):
    """
    A score of 11 in the demo: its month, on a protected sheet, leads to the checks.
    """
    path = ready(tmp_path / "kpi.ods", language)
    calc.do("open", path=str(path))
    _, _, answers, _counts, monthly, *_ = calc.do("sheets")
    calc.do("change", sheet=answers, row=5, column=3, number=11)
    first, *_ = calc.do("errors", sheet=monthly)

    told = asked(calc, *first)
    assert f"{monthly}.Y6" in told
    assert {"en": "the sheet Checks", "it": "il foglio Controlli"}[language] in told


def test_menu_and_toolbar(calc, language):
    """A menu of our own beside the others, in the language of the menus."""
    name = ENTRIES["why"].say(language)
    locale = LOCALES[language] or "en-US"

    assert [name, WHY] in calc.do("menu", locale=locale)


def test_the_examples(calc, language):
    """
    Each function at work: the example of the catalogue, with ranges, gives its answer.
    """
    calc.do("new")
    calc.do("switch", command=f"{PROTOCOL}examples")
    examples = [(s.name, constants(s.example)) for s in CATALOG.values()]
    expected = dict(zip(CATALOG, core_there(examples), strict=True))
    texts = [row[0][1] for row in calc.do("read", column=0, row=0, rows=2000)]
    tops = {name: texts.index(name) for name in CATALOG}
    shown = {}
    for name, answer in expected.items():
        rows = answer if isinstance(answer, list) else [[answer]]
        shape = {"rows": len(rows), "columns": len(rows[0])}
        cells = calc.do("read", column=0, row=tops[name] + 3, **shape)
        shown[name] = [[shown_value(cell) for cell in row] for row in cells]
    wrong = [
        name
        for name, answer in expected.items()
        if not same(answer if isinstance(answer, list) else [[answer]], shown[name])
    ]

    assert [] == wrong
    assert {"en": ["Examples"], "it": ["Esempi"]}[language] == calc.do("sheets")


def test_without_scipy(tmp_path):
    """A function that needs it shows an error, and the answer says how to get it."""
    (tmp_path / "scipy.py").write_text("raise ImportError(\"No module named 'scipy'\")")
    with running(tmp_path / "calc", modules=tmp_path) as calc:
        sheet = calc.do("sheets")[0]
        cells = calc.typed(column(0.243, 4.414, 0.793, 2.426))
        text = f"=CX_BGNBD_EXPECTED({cells};39)"
        shown = calc.do("formula", text=text, rows=1, columns=1)
        calc.do("formula", text=text, rows=None)
        said = asked(calc, sheet)

    assert [[["error", "#VALUE!"]]] == shown
    assert said.startswith(f"{sheet}.A1 shows #VALUE!. CX_BGNBD_EXPECTED needs")
    assert "cx-xl libreoffice doctor" in said
