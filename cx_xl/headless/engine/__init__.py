"""The formula engine: no other room imports one."""
