"""What keeps the functions from working in Excel, and what to click."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlwings

from cx_xl import __version__
from cx_xl.hosts.excel import addin, setup
from cx_xl.hosts.excel.machine import Machine, NotWindows
from cx_xl.hosts.findings import Finding

OFFICE = "Software\\Microsoft\\Office\\16.0\\Excel"
MACHINE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
CLICK_TO_RUN = f"{MACHINE}\\Office\\ClickToRun\\Configuration"
EXCEL_PATH = f"{MACHINE}\\Windows\\CurrentVersion\\App Paths\\excel.exe"
SECURITY = (
    f"HKEY_CURRENT_USER\\{OFFICE}\\Security",
    "HKEY_CURRENT_USER\\Software\\Policies\\Microsoft\\Office\\16.0\\Excel\\Security",
)
DISABLED = f"HKEY_CURRENT_USER\\{OFFICE}\\Resiliency\\DisabledItems"


AGAIN = Finding("problem", "Run: cx-xl excel install", "Esegui: cx-xl excel install")


def examine(machine: Machine) -> list[Finding]:
    """Look at everything the functions need; nothing is changed."""
    if machine.system != "Windows":
        refusal = NotWindows(system=machine.system)
        return [Finding("problem", refusal.say("en"), refusal.say("it"))]
    return [
        _excel(machine),
        _package(),
        _addin(machine),
        _settings(machine),
        _library(machine),
        *_trust(machine),
        *_disabled(machine),
    ]


def bits(machine: Machine) -> int:
    """Return whether Excel has 64 or 32 bits; 64 if it does not say."""
    platform = machine.registry(CLICK_TO_RUN).get("Platform", "x64")
    return 32 if platform == "x86" else 64


def _excel(machine: Machine) -> Finding:
    if not (machine.registry(EXCEL_PATH) or machine.registry(CLICK_TO_RUN)):
        return Finding(
            "problem",
            "Excel is missing on this computer. Install the desktop version.",
            "Su questo computer manca Excel. Installa la versione desktop.",
        )
    size = bits(machine)
    return Finding("fine", f"Excel, {size}-bit.", f"Excel a {size} bit.")


def _package() -> Finding:
    if find_spec("win32com") is None:
        return Finding(
            "problem",
            "Python can not talk to Excel. Run: pip install pywin32",
            "Python non può parlare con Excel. Esegui: pip install pywin32",
        )
    versions = f"cx_xl {__version__}, xlwings {xlwings.__version__}"
    return Finding(
        "fine",
        f"{versions}: Python can talk to Excel.",
        f"{versions}: Python può parlare con Excel.",
    )


def _addin(machine: Machine) -> Finding:
    path = machine.start_folder / addin.NAME
    if not path.exists():
        return _again(
            "The add-in is not where Excel opens it.",
            "Il componente aggiuntivo non è dove Excel lo apre.",
        )
    with TemporaryDirectory() as folder:
        current = Path(folder) / addin.NAME
        addin.build(current)
        if current.read_bytes() != path.read_bytes():
            return _again(
                "The add-in is not of this version of cx_xl.",
                "Il componente aggiuntivo non è di questa versione di cx_xl.",
            )
    return Finding("fine", f"Add-in: {path}", f"Componente aggiuntivo: {path}")


def _settings(machine: Machine) -> Finding:
    path = machine.folder / setup.SETTINGS
    text = path.read_bytes().decode(machine.ansi, "replace") if path.exists() else ""
    python = text.strip().removeprefix("python=")
    if not python:
        return _again(
            "Excel does not know which Python to start.",
            "Excel non sa quale Python avviare.",
        )
    if not Path(python).exists():
        return _again(
            f"The Python that Excel starts is gone: {python}.",
            f"Il Python che Excel avvia non c'è più: {python}.",
        )
    if Path(python) != machine.interpreter:
        return Finding(
            "warning",
            f"Excel starts another Python than this one: {python}. If that one has no "
            "cx_xl, run: cx-xl excel install",
            f"Excel avvia un Python diverso da questo: {python}. Se lì cx_xl non c'è, "
            "esegui: cx-xl excel install",
        )
    return Finding("fine", f"Python: {python}", f"Python: {python}")


def _library(machine: Machine) -> Finding:
    size = bits(machine)
    ours = machine.folder / setup.dll_name(size)
    shipped = setup.shipped_library(machine, size)
    if not ours.exists() or (shipped and shipped.read_bytes() != ours.read_bytes()):
        return _again(
            f"{ours.name}, which connects Excel and Python, is missing or old.",
            f"{ours.name}, che collega Excel e Python, manca o è vecchia.",
        )
    return Finding("fine", f"Connection: {ours}", f"Collegamento: {ours}")


def _trust(machine: Machine) -> Iterator[Finding]:
    """Look at the settings that keep a trusted folder's macros from running."""
    settings: dict[str, Any] = {}
    for key in SECURITY:  # a policy overrules the user
        settings |= machine.registry(key)
        settings |= machine.registry(f"{key}\\Trusted Locations")
    macros_run = settings.get("VBAWarnings") == 1
    if settings.get("AllLocationsDisabled") == 1 and not macros_run:
        yield _unticked(
            "Excel trusts no folder",
            "Disable all Trusted Locations",
            "Trusted Locations",
            "Excel non considera attendibile nessuna cartella",
            "Disabilita tutti i percorsi attendibili",
            "Percorsi attendibili",
        )
    if settings.get("DisableAllAddins") == 1:
        yield _unticked(
            "Excel runs no add-ins",
            "Disable all Application Add-ins",
            "Add-ins",
            "Excel non esegue componenti aggiuntivi",
            "Disabilita tutti i componenti aggiuntivi",
            "Componenti aggiuntivi",
        )


def _unticked(  # noqa: PLR0913, PLR0917 - what, box and page in two languages
    en: str, box_en: str, page_en: str, it: str, box_it: str, page_it: str
) -> Finding:
    return Finding(
        "problem",
        f"{en}: untick '{box_en}' in File > Options > Trust Center > Trust Center "
        f"Settings > {page_en}. If it is grey, ask your IT department.",
        f"{it}: togli la spunta a «{box_it}» in File > Opzioni > Centro protezione > "
        f"Impostazioni Centro protezione > {page_it}. Se è in grigio, chiedi all'IT.",
    )


def _disabled(machine: Machine) -> Iterator[Finding]:
    """Excel disables for good what it blames for a crash."""
    mark = addin.NAME.encode("utf-16-le")
    values = machine.registry(DISABLED).values()
    if any(isinstance(v, bytes) and mark in v.lower() for v in values):
        yield Finding(
            "problem",
            "Excel has disabled the add-in after a crash: File > Options > Add-ins > "
            "Manage: Disabled Items > Go, choose cx_xl, Enable.",
            "Excel ha disattivato il componente dopo un blocco: File > Opzioni > "
            "Componenti aggiuntivi > Gestisci: Elementi disabilitati > Vai, scegli "
            "cx_xl, Abilita.",
        )


def _again(en: str, it: str) -> Finding:
    return Finding("problem", f"{en} {AGAIN.en}", f"{it} {AGAIN.it}")
