"""
Drives a real, headless LibreOffice; runs in the Python that has `uno`, not in ours.

One request per line on standard input, one answer per line on standard output, both
JSON: {"do": NAME, ...} -> [the answer of the function called NAME, what failed].
"""

import json
import subprocess
import sys
import time
import traceback
from functools import partial
from itertools import count
from threading import Event

import uno
import unohelper
from com.sun.star.awt import XCallback
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import Locale

ERRORS = {
    32767: "#N/A",
    532: "#DIV/0!",
    519: "#VALUE!",
    503: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    521: "#NULL!",
}
NUMBER, TEXT, ERROR = 1, 2, 4  # com.sun.star.sheet.FormulaResult
KINDS = {float: "number", str: "text"}
FORMULAS = 16  # com.sun.star.sheet.CellFlags
FORMATS = {"date": 2, "logical": 1024}  # com.sun.star.util.NumberFormat
PATIENCE = 120  # seconds
US = Locale("en", "US", "")


def connect(soffice, options, pipe):
    """Start LibreOffice and return the process and the context inside it."""
    door = f"pipe,name={pipe};urp;StarOffice.ComponentContext"
    quiet = ["--headless", "--norestore", "--nologo", "--nodefault"]
    command = [soffice, *options, *quiet, f"--accept={door}"]
    process = subprocess.Popen(command, stdout=sys.stderr)  # noqa: S603 - our own words
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", here
    )
    last = time.monotonic() + PATIENCE
    while True:
        try:
            return process, resolver.resolve(f"uno:{door}")
        except NoConnectException:
            if time.monotonic() > last or process.poll() is not None:
                raise
            time.sleep(0.05)


class MainThread(unohelper.Base, XCallback):
    """
    Where LibreOffice does what a user types and clicks, and we what is asked of us.

    On any other thread our menu can hang LibreOffice: Python waits there for the lock
    of the windows in order to let go of a cell, while the main thread, which holds that
    lock, waits for Python in order to draw our toolbar.
    """

    def __init__(self, context):
        create = context.ServiceManager.createInstanceWithContext
        self.queue = create("com.sun.star.awt.AsyncCallback", context)

    def does(self, work):
        """Have it do *work*; return [the answer, what failed]."""
        self.work, self.done, self.answer = work, Event(), [None, "it hangs"]
        self.queue.addCallback(self, None)
        self.done.wait(PATIENCE)
        return self.answer

    @property
    def hangs(self):
        """Whether it is still at the last work, after all that time."""
        return not self.done.is_set()

    def notify(self, _data):
        """Do the work; LibreOffice calls this."""
        try:
            self.answer = [self.work(), None]
        except Exception:  # noqa: BLE001 - the test fails, the driver goes on
            self.answer = [None, traceback.format_exc()]
        self.done.set()


