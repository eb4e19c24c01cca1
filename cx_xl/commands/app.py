"""The application: its commands, and what happens when one of them refuses."""

import sys
from typing import Any

import typer
from typer.rich_utils import rich_format_error

from cx_xl import __version__
from cx_xl.commands import (
    books,
    checking,
    closing,
    ending,
    functions,
    importing,
    library_words,
    programs,
    reporting,
    rolling,
    rolling_up,
    sharing,
    tallying,
    upgrading,
)
from cx_xl.commands.ending import REFUSED
from cx_xl.commands.language import PREFERRED, Run, say
from cx_xl.commands.options import add
from cx_xl.commands.show import errors
from cx_xl.files.masking import masked

app = typer.Typer(
    name="cx-xl",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,  # a traceback must not print survey data
    help=say(
        "Customer-experience KPIs in spreadsheets: NPS, CSAT, CES, churn, CLV.",
        "KPI di customer experience nei fogli di calcolo: NPS, CSAT, CES, churn, CLV.",
    ),
    epilog=say(
        "Exit codes: 0 done; 1 check found an error, close a changed month, upgrade a "
        "changed figure, rollup left out a book, or --check a difference or a formula "
        "that could not be computed; 2 wrong usage, a file that was refused, or no "
        "place to write; 70 a fault of cx-xl itself; 130 interrupted.",
        "Codici di uscita: 0 fatto; 1 check ha trovato un errore, close un mese "
        "cambiato, upgrade un valore cambiato, rollup ha escluso un file, o --check "
        "una differenza o una formula non calcolabile; 2 uso errato, file rifiutato o "
        "impossibile scrivere; 70 errore interno di cx-xl; 130 interrotto.",
    ),
)
add(
    app,
    *(books.demo, books.new, books.calc),
    checking.check,
    reporting.report,
    importing.import_export,
    rolling.roll,
    upgrading.upgrade,
    rolling_up.rollup,
    closing.close,
    sharing.share,
    functions.functions,
    tallying.tally,
)
programs.add_to(app)
if PREFERRED == "it":
    library_words.speak_italian()


def main() -> None:
    """Run the command line; whatever goes wrong ends in one sentence and a code."""
    sys.exit(_run())


def _run() -> int:
    run = Run()
    with ending.quiet_streams():
        try:
            code = app(standalone_mode=False, obj=run)
            sys.stdout.flush()
        except BaseException as error:  # noqa: BLE001 - the last to see it
            if hasattr(error, "show"):  # wrong usage, whichever click typer carries
                usage: Any = error
                usage.message = masked(str(usage.message))
                if run.language == "it":
                    said_it = library_words.in_italian(usage.format_message())
                    usage.format_message = lambda: said_it
                rich_format_error(usage)
                return REFUSED
            said, code = ending.of(error)
            errors.print(said.say(run.language), style="bold red", markup=False)
        return int(code or 0)


@app.callback(invoke_without_command=True)
def version(
    *,
    show: bool = typer.Option(
        False,  # noqa: FBT003 - an option of typer
        "--version",
        is_eager=True,
        help=say("Show the version and stop.", "Mostra la versione e termina."),
    ),
) -> None:
    """Show the version when asked."""
    if show:
        typer.echo(__version__)
        raise typer.Exit
