"""What families share: arguments, periods, purchases, shares; no worksheet function."""
