"""One module or package per spreadsheet; none knows another."""
