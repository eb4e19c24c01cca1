"""The application: its commands, and what happens when one of them refuses."""

import sys
from io import TextIOWrapper

import typer

from cx_xl import __version__
from cx_xl.commands import books, functions, office, programs
from cx_xl.commands.language import chosen, say
from cx_xl.commands.show import errors
from cx_xl.errors import Explained

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
        "Exit codes: 0 done; 1 --check found a difference or a formula that could not "
        "be computed; 2 wrong usage or a file that was refused.",
        "Codici di uscita: 0 fatto; 1 --check ha trovato una differenza o una formula "
        "non calcolabile; 2 uso errato o file rifiutato.",
    ),
)
books.add_to(app)
functions.add_to(app)
programs.add_to(app)
office.add_to(app)


def main() -> None:
    """Run the command line; refuse with one sentence and exit code 2."""
    for stream in (sys.stdout, sys.stderr):  # a pipe may know no ✓: show a ? instead
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except Explained as refusal:
        errors.print(refusal.say(chosen()), style="bold red", markup=False)
        sys.exit(2)


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
