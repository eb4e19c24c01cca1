"""
Saved workbooks as files: inspected, read and copied; no KPI here.

A path is entered once. `snapshot` reads its bytes, `container` unpacks and parses its
parts, `preflight` looks through all of them (`measure` and `glance` at the sheets),
`package` is the workbook that passed: names, tables, texts, date styles.

Reading: `sheet_reader` fills `sheet_cells` (`plain_rows` where rows are plain, `scan`
is their XML as text, `values` their meaning, `shared_formulas` their formulas, `tokens`
what these are made of).

Writing: `copy_writer` makes a copy with other results (`sheet_writer`, `cell_writer`),
`growth`, `filling_down` and `table_writer` tables that grow, `new_sheet`, `moved_sheet`
and `name_writer` further parts, `packing` the container, `saving` the file.

For stricter readers: `tidy` with `content_types`, `strict_sheet` and `dialect`. Other
formats: `foreign`, through a `minimal` workbook of their values.
"""
