"""`python -m cx_xl` is `cx-xl`, also where the command is not on the path."""

from cx_xl.commands import main

main()
