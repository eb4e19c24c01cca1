"""Values of formulas: from those that the file holds, or all of them anew."""
