"""How many functions need libraries, and the pages that say so."""

import pickle
import re
import subprocess
import sys
from pathlib import Path

from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES, Language
from tests.hosts.cases import AGREED, STATED
from tests.hosts.without_libraries import LACKING

ROOT = Path(__file__).parents[2]
SAYING = ("libreoffice", "office")
WITH = {
    "en": r"\d+(?=\s+functions\s+that\s+predict)",
    "it": r"\d+(?=\s+funzioni\s+che\s+prevedono)",
}
WITHOUT = {"en": r"(?<=\bother\s)\d+", "it": r"(?<=\baltre\s)\d+"}


def needy() -> set[str]:
    """Return those that refuse to compute where NumPy and SciPy are missing."""
    command = [sys.executable, "-m", "tests.hosts.without_libraries"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603
    answers = pickle.loads(done.stdout)  # noqa: S301 - our own
    calls = zip((*STATED, *AGREED), answers, strict=True)
    return {call.name for call, answer in calls if answer == LACKING}


def main() -> None:
    """Write today's numbers into the pages."""
    with_libraries = len(needy())
    for name in SAYING:
        for language in LANGUAGES:
            page = ROOT / f"docs/{name}.{language}.md"
            text = page.read_text(encoding="utf-8")
            page.write_text(_counted(text, language, with_libraries), encoding="utf-8")


def _counted(text: str, language: Language, needing: int) -> str:
    text = re.sub(WITH[language], str(needing), text)
    return re.sub(WITHOUT[language], str(len(CATALOG) - needing), text)
