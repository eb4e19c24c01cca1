"""The built workbook as a file: what every reader of it must find."""

import re
from functools import cache
from pathlib import Path

import pytest
from openpyxl.cell.cell import MergedCell
from openxml_audit import OpenXmlValidator

import cx_xl
from cx_xl import open_workbook
from cx_xl.files.file_refusals import CannotWrite, Locked
from cx_xl.files.locks import is_locked
from cx_xl.workbooks.build import build, create, evaluate
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.lint import BadFormula, Known, lint, lint_name
from cx_xl.workbooks.rows import Answer, Filling
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import HEADER_KEYS, TABLES
from tests.archives import parts
from tests.workbooks.books import read

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
FORMULA = re.compile(r"<c r=\"(\w+)\"[^>]*?(?: t=\"(\w+)\")?><f>(.*?)</f><v>(.*?)</v>")


def formulas(path):
    book = read(path)
    return {
        (number, cell.coordinate): str(cell.value)
        for number, sheet in enumerate(book)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def test_the_committed_files_are_what_the_builder_makes_today(books, language):
    """
    Whoever changes the source builds again: cx-xl new workbook_templates/... --lang ...
    """
    committed = parts(TEMPLATES / f"cx_kpi.{language}.xlsx")
    assert committed == parts(books["empty", language])


def test_the_same_input_gives_the_same_bytes(books, tmp_path):
    """A diff of two built files shows what changed, and nothing else."""
    again = tmp_path / "again.xlsx"
    create(again, "it", demo("it"))
    assert books["demo", "it"].read_bytes() == again.read_bytes()


@cache
def demo_results(language):
    return evaluate(language, demo(language))


@pytest.mark.parametrize(("full", "cells"), [(True, 2459), (False, 244)])
def test_calls_carry_their_true_results(language, tmp_path, full, cells):
    """The editions with live calls, at both levels of the check."""
    path = tmp_path / "live.xlsx"
    filling = demo(language)
    build(path, language, filling, results=demo_results(language))
    report = open_workbook(path).check(full=full, declaration={})
    assert [] == [cell for cell in report.cells if cell.verdict != "equal"]
    assert cells == len(report.cells)


def test_excel_opens_it_without_calculating(book):
    """A current calcId and no full calculation: what is right stays as it is."""
    main = parts(book)["xl/workbook.xml"].decode()
    assert '<calcPr calcId="191029"/>' in main


@pytest.mark.parametrize("names", [True, False])
def test_names_only_where_wanted(tmp_path, names):
    """Names of the same spelling disturb an Office add-in that has the functions."""
    path = tmp_path / "kpi.xlsx"
    create(path, "en", names=names)
    held = [name for name in read(path).defined_names if name.startswith("CX_")]
    told = [cell.value for cell in read(path)["Start here"]["C"] if cell.value]
    assert (names, names) == (
        len(held) > 40,
        any("=CX_NPS(A2:A500)" in text for text in told),
    )


def test_no_formula_is_stored_without_a_result(book):
    """XlsxWriter's own default, 0, would pass for a figure."""
    sheets = [p for n, p in parts(book).items() if n.startswith("xl/worksheets/")]
    stored = [m for part in sheets for m in FORMULA.findall(part.decode())]
    numbers = [value for _, kind, _, value in stored if not kind]
    assert len(formulas(book)) == len(stored)
    assert "" not in numbers


def test_both_languages_hold_the_same_formulas_in_the_same_cells(books):
    """Headers, sheet names and words differ; what is computed does not."""
    english, italian = (
        {
            place: _neutral(formula, language)
            for place, formula in formulas(books["demo", language]).items()
        }
        for language in ("en", "it")
    )
    assert english == italian


def _neutral(formula, language):
    """Put keys in the place of this language's headers, sheet names and words."""
    texts = load_texts(language)
    for table, pattern in HEADER_KEYS.items():
        prefix, suffix = pattern.split("{}")
        for key, text in texts.items():
            if key.startswith(prefix) and key.endswith(suffix):
                formula = formula.replace(f"{table}[{text}]", f"{table}[{key}]")
    for key in texts:
        if key.startswith("sheets."):
            formula = re.sub(rf"'?\b{texts[key]}'?!", f"{key}!", formula)
    words = {text: key for key, text in texts.items()}
    return re.sub(r'"([^"]+)"', lambda m: words.get(m[1], m[0]), formula)


def test_everything_stored_passes_the_lint(book):
    """Cells, names, validation and conditional formats of the finished file."""
    workbook = read(book)
    stored = list(formulas(book).values())
    names = [n for n in workbook.defined_names if not n.startswith(("_", "CX_"))]
    stored += [workbook.defined_names[name].value for name in names]
    for sheet in workbook:
        rules = sheet.data_validations.dataValidation
        stored += [rule.formula1 for rule in rules if rule.formula1]
        for area in sheet.conditional_formatting:
            stored += [formula for rule in area.rules for formula in rule.formula]
    assert len(stored) > 1000
    assert [] == [problem for f in stored for problem in lint(f, Known(TABLES))]
    functions = frozenset(cx_xl.CATALOG)
    assert [] == [problem for n in names for problem in lint_name(n, functions)]


def test_a_formula_that_breaks_the_lint_is_not_stored(tmp_path, monkeypatch):
    """The writer is the gate: nothing gets past it."""
    template = load_template()
    bad = template.checks[0].model_copy(update={"formula": "OFFSET(A1,1,0)"})
    broken = template.model_copy(update={"checks": (bad, *template.checks[1:])})
    monkeypatch.setattr("cx_xl.workbooks.build.load_template", lambda: broken)

    with pytest.raises(BadFormula, match="OFFSET is volatile"):
        build(tmp_path / "bad.xlsx", "en")
    assert not list(tmp_path.iterdir())


def test_the_file_conforms_to_its_schema(book):
    """openxml-audit finds nothing: Excel has no reason to repair it."""
    found = OpenXmlValidator().validate(str(book))
    assert [] == list(found.errors)


def test_survey_text_never_becomes_a_formula_or_a_link(tmp_path):
    """OWASP ASVS 5, 1.2.10: a comment that starts with = is text (CWE-1236)."""
    hostile = ["=1+1", '=HYPERLINK("http://x.example")', "+1", "-1", "@SUM(A1)"]
    hostile += ["http://x.example", "\t=1", "{=1}"]
    answers = [Answer(channel=text, segment=text, nps=text) for text in hostile]
    path = tmp_path / "hostile.xlsx"
    build(path, "en", Filling(answers=answers))
    sheet = read(path)["Responses"]
    cells = [cell for row in sheet.iter_rows(min_row=6, max_row=13) for cell in row]
    filled = [cell for cell in cells if cell.value is not None]
    assert {"s"} == {cell.data_type for cell in filled}
    assert 3 * hostile == [c.value for column in "BCD" for c in sheet[column][5:13]]
    assert not [cell for cell in filled if cell.hyperlink]


def test_properties(books, language):
    """
    Title, version, schema and language, for people, for updates, for screen readers.
    """
    book = read(books["empty", language])
    custom = {p.name: p.value for p in book.custom_doc_props.props}
    expected = {"en": "en-GB", "it": "it-IT"}[language]
    assert {
        "cx_xl.template_version": load_template().version,
        "cx_xl.schema": 1,
    } == custom
    assert (expected, "cx_xl") == (book.properties.language, book.properties.creator)
    charts = [p for n, p in parts(books["empty", language]).items() if "charts/c" in n]
    assert [True] * 2 == [
        f'<c:lang val="{expected}"/>' in part.decode() for part in charts
    ]


def test_sheets_are_protected_without_a_password(book):
    """
    Formulas are safe from slips, and free for whoever wants them; answers are open.
    """
    workbook = read(book)
    locked = [sheet.protection.sheet for sheet in workbook]
    assert [True, True, False, False, True, True, True, True] == locked
    assert not [sheet for sheet in workbook if sheet.protection.password]
    assert ["visible"] * 7 + ["hidden"] == [sheet.sheet_state for sheet in workbook]


def test_only_inputs_are_unlocked(books):
    """Yellow and unlocked mean the same; no formula is either."""
    workbook = read(books["demo", "en"])
    for sheet in workbook:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, MergedCell):  # as its first cell
                    continue
                is_yellow = cell.fill.fgColor.rgb == "FFFFF6CC"
                is_swatch = sheet.title == "Start here"
                assert is_yellow != cell.protection.locked or is_swatch
                assert cell.data_type != "f" or cell.protection.locked


