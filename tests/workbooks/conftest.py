import shutil

import pytest

from tests.needs import lacking

BOOKS = [(kind, language) for kind in ("empty", "demo") for language in ("en", "it")]


@pytest.fixture(scope="session")
def books(ready, tmp_path_factory):
    """The finished template, empty and filled, in both languages."""
    folder = tmp_path_factory.mktemp("books")
    return {
        (kind, language): ready(folder / f"{kind}.{language}.xlsx", language, kind)
        for kind, language in BOOKS
    }


@pytest.fixture(params=BOOKS, ids=[f"{kind}-{language}" for kind, language in BOOKS])
def book(request, books):
    return books[request.param]


@pytest.fixture(params=["en", "it"])
def language(request):
    return request.param


@pytest.fixture(scope="session")
def soffice():
    """LibreOffice may be missing at a desk, but never in CI."""
    if not shutil.which("soffice"):
        lacking("LibreOffice is not installed")
