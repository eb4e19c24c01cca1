"""A profile that was edited into something else: one sentence says where."""

import pytest

from cx_xl.errors import Text
from cx_xl.imports import load_profile
from cx_xl.imports.import_refusals import BadProfile

WRONG = {
    b'tool = "generic"\nscale = 2\n': Text("no entry scale", "voce scale non esiste"),
    b"tool = 3\n": Text("tool cannot be 3", "tool non può essere 3"),
    b"": Text("the entry tool is missing", "manca la voce tool"),
    b"\xff": Text("no text in UTF-8", "non è un testo in UTF-8"),
    b'tool = "generic"\norder == 2\nz = 1\n': Text("line 2", "la riga 2 non si legge"),
    b'tool = "generic"\norder =': Text("its last line", "l'ultima riga non si legge"),
}


@pytest.mark.parametrize("content", WRONG)
def test_what_is_wrong_is_said_in_both_languages(content, tmp_path):
    """No word of a library's own English stands in it."""
    path = tmp_path / "kpi.generic.toml"
    path.write_bytes(content)

    with pytest.raises(BadProfile) as refused:
        load_profile(path)

    assert WRONG[content].en in refused.value.say("en")
    assert WRONG[content].it in refused.value.say("it")
