"""Results as JSON, to a file or to standard output."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from cx_xl.files.file_refusals import FileRefused, SameFile, SuffixDiffers
from cx_xl.files.saving import is_same, refuse_special, save
from cx_xl.files.snapshot import shown_name

if TYPE_CHECKING:
    from pydantic import BaseModel

STDOUT = Path("-")


class TargetExists(FileRefused):
    """A filled-in workbook is worth more than a new one."""

    en = "{file} is there already; choose another name, or move it away."
    it = "{file} esiste già; scegli un altro nome, o spostalo."


class Replaceable(TargetExists):
    """The command may replace a file, if it is told to."""

    en = "{file} is there already; choose another name, or add --replace."
    it = "{file} esiste già; scegli un altro nome, o aggiungi --replace."


def refuse_output(path: Path | None, *others: Path | None) -> None:
    """
    Refuse before anything is computed what could not be written, or would harm.

    Args:
        path: where the JSON is to go, if anywhere.
        others: the files of the same run, which it must not replace.

    Raises:
        SameFile: it is one of them.
        NotAFile: it is a device, a pipe or a folder.
    """
    if path is None or path == STDOUT:
        return
    if any(is_same(path, other) for other in others if other):
        raise SameFile(file=shown_name(path))
    refuse_special(path)


def refuse_suffix(path: Path, suffix: str) -> None:
    """
    Refuse a file that is not called after what is in it.

    Raises:
        SuffixDiffers: it ends otherwise.
    """
    if path.suffix.lower() != suffix:
        raise SuffixDiffers(file=path.name, suffix=suffix)


def refuse_existing(path: Path, *, replace: bool | None = None) -> None:
    """
    Refuse to write over a file, unless it may be replaced.

    Args:
        path: the file.
        replace: what --replace says; None where the command has no such option.

    Raises:
        TargetExists: it is there.
    """
    if path.exists() and not replace:
        refusal = TargetExists if replace is None else Replaceable
        raise refusal(file=path.name)


def write_json(path: Path | None, found: "Mapping[str, Any] | BaseModel") -> None:
    """
    Write results, whole or not at all, if they are asked for.

    Raises:
        FileRefused: the place does not take them.
    """
    if path is None:
        return
    if not isinstance(found, Mapping):
        found = found.model_dump(mode="json")
    if path == STDOUT:  # ASCII, because a pipe may carry nothing else
        typer.echo(json.dumps(found, indent=2))
    else:
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        save(path, text.encode(errors="replace"))  # a file's name may be any bytes
