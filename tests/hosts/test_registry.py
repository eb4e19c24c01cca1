"""Every row of the registry keeps what it promises."""

from typing import get_args

import pytest

from cx_xl.by_name import UPWARD, loaded
from cx_xl.errors import LANGUAGES
from cx_xl.files.foreign import Kind
from cx_xl.hosts.registry import EDITIONS, HOSTS

NAMED = [
    f"cx_xl.hosts.{where}"
    for h in HOSTS.values()
    for where in (h.finish, h.convert, h.own_code, h.install, h.doctor)
    if where
] + [f"cx_xl.commands.{h.commands}:add_to" for h in HOSTS.values() if h.commands]


@pytest.mark.parametrize("where", [*NAMED, *UPWARD])
def test_what_a_row_names_is_there(where):
    """It is imported only when asked for, so a slip would show late."""
    assert callable(loaded(where))


def test_no_two_editions_have_one_suffix():
    """The suffix of a file's name chooses the edition."""
    assert len(EDITIONS) == len({host.suffix for host in EDITIONS.values()})


def test_a_host_that_converts_has_files_that_are_recognised():
    """Add the format to `files/foreign/kinds.py`, or nobody would ever ask the host."""
    converted = {host.suffix for host in HOSTS.values() if host.convert}

    assert set() == converted - set(get_args(Kind))


@pytest.mark.parametrize("host", [h for h in HOSTS.values() if h.program])
def test_a_group_of_commands_has_help(host):
    """In both languages; without it the group would not be shown at all."""
    assert host.help is not None
    assert all(host.help.say(language) for language in LANGUAGES)
    assert bool(host.install) == bool(host.then)
