"""The Office add-in: its page, worker, Pyodide and core in a real Chromium."""

import json
import pickle
import subprocess
import sys
from datetime import date, datetime

import pytest

from cx_xl import CATALOG
from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.hosts.office.page_files import OFFICE_JS, policy
from cx_xl.hosts.office.page_texts import TEXTS
from cx_xl.reference import localised, page, search
from tests.hosts.browser import FULL, HOW, MODULES, ROOT, build, running
from tests.hosts.cases import (
    AGREED,
    OMITTED,
    STATED,
    Call,
    WholeColumns,
    alike,
    near,
    same,
)
from tests.hosts.without_libraries import LACKING
from tests.hosts.without_libraries import answer as here

CALLS = (*STATED, *AGREED)
EMPTY = {"null": None, "text": "", "zero": 0}  # how an Excel may send an empty cell
KINDS = {
    Code.DIV: "Div0",
    Code.NA: "NotAvailable",
    Code.NAME: "Name",
    Code.NULL: "Null",
    Code.NUM: "Num",
    Code.REF: "Ref",
    Code.VALUE: "Value",
}
AXE = MODULES / "node_modules/axe-core/axe.min.js"
AUDIT = """async () => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
  const { violations } = await axe.run({ runOnly });
  return violations.map((one) => [one.id, ...one.nodes.map((node) => node.html)]);
}"""
ASK = """async (calls) => {
  const answers = [];
  for (const call of calls) answers.push(await cxCall(...call));
  return answers;
}"""
FOUR = {"cells": [[10], [9], [8], [6]]}


def long_calls():
    """Yield calls that NumPy answers, the first of them only where it is there."""
    rows = range(24_000)
    who = [[f"c{i * 7919 % 3001}"] for i in rows]
    when = [[46_023.0 - i * 31 % 701] for i in rows]
    spent = [[(i * 13 % 97) + 0.5 - 9 * (i % 50 == 0)] for i in rows]
    scores = [[i % 11] for i in rows]
    groups = [[f"shop {i % 7}"] for i in rows]
    (interval,) = (c for c in AGREED if c.why == "the example of CX_CLV_INTERVAL")
    by_period = (*interval.arguments[:7], 0.002)
    yield Call("worth of each period ahead", interval.name, by_period)
    yield Call("purchases", "CX_RFM", (who, when, spent))
    yield Call("purchases", "CX_RFM_SCORE", (who, when, spent))
    yield Call("purchases", "CX_COHORT", (who, when))
    yield Call("money", "CX_COHORT", (who, when, "Q", "revenue", spent))
    yield Call("answers", "CX_NPS_BY", (scores, groups))
    yield Call("answers", "CX_NPS_FROM_SCORES", (scores, [[1 + i % 3] for i in rows]))


LONG = tuple(long_calls())


