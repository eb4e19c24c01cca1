"""
Make the extension: one file that brings the functions and their help to LibreOffice.

It carries the core, so that nothing else is installed. `python -m
cx_xl.hosts.libreoffice.oxt FILE` writes it.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import cx_xl
from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES
from cx_xl.files.packing import packed
from cx_xl.hosts.carried import carried
from cx_xl.hosts.libreoffice import calc_menu
from cx_xl.hosts.libreoffice import registration as told
from cx_xl.hosts.libreoffice.menu_commands import HANDLER
from cx_xl.hosts.libreoffice.settings import GENERATED
from cx_xl.hosts.libreoffice.typelib import type_library
from cx_xl.hosts.registry import ABOUT
from cx_xl.spec import Spec

STARTER = f"""# {GENERATED}
import unohelper
from cx_xl.hosts.libreoffice.{{module}} import {{kind}} as Component
from cx_xl.hosts.libreoffice.{{module}} import {{name}} as NAME
from cx_xl.hosts.libreoffice.{{module}} import SERVICES

g_ImplementationHelper = unohelper.ImplementationHelper()
g_ImplementationHelper.addImplementation(Component, NAME, SERVICES)
"""


def contents(catalog: Mapping[str, Spec] = CATALOG) -> dict[str, bytes]:
    """Return every file of the extension, by its path."""
    texts = {
        "META-INF/manifest.xml": told.manifest(),
        "description.xml": told.description(cx_xl.__version__),
        told.FUNCTIONS: told.functions(catalog),
        told.COMPONENT: STARTER.format(
            module="component", kind="AddIn", name="SERVICE"
        ),
        told.COMMANDS: STARTER.format(
            module="menu_commands", kind="Commands", name="HANDLER"
        ),
        told.MENU: calc_menu.addons(),
        told.WINDOW: calc_menu.window(),
        told.HANDLERS: calc_menu.handlers(HANDLER),
    }
    abouts = {told.about_path(lang): ABOUT.say(lang) for lang in LANGUAGES}
    encoded = {path: text.encode() for path, text in (texts | abouts).items()}
    return encoded | {told.TYPE_LIBRARY: type_library(catalog)} | dict(_core())


def write(path: Path) -> None:
    """Write the extension to *path*."""
    path.write_bytes(packed(contents()))


def _core() -> Iterator[tuple[str, bytes]]:
    """Yield our own modules; LibreOffice looks for them under `pythonpath`."""
    for path, source in carried("hosts/libreoffice"):
        yield f"pythonpath/{path}", source


if __name__ == "__main__":
    write(Path(sys.argv[1]))
