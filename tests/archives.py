"""The parts of a file that is an archive, and copies of it with other parts."""

from zipfile import ZipFile


def parts(path):
    """What the archive *path*, or a stream, holds by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_part(source, target, part, change):
    """Write a copy of the archive *source* whose *part* went through *change*."""
    with ZipFile(target, "w") as copy:
        for name, content in parts(source).items():
            copy.writestr(name, change(content) if name == part else content)
