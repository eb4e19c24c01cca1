"""The command line: each command calls one function of the layers below."""

from cx_xl.commands.app import app, main

__all__ = ["app", "main"]
