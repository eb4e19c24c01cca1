"""The command line: each command calls one function of the layers below."""

from cx_xl.cli.app import app, main

__all__ = ["app", "main"]
