"""The add-in in the Excel of this computer."""

from pathlib import Path

from cx_xl.hosts.excel import doctor, setup
from cx_xl.hosts.excel.machine import this_machine
from cx_xl.hosts.findings import Finding


def install() -> tuple[Path, ...]:
    """Put the add-in where Excel opens it; return what was written."""
    done = setup.install(this_machine())
    return (done.addin, done.settings, *done.libraries)


def uninstall() -> list[Path]:
    """Take the add-in away again; return what went."""
    return setup.uninstall(this_machine())


def examine() -> tuple[Finding, ...]:
    """Return what the functions need, and whether it is there."""
    return tuple(doctor.examine(this_machine()))
