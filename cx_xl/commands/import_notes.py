"""What the user of `cx-xl import` should know beyond the counts."""

from collections.abc import Iterator
from datetime import date

from cx_xl.errors import Text
from cx_xl.imports import Reading, Understanding
from cx_xl.imports.understood import ROLES
from cx_xl.workbooks import numbers
from cx_xl.workbooks.history import read_history
from cx_xl.workbooks.receive import Book

MOST_NAMES = 8


def notes_of(
    found: Understanding, done: Reading, book: Book, begun: date | None
) -> Iterator[Text]:
    """Yield what the user should know beyond the counts."""
    yield from found.layout.notes
    if begun:
        begin_en, begin_it = numbers.month(begun, "en"), numbers.month(begun, "it")
        yield Text(
            f"The book was empty: its months now begin with {begin_en}.",
            f"Il file era vuoto: ora i mesi iniziano da {begin_it}.",
        )
    if not found.source.is_sure:
        encoding = found.source.encoding
        yield Text(
            f"The file is not in UTF-8: it was read as {encoding}; look at the "
            "accents.",
            f"Il file non è in UTF-8: è stato letto come {encoding}; controlla gli "
            "accenti.",
        )
    held = book.answers_in(done.months)
    if done.taken and held and not book.ledger.marks:
        yield Text(
            f"The book already holds {held} answers of these months that were not "
            "imported: they are not compared with the new ones.",
            f"Il file contiene già {held} risposte di questi mesi, non importate: "
            "non vengono confrontate con le nuove.",
        )
    yield from _unlisted(done, book, "segment", "lst_Segments")
    yield from _unlisted(done, book, "channel", "lst_Channels")
    shown = book.shown_month
    if done.months and shown not in done.months:
        latest = max(done.months)
        now_en = numbers.month(shown, "en") if shown else "no month"
        now_it = numbers.month(shown, "it") if shown else "nessun mese"
        then_en, then_it = numbers.month(latest, "en"), numbers.month(latest, "it")
        yield Text(
            f"Sheet KPI shows {now_en}: choose {then_en} there.",
            f"Il foglio KPI mostra {now_it}: scegli lì {then_it}.",
        )
    yield from _closed(done, book)
    outside = [month for month in done.months if month not in book.months]
    if outside:
        yield Text(
            "Answers outside the months of the book count in no KPI: sheet Monthly "
            "does not reach them.",
            "Le risposte fuori dai mesi del file non entrano in nessun KPI: il "
            "foglio Mensile non ci arriva.",
        )
    if done.rows and not done.taken and any("month" in why.en for why in done.dropped):
        first, last = book.months[0], book.months[-1]
        yield Text(
            f"The book goes from {first:%Y-%m} to {last:%Y-%m}: cx-xl roll adds "
            "months; --months all takes answers of any month.",
            f"Il file va da {first:%Y-%m} a {last:%Y-%m}: cx-xl roll aggiunge "
            "mesi; --months all importa le risposte di qualsiasi mese.",
        )


def _closed(done: Reading, book: Book) -> Iterator[Text]:
    """Say which months were closed already: their KPIs will no longer be the same."""
    closed = {row.month for row in read_history(book.package)}
    months = [month for month in done.months if month in closed]
    if not months:
        return
    shown = ", ".join(f"{month:%Y-%m}" for month in sorted(months))
    yield Text(
        f"Closed already: {shown}. The history keeps what it was; cx-xl close "
        "shows what changes.",
        f"Già chiusi: {shown}. Lo storico conserva i valori di allora; cx-xl close "
        "mostra che cosa cambia.",
    )


def _unlisted(done: Reading, book: Book, role: str, name: str) -> Iterator[Text]:
    listed = book.listed(name)
    values = {str(each.values[role]) for each in done.taken if role in each.values}
    new = sorted(value for value in values if value.strip().casefold() not in listed)
    if not new:
        return
    shown = ", ".join(new[:MOST_NAMES])
    what = ROLES[role]
    yield Text(
        f"Not on the list of sheet Targets, so they count in the totals only: "
        f"{what.en} {shown}.",
        f"Non sono nell'elenco del foglio Obiettivi e contano solo nei totali: "
        f"{what.it} {shown}.",
    )
