// Drives a real, headless Chromium: one JSON request per line in, one answer per line
// out: {"do": NAME, ...} -> [the answer of the function called NAME, what failed].
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";

const [modules, executablePath, standIn] = process.argv.slice(2);
const { chromium } = createRequire(`${modules}/`)("playwright-core");
const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox",
  "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"] });

let page;
let asked = [];
let said = [];
let failing = new Map(); // file -> how many times its next requests fail

const doing = {
  // Opens the page as Excel does, in a browser that knows nothing yet.
  async open({ url, html = {}, width = 350, height = 800, fail = {}, script = "" }) {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width, height } });
    page = await context.newPage();
    [asked, said, failing] = [[], [], new Map(Object.entries(fail))];
    context.on("request", (request) => asked.push([request.method(), request.url()]));
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    await context.route("https://appsforoffice.microsoft.com/**", async (route) =>
      route.fulfill({ contentType: "text/javascript", body: await readFile(standIn) }));
    await context.route("**/pane.html", async (route) => {
      const answer = await route.fetch();
      const marks = Object.entries(html).map(([k, v]) => ` data-${k}="${v}"`).join("");
      const body = (await answer.text()).replace("<html ", `<html${marks} `);
      await route.fulfill({ response: answer, body });
    });
    await context.route("**/*", async (route) => {
      const file = new URL(route.request().url()).pathname.split("/").at(-1);
      const left = failing.get(file) ?? 0;
      if (left <= 0) return route.fallback();
      failing.set(file, left - 1);
      return route.fulfill({ status: 503 });
    });
    if (script) await page.addInitScript(script);
    await page.goto(url);
    return null;
  },
  evaluate: ({ script, facts = null }) =>
    page.evaluate(`(${script})(${JSON.stringify(facts)})`),
  async press({ keys }) {
    for (const key of keys) await page.keyboard.press(key);
    return null;
  },
  async type({ text }) {
    await page.keyboard.type(text);
    return null;
  },
  // Asked from here: inside the page the policy forbids to evaluate text.
  async wait({ script, seconds = 60 }) {
    const end = Date.now() + seconds * 1000;
    while (!(await page.evaluate(`Boolean(${script})`))) {
      if (Date.now() > end) throw new Error(`still not: ${script}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    return null;
  },
  asked: () => asked,
  said: () => said,
  async tree() {
    return page.locator("body").ariaSnapshot();
  },
  async scheme({ scheme }) {
    await page.emulateMedia({ colorScheme: scheme });
    return null;
  },
  async picture({ path, full = false }) {
    await page.screenshot({ path, fullPage: full });
    return null;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { do: name, ...facts } = JSON.parse(line);
  let answer = [null, null];
  try {
    answer = [(await doing[name](facts)) ?? null, null];
  } catch (error) {
    answer = [null, String(error.stack)];
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
