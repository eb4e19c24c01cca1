// Runs the Python core, away from the page so that Excel never waits for it.
// Whatever is fetched comes from the folder of the add-in, and nothing is sent.

const OWN = self.location.origin;
const fetched = self.fetch;
const arrived = new Map(); // files of the libraries, until they are loaded
self.fetch = async (what, how) => {
  const url = new URL(what instanceof Request ? what.url : what, self.location.href);
  if (url.origin !== OWN) throw new TypeError(`${url.origin} is not ours`);
  const file = url.pathname.split("/").at(-1);
  if (arrived.has(file)) return new Response(arrived.get(file));
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
let files = {}; // of the libraries, each with its checksum
let missed = ""; // the last file that did not come, and why

async function start(settings) {
  const { loadPyodide } = await import(`./pyodide/pyodide.mjs${BUILD}`);
  const folder = new URL("pyodide/", self.location.href).href;
  python = await loadPyodide({ indexURL: folder, packageBaseUrl: folder });
  const core = await fetch(`core.zip${BUILD}`);
  python.unpackArchive(await core.arrayBuffer(), "zip", { extractDir: "/core" });
  python.runPython("import sys; sys.path.insert(0, '/core'); sys.dont_write_bytecode = True");
  answer = python.pyimport("cx_xl.hosts.office.calls").answer;
  ({ libraries, files } = settings);
}

// The libraries are large: they are loaded when the first function asks for them, and
// only when all their files are here, since half of them would be neither there nor
// lacking. If one does not come, the page says so and asks again.
async function called(name, args) {
  const text = answer(name, args);
  if (!libraries.length || !JSON.parse(text).lacks) return text;
  missed = "";
  await Promise.allSettled(Object.entries(files).map(arrival));
  if (missed) return JSON.stringify({ missed });
  let fault = "";
  const told = { messageCallback() {}, errorCallback: (words) => { fault ||= words; } };
  await python.loadPackage(libraries, told).catch((error) => { fault ||= error.message; });
  if (fault) throw new Error(fault); // a Python with half a library starts anew
  libraries = [];
  arrived.clear();
  return answer(name, args);
}

async function arrival([file, integrity]) {
  if (arrived.has(file)) return;
  const response = await fetch(`pyodide/${file}`, { integrity });
  arrived.set(file, await response.arrayBuffer());
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