@pytest.fixture(scope="module", name="chromium")
def fixture_chromium(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")
    build(folder)
    with running(folder, policy(OFFICE_JS)) as browser:
        browser.is_spoiled = True
        yield browser


@pytest.fixture(name="browser")
def fixture_browser(chromium):
    """The page, with Python ready; opened once for all tests that leave it as it is."""
    if chromium.is_spoiled:
        chromium.open()
        chromium.ready()
        chromium.is_spoiled = False
    return chromium


@pytest.fixture(name="anew")
def fixture_anew(chromium):
    """A page that the test opens, and may spoil."""
    chromium.is_spoiled = True
    return chromium


def given(argument):
    """An argument for the stand-in: left out, typed, or cells of a sheet."""
    if argument is OMITTED:
        return None
    if isinstance(argument, WholeColumns):
        return {"cells": [list(map(cell, row)) for row in argument.rows], "whole": True}
    if isinstance(argument, list):
        return {"cells": [list(map(cell, row)) for row in argument]}
    if argument is None or isinstance(argument, Code):
        return {"cells": [[cell(argument)]]}
    return {"typed": cell(argument)}


def cell(value):
    """A cell as Excel holds it: errors are objects, dates are numbers."""
    if isinstance(value, Code):
        return {"type": "Error", "basicType": "Error", "basicValue": value} | {
            "errorType": KINDS[value]
        }
    return serial(value) if isinstance(value, date | datetime) else value


def fail(browser):
    """Select a cell whose function has refused an answer, as a user does."""
    browser.call("CX_NPS", [{"cells": [[11]]}], address="Sheet1!B2")
    browser.run(
        """() => {
          cxBook.sheets.set("Sheet1", [[], [undefined, { type: "Error" }]]);
          return Promise.all(cxBook.listeners.map((heard) => heard()));
        }"""
    )
    browser.do("wait", script="document.querySelector('#why.box')", seconds=5)


def out(found):
    """What Excel can show of an answer: two errors it takes in, but not out."""
    if isinstance(found, list):
        return list(map(out, found))
    return Code.VALUE if found in {Code.REF, Code.NAME} else found


def cells(answer):
    """What the cells show: rows, or the code of one error."""
    if "error" in answer:
        return Code(answer["error"])
    return [
        [Code(c["error"]) if isinstance(c, dict) else c for c in row]
        for row in answer["rows"]
    ]


def asked():
    """Yield the calls, with each kind of empty cell; whole columns take a second."""
    for number, call in enumerate(CALLS):
        is_whole = any(isinstance(a, WholeColumns) for a in call.arguments)
        is_enough = is_whole and call.why != "a whole column with header and gap"
        for empty in ["null"] if is_enough else EMPTY:
            yield pytest.param(number, empty, id=f"{call.name}: {call.why}, {empty}")


ASKED = list(asked())


@pytest.fixture(scope="module", name="answers")
def fixture_answers(chromium):
    """The answers to all calls, for each way to send an empty cell."""
    if chromium.is_spoiled:
        chromium.open()
        chromium.ready()
        chromium.is_spoiled = False
    places = [tuple(param.values) for param in ASKED]
    calls = [
        [CALLS[n].name, list(map(given, CALLS[n].arguments)), EMPTY[empty]]
        for n, empty in places
    ]
    return dict(zip(places, chromium.run(ASK, calls), strict=True))


@pytest.fixture(scope="module", name="expected")
def fixture_expected():
    """The answers of the core where NumPy and SciPy are missing, as in the browser."""
    command = [sys.executable, "-m", "tests.hosts.without_libraries"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    return pickle.loads(done.stdout)  # noqa: S301 - our own


@pytest.mark.parametrize(("number", "empty"), ASKED)
def test_as_the_core(answers, expected, number, empty):
    """The same double, text or error as the core, whatever an empty cell is sent as."""
    answer, call = answers[number, empty], CALLS[number]
    if expected[number] == LACKING:
        assert Code.NA == answer["error"]
        assert answer["message"].startswith(f"{call.name} needs NumPy and SciPy")
    else:
        assert same(out(expected[number]), cells(answer)), answer


@pytest.mark.parametrize(
    ("number", "case"),
    list(enumerate(STATED)),
    ids=[f"{case.name}: {case.why}" for case in STATED],
)
def test_stated(answers, number, case):
    """And that is the answer that the table states: none of these needs a library."""
    found = cells(answers[number, "null"])
    rows = case.expected if isinstance(case.expected, list) else [[case.expected]]
    if isinstance(found, Code):
        found = [[found] * len(rows[0]) for _ in rows]

    assert same(out(rows), found), found


def test_a_function_that_needs_no_library_gives_the_same_without(expected):
    """To 1e-12, whether NumPy and SciPy are there or not."""
    pairs = zip(CALLS, expected, strict=True)
    plain = [(call, found) for call, found in pairs if found != LACKING]

    assert len(plain) > 150
    assert [] == [
        (call.name, call.why)
        for call, found in plain
        if not alike(here(call), found, rel_tol=1e-12)
    ]


def test_most_functions_need_no_library(answers):
    """The others say so, in a sentence that names the way out."""
    lacking = {
        CALLS[number].name
        for (number, _), answer in answers.items()
        if "needs NumPy" in answer.get("message", "")
    }

    assert 12 == len(lacking)


class TestErrors:
    def test_a_code_and_a_sentence(self, browser):
        answer = browser.call("CX_NPS", [{"cells": [[10], [11]]}])

        assert Code.NUM == answer["error"]
        assert "11" in answer["message"]

    def test_the_sentence_is_italian_in_italian_excel(self, anew):
        anew.open(html={"office": "it-IT"})
        anew.ready()
        answer = anew.call("CX_NPS", [{"cells": [[None]]}])

        assert "nessuna cella contiene una risposta" in answer["message"]

    def test_the_pane_says_why(self, anew):
        """Excel shows the sentence of #N/A and #VALUE! only; the pane shows all."""
        anew.open()
        anew.ready()
        fail(anew)
        told = anew.run("() => document.querySelector('#why-text').textContent")

        assert told.startswith("CX_NPS, #NUM!: ")
        assert "11" in told

    def test_an_error_that_excel_can_not_raise(self, browser):
        """#CALC! can not be handed on as such; #VALUE! with its sentence is."""
        calc = {"type": "Error", "errorType": "Calc", "basicValue": "#CALC!"}
        answer = browser.call("CX_NPS", [{"cells": [[10], [calc]]}])

        assert Code.VALUE == answer["error"]
        assert "#CALC!" in answer["message"]

    @pytest.mark.parametrize("code", [Code.REF, Code.NAME])
    def test_an_error_that_excel_takes_in_only(self, anew, code):
        """
        Microsoft's page on errors of custom functions: these two are "supported as a
        custom function input error, but not as a custom function output error". The
        cell and the pane show the same one.
        """
        anew.open()
        anew.ready()
        wrong = {"cells": [[10], [cell(code)]]}
        answer = anew.call("CX_NPS", [wrong], address="Sheet1!B2")
        told = anew.run("() => CX.reasons.get('Sheet1!B2').code")

        assert Code.VALUE == answer["error"] == told
        assert code in answer["message"]

    def test_a_cell_without_a_value_is_no_answer(self, browser):
        """A stock or a picture is an error, not a text that would be skipped."""
        answer = browser.call("CX_NPS", [{"cells": [[10], [{"type": "WebImage"}]]}])

        assert Code.VALUE == answer["error"]

    def test_a_number_with_a_format_is_that_number(self, browser):
        number = {"type": "FormattedNumber", "basicType": "Double", "basicValue": 9}

        assert [[100]] == browser.call("CX_NPS", [{"cells": [[number]]}])["rows"]


class TestZeros:
    def test_typed_and_computed_zeros_are_zeros(self, browser):
        assert [[-100]] == browser.call("CX_NPS", [{"typed": 0}], 0)["rows"]

    def test_only_doubtful_cells_are_looked_at(self, browser):
        """Where no 0 came, nothing is asked of Excel."""
        before = browser.run("() => cxBook.reads")
        browser.call("CX_NPS", [FOUR], 0)

        assert before == browser.run("() => cxBook.reads")

    def test_many_cells_are_read_in_parts(self, browser):
        """Excel on the web refuses answers over 5 MB."""
        script = """async () => {
          const cell = (i) => (i % 5 ? 10 : i % 2 ? 0 : null);
          const cells = Array.from({ length: 250000 }, (_, i) => [cell(i)]);
          const before = cxBook.reads;
          const given = [{ cells }, null, { typed: true }];
          const answer = await cxCall("CX_NPS_SPLIT", given, 0);
          return [answer.rows, cxBook.reads - before];
        }"""

        assert [[[200_000, 0, 25_000, 225_000]], 3] == browser.run(script)

    def test_an_excel_that_does_not_say_where_cells_are(self, browser):
        """Its zeros may be empty cells: refused, no number that may be wrong."""
        answer = browser.call("CX_NPS", [{"cells": [[10], [0]]}], 0, told=False)

        assert {"error": Code.NA, "message": TEXTS["en"]["unknownZero"]} == answer

    def test_someone_is_typing(self, anew):
        """Then Excel can not be asked; the cell says so and is computed later."""
        anew.open()
        anew.ready()
        anew.run("() => { cxBook.isBusy = true; }")
        answer = anew.call("CX_NPS", [{"cells": [[10], [None]]}], 0)
        anew.run("() => { cxBook.isBusy = false; }")
        anew.do("wait", script="cxBook.recalculations > 0", seconds=10)

        assert {"error": Code.NA, "message": TEXTS["en"]["unread"]} == answer


class TestLoading:
    def test_slow(self, anew):
        """The cell says that it waits, and is computed once Python is there."""
        anew.open(html={"patience": "1"})
        answer = anew.call("CX_NPS", [FOUR])
        anew.ready()
        anew.do("wait", script="cxBook.recalculations === 1", seconds=10)

        assert {"error": Code.NA, "message": TEXTS["en"]["slow"]} == answer
        assert [[25]] == anew.call("CX_NPS", [FOUR])["rows"]

    @pytest.mark.parametrize("file", ["core.zip", "pyodide.asm.wasm", "worker.js"])
    def test_failing(self, anew, file):
        """The cell and the pane say so; the add-in tries again and recovers."""
        anew.open(fail={file: 1})
        answer = anew.call("CX_NPS", [FOUR])
        state = anew.run("() => document.querySelector('#state').textContent")
        anew.ready()
        anew.do("wait", script="cxBook.recalculations === 1", seconds=10)

        assert Code.NA == answer["error"]
        assert answer["message"].startswith("The add-in could not load (")
        assert state.startswith("Could not start: ")
        assert [[25]] == anew.call("CX_NPS", [FOUR])["rows"]

    def test_a_worker_that_dies(self, anew):
        anew.open()
        anew.ready()
        anew.run("() => CX.engine.worker.onerror({ message: 'out of memory' })")
        answer = anew.call("CX_NPS", [FOUR])
        anew.ready()

        assert "out of memory" in answer["message"]
        assert [[25]] == anew.call("CX_NPS", [FOUR])["rows"]


@pytest.fixture(scope="module", name="full")
def fixture_full(tmp_path_factory):
    """The page with NumPy and SciPy of Pyodide 0.27.7, compiled for the browser."""
    assert list(FULL.glob("scipy-*.whl")), HOW
    folder = tmp_path_factory.mktemp("full")
    build(folder, FULL)
    with running(folder, policy(OFFICE_JS)) as browser:
        yield browser


class TestLibraries:
    """IT may add NumPy and SciPy, and then every function works."""

    def test_one_that_does_not_come(self, full):
        """The cell says which; it is asked for again, and the cell computed again."""
        (file,) = (path.name for path in FULL.glob("openblas-*"))
        (call,) = (c for c in CALLS if c.why == "the example of CX_GG_FIT")
        asked = (call.name, list(map(given, call.arguments)))
        full.open(fail={file: 1})
        full.ready()
        before = full.call(*asked)
        full.do("wait", script="cxBook.recalculations === 1", seconds=30)
        after = full.call(*asked)

        expected = TEXTS["en"]["failed"].format(f"{file}: Failed to fetch")
        assert {"error": Code.NA, "message": expected} == before
        assert near(here(call), cells(after))

    def test_every_call_has_the_answer_of_the_other_hosts(self, full):
        """
        Those of the table, and long ranges, which NumPy then counts: by addresses of
        32 bits, which this computer has not.
        """
        full.open()
        full.ready()
        calls = (*CALLS, *LONG)
        asked = [[call.name, list(map(given, call.arguments))] for call in calls]
        answers = [cells(answer) for answer in full.run(ASK, asked)]

        wrong = [
            (call.name, call.why, answer)
            for call, answer in zip(calls, answers, strict=True)
            if not near(out(here(call)), answer)
        ]
        assert [] == wrong


class TestSecurity:
    def test_nothing_comes_from_elsewhere(self, browser):
        """
        Only office.js, which is Microsoft's; all else from the folder, and by GET.
        """
        asked = browser.do("asked")
        elsewhere = {url for _, url in asked if not url.startswith(browser.url)}

        assert {"GET"} == {method for method, _ in asked}
        assert {OFFICE_JS} == elsewhere

    def test_no_value_leaves_the_browser(self, full):
        """
        To compute asks nobody anything, however large the range or the model: once the
        libraries are there, the network is silent.
        """
        full.open()
        full.ready()
        (fit,) = (c for c in CALLS if c.why == "the example of CX_GG_FIT")
        calls = [[c.name, list(map(given, c.arguments))] for c in (fit, fit, *LONG)]
        full.run(ASK, calls[:1])
        before = full.do("asked")
        full.run(ASK, calls[1:])

        assert before == full.do("asked")
        assert all("?" not in url or url.split("?")[1].isalnum() for _, url in before)

    def test_the_policy_stops_what_it_should(self, browser):
        script = """async () => {
          const tries = [fetch("https://example.org/")];
          return (await Promise.allSettled(tries)).map((tried) => tried.status);
        }"""

        assert ["rejected"] == browser.run(script)

    def test_the_page_breaks_no_rule_of_its_own(self, anew):
        anew.open()
        anew.ready()
        anew.run("() => document.querySelector('#results button').click()")

        assert [] == anew.do("said")


def test_1904(anew):
    """Their dates come as other numbers, so functions of dates refuse."""
    anew.open(script="addEventListener('DOMContentLoaded', () => cxBook.is1904 = true)")
    anew.ready()
    days = {"cells": [[46023], [46054], [46055], [46056]]}
    answer = anew.call("CX_NPS_TREND", [FOUR, days])

    assert {"error": Code.NA, "message": TEXTS["en"]["dates1904"]} == answer
    assert [[25]] == anew.call("CX_NPS", [FOUR])["rows"]


class TestPane:
    def shown(self, browser):
        script = (
            "() => [...document.querySelectorAll('#results b')].map(b => b.textContent)"
        )
        return browser.run(script)

    @pytest.mark.parametrize(
        "words", ["nps", "promot", "abbandono", "churn rate", "più"]
    )
    def test_search_finds_what_the_command_line_finds(self, anew, words):
        anew.open()
        anew.do("wait", script="document.querySelector('#results b')")
        anew.run("() => document.querySelector('#search').focus()")
        anew.do("type", text=words)

        assert [spec.name for spec in search([words])] == self.shown(anew)

    def test_by_keyboard_alone(self, anew):
        """Search, walk to a function, read it, insert its example, go back."""
        anew.open()
        anew.do("wait", script="document.querySelector('#results b')")
        anew.do("press", keys=["Tab", "Tab"])
        anew.do("type", text="csat_ci")
        anew.do("press", keys=["ArrowDown", "Enter", "Tab", "Tab", "Enter"])
        anew.do("wait", script="cxBook.sheets.get('Sheet1')[1]", seconds=5)
        inserted = anew.run("() => cxBook.sheets.get('Sheet1')[1][1]")
        anew.do("press", keys=["Escape"])
        focused = "() => document.activeElement.textContent"

        assert CATALOG["CX_CSAT_CI"].example == inserted
        assert anew.run(focused).startswith("CX_CSAT_CI")

    def test_a_cell_that_is_in_use_asks_first(self, anew):
        anew.open()
        anew.do("wait", script="document.querySelector('#results b')")
        script = """async () => {
          cxBook.sheets.set("Sheet1", [[], [undefined, 42]]);
          document.querySelector("#results button").click();
          const said = [];
          for (let i = 0; i < 2; i += 1) {
            document.querySelector(".action button").click();
            await new Promise((done) => setTimeout(done, 50));
            said.push(document.querySelector(".action p").textContent);
            said.push(cxBook.sheets.get("Sheet1")[1][1]);
          }
          return said;
        }"""
        asked, kept, told, written = anew.run(script)

        assert asked == TEXTS["en"]["occupied"].format("B2")
        assert 42 == kept
        assert "Inserted in B2." == told
        assert written == CATALOG["CX_NPS"].example

    def test_italian(self, anew):
        """The help, the example and its answer as Excel in Italian writes them."""
        anew.open(html={"office": "it-IT"})
        anew.do("wait", script="document.querySelector('#results b')")
        anew.run("() => document.querySelectorAll('#results button')[4].click()")
        told = anew.run("() => document.querySelector('#page').textContent")
        this = page(CATALOG["CX_NPS_CI"], "it")

        assert "it" == anew.run("() => document.documentElement.lang")
        assert this.help in told
        assert localised(CATALOG["CX_NPS_CI"].example, "it") in told
        assert this.missing in told

        anew.run("() => document.querySelector('.action button').click()")
        anew.do("wait", script="cxBook.sheets.get('Sheet1')[1]", seconds=5)
        inserted = anew.run("() => cxBook.sheets.get('Sheet1')[1][1]")
        note = anew.run("() => document.querySelector('.action p').textContent")

        assert CATALOG["CX_NPS_CI"].example == inserted  # as Range.formulas is written
        assert "Inserita in B2." == note

    def test_the_other_language_is_kept(self, anew):
        anew.open()
        anew.run("() => document.querySelector('#language').click()")
        anew.do("wait", script="document.documentElement.lang === 'it'", seconds=5)
        anew.ready()
        answer = anew.call("CX_NPS", [{"cells": [[None]]}])

        assert "nessuna cella" in answer["message"]

    def test_names_that_hide_functions_are_removed_on_request(self, anew):
        """LAMBDA names of the edition without add-in: Excel would call them instead."""
        names = json.dumps(["CX_NPS", "cx_csat", "Answers"])
        start = f"addEventListener('DOMContentLoaded', () => cxBook.names = {names})"
        anew.open(script=start)
        anew.do("wait", script="!document.querySelector('#names').hidden", seconds=5)
        told = anew.run("() => document.querySelector('#names-text').textContent")
        anew.run("() => document.querySelector('#names-remove').click()")
        anew.do("wait", script="cxBook.names.length === 1", seconds=5)

        assert told.startswith("2 names of this workbook")
        assert ["Answers"] == anew.run("() => cxBook.names")

    def test_what_a_screen_reader_says_of_the_list(self, anew):
        """Each part by its role and its name, in the order of the page."""
        anew.open()
        anew.ready()
        first = anew.do("tree").split("    - listitem:")[0].splitlines()

        assert [
            "- banner:",
            '  - heading "CX functions" [level=1]',
            '  - button "Italiano"',
            f"- status: {TEXTS['en']['ready']}",
            "- main:",
            "  - text: Search by name or word",
            '  - searchbox "Search by name or word"',
            f"  - status: {len(CATALOG)} functions",
            f"  - 'heading \"{CATALOG['CX_NPS'].family.en}\" [level=2]'",
            "  - list:",
        ] == first

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    @pytest.mark.parametrize("office", ["en-US", "it-IT"])
    def test_rules_of_accessibility(self, anew, office, scheme):
        """
        No violation of WCAG 2.1 AA or of good practice that axe-core can find: in the
        list, and on the page of a function with the reason of an error above it.
        """
        anew.open(html={"office": office}, script=AXE.read_text("utf-8"))
        anew.ready()
        anew.do("scheme", scheme=scheme)
        listed = anew.run(AUDIT)
        fail(anew)
        anew.run("() => document.querySelectorAll('#results button')[4].click()")

        assert [] == listed
        assert [] == anew.run(AUDIT)


def test_a_hundred_thousand_cells_cross(browser):
    """
    100,000 = 11 * 9,090 + 10: 9,091 of each answer from 0 to 9, 9,090 of 10. How long
    it takes is in tests/bench/bench_office.py.
    """
    script = """async () => {
      const cells = Array.from({ length: 100000 }, (_, i) => [i % 11]);
      const given = [{ cells }, null, { typed: true }];
      return (await cxCall("CX_NPS_SPLIT", given, null)).rows;
    }"""

    assert [[18_181, 18_182, 63_637, 100_000]] == browser.run(script)
