"""The driver runs in LibreOffice's Python, which has `uno`; ours has not."""

collect_ignore = ["libreoffice_driver.py"]
