// The functions that Excel calls: cells in, to the worker, cells out.
// CX_BUILD stands above; it is written by `cx-xl office build`.
"use strict";

const CX = (() => {
  const LAST_ROW = 1048576;
  // Cells whose types are read at once: Excel on the web caps answers at 5 MB, see
  // learn.microsoft.com/office/dev/add-ins/concepts/resource-limits-and-performance-optimization
  const CHUNK = 100000;
  const KEPT = 1000; // reasons
  const LIMIT = 180; // seconds that a start may take
  const RETRIES = [2, 10, 30, 60]; // seconds between attempts to load
  const patience = Number(document.documentElement.dataset.patience) || 20000;
  const dated = new Set(CX_BUILD.dated);

  // ---- Language ---------------------------------------------------------------

  let chosen = null;
  try {
    chosen = localStorage.getItem("cx-language");
  } catch {
    // A browser that keeps nothing: then Excel's own language counts.
  }

  function language() {
    const shown = chosen || Office.context?.displayLanguage || navigator.language;
    return shown.toLowerCase().startsWith("it") ? "it" : "en";
  }

  function speak(one) {
    chosen = one;
    try {
      localStorage.setItem("cx-language", one);
    } catch {
      // The choice lasts as long as the page.
    }
  }

  function said(key, ...facts) {
    const fill = (text) => text.replace(/\{(\d)\}/g, (_, place) => facts[place]);
    return Object.fromEntries(["en", "it"].map((l) => [l, fill(CX_BUILD.texts[l][key])]));
  }

  // ---- The worker: starting, failing, starting again --------------------------

  const engine = { state: "off", reason: "", attempts: 0, worker: null };
  const waiting = new Map(); // calls that the worker has, by number
  const sleepers = new Set(); // calls that wait for the worker to be ready
  let numbered = 0;
  let misses = 0; // of libraries
  let isRecalculationDue = false;

  const pause = (attempt) => RETRIES[Math.min(attempt, RETRIES.length - 1)];

  function tell(state, reason = "") {
    Object.assign(engine, { state, reason });
    document.dispatchEvent(new Event("cx-state"));
  }

  function start() {
    if (engine.state === "starting" || engine.state === "ready") return;
    clearTimeout(engine.timer);
    tell("starting");
    let worker;
    try {
      worker = new Worker(`worker.js?${CX_BUILD.id}`, { type: "module" });
    } catch (error) {
      failed(null, error.message);
      return;
    }
    engine.worker = worker;
    worker.onmessage = ({ data }) => {
      if (engine.worker !== worker) return;
      if (data.ready) ready();
      else if (data.failed) failed(worker, data.failed);
      else waiting.get(data.id)?.(data.text);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      if (engine.worker === worker) failed(worker, event.message || "worker.js");
    };
    const { libraries, files } = CX_BUILD;
    worker.postMessage({ start: { libraries, files } });
    engine.timer = setTimeout(failed, LIMIT * 1000, worker, `${LIMIT} s`);
  }

  function ready() {
    clearTimeout(engine.timer);
    engine.attempts = 0;
    tell("ready");
    for (const wake of sleepers) wake(true);
    if (isRecalculationDue) recalculate();
  }

  function failed(worker, reason) {
    clearTimeout(engine.timer);
    worker?.terminate();
    engine.worker = null;
    const seconds = pause(engine.attempts++);
    tell("failed", reason);
    for (const wake of sleepers) wake(false);
    for (const resolve of waiting.values()) resolve(null);
    engine.timer = setTimeout(start, seconds * 1000);
  }

  // Cells that were answered "not yet" are computed again, once.
  async function recalculate() {
    isRecalculationDue = false;
    try {
      await Excel.run(async (context) => {
        context.workbook.application.calculate("Full");
        await context.sync();
      });
    } catch {
      isRecalculationDue = true; // someone is typing in a cell: try again shortly
      setTimeout(() => isRecalculationDue && recalculate(), 3000);
    }
  }

  function awake() {
    if (engine.state === "ready") return Promise.resolve(true);
    if (engine.state === "failed") return Promise.resolve(false);
    start();
    return new Promise((resolve) => {
      const wake = (isReady) => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve(isReady);
      };
      const timer = setTimeout(wake, patience, false);
      sleepers.add(wake);
    });
  }

  async function computed(name, args) {
    if (!(await awake())) {
      isRecalculationDue = true;
      const isLate = engine.state !== "failed";
      throw refusal("#N/A", isLate ? said("slow") : said("failed", engine.reason));
    }
    const id = ++numbered;
    const text = await new Promise((resolve) => {
      waiting.set(id, resolve);
      engine.worker.postMessage({ id, name, args: JSON.stringify(args) });
    });
    waiting.delete(id);
    if (text === null) {
      isRecalculationDue = true;
      throw refusal("#N/A", said("failed", engine.reason));
    }
    const result = JSON.parse(text);
    if (!result.missed) return result;
    // A library did not come: the cells that want it are computed again, later.
    if (!isRecalculationDue) setTimeout(recalculate, pause(misses++) * 1000);
    isRecalculationDue = true;
    throw refusal("#N/A", said("failed", result.missed));
  }

  // ---- Cells in ---------------------------------------------------------------

  const ERROR_TYPES = {
    Blocked: "#BLOCKED!", Busy: "#BUSY!", Calc: "#CALC!", Connect: "#CONNECT!",
    Div0: "#DIV/0!", Field: "#FIELD!", GettingData: "#GETTING_DATA", Name: "#NAME?",
    NotAvailable: "#N/A", Null: "#NULL!", Num: "#NUM!", Python: "#PYTHON!",
    Ref: "#REF!", Spill: "#SPILL!", Value: "#VALUE!",
  };

  // Rows of plain values; errors are told apart, by place.
  function plain(matrix) {
    const argument = { rows: [], errors: [], zeros: [] };
    matrix.forEach((row, r) => {
      argument.rows.push(row.map((cell, c) => value(cell, r, c, argument)));
    });
    return argument;
  }

  function value(cell, r, c, argument) {
    if (cell === null || cell === undefined) return null;
    if (typeof cell === "number") {
      if (cell === 0) argument.zeros.push([r, c]);
      return Number.isFinite(cell) ? cell : failing("#NUM!", r, c, argument);
    }
    if (typeof cell !== "object") return cell;
    const code = cell.code || ERROR_TYPES[cell.errorType];
    if (cell.type === "Error" || cell.basicType === "Error" || code) {
      const shown = String(cell.basicValue ?? "");
      return failing(shown.startsWith("#") ? shown : code || "#UNKNOWN!", r, c, argument);
    }
    if (cell.type === "Empty" || cell.basicType === "Empty") return null;
    if (typeof cell.basicValue === "object" || cell.basicValue === undefined) {
      return failing("#UNKNOWN!", r, c, argument); // a picture, a stock: no value
    }
    return value(cell.basicValue, r, c, argument);
  }

  function failing(code, r, c, argument) {
    argument.errors.push([r, c, code]);
    return null;
  }

  // Whole columns end where their last one does; other ranges keep their size, or
  // two of different size could look alike.
  function cut(args) {
    const tall = args.filter((a) => a && a.rows.length === LAST_ROW);
    if (!tall.length) return;
    let last = Math.max(1, ...tall.map(lastRow));
    const others = args.filter((a) => a && a.rows.length > 1 && a.rows.length < LAST_ROW);
    while (others.some((a) => a.rows.length === last)) last += 1;
    for (const a of tall) a.rows.length = last;
  }

  function lastRow({ rows, errors }) {
    let last = rows.length;
    const isBlank = (cell) => cell === null || cell === "";
    const failing = errors.length ? errors[errors.length - 1][0] + 1 : 0;
    while (last > failing && rows[last - 1].every(isBlank)) last -= 1;
    return last;
  }

  // Excel on a desktop sends an empty cell as 0. Where a 0 came from cells, the types
  // of these cells tell what it is; where that can not be known, the call is refused.
  async function emptied(args, addresses) {
    const doubtful = [];
    args.forEach((argument, place) => {
      if (!argument) return;
      const single = argument.rows.length === 1 && argument.rows[0].length === 1;
      const isText = single && argument.rows[0][0] === "";
      if (!argument.zeros.length && !isText) return;
      if (!Array.isArray(addresses)) {
        if (argument.zeros.length) throw refusal("#N/A", said("unknownZero"));
        return;
      }
      if (!addresses[place]) return; // typed or computed: a 0 is a 0
      if (isText) argument.zeros.push([0, 0]);
      doubtful.push([argument, addresses[place]]);
    });
    if (!doubtful.length) return;
    if (doubtful.some(([, address]) => address.includes("["))) {
      throw refusal("#N/A", said("otherBook"));
    }
    try {
      await Excel.run(async (context) => {
        for (const [argument, address] of doubtful) await examined(context, argument, address);
      });
    } catch {
      isRecalculationDue = true;
      setTimeout(() => isRecalculationDue && recalculate(), 3000);
      throw refusal("#N/A", said("unread"));
    }
  }

  async function examined(context, argument, address) {
    const mark = address.lastIndexOf("!");
    const name = address.slice(0, mark).replace(/^'|'$/g, "").replace(/''/g, "'");
    const sheets = context.workbook.worksheets;
    const sheet = mark < 0 ? sheets.getActiveWorksheet() : sheets.getItem(name);
    const range = sheet.getRange(address.slice(mark + 1));
    const used = range.getUsedRangeOrNullObject(true);
    range.load("rowIndex,columnIndex");
    used.load("rowIndex,columnIndex,rowCount,columnCount");
    await context.sync();
    const isEmpty = used.isNullObject ? () => true : await kinds(context, range, used);
    for (const [r, c] of argument.zeros) if (isEmpty(r, c)) argument.rows[r][c] = null;
  }

  async function kinds(context, range, used) {
    const types = [];
    const step = Math.max(1, Math.floor(CHUNK / used.columnCount));
    for (let first = 0; first < used.rowCount; first += step) {
      const rows = Math.min(step, used.rowCount - first);
      const part = used.getCell(first, 0).getResizedRange(rows - 1, used.columnCount - 1);
      part.load("valueTypes");
      await context.sync();
      for (const row of part.valueTypes) types.push(row);
    }
    const down = range.rowIndex - used.rowIndex;
    const across = range.columnIndex - used.columnIndex;
    return (r, c) => (types[r + down]?.[c + across] ?? "Empty") === "Empty";
  }

  // ---- Dates of 1904 ----------------------------------------------------------

  let counts1904 = null;

  async function refuseShiftedDates(name) {
    if (!dated.has(name)) return;
    counts1904 ??= Excel.run(async (context) => {
      context.workbook.load("use1904DateSystem");
      await context.sync();
      return context.workbook.use1904DateSystem === true;
    }).catch(() => false); // an Excel that does not tell
    if (await counts1904) throw refusal("#N/A", said("dates1904"));
  }

  // ---- Cells out --------------------------------------------------------------

  const reasons = new Map(); // by the address of the cell

  function refusal(code, sentences) {
    return Object.assign(new Error(sentences.en), { refused: code, sentences });
  }

  // What the cell can show: Excel takes in more errors than it lets out, see
  // learn.microsoft.com/office/dev/add-ins/excel/custom-functions-errors
  function shown(code) {
    const { invalidName, invalidReference, invalidValue, ...others } = CustomFunctions.ErrorCode;
    return Object.values(others).includes(code) ? code : invalidValue;
  }

  const excelError = (code, message) => new CustomFunctions.Error(shown(code), message);

  function remember(address, entry) {
    if (!address) return;
    reasons.delete(address);
    if (entry) reasons.set(address, entry);
    if (reasons.size > KEPT) reasons.delete(reasons.keys().next().value);
    document.dispatchEvent(new Event("cx-reason"));
  }

  async function answered(name, given, invocation) {
    const args = given.map((matrix) => (isOmitted(matrix) ? null : plain(asRows(matrix))));
    while (args.length && args[args.length - 1] === null) args.pop();
    await refuseShiftedDates(name);
    await emptied(args, invocation.parameterAddresses);
    cut(args);
    const result = await computed(name, args.map((a) => a && { rows: a.rows, errors: a.errors }));
    if (result.code) throw refusal(result.code, result.said);
    for (const [r, c, code] of result.errors) result.rows[r][c] = excelError(code);
    return result.rows;
  }

  const isOmitted = (argument) => argument === null || argument === undefined;
  const asRows = (argument) => (Array.isArray(argument) ? argument : [[argument]]);

  async function called(name, given) {
    const invocation = given.pop() ?? {};
    try {
      const rows = await answered(name, given, invocation);
      remember(invocation.address, null);
      return rows;
    } catch (error) {
      const code = shown(error.refused ?? "#VALUE!");
      const sentences = error.sentences ?? said("bug", error.name);
      remember(invocation.address, { name, code, said: sentences });
      throw excelError(code, sentences[language()]);
    }
  }

  for (const name of CX_BUILD.functions) {
    CustomFunctions.associate(name, (...given) => called(name, given));
  }
  start();

  return { engine, language, reasons, recalculate, speak, start };
})();
