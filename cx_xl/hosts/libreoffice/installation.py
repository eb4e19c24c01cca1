"""Put the functions into LibreOffice, and say what is missing if they are not there."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import cx_xl
from cx_xl.errors import Explained
from cx_xl.hosts.findings import Finding
from cx_xl.hosts.libreoffice.registration import IDENTIFIER, OLDEST
from cx_xl.hosts.libreoffice.sheet_call import OPTIONAL
from cx_xl.hosts.libreoffice.soffice import Office, run

TRIES = 2  # a Python component is registered once its types are known


class OfficeMissing(Explained):
    """There is no LibreOffice."""

    en = "LibreOffice was not found. Install it from libreoffice.org, then try again."
    it = "LibreOffice non c'è. Installalo da libreoffice.org, poi riprova."


class ExtensionRefused(Explained):
    """LibreOffice did not take the extension."""

    en = "LibreOffice refused the extension. Close it and try again. {why}"
    it = "LibreOffice ha rifiutato l'estensione. Chiudi LibreOffice e riprova. {why}"


def install(profile: Path | None = None) -> None:
    """
    Install the functions in LibreOffice, or bring them up to date.

    Args:
        profile: LibreOffice's settings folder; that of the user if None.

    Raises:
        OfficeMissing: there is no LibreOffice.
        ExtensionRefused: it did not take the extension, and this is what it said.
    """
    from cx_xl.hosts.libreoffice.oxt import write  # noqa: PLC0415 - not inside Calc

    office = Office.find(profile)
    if office is None:
        raise OfficeMissing
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder, "cx_xl.oxt")
        write(package)
        for _ in range(TRIES):
            said = office.extensions("add", "--force", str(package)).text
            if installed_version(office) == cx_xl.__version__:
                return
    raise ExtensionRefused(why=said.strip())


def doctor(profile: Path | None = None) -> tuple[Finding, ...]:
    """
    Check everything that the functions need, in the order in which to mend it.

    Args:
        profile: LibreOffice's settings folder; that of the user if None.
    """
    office = Office.find(profile)
    if office is None:
        missing = OfficeMissing()
        return (Finding(verdict="problem", en=missing.say("en"), it=missing.say("it")),)
    return tuple(_findings(office))


def installed_version(office: Office) -> str | None:
    """Return the version of the extension, if all its parts are registered."""
    said = office.extensions("list", IDENTIFIER).text
    version = re.search(r"Version: (\S+)", said)
    states = re.findall(r"is registered: (\w+)", said)
    return version[1] if version and states and set(states) == {"yes"} else None


def _findings(office: Office) -> Iterator[Finding]:
    yield _age(office)
    yield _loader(office)
    yield _extension(office)
    yield _libraries(office)


def _age(office: Office) -> Finding:
    major, minor = OLDEST.split(".")
    version = office.version
    shown = ".".join(map(str, version)) if version else "?"
    if version is None or version >= (int(major), int(minor)):
        return Finding(
            verdict="fine", en=f"LibreOffice {shown}.", it=f"LibreOffice {shown}."
        )
    return Finding(
        verdict="problem",
        en=f"LibreOffice {shown} is too old: update it to {OLDEST} or later.",
        it=f"LibreOffice {shown} è troppo vecchio: aggiornalo almeno alla {OLDEST}.",
    )


def _loader(office: Office) -> Finding:
    if office.runs_python:
        return Finding(
            verdict="fine",
            en="LibreOffice can run Python.",
            it="LibreOffice può eseguire Python.",
        )
    return Finding(
        verdict="problem",
        en="LibreOffice cannot run Python. On Debian or Ubuntu: "
        "sudo apt install python3-uno. Elsewhere: install LibreOffice anew.",
        it="LibreOffice non può eseguire Python. Su Debian o Ubuntu: "
        "sudo apt install python3-uno. Altrove: reinstalla LibreOffice.",
    )


def _extension(office: Office) -> Finding:
    version, ours = installed_version(office), cx_xl.__version__
    if version == ours:
        return Finding(
            verdict="fine",
            en=f"The CX functions {ours} are installed.",
            it=f"Le funzioni CX {ours} sono installate.",
        )
    if version is None:
        return Finding(
            verdict="problem",
            en="The CX functions are not installed. Close LibreOffice and run: "
            "cx-xl libreoffice install",
            it="Le funzioni CX non sono installate. Chiudi LibreOffice ed esegui: "
            "cx-xl libreoffice install",
        )
    return Finding(
        verdict="problem",
        en=f"The CX functions are of version {version}, not {ours}. Close LibreOffice "
        "and run: cx-xl libreoffice install",
        it=f"Le funzioni CX sono alla versione {version}, non {ours}. Chiudi "
        "LibreOffice ed esegui: cx-xl libreoffice install",
    )


def _libraries(office: Office) -> Finding:
    python = office.python
    lacking = [
        name
        for name in OPTIONAL
        if not (python and run(str(python), "-c", f"import {name}").ok)
    ]
    if not lacking:
        return Finding(
            verdict="fine",
            en="NumPy and SciPy are there: every function works.",
            it="NumPy e SciPy ci sono: funziona tutto.",
        )
    names = " ".join(lacking)
    is_of_system = python is not None and python.parts[:2] == ("/", "usr")
    remedy = (
        "sudo apt install python3-scipy"
        if is_of_system
        else f'"{python}" -m pip install {names}'
    )
    return Finding(
        verdict="warning",
        en=f"LibreOffice's Python lacks {names}: the functions that predict "
        f"purchases and spend do not work, all others do. To have them: {remedy}",
        it=f"Al Python di LibreOffice manca {names}: non funzionano le funzioni che "
        f"prevedono acquisti e spesa, le altre sì. Per averle: {remedy}",
    )
