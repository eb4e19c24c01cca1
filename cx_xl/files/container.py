"""The zip container of a workbook: its parts, unpacked and parsed with a meter on."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from cx_xl.files.file_refusals import (
    BadPartName,
    BinaryXlsb,
    HasDoctype,
    MalformedXml,
    Truncated,
    ZipBomb,
)
from cx_xl.files.limits import DEFAULT, SMALL, TREE
from cx_xl.files.ooxml import Link, links_of
from cx_xl.files.snapshot import refuse_other_formats, shown_name, snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from os import PathLike

    from cx_xl.files.limits import Limits

CHUNK = 1 << 16
# RuntimeError: an unknown compression method, or a password
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


class Container:
    """
    The parts of one file as it was at one moment; the file itself is closed again.

    Part names are understood in any case and with either slash.

    Args:
        path: the file.
        limits: how much is too much.
        data: its bytes, if they are not to be read from *path*.

    Attributes:
        data: the bytes of the whole file.
        parts: the names in its directory, in order.
        origin: the file it was read from; None if it was made here.

    Raises:
        FileRefused: the file is missing, no zip container, or its directory is unsafe.
    """

    def __init__(
        self,
        path: str | PathLike[str],
        limits: Limits = DEFAULT,
        data: bytes | None = None,
    ) -> None:
        self.path = Path(path)
        self.file = shown_name(self.path)
        self.limits = limits
        self.origin = self.path if data is None else None
        self.data = snapshot(self.path, limits) if data is None else data
        self.size = len(self.data)
        refuse_other_formats(self.data, self.file)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        # NotImplementedError is zipfile's word for a newer kind of zip.
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Truncated(file=self.file) from error
        self.parts = tuple(self.zip.namelist())
        self._entries = {_folded(i.filename): i for i in self.zip.infolist()}
        self._links: dict[str, dict[str, Link]] = {}
        self._refuse_unsafe_directory()

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._entries

    @cached_property
    def main(self) -> str | None:
        """The part that holds the workbook."""
        links = self.links("").values()
        found = (link.target for link in links if link.kind == "officeDocument")
        return next((part for part in found if part in self), None)

    def entry(self, part: str) -> zipfile.ZipInfo:
        """Return what the directory says of *part*, however its name is written."""
        return self._entries[_folded(part)]

    def chunks(self, part: str) -> Iterator[bytes]:
        """
        Unpack one part piece by piece.

        Raises:
            ZipBomb: it grows past the limits, whatever size it declares.
            Truncated: the packed bytes or their checksum are wrong.
        """
        info = self.entry(part)
        most = self.limits.part
        if info.compress_size:
            most = min(most, max(SMALL, info.compress_size * self.limits.ratio))
        unpacked = 0
        try:
            with self.zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > most:
                        raise ZipBomb(file=self.file)
                    yield chunk
        except UNREADABLE as error:
            raise Truncated(file=self.file) from error

    def read(self, part: str) -> bytes:
        """Unpack one part."""
        return b"".join(self.chunks(part))

    def xml(self, part: str) -> etree._Element:
        """
        Parse one part, without entities, network or document types.

        Raises:
            HasDoctype, MalformedXml, Truncated, ZipBomb.
        """
        if part not in self:
            raise MalformedXml(file=self.file, part=part)
        if self.entry(part).file_size > TREE:
            raise ZipBomb(file=self.file)
        self.stream(part)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, huge_tree=True
        )
        try:
            return etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise MalformedXml(file=self.file, part=part) from error

    def stream(
        self,
        part: str,
        parser: expat.XMLParserType | None = None,
        watch: Callable[[bytes], None] | None = None,
    ) -> int:
        """
        Stream a part through *parser*; refuse document types; return its bytes.

        Args:
            part: what to read.
            parser: with handlers of its own; by default one that only looks for faults.
            watch: receives the bytes, too, as they pass.

        Raises:
            HasDoctype, MalformedXml, Truncated, ZipBomb.
        """
        parser = parser or expat.ParserCreate(namespace_separator=" ")

        def doctype(*_declaration: object) -> None:
            raise HasDoctype(file=self.file, part=part)

        parser.StartDoctypeDeclHandler = doctype
        unpacked = 0
        try:
            for chunk in self.chunks(part):
                parser.Parse(chunk)
                if watch:
                    watch(chunk)
                unpacked += len(chunk)
            parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise MalformedXml(file=self.file, part=part) from error
        return unpacked

    def links(self, part: str) -> dict[str, Link]:
        """Return the links of *part* by their ids; none if it has no link file."""
        if part not in self._links:
            folder, name = posixpath.split(part.replace("\\", "/"))
            file = posixpath.join(folder, "_rels", f"{name}.rels")
            root = self.xml(file) if file in self else None
            found = {} if root is None else links_of(root, folder)
            self._links[part] = {
                number: link.to(self._found(link)) for number, link in found.items()
            }
        return self._links[part]

    def linked(self, part: str, kind: str) -> str | None:
        """Return the part of this kind that *part* links to."""
        links = self.links(part).values()
        found = (k.target for k in links if k.kind == kind and not k.is_external)
        return next((target for target in found if target in self), None)

    @contextmanager
    def damage(self, part: str) -> Iterator[None]:
        """Turn what cannot be read inside of *part* into its refusal."""
        try:
            yield
        except (ValueError, LookupError, etree.XMLSyntaxError) as error:
            raise MalformedXml(file=self.file, part=part) from error

    def _found(self, link: Link) -> str:
        """Return where a link leads, spelt as the directory does."""
        if link.is_external:
            return link.target
        names = (link.target, link.unescaped)
        return next((self.entry(n).filename for n in names if n in self), link.target)

    def _refuse_unsafe_directory(self) -> None:
        seen = set[str]()
        for name in self.parts:
            folded = _folded(name)
            outside = folded.startswith("/") or ".." in folded.split("/")
            if folded in seen or outside:
                raise BadPartName(file=self.file, part=name)
            seen.add(folded)
        infos = self.zip.infolist()
        if len(infos) > self.limits.parts:
            raise ZipBomb(file=self.file)
        if sum(info.file_size for info in infos) > self.limits.unpacked:
            raise ZipBomb(file=self.file)
        if "xl/workbook.bin" in self:
            raise BinaryXlsb(file=self.file)


def _folded(part: str) -> str:
    """Return a part's name as names are compared: in any case, with either slash."""
    return part.replace("\\", "/").casefold()
