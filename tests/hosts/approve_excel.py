"""Write anew what `test_excel_files.py` compares with; `.ci/generate` calls it."""

import importlib
import json
from pathlib import Path
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import addin
from tests.hosts import excel_stand_in

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "addin" / "excel"
GOLDEN = ROOT / "tests" / "golden" / "excel_udfs.json"


def registration() -> str:
    """Return what xlwings knows of our functions; needs the stand-in to be running."""
    module = importlib.import_module(excel_stand_in.UDFS)
    functions = [vars(module)[name].__xlfunc__ for name in CATALOG]
    return json.dumps(list(map(_function, functions)), indent=1) + "\n"


def _function(declared: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": declared["name"],
        "category": declared["category"],
        "help": declared["ret"]["doc"],
        "arguments": [
            {
                "name": argument["name"],
                "help": argument["doc"],
                "optional": "optional" in argument,
                "repeated": argument["vararg"],
                "options": argument["options"],
            }
            for argument in declared["args"]
        ],
    }


def main() -> None:
    """Publish the add-in and the registration."""
    addin.publish(PUBLISHED)
    with excel_stand_in.running():
        GOLDEN.write_text(registration(), "utf-8")
