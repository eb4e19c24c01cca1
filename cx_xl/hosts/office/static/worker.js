// Runs the Python core, away from the page so that Excel never waits for it.
// Whatever is fetched comes from the folder of the add-in, and nothing is sent.

const OWN = self.location.origin;
const fetched = self.fetch;
self.fetch = (what, how) => {
  const url = new URL(what instanceof Request ? what.url : what, self.location.href);
  if (url.origin !== OWN) return Promise.reject(new TypeError(`${url.origin} is not ours`));
  return fetched(what, how);
};
for (const name of ["XMLHttpRequest", "WebSocket", "EventSource", "WebTransport"]) {
  self[name] = undefined;
}

const BUILD = self.location.search;
let python;
let answer;
let libraries = [];

async function start(settings) {
  const { loadPyodide } = await import(`./pyodide/pyodide.mjs${BUILD}`);
  python = await loadPyodide({ indexURL: new URL("pyodide/", self.location.href).href });
  const core = await fetch(`core.zip${BUILD}`);
  if (!core.ok) throw new Error(`core.zip: ${core.status}`);
  python.unpackArchive(await core.arrayBuffer(), "zip", { extractDir: "/core" });
  python.runPython("import sys; sys.path.insert(0, '/core'); sys.dont_write_bytecode = True");
  answer = python.pyimport("cx_xl.hosts.office.calls").answer;
  libraries = settings.libraries;
}

// The libraries are large: they are loaded when the first function asks for them.
async function called(name, args) {
  const text = answer(name, args);
  if (!libraries.length || !JSON.parse(text).lacks) return text;
  await python.loadPackage(libraries, { messageCallback: () => {} });
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
    // A Python that has died answers no more; the page starts another one.
    self.postMessage({ failed: `${error.name}: ${error.message}`.slice(0, 300) });
  }
}
