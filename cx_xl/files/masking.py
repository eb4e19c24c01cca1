"""Text without what looks like a password, for messages that repeat what was typed."""

import re

MASK = "…"
_NAMED = re.compile(
    r"(\w*(?:pass|pwd|token|secret|key)\w*\s*=\s*)('[^']*'?|\"[^\"]*\"?|[^\s&;,]+)",
    re.IGNORECASE,
)
_LOGIN = re.compile(r":\S*@")  # user:password@host, whatever is in the password


def masked(text: str) -> str:
    """
    Return *text* without passwords.

    >>> masked("host=db password='a b' port=1"), masked("u:a@b@host"), masked("a.csv")
    ('host=db password=… port=1', 'u:…@host', 'a.csv')
    """
    return _LOGIN.sub(f":{MASK}@", _NAMED.sub(rf"\1{MASK}", text))
