"""
Saved workbooks computed without a spreadsheet program.

A formula passes four rooms, each of which knows those before it only:

- `syntax`: its text as a tree and as words, what its references name and which cells
  it reads;
- `cutting`: our calls taken out of it, what remains is a template;
- `engine`: the formula engines, and everything that is so because of them;
- `evaluation`: values, from those that the file holds (`from_file`) or all of them
  anew (`in_full`).

`stored` hands out the cells of the file. `check`, `declared`, `outcome` and
`second_opinion` say what fresh values mean, as `results` or as `reasons`. `stored_book`
is a workbook as its file holds it; `book`, the door to all of it, adds what is fresh.

Words that mean one thing here:

- *our call*: a call of a CX_ function; the catalogue answers it, never the engine;
- *stored*: as the file holds it; *fresh*: as it should be now, from an evaluation;
- *place*: a cell, as (sheet, row, column); *home*: the place of a formula that is read;
- *area*: a rectangle of cells; *range*: an area of a sheet; *extent*: the area that a
  formula fills;
- *rows*: the values of an area, row by row; a *block* is how our functions take them;
- *template*: a formula with our calls cut out; its *outcome* is what a call gave;
- *scratch*: a sheet of the engine that no file has, where outcomes are shown;
- *rewritten*: a formula as the engine must get it, around its known defects;
- *spill*: the extent of an array formula that Excel sizes by its result;
- *locale*: regional settings; whoever asks for one calls it region, such as "it-IT";
- *reason*: why a formula has no fresh value; *message*: a sentence in both languages.
"""

from cx_xl.headless.book import NoSecondEngine, Workbook
from cx_xl.headless.declared import Declaration, Declared
from cx_xl.headless.results import (
    CellCheck,
    CheckReport,
    Contradiction,
    Difference,
    EvaluatedCell,
    Evaluation,
    Message,
    Problem,
)
from cx_xl.headless.stored_book import UnknownReference

__all__ = [
    "CellCheck",
    "CheckReport",
    "Contradiction",
    "Declaration",
    "Declared",
    "Difference",
    "EvaluatedCell",
    "Evaluation",
    "Message",
    "NoSecondEngine",
    "Problem",
    "UnknownReference",
    "Workbook",
]
