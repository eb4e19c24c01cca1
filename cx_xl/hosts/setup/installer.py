"""Make the setup: `python -m cx_xl.hosts.setup.installer OUT`."""

import argparse
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import cx_xl
from cx_xl.hosts import icons
from cx_xl.hosts.setup import parts, stage

SETUP = "cx_xl-setup.exe"
SCRIPT = Path(__file__).with_name("setup.nsi")
PROJECT = Path(cx_xl.__file__).parents[1]
COMPRESSIONS = ("lzma", "zlib")
BANNER = (164, 314)  # of NSIS' first and last page


def build(out: Path, python: tuple[Path, str] | None, compression: str) -> Path:
    """
    Make the setup in the folder *out*, with the list of its contents beside it.

    Args:
        out: a folder; it is made.
        python: python.org's archive and its SHA-256; None takes that of the registry.
        compression: lzma is a third smaller, zlib takes seconds instead of minutes.
    """
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        downloads, folder = Path(scratch, "downloads"), Path(scratch, "stage")
        os.environ["SOURCE_DATE_EPOCH"] = str(stage.DATE)
        wheels = parts.fetch(downloads, PROJECT)
        if python:
            archive = parts.from_python_org(*python)
        else:
            archive = parts.from_registry(downloads)
        stage.stage(folder, archive, wheels)
        shutil.copyfile(folder / stage.CONTENTS, out / stage.CONTENTS)
        banner = Path(scratch, "banner.bmp")
        banner.write_bytes(icons.banner(*BANNER))
        size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
        given = {
            "VERSION": cx_xl.__version__,
            "STAGE": folder,
            "BANNER": banner,
            "KILOBYTES": size // 1024,
            "DATE": stage.DATE,
            "COMPRESSION": compression,
            "OUT": (out / SETUP).resolve(),
        }
        defined = (f"-D{name}={value}" for name, value in given.items())
        command = ("makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT))
        subprocess.run(command, check=True)  # noqa: S603 - our own command
    return out / SETUP


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, build, and say where the setup is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="the folder to write")
    parser.add_argument("--python", type=Path, help="python.org's embeddable archive")
    parser.add_argument("--sha256", help="its checksum, as python.org states it")
    parser.add_argument("--compression", choices=COMPRESSIONS, default="lzma")
    parser.add_argument("--refresh", action="store_true", help="pin the parts anew")
    given = parser.parse_args(arguments)
    if bool(given.python) != bool(given.sha256):
        parser.error("--python and --sha256 belong together")
    if given.refresh:
        parts.refresh(PROJECT)
    if given.out:
        python = (given.python, given.sha256) if given.python else None
        print(build(given.out, python, given.compression))  # noqa: T201 - its answer


if __name__ == "__main__":
    main()
