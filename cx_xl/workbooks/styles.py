"""Formats: one look, made from the palette."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Calibri"


class Styles:
    """Formats of one workbook; asking twice for the same look gives the same format."""

    def __init__(self, workbook: Workbook, palette: Mapping[str, str]) -> None:
        self.palette = palette
        self._workbook = workbook
        self._made: dict[frozenset[tuple[str, Any]], Format] = {}

    def __call__(self, **look: Any) -> Format:
        """Return the format with these properties; colours may be palette names."""
        base = {"font_name": FONT, "font_size": 11, "font_color": "ink"}
        return self._format({**base, "valign": "vcenter", **look})

    def only(self, **look: Any) -> Format:
        """Return a format with nothing but these properties, for conditions."""
        return self._format(look)

    def _format(self, look: Mapping[str, Any]) -> Format:
        coloured = {
            key: self.palette.get(value, value) if key.endswith("color") else value
            for key, value in look.items()
        }
        key = frozenset(coloured.items())
        if key not in self._made:
            self._made[key] = self._workbook.add_format(coloured)
        return self._made[key]

    def title(self) -> Format:
        """Heading of a sheet."""
        return self(bold=True, font_size=18, font_color="navy")

    def intro(self) -> Format:
        """Sentence under the heading."""
        return self(font_color="grey")

    def heading(self) -> Format:
        """Heading of a section."""
        return self(bold=True, font_size=13, font_color="navy")

    def header(self, **look: Any) -> Format:
        """Header cell of a table."""
        dark = {"font_color": "white", "bg_color": "navy", "bold": True}
        wrapped = {"text_wrap": True, "align": "center"}
        return self(**{**dark, **wrapped, "border": 1, "border_color": "navy", **look})

    def input(self, **look: Any) -> Format:
        """Cell that a user fills in."""
        edge = {"border": 1, "border_color": "line"}
        return self(**{"bg_color": "input", "locked": False, **edge, **look})

    def calculated(self, **look: Any) -> Format:
        """Cell that calculates itself."""
        return self(**{"border": 1, "border_color": "line", **look})
