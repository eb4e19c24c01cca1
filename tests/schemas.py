"""The models whose JSON is promised, by the names of their schemas in docs."""

from cx_xl.checks import Examination
from cx_xl.checks.closing import CloseResult
from cx_xl.reports import Report
from cx_xl.reports.removal import ShareResult

SCHEMAS = {
    "check": Examination,
    "close": CloseResult,
    "report": Report,
    "share": ShareResult,
}
