// The task pane: search, help, insert, and the reason of an error.
"use strict";

(() => {
  const $ = (id) => document.getElementById(id);
  const helps = new Map();
  let language = CX.language();
  let help = { families: [] };
  let opened = null; // the name of the function whose page is shown
  let selected = null; // the address of the selected cell
  let asked = null; // the button and cell that wait for a second press

  const text = (key, ...facts) =>
    CX_BUILD.texts[language][key].replace(/\{(\d)\}/g, (_, place) => facts[place]);

  function element(tag, content = "", attributes = {}) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...(Array.isArray(content) ? content : [content]));
    return made;
  }

  // Text with `names` in it: those in code.
  function styled(words) {
    return words.split("`").map((part, i) => (i % 2 ? element("code", part) : part));
  }

  // ---- Everything that speaks ---------------------------------------------------

  async function speak() {
    document.documentElement.lang = language;
    const labels = { title: "title", "search-label": "search", language: "other", retry: "retry",
      "why-title": "why", "names-remove": "removeNames" };
    for (const [id, key] of Object.entries(labels)) $(id).textContent = text(key);
    $("language").lang = language === "en" ? "it" : "en";
    $("search").placeholder = text("hint");
    document.title = text("title");
    showState();
    showReason();
    if (!helps.has(language)) {
      const answer = await fetch(`help.${language}.json?${CX_BUILD.id}`);
      helps.set(language, await answer.json());
    }
    help = helps.get(language);
    list();
    if (opened) open(opened);
  }

  function showState() {
    const { state, reason } = CX.engine;
    $("state").textContent = state === "failed" ? text("failedState", reason) : text(state);
    $("retry").hidden = state !== "failed";
  }

  function showReason() {
    const entry = CX.reasons.get(selected);
    $("why").hidden = !CX.reasons.size;
    $("why").classList.toggle("box", Boolean(entry));
    $("why-title").hidden = !entry;
    $("why-text").textContent = entry
      ? `${entry.name}, ${shownCode(entry.code)}: ${entry.said[language]}`
      : text("whyNone");
  }

  const shownCode = (code) => help.codes?.[code] ?? code;

  // ---- Search -------------------------------------------------------------------

  const folded = (words) =>
    words.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("_", " ").trim();

  // As `cx-xl functions WORD` does: all words, each by its beginning; first in the
  // name, then in the help; only if there is nothing, in all that is said.
  function found(words) {
    const all = help.families.flatMap((family) => family.functions);
    const wanted = folded(words).split(/\s+/).filter(Boolean);
    if (!wanted.length) return null;
    const having = (place) =>
      all.filter((f) => wanted.every((w) => (" " + f.search[place]).match(start(w))));
    const first = [...new Set([...having(0), ...having(1)])];
    return first.length ? first : having(2);
  }

  const start = (word) =>
    new RegExp(`(?<![\\p{L}\\p{N}_])${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`, "u");

  function list() {
    const hits = found($("search").value);
    const results = $("results");
    results.replaceChildren();
    if (hits) results.append(entries(hits));
    else {
      for (const family of help.families) {
        const question = element("h2", family.question, { class: "family" });
        results.append(question, entries(family.functions));
      }
    }
    const count = (hits ?? help.families.flatMap((f) => f.functions)).length;
    const one = count === 1 ? text("foundOne") : text("found", count);
    $("found").textContent = count ? one : text("none");
  }

  function entries(functions) {
    return element("ul", functions.map((f) => {
      const button = element("button", [element("b", f.name), f.help], { type: "button" });
      button.addEventListener("click", () => open(f.name, true));
      return element("li", button);
    }));
  }

  // Arrows walk from the search field through the list and back.
  $("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [$("search"), ...$("results").querySelectorAll("button")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  // ---- The page of a function -----------------------------------------------------

  function open(name, isMoved = false) {
    const f = help.families.flatMap((family) => family.functions).find((one) => one.name === name);
    if (!f) return;
    opened = name;
    const title = element("h2", f.name, { id: "page-title", tabindex: "-1" });
    const back = element("button", `‹ ${text("back")}`, { type: "button", class: "quiet" });
    back.addEventListener("click", close);
    $("page").replaceChildren(back, title, element("p", f.help), ...parts(f));
    $("list").hidden = true;
    $("page").hidden = false;
    if (isMoved) {
      window.scrollTo(0, 0);
      title.focus();
    }
  }

  function* parts(f) {
    yield element("h3", text("example"));
    yield element("code", f.example, { class: "formula" });
    yield* shown(f);
    yield insertion("insertExample", f.formulas.example);
    yield element("h3", text("sheet"));
    yield element("code", f.typical, { class: "formula" });
    yield insertion("insertTypical", f.formulas.typical);
    yield element("h3", text("syntax"));
    yield element("code", f.syntax, { class: "formula" });
    yield element("h3", text("arguments"));
    yield element("dl", f.arguments.flatMap(argument));
    yield* said("result", f.result);
    yield* said("missing", f.missing);
    if (f.errors.length) {
      yield element("h3", text("errors"));
      yield element("dl", f.errors.flatMap(([code, cause]) =>
        [element("dt", element("code", code)), element("dd", styled(cause))]));
    }
    yield* said("source", f.source);
  }

  function* said(key, words) {
    if (!words) return;
    yield element("h3", text(key));
    yield element("p", styled(words));
  }

  function argument({ name, isOptional, default: value, help: words }) {
    const kind = value ? text("default", value) : text(isOptional ? "optional" : "required");
    return [element("dt", [element("code", name), element("span", kind)]),
      element("dd", styled(words))];
  }

  function* shown(f) {
    const [head, ...rows] = f.answer;
    const cells = (row, tag) => element("tr", row.map((cell) => element(tag, cell)));
    if (!rows.length && head.length === 1) {
      yield element("p", [`${text("gives")} `, element("b", head[0])]);
      return;
    }
    const table = f.hasHead
      ? [cells(head, "th"), ...rows.map((row) => cells(row, "td"))]
      : f.answer.map((row) => cells(row, "td"));
    yield element("p", text("gives"));
    const label = { class: "wide", tabindex: "0", role: "region", "aria-label": text("example") };
    yield element("div", element("table", table), label);
  }

  function close() {
    const name = opened;
    opened = null;
    $("page").hidden = true;
    $("list").hidden = false;
    const buttons = [...$("results").querySelectorAll("button")];
    (buttons.find((b) => b.firstChild.textContent === name) ?? $("search")).focus();
  }

  $("page").addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  // ---- Insert ---------------------------------------------------------------------

  function insertion(key, formula) {
    const button = element("button", text(key), { type: "button" });
    const note = element("p", "", { role: "status" });
    button.addEventListener("click", async () => {
      try {
        note.textContent = await inserted(button, formula);
      } catch {
        note.textContent = text("insertFailed");
      }
    });
    return element("div", [button, note], { class: "action" });
  }

  function inserted(button, formula) {
    return Excel.run(async (context) => {
      const cell = context.workbook.getActiveCell();
      cell.load("address,formulas");
      await context.sync();
      const place = cell.address.split("!").at(-1);
      const isOccupied = cell.formulas[0][0] !== "";
      const isConfirmed = asked?.button === button && asked.place === cell.address;
      asked = isOccupied && !isConfirmed ? { button, place: cell.address } : null;
      if (asked) return text("occupied", place);
      cell.formulas = [[formula]];
      await context.sync();
      return text("inserted", place);
    });
  }

  // ---- The workbook: names in our way, the selected cell --------------------------

  async function clashes(context) {
    const ours = new Set(CX_BUILD.functions);
    const { names } = context.workbook;
    names.load("items/name");
    await context.sync();
    return names.items.filter((item) => ours.has(item.name.toUpperCase()));
  }

  async function lookAtNames() {
    const found = await Excel.run(async (context) =>
      (await clashes(context)).map((item) => item.name));
    $("names").hidden = !found.length;
    const some = found.slice(0, 3).join(", ") + (found.length > 3 ? ", …" : "");
    $("names-text").textContent = found.length ? text("names", found.length, some) : "";
    $("names-remove").hidden = false;
  }

  async function removeNames() {
    try {
      const count = await Excel.run(async (context) => {
        const found = await clashes(context);
        for (const item of found) item.delete();
        await context.sync();
        return found.length;
      });
      $("names-text").textContent = text("removed", count);
      $("names-remove").hidden = true;
      await CX.recalculate();
    } catch {
      $("names-text").textContent = text("notRemoved");
    }
  }

  async function look() {
    await Excel.run(async (context) => {
      const cell = context.workbook.getActiveCell();
      cell.load("address,valueTypes");
      await context.sync();
      selected = cell.valueTypes[0][0] === "Error" ? cell.address : null;
    });
    showReason();
  }

  async function begin() {
    document.addEventListener("cx-state", showState);
    document.addEventListener("cx-reason", showReason);
    $("retry").addEventListener("click", () => CX.start());
    $("search").addEventListener("input", list);
    $("names-remove").addEventListener("click", removeNames);
    $("language").addEventListener("click", () => {
      language = language === "en" ? "it" : "en";
      CX.speak(language);
      speak().then(lookAtNames);
    });
    await speak();
    const heard = Office.EventType.DocumentSelectionChanged;
    Office.context.document.addHandlerAsync(heard, () => look().catch(() => {}));
    await Promise.allSettled([look(), lookAtNames()]);
  }

  Office.onReady(() => {
    language = CX.language();
    return begin();
  });
})();
