"""Formulas as text: what they say and name, and which cells they read."""
