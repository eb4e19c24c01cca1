"""
A filled book of an older template, another language or edition becomes the current one.

- `former`: how earlier versions called things, and which rules have changed since;
- `old`: the book as it is, by table and column, in whatever words;
- `content`: what of it goes where;
- `composing`: a fresh template with all of that in it;
- `comparing`: the KPIs before and after;
- `results`: what is told of it;
- `upgrade`: the door to all of it.
"""

from cx_xl.workbooks.upgrades.results import Change, Form, Left, Outcome
from cx_xl.workbooks.upgrades.upgrade import Upgrade, planned

__all__ = ["Change", "Form", "Left", "Outcome", "Upgrade", "planned"]
