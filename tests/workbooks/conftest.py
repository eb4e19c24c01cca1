import shutil

import pytest

from cx_xl.workbooks.build import create
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.rows import EMPTY
from tests.needs import lacking

BOOKS = [(kind, language) for kind in ("empty", "demo") for language in ("en", "it")]


@pytest.fixture(scope="session")
def books(tmp_path_factory):
    """
    The finished template, empty and filled, in both languages.
    """
    folder = tmp_path_factory.mktemp("books")
    made = {}
    for kind, language in BOOKS:
        made[kind, language] = folder / f"{kind}.{language}.xlsx"
        filling = demo(language) if kind == "demo" else EMPTY
        create(made[kind, language], language, filling)
    return made


@pytest.fixture(params=BOOKS, ids=[f"{kind}-{language}" for kind, language in BOOKS])
def book(request, books):
    return books[request.param]


@pytest.fixture(params=["en", "it"])
def language(request):
    return request.param


@pytest.fixture(scope="session")
def soffice():
    """
    LibreOffice may be missing at a desk, but never in CI.
    """
    if not shutil.which("soffice"):
        lacking("LibreOffice is not installed")
