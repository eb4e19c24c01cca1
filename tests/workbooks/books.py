"""Our workbooks as openpyxl sees them."""

import warnings

import openpyxl


def read(path, **options):
    """Open a book without the warnings of what openpyxl would lose on saving it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path, **options)
