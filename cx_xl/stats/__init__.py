"""Intervals and tests: each formula with its source, none with a cell in sight."""
