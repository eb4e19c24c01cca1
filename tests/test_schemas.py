"""The schemas in docs are those of the models; `.ci/generate` writes them."""

import json
from pathlib import Path

import pytest

from tests.schemas import SCHEMAS

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("name", SCHEMAS)
def test_json_is_what_the_schema_says(name):
    """Whoever reads the JSON can rely on the page."""
    written = json.loads((DOCS / "schemas" / f"{name}.json").read_text("utf-8"))

    assert SCHEMAS[name].model_json_schema() == written, "run: .ci/generate"
