"""The month from an empty folder to the report, as its user types it."""

import json

import pytest

from tests.commands.typed import cx_xl
from tests.imports import exports

TODAY = ("--today", "2026-11-02")
MONTH = "2026-10"
EXPORTS = {
    "qualtrics.tsv": [],
    "typeform.csv": ["--time-zone", "Europe/Rome"],
    "forms.csv": ["--order", "day"],
}
SECRETS = (b"anna@example.org", b"Rossi", b"192.0.2.1", b"+39 333", b"R_0000", b"cmd|")
WORDS = {
    "en": {
        "new": "Written: kpi.xlsx",
        "import": "answers are in kpi.xlsx",
        "check": "0 errors",
        "close": "Frozen in the sheet History (revision 1)",
        "report": "Written: kpi-2026-10.pdf",
        "share": "Not in the copy:",
        "roll": "2028-09 → 2026-10 … 2029-09",
    },
    "it": {
        "new": "Creato: kpi.xlsx",
        "import": "risposte sono in kpi.xlsx",
        "check": "0 errori",
        "close": "Conservato nel foglio Storico (revisione 1)",
        "report": "Creato: kpi-2026-10.pdf",
        "share": "Non sono nella copia:",
        "roll": "2028-09 → 2026-10 … 2029-09",
    },
}


def exported(folder, language):
    """Three exports of 60 answers; return the NPS scores that count."""
    text = exports.as_text
    rows = exports.qualtrics()
    text(rows, folder / "qualtrics.tsv", separator="\t", encoding="utf-16")
    text(exports.typeform(), folder / "typeform.csv")
    text(exports.google_forms(italian=language == "it"), folder / "forms.csv")
    # Neither the preview and the one not sent off, nor the partial answer.
    of_qualtrics = [i for i in range(60) if i not in {0, 1}]
    of_typeform = [i for i in range(60) if i != 5]
    return [i % 11 for i in (*of_qualtrics, *of_typeform, *range(60))]


@pytest.mark.parametrize("language", WORDS)
def test_from_an_empty_folder_to_the_report(language, tmp_path):
    """
    Every step ends well and says so; the figures are those of the exports by hand; the
    month is closed and stays so; no name, address or comment is in any file.
    """
    scores = exported(tmp_path, language)
    given = {path.name for path in tmp_path.iterdir()}

    def run(command, *arguments, finds=0):
        shown = cx_xl(command, *arguments, language=language, folder=tmp_path)
        assert finds == shown.returncode, shown.stdout + shown.stderr
        assert WORDS[language][command] in shown.stdout
        return shown.stdout

    run("new", "kpi.xlsx")
    for export, options in EXPORTS.items():
        if export == "forms.csv" and language == "en":
            options = ["--order", "month"]  # noqa: PLW2901 - as American forms write
        run("import", export, "kpi.xlsx", *options, "--yes")
    run("check", "kpi.xlsx", *TODAY)
    run("close", "kpi.xlsx", MONTH, *TODAY)
    forms = ("--html", "--pdf", "--pptx", "--json", "report.json")
    run("report", "kpi.xlsx", "--month", MONTH, *forms, *TODAY)
    run("share", "kpi.xlsx", "--month", MONTH, *TODAY)
    run("roll", "kpi.xlsx")
    run("check", "kpi.xlsx", *TODAY)

    nps = json.loads((tmp_path / "report.json").read_text("utf-8"))["kpis"][0]["now"]
    promoters = sum(score >= 9 for score in scores)
    detractors = sum(score <= 6 for score in scores)
    assert 177 == nps["base"] == len(scores)
    assert pytest.approx(100 * (promoters - detractors) / 177) == nps["value"]
    made = [path for path in tmp_path.iterdir() if path.name not in given]
    assert {f"kpi-2026-10.{form}" for form in ("html", "pdf", "pptx")} <= {
        path.name for path in made
    }
    assert not [p.name for p in made if any(s in p.read_bytes() for s in SECRETS)]
