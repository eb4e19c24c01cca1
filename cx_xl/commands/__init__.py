"""The command line: each command reads its options, calls below, and prints."""

from cx_xl.commands.app import app, main

__all__ = ["app", "main"]
