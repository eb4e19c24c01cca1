"""LibreOffice Calc, through one extension that carries the core."""

from cx_xl.hosts.libreoffice.installation import doctor, install

__all__ = ["doctor", "install"]
