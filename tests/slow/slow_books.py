"""
Saved books as they are, then damaged at random; prints what became of them.

    python tests/slow/slow_books.py FOLDER [SECONDS]

Every book of FOLDER is read, evaluated, written and checked; the copy must hold every
part, and openpyxl, calamine and LibreOffice (if it is here) must open it. Then, until
SECONDS (300) are over, books are damaged (bytes, places in the zip directory, values
and elements in XML parts) and read, written and checked again. Each trial has a process
with limits of its own: it may refuse in one sentence, and nothing else. Exits with 1 if
anything else happened.
"""

import multiprocessing
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from pathlib import Path

from cx_xl.errors import Explained

MEMORY = 8 << 30  # bytes of address space: an engine may reserve more than it uses
PATIENCE = 60  # seconds for one book
SMALL = 60_000  # bytes of the books that are damaged: many trials, not long ones
WORDS = ("", "-1", "99999999", "A:A", "A0", "XFD1048576", "1e999", "d", "e", "é", " ")
FAULTS = ("crash", "hang", "fault", "lost part", "unreadable copy", "changed input")


def main() -> int:
    """Run both halves; return the exit code."""
    folder, *more = sys.argv[1:]
    seconds = float(more[0]) if more else 300.0
    end = time.monotonic() + seconds
    books = sorted(path for path in Path(folder).iterdir() if path.suffix == ".xlsx")
    with tempfile.TemporaryDirectory() as place:
        counts = Counter(_trial(_whole, path, Path(place)) for path in books)
        _say(f"{len(books)} books", counts)
        counts += _unopened(sorted(Path(place).glob("copy-*.xlsx")), Path(place))
        damaged = Counter[str]()
        few = [path for path in books if path.stat().st_size < SMALL]
        seed = 0
        while time.monotonic() < end:
            seed += 1
            chance = random.Random(seed)
            path = Path(place, f"damaged{seed}.xlsx")
            path.write_bytes(_damaged(chance.choice(few).read_bytes(), chance))
            outcome = _trial(_survived, path, Path(place))
            damaged[outcome] += 1
            if outcome in FAULTS:
                kept = Path(tempfile.gettempdir(), f"{outcome.split()[0]}-{path.name}")
                kept.write_bytes(path.read_bytes())
                _say(f"  seed {seed}, kept as {kept}", Counter([outcome]))
            path.unlink()
        _say(f"{damaged.total()} damaged books", damaged)
    return int(any((counts + damaged)[fault] for fault in FAULTS))


def _say(what: str, counts: Counter[str]) -> None:
    parts = ", ".join(f"{n} {outcome}" for outcome, n in counts.most_common())
    print(f"{what}: {parts}", flush=True)  # noqa: T201 - the result


def _unopened(copies: list[Path], place: Path) -> Counter[str]:
    """Let LibreOffice open every copy; return how many it did not."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return Counter()
    made = place / "opened"
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    order = [profile, "--headless", "--convert-to", "csv", "--outdir", str(made)]
    subprocess.run([soffice, *order, *copies], check=False, capture_output=True)  # noqa: S603 - our own words
    opened = sum((made / f"{copy.stem}.csv").exists() for copy in copies)
    _say("copies in LibreOffice", Counter({"opened": opened}))
    return Counter({"unreadable copy": len(copies) - opened})


def _trial(work, path: Path, place: Path) -> str:
    """Run *work* in a process with limits; return what became of it."""
    before = path.read_bytes()
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=_limited, args=(work, path, place, sender))
    process.start()
    sender.close()
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
        return "hang"
    if path.read_bytes() != before:
        return "changed input"
    try:
        outcome: str = receiver.recv()
    except EOFError:
        return "crash"
    return outcome


def _limited(work, path, place, sender) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    try:
        outcome = work(path, place)
    except Explained as refusal:
        outcome = "refused"
        if any("\n" in refusal.say(language) for language in ("en", "it")):
            outcome = "fault"
    except Exception:  # noqa: BLE001 - that is what we look for
        traceback.print_exc()
        outcome = "fault"
    sender.send(outcome)


def _whole(path: Path, place: Path) -> str:
    """Evaluate, write and check a sound book."""
    import openpyxl  # noqa: PLC0415 - in the child
    import python_calamine  # noqa: PLC0415

    copy = place / f"copy-{path.name}"
    _used(path, copy)
    names = [set(zipfile.ZipFile(book).namelist()) for book in (path, copy)]
    if names[0] != names[1]:
        return "lost part"
    theirs = python_calamine.CalamineWorkbook.from_path(copy)
    for name in theirs.sheet_names:
        theirs.get_sheet_by_name(name).to_python()
    openpyxl.load_workbook(copy)
    return "sound"


def _survived(path: Path, place: Path) -> str:
    _used(path, place / "copy.xlsx")
    return "read all the same"


def _used(path: Path, copy: Path) -> None:
    """Do with a book what `calc`, `-o` and `--check` do."""
    from cx_xl import open_workbook  # noqa: PLC0415 - in the child

    book = open_workbook(path)
    for sheet in book.sheets:
        quoted = sheet.replace("'", "''")
        book.values(f"'{quoted}'!A:XFD")
    for table in book.tables:
        book.table(table)
    book.check()
    book.save(copy)
    open_workbook(copy).check()


def _damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a book with a fault of one of three kinds in it."""
    kind = chance.choice(("bytes", "zip", "part", "part", "part"))
    if kind == "part":
        return _with_odd_part(data, chance)
    spoilt = bytearray(data)
    start = 0 if kind == "bytes" else max(0, data.rfind(b"PK\x01\x02") - 2000)
    for _ in range(chance.randint(1, 6)):
        spoilt[chance.randrange(start, len(spoilt))] = chance.randrange(256)
    return bytes(spoilt if chance.random() < 0.8 else spoilt[: -chance.randint(1, 999)])


def _with_odd_part(data: bytes, chance: random.Random) -> bytes:
    """Return the book with one part lost, twice, renamed, or with odd XML in it."""
    import io  # noqa: PLC0415

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        chosen = chance.choice(source.namelist())
        fate = chance.choice(("lost", "twice", "renamed", "xml", "xml", "xml", "xml"))
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in source.namelist():
                content = source.read(name)
                if name != chosen:
                    copy.writestr(name, content)
                elif fate == "xml":
                    copy.writestr(name, _odd_xml(content, chance))
                elif fate != "lost":
                    new = name if fate == "twice" else name.upper()
                    for _ in range(1 + (fate == "twice")):
                        copy.writestr(new, content)
    return target.getvalue()


def _odd_xml(content: bytes, chance: random.Random) -> bytes:
    """Return XML with some values replaced, and some elements lost or doubled."""
    spots = list(re.finditer(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)', content))
    elements = list(re.finditer(rb"<(\w+)\b[^<>]*(?:/>|>[^<]*</\1>)", content))
    changes = []
    for _ in range(chance.randint(1, 3)):
        if spots and chance.random() < 0.7:
            changes.append((chance.choice(spots), chance.choice(WORDS).encode()))
        elif elements:
            found = chance.choice(elements)
            changes.append((found, chance.choice((b"", found[0] * 2))))
    done = len(content) + 1
    for found, new in sorted(changes, key=lambda change: -change[0].start()):
        if found.end() < done:
            content = content[: found.start()] + new + content[found.end() :]
            done = found.start()
    return content


if __name__ == "__main__":
    sys.exit(main())
