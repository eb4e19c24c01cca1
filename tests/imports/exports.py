"""Made-up exports, laid out as each survey tool lays them out."""

import csv
import io
from datetime import datetime, timedelta

import xlsxwriter

INJECTIONS = (
    '=HYPERLINK("http://example.org","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "=cmd|' /C calc'!A0",
)
FIVE = (
    "Very dissatisfied",
    "Dissatisfied",
    "Neither satisfied nor dissatisfied",
    "Satisfied",
    "Very satisfied",
)
CINQUE = (
    "Molto insoddisfatto",
    "Insoddisfatto",
    "Né soddisfatto né insoddisfatto",
    "Soddisfatto",
    "Molto soddisfatto",
)


def at(*parts):
    """A moment by the clock on the wall, as exports write it."""
    return datetime(*parts)  # noqa: DTZ001


START = at(2026, 10, 1, 9, 5)


def moments(count):
    """Days of October 2026, one every two hours."""
    return [START + timedelta(hours=2 * i) for i in range(count)]


def as_text(rows, path, *, separator=",", encoding="utf-8", ending="\r\n"):
    """Write rows as a text file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=ending).writerows(rows)
    path.write_bytes(stream.getvalue().encode(encoding))
    return path


def as_workbook(rows, path, sheet):
    """Write rows as a workbook; datetimes become real dates."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "m/d/yy h:mm"})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                page.write_string(number, column, cell)
            elif cell is not None:
                page.write(number, column, cell)
    book.close()
    return path


def qualtrics(count=60, *, old=False):
    """Three header rows, or two and a trailing comma in the old layout."""
    ids = [
        "StartDate",
        "EndDate",
        "Status",
        "IPAddress",
        "Progress",
        "Finished",
        "RecordedDate",
        "ResponseId",
        "RecipientLastName",
        "RecipientEmail",
        "Q1_NPS_GROUP",
        "Q1",
        "Q2",
        "Q3",
        "Segment",
        "Q4",
    ]
    texts = [
        *["Anfangsdatum", "Enddatum", "Antworttyp", "IP-Adresse", "Fortschritt"],
        *["Beendet", "Aufgezeichnet", "Antwort-ID", "Nachname", "E-Mail", "Gruppe"],
        "How likely are you to recommend us\nto a friend?",
        "Overall, how satisfied are you?",
        "It was easy to handle my issue.",
        "Segment",
        "Why?",
    ]
    rows = [ids, texts]
    if not old:
        rows.append([f'{{"ImportId":"QID{i}"}}' for i in range(len(ids))])
    for i, when in enumerate(moments(count)):
        day = f"{when:%Y-%m-%d %H:%M:%S}"
        status = "Survey Preview" if i == 0 else "IP Address"
        score = i % 11
        shown = "10 - Extremely likely" if score == 10 else score
        group = "Promoter" if score > 8 else "Passive" if score > 6 else "Detractor"
        rows.append(
            [
                *[day, day, status, "192.0.2.1", 100, str(i != 1), day],
                *[f"R_{i:015d}", "Rossi", "anna@example.org", group, shown],
                *[FIVE[i % 5], 99 if i == 2 else 1 + i % 7],
                *["Online" if i % 2 else "Store", INJECTIONS[i % 6]],
            ]
        )
    return [[*row, ""] for row in rows] if old else rows


def surveymonkey(count=60, *, flat=False):
    """Two header rows; US dates; the ends of the scale are labelled behind."""
    head = [
        *["Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address"],
        *["Email Address", "First Name", "Last Name", "Custom Data 1"],
        "How likely is it that you would <b>recommend</b> us&nbsp;to a friend?",
        "How satisfied are you with us?",
        "What else?",
    ]
    rows = [head]
    if not flat:
        rows.append([""] * 9 + ["", "Response", "Open-Ended Response"])
    ends = {0: "Not at all likely - 0", 10: "Extremely likely - 10"}
    for i, when in enumerate(moments(count)):
        day = f"{when:%m/%d/%Y %I:%M:%S %p}"
        rows.append(
            [
                *[f"114{i:08d}", 4001, day, day, "192.0.2.7", "b@example.org"],
                *["Anna", "Rossi", "x", ends.get(i % 11, i % 11), FIVE[i % 5]],
                INJECTIONS[i % 6],
            ]
        )
    return rows