class Driver:
    """One LibreOffice and the document that is open in it."""

    def __init__(self, context):
        create = context.ServiceManager.createInstanceWithContext
        self.desktop = create("com.sun.star.frame.Desktop", context)
        self.functions = create("com.sun.star.sheet.FunctionDescriptions", context)
        self.settings = create(
            "com.sun.star.configuration.ConfigurationProvider", context
        )
        self.dispatcher = create("com.sun.star.frame.DispatchHelper", context)
        self.new()

    def new(self):
        """Open an empty document with a sheet for data and one for formulas."""
        self._show("private:factory/scalc")
        self.document.Sheets.insertNewByName("Data", 1)
        self.columns = count()

    def open(self, path):
        """Open a saved document."""
        self._show(uno.systemPathToFileUrl(path))

    def save(self, path, kind):
        """Save a copy; *kind* is LibreOffice's name of the file format."""
        url = uno.systemPathToFileUrl(path)
        self.document.storeToURL(url, (_property("FilterName", kind),))

    def put(self, rows):
        """Put cells into columns of their own; return (first, last) column letters."""
        sheet = self.document.Sheets.getByName("Data")
        places = [next(self.columns) for _ in rows[0]]
        for row, cells in enumerate(rows):
            for column, cell in zip(places, cells, strict=True):
                self._fill(sheet.getCellByPosition(column, row), cell)
        return [_letters(sheet, places[0]), _letters(sheet, places[-1])]

    def change(self, column, row, number, sheet="Data"):
        """Type a number over a cell."""
        cells = self.document.Sheets.getByName(sheet)
        cells.getCellByPosition(column, row).setValue(number)

    def formulas(self):
        """Return every formula cell: its sheet, row and column, and what it shows."""
        found, sheets = [], self.document.Sheets
        for sheet in map(sheets.getByName, sheets.ElementNames):
            for block in sheet.queryContentCells(FORMULAS):
                corner = block.getRangeAddress()
                for down, cells in enumerate(block.getDataArray()):
                    for right, value in enumerate(cells):
                        place = corner.StartRow + down, corner.StartColumn + right
                        shown = (
                            _shown(block.getCellByPosition(right, down))
                            if value is None  # an error
                            else [KINDS[type(value)], value]
                        )
                        found.append([sheet.Name, *place, shown])
        return found

    def formula(self, text, rows=1, columns=1, at=(0, 0), keep=False):  # noqa: FBT002 - comes from JSON
        """Put a formula (an array formula if *rows*) into the first sheet; read it."""
        sheet = self.document.Sheets.getByIndex(0)
        column, row = at
        if rows is None:
            sheet.getCellByPosition(column, row).setFormula(text)
            return self.read(column, row)
        place = column, row, column + columns - 1, row + rows - 1
        block = sheet.getCellRangeByPosition(*place)
        block.setArrayFormula(text)
        answer = self.read(column, row, rows, columns)
        if not keep:
            block.setArrayFormula("")
        return answer

    def read(self, column, row, rows=1, columns=1, sheet=0):
        """Return the cells of a rectangle."""
        cells = self.document.Sheets.getByIndex(sheet)
        return [
            [
                _shown(cells.getCellByPosition(c, r))
                for c in range(column, column + columns)
            ]
            for r in range(row, row + rows)
        ]

    def described(self):
        """Return what the function wizard shows: name -> (help, arguments)."""
        shown = {}
        for index in range(self.functions.getCount()):
            about = {p.Name: p.Value for p in self.functions.getByIndex(index)}
            if about["Name"].startswith("CX_"):
                arguments = [
                    [a.Name, a.Description, a.IsOptional] for a in about["Arguments"]
                ]
                shown[about["Name"]] = [about["Description"], arguments]
        return shown

    def ask(self, command, sheet, column, row):
        """Select a cell and choose a command of the menu; return its answer."""
        controller = self.document.getCurrentController()
        cells = self.document.Sheets.getByName(sheet)
        controller.select(cells.getCellByPosition(column, row))
        silent = (_property("Silent", True),)
        ask = self.dispatcher.executeDispatch
        return ask(controller.getFrame(), command, "", 0, silent).Result

    def switch(self, command):
        """Choose a command that opens a document, and go on in that one."""
        before = self.document
        self.ask(command, self.sheets()[0], 0, 0)
        opened = self.desktop.getComponents().createEnumeration()
        while opened.hasMoreElements():
            found = opened.nextElement()
            if found.RuntimeUID != before.RuntimeUID:
                self.document = found
        before.close(True)

    def sheets(self):
        """Return the names of the sheets."""
        return list(self.document.Sheets.ElementNames)

    def call_it(self, word, cells):
        """Give cells a name."""
        start = self.document.Sheets.getByIndex(0).getCellByPosition(0, 0)
        place = start.getCellAddress()
        self.document.NamedRanges.addNewByName(word, cells, place, 0)

    def errors(self, sheet):
        """Return the cells of a sheet that show an error: sheet, column and row."""
        cells = self.document.Sheets.getByName(sheet)
        found = []
        for block in cells.queryFormulaCells(ERROR):
            for cell in block.queryFormulaCells(ERROR).getCells():
                place = cell.getCellAddress()
                found.append([sheet, place.Column, place.Row])
        return found

    def saved(self):
        """Take the document for saved."""
        self.document.setModified(False)

    def state(self):
        """Return the selected cell, and whether the document needs saving."""
        selected = self.document.getCurrentController().getSelection()
        return [selected.AbsoluteName, self.document.isModified()]

    def menu(self, locale):
        """Return the entries of our menu and of our toolbar: title and command."""
        interface = "/org.openoffice.Office.Addons/AddonUI/"
        submenu = f"{interface}OfficeMenuBar/org.cxxl.cx.menu/Submenu"
        bar = f"{interface}OfficeToolBar/org.cxxl.cx.bar"
        found = []
        for path in (submenu, bar):
            entries = self.settings.createInstanceWithArguments(
                "com.sun.star.configuration.ConfigurationAccess",
                (_property("nodepath", path), _property("locale", locale)),
            )
            found += map(entries.getByName, entries.getElementNames())
        return [[entry.Title, entry.URL] for entry in found]

    def translated(self, service, locale):
        """Return what the settings hold for *locale*: method -> (name, help)."""
        access = self.settings.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationAccess",
            (
                _property("nodepath", "/org.openoffice.Office.CalcAddIns/AddInInfo"),
                _property("locale", locale),
            ),
        )
        functions = access.getByName(service).getByName("AddInFunctions")
        found = map(functions.getByName, functions.getElementNames())
        return {f.DisplayName: [f.Description, _parameters(f)] for f in found}

    def recalculate(self, formulas):
        """Put formulas into the first column; return the seconds to compute them."""
        sheet = self.document.Sheets.getByIndex(0)
        self.document.enableAutomaticCalculation(False)
        place = sheet.getCellRangeByPosition(0, 0, 0, len(formulas) - 1)
        place.setFormulaArray(tuple((text,) for text in formulas))
        self.document.calculateAll()
        start = time.perf_counter()
        self.document.calculateAll()
        seconds = time.perf_counter() - start
        first = _shown(sheet.getCellByPosition(0, len(formulas) - 1))
        return [seconds, first]

    def _show(self, url):
        if hasattr(self, "document"):
            self.document.close(True)
        # Not hidden: only a document with a window computes the cell under the cursor.
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, ())

    def _fill(self, place, cell):
        kind, value = cell
        if kind == "number":
            place.setValue(value)
        elif kind == "text":
            place.setString(value)
        elif kind == "formula":
            place.setFormula(value)
        elif kind in FORMATS:
            place.setValue(value)
            formats = self.document.NumberFormats
            place.NumberFormat = formats.getStandardFormat(FORMATS[kind], US)


