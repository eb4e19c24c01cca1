"""Write anew what LibreOffice is told and gets; `.ci/generate` calls it."""

from cx_xl.hosts.libreoffice.oxt import write
from tests.hosts.test_libreoffice_registration import APPROVED, EXTENSION, GOLDEN


def main() -> None:
    """Publish the extension and the registration."""
    for name, told in APPROVED.items():
        (GOLDEN / name).write_text(told(), "utf-8")
    write(EXTENSION)
