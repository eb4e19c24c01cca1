"""Formats that we do not read ourselves: their own program makes an .xlsx first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory

# Each host adds its own row: the module whose `as_xlsx` knows the format. Hosts do
# not import one another, so the module is named here and loaded when a file needs it.
CONVERTERS: Mapping[str, str] = {".ods": "cx_xl.hosts.libreoffice.conversion"}


@contextmanager
def readable(path: str | PathLike[str]) -> Iterator[Path]:
    """
    Yield *path*, or an .xlsx made of it that lives as long as the block.

    Raises:
        FileRefused: the program that makes the .xlsx is missing, or refuses the file.
    """
    source = Path(path)
    converter = CONVERTERS.get(source.suffix.lower())
    if converter is None:
        yield source
        return
    content = import_module(converter).as_xlsx(source)
    with TemporaryDirectory() as folder:
        made = Path(folder, f"{source.stem}.xlsx")
        made.write_bytes(content)
        yield made
