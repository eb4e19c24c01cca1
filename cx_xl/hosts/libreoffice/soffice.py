"""Where LibreOffice lives on this computer, and how its tools are run."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PLACES = (  # where the installers for Windows, macOS and Linux put the programs
    "C:/Program Files/LibreOffice/program",
    "C:/Program Files (x86)/LibreOffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/usr/lib/libreoffice/program",
    "/usr/lib64/libreoffice/program",
    *map(str, sorted(Path("/opt").glob("libreoffice*/program"))),
)
# An environment in use comes first in PATH; LibreOffice would start our Python there
# instead of its own, and die of it (std::bad_alloc).
ENVIRONMENTS = ("pyvenv.cfg", "conda-meta")
OF_PYTHON = ("PYTHON", "VIRTUAL_ENV", "CONDA_")
PATIENCE = 180  # seconds that a first start on a slow PC may take
VERSION = re.compile(r"LibreOffice (\d+)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a program has said, whether it was content, and if it came to an end."""

    ok: bool
    text: str
    in_time: bool = True


@dataclass(frozen=True, slots=True)
class Office:
    """
    An installed LibreOffice.

    Attributes:
        programs: the folder of soffice and unopkg.
        profile: whose settings; None for those of the user.
    """

    programs: Path
    profile: Path | None = None

    @classmethod
    def find(cls, profile: Path | None = None) -> "Office | None":
        """Return the LibreOffice of this computer."""
        found = shutil.which("soffice")  # a link into the folder we want
        places = [Path(found).resolve().parent] if found else []
        for place in [*places, *map(Path, PLACES)]:
            if any((place / f"unopkg{end}").exists() for end in ("", ".com", ".exe")):
                return cls(place, profile)
        return None

    @property
    def environment(self) -> list[str]:
        """The options that keep a program inside the profile."""
        if self.profile is None:
            return []
        url = self.profile.resolve().as_uri()
        shared = f"-env:UNO_SHARED_PACKAGES_CACHE={url}/shared"
        return [f"-env:UserInstallation={url}", shared]

    @property
    def python(self) -> Path | None:
        """The interpreter that runs add-ins; Linux distributions use their own."""
        inside = (
            self.programs / "python.exe",
            self.programs / "python",
            self.programs.parent / "Resources" / "python",
            Path("/usr/bin/python3"),
        )
        return next((path for path in inside if path.exists()), None)

    @property
    def runs_python(self) -> bool:
        """Say whether the part that runs Python add-ins is installed."""
        folders = (self.programs, self.programs.parent / "Resources")
        return any((folder / "pythonloader.py").exists() for folder in folders)

    @property
    def version(self) -> tuple[int, int] | None:
        """The version, such as (7, 4)."""
        found = VERSION.search(self.run("soffice", "--version").text)
        return (int(found[1]), int(found[2])) if found else None

    def extensions(self, verb: str, *words: str) -> Answer:
        """Run LibreOffice's tool for extensions; root may only serve everybody."""
        is_root = sys.platform != "win32" and os.geteuid() == 0
        shared = ["--shared"] if is_root else []
        return self.run("unopkg", verb, *shared, *self.environment, *words)

    def run(self, program: str, *words: str) -> Answer:
        """Run one of LibreOffice's programs."""
        windows = self.programs / f"{program}.com"  # the one that prints
        path = windows if windows.exists() else self.programs / program
        return run(str(path), *words)


def surroundings(variables: Mapping[str, str]) -> dict[str, str]:
    """
    Return the environment variables without any that lead to another Python.

    >>> surroundings({"PYTHONHOME": "/opt", "VIRTUAL_ENV": "/a", "HOME": "/home/eva"})
    {'HOME': '/home/eva'}
    """
    kept = {k: v for k, v in variables.items() if not k.upper().startswith(OF_PYTHON)}
    for name in filter(lambda name: name.upper() == "PATH", kept):
        folders = kept[name].split(os.pathsep)
        kept[name] = os.pathsep.join(f for f in folders if not _has_python(Path(f)))
    return kept


def _has_python(folder: Path) -> bool:
    """Say whether *folder* (bin, Scripts or its parent) is of an environment."""
    return any(
        (place / mark).exists()
        for place in (folder, folder.parent)
        for mark in ENVIRONMENTS
    )


def run(*words: str) -> Answer:
    """Run a program and wait for what it says, but not for ever."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=surroundings(os.environ),
            start_new_session=True,
        )
    except OSError as failure:
        return Answer(ok=False, text=str(failure))
    with process:
        try:
            said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            _end(process)
            return Answer(ok=False, text="", in_time=False)
        except BaseException:
            _end(process)  # Ctrl-C does not reach a session of its own
            raise
    return Answer(ok=process.returncode == 0, text="".join(said))


def _end(process: subprocess.Popen[str]) -> None:
    """End a program and what it has started: soffice only waits for another one."""
    if sys.platform == "win32":
        order = "taskkill", "/T", "/F", "/PID", str(process.pid)
        subprocess.run(order, check=False, capture_output=True)  # noqa: S603 - ours
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
