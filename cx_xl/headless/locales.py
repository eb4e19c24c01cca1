"""In which regional settings a workbook is computed: what it says, or who asks."""

import ctypes
import locale
import os
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cx_xl.errors import Explained
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import Package

_MEASURED: Mapping[str, str] = {  # what the engine has been compared with Excel in
    "de-DE": "de_DE",
    "en-US": "en_US",
    "es-ES": "es_ES",
    "es-MX": "es_MX",
    "fr-FR": "fr_FR",
    "it-IT": "it_IT",
    "ja-JP": "ja_JP",
    "ko-KR": "ko_KR",
    "nl-NL": "nl_NL",
    "pt-BR": "pt_BR",
    "ru-RU": "ru_RU",
    "th-TH": "th_TH",
    "zh-CN": "zh_CN",
    "zh-TW": "zh_TW",
}
_OF_LANGUAGE: Mapping[str, str] = {
    "de": "de-DE",
    "es": "es-ES",
    "fr": "fr-FR",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "nl": "nl-NL",
    "ru": "ru-RU",
    "th": "th-TH",
}
_BRITISH = "en-GB"
REGIONS = tuple(sorted({*_MEASURED, *_OF_LANGUAGE, _BRITISH}))

_DATE_LIKE = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}")


class UnknownRegion(Explained, ValueError):
    """A region in whose settings we cannot compute."""

    en = "{region}: no such region here; choose among {regions}."
    it = "{region}: area non disponibile; scegli fra {regions}."


@dataclass(frozen=True, slots=True)
class Locale:
    """
    Regional settings.

    Attributes:
        name: as people write it, "it-IT"; empty if nobody said.
        settings: in which the engine computes.
        other: in which it computes a second time, to see what depends on them.
    """

    name: str
    settings: str
    other: str

    @property
    def is_known(self) -> bool:
        """Whether anybody said which settings hold."""
        return bool(self.name)

    @property
    def is_british(self) -> bool:
        """American but for the order of dates; the engine has no such settings."""
        return self.name == _BRITISH

    @property
    def is_sure(self) -> bool:
        """Whether what the engine computes in `settings` is right, whatever it is."""
        return self.is_known and not self.is_british


UNKNOWN = Locale("", "en_US", "it_IT")


def locale_of(package: Package, asked: str | None = None) -> Locale:
    """
    Return the settings that hold for a workbook.

    Those asked for, else those of the language the document says it is in (our
    templates do), else the user's own, else none.

    Raises:
        UnknownRegion: *asked* is none that we can compute in.
    """
    if asked:
        found = _named(asked)
        if found is None:
            raise UnknownRegion(region=asked, regions=", ".join(REGIONS))
        return found
    return _named(_of_document(package)) or _named(_of_user()) or UNKNOWN


def has_dates_as_text(texts: Iterable[str]) -> bool:
    """Tell whether one of *texts* may be read as a date, day or month first."""
    return any(_DATE_LIKE.search(text) for text in texts)


def _named(tag: str) -> Locale | None:
    language, _, place = tag.replace("_", "-").partition("-")
    name = f"{language.lower()}-{place.upper()}" if place else language.lower()
    name = _OF_LANGUAGE.get(name, name)
    if name == _BRITISH:
        return Locale(name, "en_US", "es_MX")  # a point, and the day first
    settings = _MEASURED.get(name)
    if settings is None:
        return None
    return Locale(name, settings, "it_IT" if settings == "en_US" else "en_US")


def _of_document(package: Package) -> str:
    try:
        links = package.container.links("").values()
        part = next((k.target for k in links if k.kind == "core-properties"), "")
        root = package.container.xml(part)
    except FileRefused:  # a workbook without properties is none the worse
        return ""
    return root.findtext("{*}language") or ""


def _of_user() -> str:
    if sys.platform == "win32":
        name = ctypes.create_unicode_buffer(85)
        ctypes.windll.kernel32.GetUserDefaultLocaleName(name, 85)
        return name.value
    for variable in ("LC_ALL", "LC_NUMERIC", "LANG"):
        if os.environ.get(variable):
            return os.environ[variable].partition(".")[0].partition("@")[0]
    return locale.getlocale()[0] or ""
