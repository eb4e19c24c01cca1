"""What the user of `cx-xl import` should know beyond the counts."""

from collections.abc import Collection, Mapping
from datetime import date

from cx_xl.errors import Text
from cx_xl.imports import CountedExport, Reading, Understanding
from cx_xl.imports.reading import OTHER_MONTH
from cx_xl.imports.understood import ROLES
from cx_xl.workbooks import numbers
from cx_xl.workbooks.history import read_history
from cx_xl.workbooks.receive import Book
from cx_xl.workbooks.receiver import Receiver

MOST_NAMES = 8
LISTS = {"segment": "lst_Segments", "channel": "lst_Channels"}


def notes_of(
    found: Understanding, done: Reading, book: Book, begun: date | None
) -> list[Text]:
    """Return what the user should know beyond the counts."""
    said = [*found.layout.notes, *of_file(found, begun)]
    held = book.answers_in(done.months)
    if done.taken and held and not book.ledger.marks:
        said.append(
            Text(
                f"The book already holds {held} answers of these months that were not "
                "imported: they are not compared with the new ones.",
                f"Il file contiene già {held} risposte di questi mesi, non importate: "
                "non vengono confrontate con le nuove.",
            )
        )
    for role in found.scores:
        said += both(book.counted(done.months, role), role)
    names = {
        role: {str(each.values[role]) for each in done.taken if role in each.values}
        for role in LISTS
    }
    said += of_months(names, done.months, book)
    return said + left_by_month(done.rows and not done.taken, done.dropped, book)


def both(n: int, question: str) -> list[Text]:
    """Say that the book has answers to a question one by one, and counted."""
    if not n:
        return []
    name = question.upper()
    return [
        Text(
            f"{name}: sheets Responses and Counts both hold answers of these months, "
            f"and they add up: are the {n} that were there others?",
            f"{name}: i fogli Risposte e Conteggi contengono entrambi risposte di "
            f"questi mesi, e si sommano: le {n} che c'erano già sono altre?",
        )
    ]


def of_file(found: Understanding | CountedExport, begun: date | None) -> list[Text]:
    """Return what the user should know of how the file was read."""
    said = []
    if begun:
        begin_en, begin_it = numbers.month(begun, "en"), numbers.month(begun, "it")
        said.append(
            Text(
                f"The book was empty: its months now begin with {begin_en}.",
                f"Il file era vuoto: ora i mesi iniziano da {begin_it}.",
            )
        )
    if not found.source.is_sure:
        encoding = found.source.encoding
        said.append(
            Text(
                f"The file is not in UTF-8: it was read as {encoding}; look at the "
                "accents.",
                f"Il file non è in UTF-8: è stato letto come {encoding}; controlla gli "
                "accenti.",
            )
        )
    return said


def of_months(
    names: Mapping[str, set[str]], months: Collection[date], book: Receiver
) -> list[Text]:
    """Return what the user should know of the months and names that are taken."""
    said = []
    for role, listed in LISTS.items():
        said += _unlisted(names[role], book, role, listed)
    shown = book.shown_month
    if months and shown not in months:
        latest = max(months)
        now_en = numbers.month(shown, "en") if shown else "no month"
        now_it = numbers.month(shown, "it") if shown else "nessun mese"
        then_en, then_it = numbers.month(latest, "en"), numbers.month(latest, "it")
        said.append(
            Text(
                f"Sheet KPI shows {now_en}: choose {then_en} there.",
                f"Il foglio KPI mostra {now_it}: scegli lì {then_it}.",
            )
        )
    said += _closed(months, book)
    outside = [month for month in months if month not in book.months]
    if outside:
        said.append(
            Text(
                "Answers outside the months of the book count in no KPI: sheet Monthly "
                "does not reach them.",
                "Le risposte fuori dai mesi del file non entrano in nessun KPI: il "
                "foglio Mensile non ci arriva.",
            )
        )
    return said


def left_by_month(
    is_nothing: object, dropped: Collection[Text], book: Receiver
) -> list[Text]:
    """Return what to do where nothing was taken because of its month."""
    if not is_nothing or OTHER_MONTH not in dropped or not book.months:
        return []
    first, last = book.months[0], book.months[-1]
    return [
        Text(
            f"The book goes from {first:%Y-%m} to {last:%Y-%m}: cx-xl roll adds "
            "months; --months all takes answers of any month.",
            f"Il file va da {first:%Y-%m} a {last:%Y-%m}: cx-xl roll aggiunge "
            "mesi; --months all importa le risposte di qualsiasi mese.",
        )
    ]


def _closed(taken: Collection[date], book: Receiver) -> list[Text]:
    """Say which months were closed already: their KPIs will no longer be the same."""
    closed = {row.month for row in read_history(book.package)}
    months = [month for month in taken if month in closed]
    if not months:
        return []
    shown = ", ".join(f"{month:%Y-%m}" for month in sorted(months))
    return [
        Text(
            f"Closed already: {shown}. The history keeps what it was; cx-xl close "
            "shows what changes.",
            f"Già chiusi: {shown}. Lo storico conserva i valori di allora; cx-xl close "
            "mostra che cosa cambia.",
        )
    ]


def _unlisted(values: set[str], book: Receiver, role: str, name: str) -> list[Text]:
    listed = book.listed(name)
    new = sorted(value for value in values if value.strip().casefold() not in listed)
    if not new:
        return []
    shown = ", ".join(new[:MOST_NAMES])
    what = ROLES[role]
    return [
        Text(
            f"Not on the list of sheet Targets, so they count in the totals only: "
            f"{what.en} {shown}.",
            f"Non sono nell'elenco del foglio Obiettivi e contano solo nei totali: "
            f"{what.it} {shown}.",
        )
    ]
