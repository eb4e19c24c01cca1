"""Drivers run in other Pythons, which have what ours has not: `uno`, COM."""

collect_ignore = ["libreoffice_driver.py", "windows_driver.py"]