def _parameters(function):
    found = function.Parameters
    texts = map(found.getByName, found.getElementNames())
    return {text.DisplayName: text.Description for text in texts}


def _shown(cell):
    error = cell.getError()
    if error:
        return ["error", ERRORS.get(error, f"Err:{error}")]
    kind = cell.getPropertyValue("FormulaResultType2")
    return ["number", cell.getValue()] if kind == NUMBER else ["text", cell.getString()]


def _letters(sheet, column):
    return sheet.Columns.getByIndex(column).getName()


def _property(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def main():
    """Serve requests until standard input ends, or LibreOffice no longer answers."""
    soffice, pipe, *options = sys.argv[1:]
    process, context = connect(soffice, options, pipe)
    main_thread = MainThread(context)
    driver, failure = main_thread.does(partial(Driver, context))
    assert driver, failure
    for line in sys.stdin:
        request = json.loads(line)
        work = partial(getattr(driver, request.pop("do")), **request)
        sys.stdout.write(json.dumps(main_thread.does(work)) + "\n")
        sys.stdout.flush()
        if main_thread.hangs:
            return  # whoever started us ends us both
    main_thread.does(partial(driver.document.close, True))
    driver.desktop.terminate()
    process.wait(PATIENCE)


if __name__ == "__main__":
    main()
