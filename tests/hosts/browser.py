"""The bench: the built add-in in a real Chromium, for the tests and benchmarks."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from cx_xl import reference
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.office.web_folder import Site, write
from tests.hosts.driven import Driven, started

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MODULES = ROOT / ".venv" / "office"  # where .ci/office puts the npm packages
PYODIDE = MODULES / "node_modules" / "pyodide"
FULL = MODULES / "full"  # an older Pyodide, with NumPy and SciPy
HOW = "the tests of the Office add-in need Chromium and npm packages: run .ci/office"
TYPES = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".json": "application/json",
}


class Browser(Driven):
    """A Chromium that shows the add-in."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        super().__init__(process)
        self.url = url

    def open(self, **facts: Any) -> None:
        """Open the page anew."""
        self.do("open", url=f"{self.url}/pane.html", **facts)

    def run(self, script: str, facts: Any = None) -> Any:
        """Return what a JavaScript function answers inside the page."""
        return self.do("evaluate", script=script, facts=facts)

    def ready(self) -> None:
        """Wait until Python answers."""
        self.do("wait", script="CX.engine.state === 'ready'", seconds=120)

    def call(
        self, name: str, arguments: list[Any], empty: Any = None, **how: Any
    ) -> Any:
        """Call one function as Excel does."""
        script = "([name, given, empty, how]) => cxCall(name, given, empty, how)"
        return self.run(script, [name, arguments, empty, how])


class _Handler(SimpleHTTPRequestHandler):
    """A static server, with the policy that the readme asks IT to set."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES
    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def served(folder: Path, policy: str) -> Iterator[str]:
    """Serve *folder*; yield its address."""
    handler = type("Handler", (_Handler,), {"policy": policy})
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(handler, directory=folder)
    ) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def build(folder: Path, pyodide: Path = PYODIDE) -> None:
    """Write the add-in into *folder*, as `cx-xl office build` does."""
    assert pyodide.is_dir(), HOW
    told = {language: reference.pages(language) for language in LANGUAGES}
    write(folder, Site("https://intranet/cx", pyodide, told))


@contextmanager
def running(folder: Path, policy: str) -> Iterator[Browser]:
    """Start a Chromium that sees the add-in in *folder*."""
    node, chromium = shutil.which("node"), shutil.which("chromium")
    assert node, HOW
    assert chromium, HOW
    driver, stand_in = HERE / "office_driver.mjs", HERE / "office_stand_in.js"
    command = [node, driver, MODULES, chromium, stand_in]
    with served(folder, policy) as url, started(command) as process:
        yield Browser(process, url)
