"""Our calls taken out of formulas: what remains is a template with places for them."""