def test_charts_and_tables_have_alternative_texts(book):
    """A screen reader says what a chart shows."""
    found = parts(book)
    drawing = found["xl/drawings/drawing1.xml"].decode()
    tables = [p.decode() for n, p in found.items() if n.startswith("xl/tables/")]
    described = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]{60,})"', drawing)
    assert 2 == len(described)
    assert len(tables) == len([t for t in tables if 'altTextSummary="' in t]) == 4


def test_monthly_prints_what_people_read(book):
    """
    Months, inputs, KPIs and their counts: 34 columns on three pages, at full size; the
    35 behind them add counts up.
    """
    sheet = read(book).worksheets[4]
    assert sheet.print_area.endswith("$A$1:$AH$29")
    assert 3 == sheet.page_setup.fitToWidth


def test_the_dashboard_prints_on_one_landscape_page(book):
    """One page of A4, whatever the printer."""
    sheet = read(book)["KPI"]
    assert ("landscape", "9") == (
        sheet.page_setup.orientation,
        str(sheet.page_setup.paperSize),
    )
    fit = sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight
    assert (None, None) == fit  # one page each way is what fit-to-page means
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_month_without_data_is_a_gap_in_the_charts(books):
    """XlsxWriter caches 0 for #N/A, which a viewer would draw."""
    chart = parts(books["empty", "en"])["xl/charts/chart1.xml"].decode()
    series = re.findall(r"<c:val>.*?</c:val>", chart)
    assert [12, 12, 12, 0] == [values.count("<c:v>#N/A</c:v>") for values in series]


def test_eight_sparklines_follow_the_chosen_month(book):
    """One per KPI, over the twelve months on the hidden sheet."""
    sheet = parts(book)["xl/worksheets/sheet2.xml"].decode()
    assert len(load_template().kpis) == sheet.count("<x14:sparkline>")


def test_an_open_workbook_is_not_overwritten(tmp_path):
    """Excel's owner file lies beside it: refuse, and leave the file as it is."""
    path = tmp_path / "mine.xlsx"
    path.write_text("mine")
    (tmp_path / "~$mine.xlsx").touch()

    with pytest.raises(Locked):
        create(path, "en")
    assert is_locked(path)
    assert "mine" == path.read_text()


def test_a_folder_that_does_not_exist(tmp_path):
    """One sentence instead of a stack trace."""
    with pytest.raises(CannotWrite, match=r"mine\.xlsx"):
        create(tmp_path / "nowhere" / "mine.xlsx", "en")


def test_results_are_looked_up_by_the_sheets_own_names():
    """The seam between the two builds: (sheet, cell) -> value."""
    results = evaluate("it")
    assert "Nessun dato" == results["KPI", "M12"]
    assert "#N/A" == results["Mensile", "K6"]
