"""The sheets of the template, one module each."""
