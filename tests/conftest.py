"""
The same examples in every run, and no clock: a slow machine is not a bug.

CDNOW, the customers of the literature, and the implementation to compare with.

Templates, each made once for a whole run by whichever process needs it first.
"""

import os
import shutil
import warnings
from types import SimpleNamespace
from uuid import uuid4

import numpy as np
import pytest
from hypothesis import settings

from cx_xl.models import rfm
from cx_xl.models.grouping import Histories
from cx_xl.workbooks import create
from tests.workbooks.fillings import FILLINGS

# The command line reads them once per process, whichever test comes first.
os.environ |= {"COLUMNS": "200", "NO_COLOR": "1", "CX_XL_LANG": "en"}

# What makes, opens or evaluates whole templates, starts another program, or fits models
# to thousands of customers.
SLOW_ROOMS = {"workbooks", "commands", "reports", "checks", "fuzz"}
SLOW_MODULES = {
    *("test_excel", "test_excel_setup", "test_excel_files", "test_excel_vba"),
    *("test_faults", "test_engines", "test_start", "test_libreoffice"),
    *("test_tallies", "test_tally_command", "test_histories"),
    *("test_hostile_text", "test_foreign", "test_export_file", "test_windows_stage"),
    *("test_importance_rows", "test_any_customers", "test_many_purchases"),
    *("test_pareto_nbd", "test_bgnbd", "test_mbgnbd", "test_bgbb", "test_gamma_gamma"),
}


# One of two kinds is tried with every change, the others in the long lane.
VARIANTS = {"it": ("en",), "portable": ("windows", "libreoffice")}


def pytest_collection_modifyitems(items):
    """
    Mark what works with whole templates as slow, and its variants as long.

    The fast lane is -m "not slow", the ordinary one has all but the long tests.
    """
    slow = [item for item in items if _is_slow(item)]
    for item in slow:
        item.add_marker("slow")
    tried = {_kind(item) for item in slow if hasattr(item, "callspec")}
    for item in slow:
        if hasattr(item, "callspec") and _is_variant(item, tried):
            item.add_marker("long")


def _is_slow(item):
    room, module = item.path.parent.name, item.path.stem
    is_office = module.startswith("test_libreoffice")
    return room in SLOW_ROOMS or module in SLOW_MODULES or is_office


def _kind(item, **changed):
    """Return which test *item* is: its function, and what it is tried with."""
    params = {**item.callspec.params, **changed}
    said = {name: _words(value) for name, value in params.items() if _words(value)}
    return item.nodeid.partition("[")[0], *sorted(said.items())


def _words(value):
    """Return the words that a parameter consists of, if it does."""
    words = value if isinstance(value, tuple) else (value,)
    return words if all(isinstance(word, str) for word in words) else ()


def _is_variant(item, tried):
    return any(
        _kind(item, **{name: tuple(usual if w in others else w for w in words)})
        in tried
        for name, value in item.callspec.params.items()
        for usual, others in VARIANTS.items()
        for words in [_words(value)]
        if not set(others).isdisjoint(words)
    )


settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")

CALIBRATION_END = 35703  # 1997-09-30 as a serial number of a sheet


@pytest.fixture(scope="session")
def lifetimes():
    """The independent implementation, lifetimes 0.11.3."""
    with warnings.catch_warnings():
        # It imports pkg_resources and spells NumPy and pandas names of 2020.
        warnings.simplefilter("ignore")
        import lifetimes  # noqa: PLC0415
        import lifetimes.datasets  # noqa: PLC0415
        import lifetimes.utils  # noqa: PLC0415
    return lifetimes


@pytest.fixture(scope="session")
def cdnow(lifetimes):
    """CDNOW as lifetimes ships it: weeks rounded to two decimals, 2,357 customers."""
    table = lifetimes.datasets.load_cdnow_summary_data_with_monetary_value()
    frequency, recency, age, monetary = (
        table[name].to_numpy(float)
        for name in ("frequency", "recency", "T", "monetary_value")
    )
    return SimpleNamespace(
        frequency=frequency,
        recency=recency,
        age=age,
        monetary=monetary,
        history=(frequency, recency, age),
        histories=Histories.of(frequency, recency, age),
    )


@pytest.fixture(scope="session")
def transactions(lifetimes):
    """The 6,919 transactions of CDNOW: customer, day as a serial number, amount."""
    table = lifetimes.datasets.load_dataset(
        "CDNOW_sample.txt",
        header=None,
        sep=r"\s+",
        names=["master", "customer", "date", "items", "amount"],
    )
    text = table["date"].astype(str)
    dates = (text.str[:4] + "-" + text.str[4:6] + "-" + text.str[6:]).to_list()
    days = np.array(dates, dtype="datetime64[D]") - np.datetime64("1899-12-30")
    return SimpleNamespace(
        customer=table["customer"].to_numpy(),
        day=days.astype(np.int64),
        amount=table["amount"].to_numpy(float),
    )


@pytest.fixture(scope="session")
def exact(transactions):
    """CDNOW with exact days / 7, calibration to 1997-09-30."""
    seen = transactions.day <= CALIBRATION_END
    return rfm.summarise(
        transactions.customer[seen],
        transactions.day[seen],
        transactions.amount[seen],
        as_of=CALIBRATION_END,
    )


@pytest.fixture(scope="session")
def exact_histories(exact):
    """The same, grouped."""
    return Histories.of(exact.frequency, exact.recency, exact.age)


@pytest.fixture(scope="session")
def samples(cdnow):
    """60 random samples of 30 and 60 of 200 CDNOW customers."""
    rng = np.random.default_rng(1997)
    rows = [
        rng.choice(2357, size, replace=False) for size in (30, 200) for _ in range(60)
    ]
    return [
        Histories.of(*(column[chosen] for column in cdnow.history)) for chosen in rows
    ]


EDITIONS = {".xlsx": "portable", ".xlsm": "windows", ".ods": "libreoffice"}


@pytest.fixture(scope="session")
def ready(tmp_path_factory):
    """Return what puts a filled template at a path, in the edition of its suffix."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:  # else each process would make its own
        folder = folder.parent

    def put(path, language, filling="demo"):
        held = folder / f"{filling}.{language}{path.suffix}"
        if not held.exists():
            made = folder / f"{uuid4().hex}{path.suffix}"
            edition = EDITIONS[path.suffix]
            create(made, language, FILLINGS[filling](language), edition=edition)
            made.replace(held)
        shutil.copyfile(held, path)
        return path

    return put