def typeform(count=60):
    """UTC; the last answer of September is one of October in Rome."""
    head = [
        "#",
        "How likely are you, {{field:abc}}, to recommend us?",
        "Other",
        "Other",
        "Phone",
        *["Response Type", "Start Date (UTC)", "Stage Date (UTC)"],
        *["Submit Date (UTC)", "Network ID", "Tags"],
    ]
    rows = [head]
    whens = [at(2026, 9, 30, 22, 30), *moments(count - 1)]
    for i, when in enumerate(whens):
        day = f"{when:%Y-%m-%d %H:%M:%S}"
        kind = "partial" if i == 5 else "completed"
        rows.append(
            [
                *[f"tf{i:020d}", i % 11, "", "", "'+39 333 1234567", kind],
                *[day, "", day, "abc", ""],
            ]
        )
    return rows


def google_forms(count=60, *, italian=True, first=START):
    """Text times, with dots in Italian."""
    if italian:
        head = [
            "Informazioni cronologiche",
            "Quanto è probabile che ci consigli a un amico?",
            "Quanto sei soddisfatto del servizio?",
            "Commenti",
        ]
        form, words = "%d/%m/%Y %H.%M.%S", CINQUE
    else:
        head = [
            "Timestamp",
            "How likely are you to recommend us?",
            "How satisfied are you?",
            "Comments",
        ]
        form, words = "%m/%d/%Y %H:%M:%S", FIVE
    rows = [head]
    for i in range(count):
        when = first + timedelta(hours=2 * i)
        rows.append([f"{when:{form}}", i % 11, words[i % 5], INJECTIONS[i % 6]])
    return rows


def microsoft_forms(count=60, *, italian=True):
    """Real dates; an e-mail and a name beside them."""
    if italian:
        head = ["ID", "Ora di inizio", "Ora di completamento", "Posta elettronica"]
        head += ["Nome", "Quanto è probabile che ci raccomandi?"]
        head += ["Quanto sei soddisfatto?", "Perché?"]
    else:
        head = ["ID", "Start time", "Completion time", "Email", "Name"]
        head += ["How likely are you to recommend us?", "How satisfied are you?", "Why"]
    words = CINQUE if italian else FIVE
    rows = [head]
    for i, when in enumerate(moments(count), start=1):
        rows.append(
            [
                *[i, when, when, "c@example.org", "Carla", i % 11],
                *[words[i % 5], INJECTIONS[i % 6]],
            ]
        )
    return rows


def zendesk(count=40):
    """Tickets; half of them were never rated."""
    rows = [["Id", "Requester", "Subject", "Created at", "Satisfaction Score"]]
    words = "Good", "Bad", "Offered", "Unoffered"
    for i, when in enumerate(moments(count)):
        day = f"{when:%Y-%m-%d %H:%M}"
        rows.append([1000 + i, "Dario Neri", "Help", day, words[i % 4]])
    return rows


def trustpilot(count=40):
    """Stars, and the names of those who gave them."""
    rows = [["Review Id", "Review Created (UTC)", "Review Stars", "Reviewer Name"]]
    for i, when in enumerate(moments(count)):
        rows.append([f"{i:024x}", f"{when:%Y-%m-%dT%H:%M:%SZ}", 1 + i % 5, "Eva"])
    return rows


def anything(count=40):
    """A table that no tool wrote, below a title."""
    rows = [["Export of the till", None, None], []]
    rows.append(["Data visita", "Voto NPS", "Punto vendita"])
    for i, when in enumerate(moments(count)):
        rows.append([f"{when:%d/%m/%Y}", f"{i % 11},0", "Milano"])
    return rows
