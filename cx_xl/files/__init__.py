"""Saved .xlsx and .xlsm workbooks as files: inspected, read and copied; no KPI here."""
