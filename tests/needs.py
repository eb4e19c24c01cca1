"""What a test needs of this computer and may not find."""

import os

import pytest


def lacking(how):
    """
    Fail in CI, where nothing may be missing; at a desk skip. Both say *how* to get it.
    """
    (pytest.fail if os.environ.get("CI") else pytest.skip)(how)
