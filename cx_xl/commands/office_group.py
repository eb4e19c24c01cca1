"""`cx-xl office`: the functions in Excel on Mac and the web, as a folder to serve."""

from pathlib import Path
from typing import Annotated

import typer

from cx_xl import reference
from cx_xl.commands.language import PREFERRED, Lang, say
from cx_xl.commands.options import add, argument, command, option
from cx_xl.commands.show import console, working
from cx_xl.errors import LANGUAGES, Language

Folder = Annotated[
    Path,
    argument(
        "The folder to write.",
        "La cartella da scrivere.",
        metavar=say("DIR", "CARTELLA"),
    ),
]
Url = Annotated[
    str,
    option(
        "--url",
        "Where the folder will be served, such as https://intranet/cx.",
        "L'indirizzo da cui sarà servita, per esempio https://intranet/cx.",
    ),
]
Pyodide = Annotated[
    Path | None,
    option(
        "--pyodide",
        "The folder or archive of Pyodide, as npm pack pyodide writes it; the full "
        "distribution brings NumPy and SciPy.",
        "La cartella o l'archivio di Pyodide, come lo scrive npm pack pyodide; la "
        "distribuzione completa porta NumPy e SciPy.",
    ),
]
FROM_MICROSOFT = "microsoft"
LIBRARIES = {"numpy": "NumPy", "scipy": "SciPy"}  # what the models compute with
OfficeJs = Annotated[
    str | None,
    option(
        "--office-js",
        "Your copy of office.js (the folder dist of @microsoft/office-js), or "
        "microsoft: each page then loads Microsoft's.",
        "La tua copia di office.js (la cartella dist di @microsoft/office-js), o "
        "microsoft: ogni pagina carica allora quella di Microsoft.",
    ),
]


def add_to(group: typer.Typer) -> None:
    """Add the command to *group*; it stays one, although it is the only one."""
    group.callback()(lambda: None)
    add(group, build)


@command(
    "build",
    "Write the add-in as a folder of static files for your web server.",
    "Scrivi il componente aggiuntivo come cartella di file statici per il tuo server "
    "web.",
)
def build(
    folder: Folder,
    url: Url,
    pyodide: Pyodide = None,
    office_js: OfficeJs = None,
    lang: Lang = PREFERRED,
) -> None:
    """Write the add-in."""
    from cx_xl.hosts.office.web_folder import OfficeJsNotChosen, Site, write  # noqa: PLC0415 - seldom needed

    if office_js is None:
        raise OfficeJsNotChosen
    own = None if office_js == FROM_MICROSOFT else Path(office_js)
    with working(say("Building…", "In costruzione…", lang)):
        told = {language: reference.pages(language) for language in LANGUAGES}
        libraries = write(folder, Site(url, pyodide, told, own))
    text = say(
        "Written. Put the folder on your web server and open readme.en.html in it.",
        "Scritto. Metti la cartella sul server web e apri readme.it.html al suo "
        "interno.",
        lang,
    )
    console.print(text, markup=False)
    console.print(_about_models(libraries, lang), markup=False)


def _about_models(libraries: list[str], lang: Language) -> str:
    lacking = [name for library, name in LIBRARIES.items() if library not in libraries]
    if not lacking:
        return say(
            "With NumPy and SciPy: every function works.",
            "Con NumPy e SciPy: funzionano tutte le funzioni.",
            lang,
        )
    return say(
        f"Without {' and '.join(lacking)}, which this Pyodide lacks: the functions "
        "that predict purchases and spend answer #N/A and say so; all others work.",
        f"Senza {' e '.join(lacking)}, assenti da questo Pyodide: le funzioni che "
        "prevedono acquisti e spesa rispondono #N/D e lo dicono; le altre funzionano.",
        lang,
    )
