// Runs the Python core, away from the page so that Excel never waits for it.
// Whatever is fetched comes from the folder of the add-in, and nothing is sent.

const OWN = self.location.origin;
const fetched = self.fetch;
self.fetch = async (what, how) => {
  const url = new URL(what instanceof Request ? what.url : what, self.location.href);
  if (url.origin !== OWN) throw new TypeError(`${url.origin} is not ours`);
  const file = url.pathname.split("/").at(-1);
  try {
    const response = await fetched(what, how);
    if (!response.ok) throw new Error(response.status);
    return response;
  } catch (error) {
    // Pyodide itself would wait for ever; a library that does not come is only missed.
    missed = `${file}: ${error.message}`;
    if (!answer) failed(missed);
    throw error;
  }
};
for (const name of ["XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"]) {
  self[name] = undefined;
}

const BUILD = self.location.search;
let python;
let answer;
let libraries = [];
let missed = ""; // the last file that did not come, and why

async function start(settings) {
  const { loadPyodide } = await import(`./pyodide/pyodide.mjs${BUILD}`);
  const folder = new URL("pyodide/", self.location.href).href;
  python = await loadPyodide({ indexURL: folder, packageBaseUrl: folder });
  const core = await fetch(`core.zip${BUILD}`);
  python.unpackArchive(await core.arrayBuffer(), "zip", { extractDir: "/core" });
  python.runPython("import sys; sys.path.insert(0, '/core'); sys.dont_write_bytecode = True");
  answer = python.pyimport("cx_xl.hosts.office.calls").answer;
  libraries = settings.libraries;
}

// The libraries are large: they are loaded when the first function asks for them. If
// one does not come, the page says so and asks again.
async function called(name, args) {
  const text = answer(name, args);
  if (!libraries.length || !JSON.parse(text).lacks) return text;
  missed = "";
  const quiet = { messageCallback() {}, errorCallback() {} };
  await python.loadPackage(libraries, quiet).catch((error) => { missed ||= error.message; });
  if (missed) return JSON.stringify({ missed });
  libraries = [];
  return answer(name, args);
}

// One call after the other: Python has one thread, and a library is loaded once.
let last = Promise.resolve();
self.onmessage = ({ data }) => {
  last = last.then(() => served(data));
};

async function served(data) {
  try {
    if (data.start) {
      await start(data.start);
      self.postMessage({ ready: true });
    } else {
      self.postMessage({ id: data.id, text: await called(data.name, data.args) });
    }
  } catch (error) {
    failed(`${error.name}: ${error.message}`);
  }
}

// A Python that has died answers no more; the page starts another one.
function failed(reason) {
  self.postMessage({ failed: reason.slice(0, 300) });
}
