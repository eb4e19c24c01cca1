"""Text without what looks like a password, for messages that repeat what was typed."""

import re

MASK = "…"
# Where a password ends depends on who would have read it: nothing behind one is shown.
_NAMED = re.compile(
    r"\b(?=\w*(?:pass|pwd|token|secret|key))(\w++\s*+=).*", re.IGNORECASE | re.DOTALL
)
_LOGIN = re.compile(r":(?!\s).*", re.DOTALL)  # user:password, before the last @


def masked(text: str) -> str:
    r"""
    Return *text* without passwords.

    >>> masked("host=db password='a b' port=1"), masked("u:a@b@host"), masked("a.csv")
    ('host=db password=…', 'u:…@host', 'a.csv')
    >>> masked(r"password='it\'s s'"), masked("x?token=a;b"), masked("password=a,b&c")
    ('password=…', 'x?token=…', 'password=…')
    >>> masked("pg://u:a b/c@host/x.csv"), masked("pg://host?password=a@b c")
    ('pg:…@host/x.csv', 'pg:…')
    """
    login, at, host = text.rpartition("@")
    shown = _LOGIN.sub(f":{MASK}", login)
    if shown == login or not _NAMED.search(login):  # else the @ is in the password
        shown += at + host
    return _NAMED.sub(rf"\1{MASK}", shown)
