"""Formulas that the engine is known to get wrong, said in a way that it gets right."""

from cx_xl.files.package import Package
from cx_xl.hosts.headless.references import Home, References, is_relative
from cx_xl.hosts.headless.words import Word, words


class Mending:
    """
    Says formulas anew where formulon 0.18.0 would misunderstand them.

    - What reads a table's column of formulas may be evaluated before that column.
    - `[score]`, without the name of the table around it, is #NAME?.
    - A table's bare name is a single cell.
    - A name that stands for a relative reference is the same cell everywhere.

    So tables become plain ranges, and relative names what they stand for.

    Args:
        package: the workbook.
        references: what its words name.
    """

    def __init__(self, package: Package, references: References) -> None:
        self._references = references
        self._tables = {table.name.casefold() for table in package.tables}
        self._names = {n.name.casefold() for n in package.names if is_relative(n.text)}

    def mended(self, formula: str, home: Home) -> str:
        """Return *formula* as the engine should get it in the cell *home*."""
        if not self._tables and not self._names:
            return formula
        pieces, end = [], 0
        for word in words(formula):
            said = self._said(word, home)
            if said != word.text:
                pieces += [formula[end : word.start], said]
                end = word.end
        return "".join([*pieces, formula[end:]])

    def _said(self, word: Word, home: Home) -> str:
        sheet, _, bare = word.text.rpartition("!")
        is_name = word.kind == "name"
        if word.kind == "table" or (is_name and word.text.casefold() in self._tables):
            region = self._references.region(word.text, home)
            return str(region) if region else word.text
        if is_name and bare.casefold() in self._names:
            scope = sheet.strip("'").replace("''", "'") or home.sheet
            name = self._references.name(bare, scope)
            return f"({self._references.here(name, home)})" if name else word.text
        return word.text
