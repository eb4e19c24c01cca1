"""
A Windows of Wine's to install into, and what Wine 8 lacks that Windows has.

Three functions of Microsoft's libraries are missing in Wine 8, so that NumPy, SciPy and
Python's `platform` die there; their few bytes are put into the prefix's own copies of
two libraries of Wine. A fourth, which every program in Rust needs, passes its calls on
from a library of one page. Nothing of ours is changed.
"""

import os
import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

LIBRARIES = Path("/usr/lib/x86_64-linux-gnu/wine/x86_64-windows")
# x64: a complex float comes in rcx, and a float leaves in xmm0.
LACKING = {
    "ucrtbase.dll": {
        "crealf": "66 0F 6E C1 C3",  # movd xmm0, ecx; ret
        "cimagf": "48 C1 E9 20 66 0F 6E C1 C3",  # shr rcx, 32; movd xmm0, ecx; ret
    },
    "propsys.dll": {
        "VariantToString": "B8 05 40 00 80 C3"  # mov eax, E_FAIL; ret
    },
}
WINE = shutil.which("wine")
# Of the random numbers of the system; the older function takes the same arguments.
PASSED_ON = {"bcryptprimitives.dll": ("ProcessPrng", "advapi32.SystemFunction036")}
PAGE = 0x1000
BUILTIN = b"Wine builtin DLL"  # Wine loads its own copy of what is marked so


@dataclass(frozen=True)
class Wine:
    """One prefix: a disk and a registry of its own."""

    prefix: Path
    user: str

    @property
    def disk(self):
        return self.prefix / "drive_c"

    @property
    def home(self):
        return self.disk / "users" / self.user

    @property
    def local(self):
        return self.home / "AppData" / "Local"

    @property
    def roaming(self):
        return self.home / "AppData" / "Roaming"

    @property
    def environment(self):
        # Without winemenubuilder, which would fill the menu of this host.
        unwanted = "mscoree,mshtml,winemenubuilder.exe="
        quiet = {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": unwanted}
        user = {"USER": self.user, "LOGNAME": self.user}
        return {**os.environ, **quiet, **user, "WINEPREFIX": str(self.prefix)}

    def run(self, *command, seconds=900, **options):
        return subprocess.run(  # noqa: S603 - our own commands
            [WINE, *map(str, command)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            **options,
        )

    def start(self, *command):
        return subprocess.Popen(  # noqa: S603 - our own commands
            [WINE, *map(str, command)],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def registry(self, key, name, value, kind="REG_SZ"):
        given = ("/v", name, "/t", kind, "/d", value, "/f")
        assert 0 == self.run("reg", "add", key, *given).returncode

    def files(self):
        return {p.relative_to(self.disk) for p in self.disk.rglob("*") if p.is_file()}

    def stop(self):
        end = [shutil.which("wineserver"), "-k"]
        subprocess.run(end, env=self.environment, check=False)  # noqa: S603


def new(prefix, user):
    """Return a fresh Windows 10 of *user*."""
    wine = Wine(prefix, user)
    wine.run("wineboot", "-i")
    wine.registry(r"HKCU\Software\Wine", "Version", "win10")
    for name, functions in LACKING.items():
        _complete(wine.disk / "windows" / "system32" / name, functions)
        overrides = r"HKCU\Software\Wine\DllOverrides"
        wine.registry(overrides, name.removesuffix(".dll"), "native")
    for name, (function, other) in PASSED_ON.items():
        library = _forwarder(name, function, other)
        (wine.disk / "windows" / "system32" / name).write_bytes(library)
    return wine


def _forwarder(name, function, other):
    """Return a library with one function, which stands for another one: PE format."""
    texts = [text.encode() + b"\0" for text in (name, function, other)]
    tables = PAGE + 40  # behind the export directory: addresses, names, ordinals
    places = [tables + 10 + sum(map(len, texts[:i])) for i in range(3)]
    exported = struct.pack(
        "<IIHHIIIIIII",
        *(0, 0, 0, 0, places[0], 1, 1, 1, tables, tables + 4, tables + 8),
    )
    exported += struct.pack("<IIH", places[2], places[1], 0) + b"".join(texts)
    dos = b"MZ" + bytes(58) + struct.pack("<I", 64)
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack(
        "<HBBIIIIIQIIHHHHHHIIIIHHQQQQII",
        *(0x20B, 14, 0, 0, PAGE, 0, 0, PAGE, 0x180000000, PAGE, 512, 6, 0, 0, 0, 6, 0),
        *(0, 2 * PAGE, 512, 0, 2, 0x160, PAGE, PAGE, PAGE, PAGE, 0, 16),
    )
    directories = struct.pack("<II", PAGE, len(exported)) + bytes(8 * 15)
    section = struct.pack(
        "<8sIIIIIIHHI",
        *(b".edata", len(exported), PAGE, 512, 512, 0, 0, 0, 0, 0x40000040),
    )
    head = dos + coff + optional + directories + section
    return head.ljust(512, b"\0") + exported.ljust(512, b"\0")


def _complete(copy, functions):
    library = bytearray((LIBRARIES / copy.name).read_bytes())
    for name, code in functions.items():
        place = _place(library, name.encode())
        machine_code = bytes.fromhex(code)
        library[place : place + len(machine_code)] = machine_code
    mark = library.find(BUILTIN)
    library[mark : mark + len(BUILTIN)] = bytes(len(BUILTIN))
    copy.unlink(missing_ok=True)
    copy.write_bytes(library)


def _place(library, name):
    """Return where in the file a function begins: PE format, export directory."""

    def number(offset, form="<I"):
        return struct.unpack_from(form, library, offset)[0]

    head = number(0x3C)
    sections = head + 24 + number(head + 20, "<H")

    def offset(address):
        for index in range(number(head + 6, "<H")):
            size, start, _, raw = struct.unpack_from(
                "<IIII", library, sections + 40 * index + 8
            )
            if start <= address < start + size:
                return address - start + raw
        raise ValueError(address)

    exports = offset(number(head + 24 + 112))
    functions, names, ordinals = (offset(number(exports + n)) for n in (28, 32, 36))
    for index in range(number(exports + 24)):
        start = offset(number(names + 4 * index))
        if library[start : library.index(0, start)] == name:
            ordinal = number(ordinals + 2 * index, "<H")
            return offset(number(functions + 4 * ordinal))
    raise KeyError(name)
