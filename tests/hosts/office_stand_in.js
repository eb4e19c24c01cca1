// Stands in for office.js, and only for that: what Excel hands to a custom function and
// the few objects of the Excel API that the add-in asks for. It computes nothing.
"use strict";

const book = {
  sheets: new Map([["Data", []], ["Sheet1", []]]), // rows of cells; undefined is empty
  names: [], active: "Sheet1!B2", is1904: false, isBusy: false,
  recalculations: 0, reads: 0, listeners: [],
};

class CellError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}
globalThis.CustomFunctions = {
  made: new Map(),
  associate(id, made) { this.made.set(id, made); },
  Error: CellError,
  ErrorCode: {
    divisionByZero: "#DIV/0!", invalidName: "#NAME?", invalidNumber: "#NUM!",
    invalidReference: "#REF!", invalidValue: "#VALUE!", notAvailable: "#N/A",
    nullReference: "#NULL!",
  },
};
globalThis.Office = {
  context: {
    displayLanguage: document.documentElement.dataset.office || "en-US",
    document: { addHandlerAsync: (_, heard) => book.listeners.push(heard) },
  },
  EventType: { DocumentSelectionChanged: "documentSelectionChanged" },
  onReady: async (begin) => begin({ host: "Excel" }),
};

const column = (letters) => [...letters].reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1;

function place(area) {
  const [from, to = from] = area.replaceAll("$", "").split(":");
  const [, left, top = 1] = from.match(/([A-Z]+)(\d*)/);
  const [, right, bottom] = to.match(/([A-Z]+)(\d*)/);
  const r = Number(top || 1) - 1;
  return { r, c: column(left), rows: Number(bottom || 1048576) - r,
    columns: column(right) - column(left) + 1 };
}

class Range {
  constructor(name, at) {
    Object.assign(this, { name, at, rowIndex: at.r, columnIndex: at.c,
      rowCount: at.rows, columnCount: at.columns });
  }
  load() {}
  get cells() {
    const { r, c, rows, columns } = this.at;
    const sheet = book.sheets.get(this.name);
    return Array.from({ length: rows }, (_, y) =>
      Array.from({ length: columns }, (_, x) => sheet[r + y]?.[c + x]));
  }
  get address() { return book.active; }
  get formulas() { return this.cells.map((row) => row.map((cell) => cell ?? "")); }
  set formulas(rows) {
    (book.sheets.get(this.name)[this.at.r] ??= [])[this.at.c] = rows[0][0];
  }
  get valueTypes() {
    book.reads += 1;
    const kind = (cell) => {
      if (cell === undefined || cell === null) return "Empty";
      if (typeof cell === "object") return "Error";
      return { number: "Double", boolean: "Boolean", string: "String" }[typeof cell];
    };
    return this.cells.map((row) => row.map(kind));
  }
  getUsedRangeOrNullObject() {
    const { r, c, rows, columns } = this.at;
    const sheet = book.sheets.get(this.name);
    const filled = [];
    sheet.slice(r, r + rows).forEach((row, y) => row?.slice(c, c + columns)
      .forEach((cell, x) => cell !== undefined && cell !== null && filled.push([r + y, c + x])));
    if (!filled.length) return { isNullObject: true, load() {} };
    const ys = filled.map(([y]) => y), xs = filled.map(([, x]) => x);
    const low = (ns) => ns.reduce((a, b) => Math.min(a, b));
    const high = (ns) => ns.reduce((a, b) => Math.max(a, b));
    return new Range(this.name, { r: low(ys), c: low(xs), rows: high(ys) - low(ys) + 1,
      columns: high(xs) - low(xs) + 1 });
  }
  getCell(y, x) {
    return new Range(this.name, { r: this.at.r + y, c: this.at.c + x, rows: 1, columns: 1 });
  }
  getResizedRange(rows, columns) {
    const { at } = this;
    return new Range(this.name, { ...at, rows: at.rows + rows, columns: at.columns + columns });
  }
}

function sheet(name) {
  if (!book.sheets.has(name)) throw new Error("ItemNotFound");
  return { getRange: (area) => new Range(name, place(area)) };
}
function context() {
  return {
    sync: async () => {
      if (book.isBusy) throw new Error("InvalidOperationInCellEditMode");
    },
    workbook: {
      load() {},
      get use1904DateSystem() { return book.is1904; },
      application: { calculate: () => { book.recalculations += 1; } },
      worksheets: { getItem: sheet, getActiveWorksheet: () => sheet("Sheet1") },
      names: { load() {}, get items() {
        return book.names.map((name) => ({ name, delete() {
          book.names = book.names.filter((other) => other !== name);
        } }));
      } },
      getActiveCell: () => {
        const [name, area] = book.active.split("!");
        return new Range(name, place(area));
      },
    },
  };
}
globalThis.Excel = { run: async (work) => work(context()) };

// ---- What the tests ask for ------------------------------------------------------

const letters = (n) => (n >= 26 ? letters(Math.floor(n / 26) - 1) : "")
  + String.fromCharCode(65 + (n % 26));

// An argument of a test: null (left out), {typed: value}, {cells: rows} or
// {cells: rows, whole: true}. `empty` is what this Excel sends for an empty cell.
globalThis.cxCall = async (name, given, empty, { address = "Sheet1!B2", told = true } = {}) => {
  const addresses = [];
  const data = [];
  let left = 0;
  const args = given.map((argument) => {
    if (argument === null || argument.typed !== undefined) {
      addresses.push(undefined);
      return argument && [[argument.typed]];
    }
    const { cells, whole } = argument;
    const [first, last] = [letters(left), letters(left + cells[0].length - 1)];
    addresses.push(`Data!${whole ? `${first}:${last}` : `${first}1:${last}${cells.length}`}`);
    cells.forEach((row, r) => row.forEach((cell, c) => {
      if (cell !== null) (data[r] ??= [])[left + c] = cell;
    }));
    left += cells[0].length;
    const rows = cells.map((row) => row.map((cell) => cell ?? empty));
    if (whole) {
      const blank = cells[0].map(() => empty);
      while (rows.length < 1048576) rows.push(blank);
    }
    return rows;
  });
  book.sheets.set("Data", data);
  const invocation = { address, functionName: name,
    parameterAddresses: told ? addresses : undefined };
  const wanted = CustomFunctions.made.get(name);
  try {
    const rows = await wanted(...args, invocation);
    const shown = (cell) => (cell instanceof CellError ? { error: cell.code } : cell ?? 0);
    return { rows: rows.map((row) => row.map(shown)) };
  } catch (error) {
    return { error: error.code, message: error.message };
  }
};
globalThis.cxBook = book;
