"""Exports of survey tools: known, understood, and read as rows with reasons."""

from cx_xl.imports.contract import Importer, Layout, Source
from cx_xl.imports.counted_export import CountedExport, understand_counts
from cx_xl.imports.counted_reading import ReadCounts, read_counts
from cx_xl.imports.export_file import read_source
from cx_xl.imports.profile import Profile, load_profile, profile_text
from cx_xl.imports.reading import Imported, Reading, read
from cx_xl.imports.scores import Scale
from cx_xl.imports.tools import importer_for, importers, recognised
from cx_xl.imports.understand import understand
from cx_xl.imports.understood import Understanding

__all__ = [
    "CountedExport",
    "Imported",
    "Importer",
    "Layout",
    "Profile",
    "ReadCounts",
    "Reading",
    "Scale",
    "Source",
    "Understanding",
    "importer_for",
    "importers",
    "load_profile",
    "profile_text",
    "read",
    "read_counts",
    "read_source",
    "recognised",
    "understand",
    "understand_counts",
]
