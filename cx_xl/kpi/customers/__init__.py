"""Customers: what each of them did, and what the models make of it."""
