"""The models whose JSON is promised, by the names of their schemas in docs."""

from cx_xl.checks import Examination
from cx_xl.checks.close_month import CloseResult
from cx_xl.reports.model import Report
from cx_xl.reports.removal import ShareResult
from cx_xl.reports.rollup import Rollup
from cx_xl.workbooks.upgrades import Outcome

SCHEMAS = {
    "check": Examination,
    "close": CloseResult,
    "report": Report,
    "rollup": Rollup,
    "share": ShareResult,
    "upgrade": Outcome,
}
