"""
A filled book of an older template, another language or edition becomes the current one.

- `old_book`: the book as it is, by table and column, in whatever words (`../former`);
- `carrying`: what of its tables goes where;
- `composing`: a fresh template with all of that in it, with the help of `user_columns`,
  `user_names` and `translating`;
- `verifying`: what of the user's own gives something else there is not in it;
- `comparing`: the KPIs before and after;
- `strays`: what a user put beside the tables;
- `upgrade_report`: what is told of it;
- `upgrade`: the door to all of it.
"""

from cx_xl.workbooks.upgrades.upgrade import planned
from cx_xl.workbooks.upgrades.upgrade_report import Change, Form, Left, Outcome

__all__ = ["Change", "Form", "Left", "Outcome", "planned"]
