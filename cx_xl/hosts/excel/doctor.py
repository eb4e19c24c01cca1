"""What keeps the functions from working in Excel, and what to click."""

from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from cx_xl import __version__
from cx_xl.hosts.excel import addin, policies, setup
from cx_xl.hosts.excel.machine import FromTheStore, Machine, NotWindows
from cx_xl.hosts.findings import Finding

MACHINE = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft"
CLICK_TO_RUN = f"{MACHINE}\\Office\\ClickToRun\\Configuration"
EXCEL_PATH = f"{MACHINE}\\Windows\\CurrentVersion\\App Paths\\excel.exe"
UNCHECKED = Finding(
    "unknown",
    "Not checked, because only Excel shows it: whether it has opened the add-in (is "
    "there a tab CX?), whether security software lets it start Python (does "
    "=CX_NPS(9) give 100?), and what IT forbids by other means than Windows' own.",
    "Non controllato, perché lo mostra solo Excel: se ha aperto il componente (c'è "
    "la scheda CX?), se il software di sicurezza gli lascia avviare Python "
    "(=CX_NPS(9) dà 100?) e che cosa vieta l'IT con mezzi che non sono di Windows.",
)
COMMAND = "cx-xl excel install"
SETUP = "cx_xl-setup.exe"


def examine(machine: Machine) -> list[Finding]:
    """Look at everything the functions need; nothing is changed."""
    if machine.system != "Windows":
        refusal = NotWindows(system=machine.system)
        return [Finding("problem", refusal.say("en"), refusal.say("it"))]
    if machine.is_from_store:
        hidden = FromTheStore()
        return [Finding("problem", hidden.say("en"), hidden.say("it"))]
    settings = _settings(machine)
    return [
        _excel(machine),
        _package(machine),
        _addin(machine),
        settings,
        *([_start(machine)] if settings.verdict == "fine" else []),
        _library(machine),
        *policies.examine(machine, addin.NAME),
        UNCHECKED,
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


def _package(machine: Machine) -> Finding:
    if find_spec("win32com") is None:
        en, it = "Python can not talk to Excel.", "Python non può parlare con Excel."
        return _again(machine, en, it, "pip install pywin32")
    versions = f"cx_xl {__version__}, xlwings {setup.XLWINGS}"
    return Finding(
        "fine",
        f"{versions}: Python can talk to Excel.",
        f"{versions}: Python può parlare con Excel.",
    )


def _addin(machine: Machine) -> Finding:
    path = machine.start_folder / addin.NAME
    if not path.exists():
        return _again(
            machine,
            "The add-in is not where Excel opens it.",
            "Il componente aggiuntivo non è dove Excel lo apre.",
        )
    with TemporaryDirectory() as folder:
        current = Path(folder) / addin.NAME
        addin.build(current)
        if current.read_bytes() != path.read_bytes():
            return _again(
                machine,
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
            machine,
            "Excel does not know which Python to start.",
            "Excel non sa quale Python avviare.",
        )
    if not Path(python).exists():
        return _again(
            machine,
            f"The Python that Excel starts is gone: {python}.",
            f"Il Python che Excel avvia non c'è più: {python}.",
        )
    if Path(python) not in {machine.interpreter, machine.readable_interpreter}:
        return Finding(
            "warning",
            f"Excel starts another Python than this one: {python}. If that one has no "
            f"cx_xl, run: {COMMAND}",
            f"Excel avvia un Python diverso da questo: {python}. Se lì cx_xl non c'è, "
            f"esegui: {COMMAND}",
        )
    return Finding("fine", f"Python: {python}", f"Python: {python}")


def _start(machine: Machine) -> Finding:
    """Start Python as Excel does, by the same name."""
    fault = machine.fault(machine.readable_interpreter or machine.interpreter)
    if fault:
        return _again(
            machine,
            f"Python starts, but can not serve Excel ({fault}).",
            f"Python si avvia ma non può servire Excel ({fault}).",
        )
    return Finding(
        "fine",
        "Python starts and has all functions.",
        "Python si avvia e ha tutte le funzioni.",
    )


def _library(machine: Machine) -> Finding:
    size = bits(machine)
    ours = machine.folder / setup.dll_name(size)
    shipped = setup.shipped_library(machine, size)
    if not ours.exists() or (shipped and shipped.read_bytes() != ours.read_bytes()):
        return _again(
            machine,
            f"{ours.name}, which connects Excel and Python, is missing or old.",
            f"{ours.name}, che collega Excel e Python, manca o è vecchia.",
        )
    return Finding("fine", f"Connection: {ours}", f"Collegamento: {ours}")


def _again(machine: Machine, en: str, it: str, command: str = COMMAND) -> Finding:
    """Return a problem that the setup mends, or *command* where there is none."""
    if machine.has_setup:
        return Finding(
            "problem", f"{en} Run {SETUP} again.", f"{it} Esegui di nuovo {SETUP}."
        )
    return Finding("problem", f"{en} Run: {command}", f"{it} Esegui: {command}")
