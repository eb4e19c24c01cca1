"""The editions of the template: one per host, each made from the same .xlsx."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cx_xl.files.refusals import SuffixDiffers
from cx_xl.hosts.libreoffice.conversion import converted


@dataclass(frozen=True, slots=True)
class Edition:
    """
    What a host opens.

    Attributes:
        suffix: of the file's name.
        content: makes the file's bytes of the built .xlsx.
    """

    suffix: str
    content: Callable[[Path], bytes]

    def refuse_other(self, path: Path) -> None:
        """
        Raise if *path* does not end as files of this edition do.

        Raises:
            SuffixDiffers: a spreadsheet program would refuse such a file.
        """
        if path.suffix.lower() != self.suffix:
            raise SuffixDiffers(file=path.name, suffix=self.suffix)


def _opendocument(built: Path) -> bytes:
    return converted(built, ".ods")


def _with_macros(built: Path) -> bytes:
    from cx_xl.hosts.excel.addin import with_macros  # noqa: PLC0415 - loads xlwings

    carrying = built.with_suffix(".xlsm")
    with_macros(built, carrying)
    return carrying.read_bytes()


# The portable one holds no calls; the others by the names under which
# `cx_xl.hosts.spelling` writes theirs.
EDITIONS: Mapping[str, Edition] = {
    "portable": Edition(".xlsx", Path.read_bytes),
    "windows": Edition(".xlsm", _with_macros),
    "libreoffice": Edition(".ods", _opendocument),
}
