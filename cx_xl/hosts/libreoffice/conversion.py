"""
Workbooks from one format into another, by the LibreOffice of this computer.

It works in a profile of its own that is thrown away, on a copy of the file: neither
the user's settings nor the file are touched, and both may be in use. The functions are
installed there, because Calc recomputes the calls of add-ins when it opens a file and
would store #NAME? for them.
"""

import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element, SubElement, tostring
from zipfile import ZipFile

from cx_xl.files.container import Container
from cx_xl.files.file_refusals import Encrypted, FileRefused
from cx_xl.files.limits import DEFAULT
from cx_xl.hosts.formats import ProgramMissing
from cx_xl.hosts.libreoffice.installation import OfficeMissing, install
from cx_xl.hosts.libreoffice.opendocument import settled
from cx_xl.hosts.libreoffice.soffice import PATIENCE, Office

FILTERS = {".ods": "calc8", ".xlsx": "Calc MS Excel 2007 XML"}
PROPERTIES = "docProps/core.xml"
LANGUAGE = re.compile(rb"<dc:language>([a-z]{2,3}-[A-Z]{2})</dc:language>")
MANIFEST = "META-INF/manifest.xml"
SECRET = b"encryption-data"
# A foreign file must not run macros, nor fetch pictures that it links to: LibreOffice
# does that on loading, so whatever it asks the network for goes to a closed port.
NOWHERE, CLOSED = "127.0.0.1", "9"
GUARDS = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "DisableMacrosExecution": "true"
    },
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": "2",  # set by hand
        "ooInetNoProxy": "",
        **{f"ooInet{kind}ProxyName": NOWHERE for kind in ("HTTP", "HTTPS", "FTP")},
        **{f"ooInet{kind}ProxyPort": CLOSED for kind in ("HTTP", "HTTPS", "FTP")},
    },
}


class ReadThroughOffice(ProgramMissing):
    """The formulas of an .ods, and no LibreOffice to read them."""

    en = (
        "{file} is read through LibreOffice, which was not found; install it from "
        "libreoffice.org, or open the file where you can and save it as .xlsx."
    )
    it = (
        "{file} si legge tramite LibreOffice, che non c'è; installalo da "
        "libreoffice.org, oppure apri il file dove puoi e salvalo come .xlsx."
    )


class NotConverted(FileRefused):
    """LibreOffice does not open the file, or does not save it."""

    en = "{file} is refused by LibreOffice; open it there and save it as {suffix}."
    it = "{file} è rifiutato da LibreOffice; aprilo lì e salvalo come {suffix}."


class Unfinished(FileRefused):
    """LibreOffice does not come to an end with the file."""

    en = (
        "{file}: LibreOffice had not finished after {minutes} minutes and was stopped; "
        "open it there and save it as {suffix}."
    )
    it = (
        "{file}: dopo {minutes} minuti LibreOffice non aveva ancora finito ed è stato "
        "fermato; apri il file lì e salvalo come {suffix}."
    )


def converted(source: Path, suffix: str) -> bytes:
    """
    Return *source* as LibreOffice saves it, its formulas alive and recomputed.

    An .ods has the language that the .xlsx names, and the same bytes each time.

    Args:
        source: an .xlsx or .ods that our preflight has seen or that we have made.
        suffix: the format to make, ".ods" or ".xlsx".

    Raises:
        OfficeMissing: there is no LibreOffice.
        ExtensionRefused: it does not take the functions.
        NotConverted: it does not take the file.
        Unfinished: it works on it for longer than anybody waits.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _guard(folder / "profile", _language(source))
        install(folder / "profile")
        office = Office.find(folder / "profile")
        assert office is not None  # or `install` had refused
        copy, made = folder / f"book{source.suffix}", folder / "made" / f"book{suffix}"
        shutil.copyfile(source, copy)
        kind = f"{suffix.removeprefix('.')}:{FILTERS[suffix]}"
        order = "--headless", "--norestore", "--convert-to", kind, "--outdir"
        places = str(made.parent), str(copy)
        said = office.run("soffice", *office.environment, *order, *places)
        if not said.in_time:
            minutes = PATIENCE // 60
            raise Unfinished(file=source.name, minutes=minutes, suffix=suffix)
        if not made.exists():  # it reports failures with exit code 0
            raise NotConverted(file=source.name, suffix=suffix)
        saved = made.read_bytes()
        return settled(saved) if suffix == ".ods" else saved


def as_ods(built: Path) -> bytes:
    """Return an .xlsx that we have made as an .ods."""
    return converted(built, ".ods")


def as_xlsx(path: Path) -> bytes:
    """
    Return the .ods at *path* as an .xlsx.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
        ExtensionRefused: LibreOffice does not take the functions.
    """
    container = Container(path, DEFAULT)  # a sound zip of a sane size
    if MANIFEST in container and SECRET in container.read(MANIFEST):
        raise Encrypted(file=path.name)
    try:
        return converted(path, ".xlsx")
    except OfficeMissing as missing:
        raise ReadThroughOffice(file=path.name) from missing


def _language(source: Path) -> str:
    """Return the language that an .xlsx names, such as it-IT, or nothing."""
    if source.suffix.lower() != ".xlsx":
        return ""
    with ZipFile(source) as package:
        properties = (
            package.read(PROPERTIES) if PROPERTIES in package.NameToInfo else b""
        )
    found = LANGUAGE.search(properties)
    return found[1].decode() if found else ""


def _guard(profile: Path, locale: str) -> None:
    """Make a profile that trusts no file; what it writes has the dates of *locale*."""
    space = "http://openoffice.org/2001/registry"
    root = Element("oor:items", {"xmlns:oor": space})
    spoken = {"/org.openoffice.Setup/L10N": {"ooSetupSystemLocale": locale}}
    for path, properties in (GUARDS | spoken).items():
        item = SubElement(root, "item", {"oor:path": path})
        for name, value in properties.items():
            changed = {"oor:name": name, "oor:op": "fuse"}
            SubElement(SubElement(item, "prop", changed), "value").text = value
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_bytes(tostring(root, encoding="utf-8", xml_declaration=True))
