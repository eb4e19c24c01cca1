"""Runs that do not end well: one sentence each, and an exit code of its kind."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from cx_xl.commands import ending
from cx_xl.commands.output import write_json
from cx_xl.errors import LANGUAGES, Explained
from tests.files import hostile

ROWS = '<row r="1"><c r="A1"><f>CX_NPS(B1:B2)</f><v>100</v></c><c r="B1"><v>9</v></c>'
BOOK = hostile.book(f'{ROWS}</row><row r="2"><c r="B2"><v>10</v></c></row>')
KINDS = [
    kind for kind in Explained.__subclasses__() if kind.__module__ == ending.__name__
]


def started(folder, *arguments, **streams):
    """The command, started in *folder*."""
    (folder / "book.xlsx").write_bytes(BOOK)
    command = [sys.executable, "-m", "cx_xl", "calc", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd()), "LANG": "C.UTF-8"}
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, **streams
    )


def ended(process):
    """What it says to standard error, on one line, and its exit code."""
    _, said = process.communicate(timeout=60)
    return " ".join(said.decode().split()), process.returncode


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_ending_is_a_sentence_in_each_language(kind):
    """With a remedy, or with what became of the files."""
    for language in LANGUAGES:
        text = getattr(kind, language)
        assert text.endswith(".")
        assert 0 == text[:-1].count(".")
    assert kind.en != kind.it


def test_a_bug_has_a_code_of_its_own(capsys):
    """1 means that --check found a difference; a fault of ours is no such thing."""
    said, code = ending.of(ZeroDivisionError("oops"))
    assert (ending.Bug, 70) == (type(said), code)
    assert "oops" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "kind", "code"),
    [
        (ending.Interrupted(), ending.Stopped, 130),
        (KeyboardInterrupt(), ending.Stopped, 130),
        (MemoryError(), ending.OutOfMemory, 2),
    ],
)
def test_what_no_command_catches_has_its_code(error, kind, code):
    """Ctrl+C at any moment, memory that does not suffice."""
    said, found = ending.of(error)
    assert (kind, code) == (type(said), found)


def test_full_disk_and_lost_reader(tmp_path):
    """Standard output that takes nothing is no difference found."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        said, code = ended(started(tmp_path, "book.xlsx", stdout=full))
    assert (True, 2) == ("the disk is full" in said, code)
    reader, writer = os.pipe()
    os.close(reader)
    said, code = ended(started(tmp_path, "book.xlsx", stdout=writer))
    os.close(writer)
    assert (True, 2) == (said.startswith("Nobody reads the output"), code)


def test_interrupted_run_says_so_and_writes_nothing(tmp_path):
    """Ctrl+C, as early as it may come once the command has begun."""
    os.mkfifo(tmp_path / "wait")
    process = started(tmp_path, "book.xlsx", "--json", "out.json", stdout=-1)
    with suppress(subprocess.TimeoutExpired):
        process.wait(0.6)
    process.send_signal(signal.SIGTERM)
    _, code = ended(process)
    assert code in {0, 130, -signal.SIGTERM}  # it may be over, or not have begun
    assert not list(tmp_path.glob(".cx_xl-*"))


@pytest.mark.parametrize("option", ["--json", "--output"])
def test_devices_are_not_replaced(tmp_path, option):
    """A pipe under the name of the result stays a pipe."""
    os.mkfifo(tmp_path / "pipe.xlsx")
    said, code = ended(started(tmp_path, "book.xlsx", option, "pipe.xlsx", stdout=-1))
    assert (True, 2) == (
        said.startswith("pipe.xlsx is a folder, a device or a pipe"),
        code,
    )
    assert (tmp_path / "pipe.xlsx").is_fifo()


@pytest.mark.parametrize("option", ["--json", "--output"])
def test_links_in_a_circle_and_folders_are_refused(tmp_path, option):
    """Neither is a fault of ours; a folder without a name is called as it was typed."""
    loop = tmp_path / "loop.xlsx"
    loop.symlink_to(tmp_path / "back.xlsx")
    (tmp_path / "back.xlsx").symlink_to(loop)
    said, code = ended(started(tmp_path, "book.xlsx", option, "loop.xlsx", stdout=-1))
    assert (True, 2) == (said.startswith("loop.xlsx cannot be written"), code)
    said, code = ended(started(tmp_path, "book.xlsx", option, ".", stdout=-1))
    assert (True, 2) == (said.startswith(". is a folder"), code)


def test_report_on_a_file_whose_name_is_no_text(tmp_path):
    """File systems take any bytes; JSON is UTF-8."""
    write_json(tmp_path / "a.json", {"backup": os.fsdecode(b"caf\xe9.xlsx")})
    text = (tmp_path / "a.json").read_text(encoding="utf-8")
    assert {"backup": "caf?.xlsx"} == json.loads(text)
