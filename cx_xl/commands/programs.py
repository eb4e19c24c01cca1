"""`cx-xl excel`, `cx-xl libreoffice`: the functions in a spreadsheet program."""

from collections.abc import Iterable

import typer

from cx_xl.by_name import loaded
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.show import console, plain
from cx_xl.errors import Language
from cx_xl.hosts.findings import Finding
from cx_xl.hosts.registry import HOSTS, Host

INSTALL = say(
    "Put the functions into the program, or bring them up to date.",
    "Installa le funzioni nel programma, o aggiornale.",
)
DOCTOR = say(
    "Check everything the functions need, and say what to do.",
    "Controlla tutto quello che serve alle funzioni e di' che cosa fare.",
)

MARKS = {
    "fine": "[green]✓[/]",
    "warning": "[yellow]![/]",
    "problem": "[red]✗[/]",
    "unknown": "[blue]?[/]",
}


def add_to(app: typer.Typer) -> None:
    """Add a group of commands for each host that has any."""
    for host in HOSTS.values():
        if host.program and host.help:
            help_ = host.help.say(PREFERRED)
            group = typer.Typer(no_args_is_help=True, help=help_)
            _fill(group, host)
            app.add_typer(group, name=host.program, hidden=host.is_hidden)


def _fill(group: typer.Typer, host: Host) -> None:
    """Give *group* what the row of *host* names."""

    def install(lang: Lang = PREFERRED) -> None:
        _install(host, lang)

    def doctor(lang: Lang = PREFERRED) -> None:
        _report(host.examine(), lang)

    if host.install:
        group.command("install", help=INSTALL)(install)
    if host.commands:
        loaded(f"{__package__}.{host.commands}:add_to")(group)
    if host.doctor:
        group.command("doctor", help=DOCTOR)(doctor)


def _install(host: Host, language: Language) -> None:
    """Put the functions into the program, and say what was done."""
    written = host.put_in_place()
    if host.then:
        console.print(host.then.say(language), markup=False)
    for path in written:
        plain(f"  {path}")


def _report(findings: Iterable[Finding], language: Language) -> None:
    """Print what was found, a tick or a cross before each; exit 1 if a cross."""
    found = list(findings)
    for finding in found:
        console.print(MARKS[finding.verdict], end=" ")
        console.print(finding.say(language), markup=False)
    if not all(finding.is_fine for finding in found):
        raise typer.Exit(1)
