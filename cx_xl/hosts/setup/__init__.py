"""
Excel on Windows for people who have no Python: one file to double-click.

`parts` fetches what goes in, pinned by hash; `stage` lays it out as the folder that a
user gets; `licences` says whose each part is; `installer` makes the setup of it with
NSIS, whose script is `setup.nsi`. All this runs where releases are made, on Linux.
`desk` is what the entries of the Start menu need of Windows.
"""
