"""Spans of time: of what recency and age are counted in, and of one purchase."""

from enum import Enum


class Unit(Enum):
    """Length in days of the unit of recency and age; months and years are averages."""

    D = 1.0
    W = 7.0
    M = 365.25 / 12  # a Julian year of 365.25 days, not 12 months of 30 days
    Y = 365.25


class Grain(Enum):
    """Purchases in the same calendar span count as one."""

    D = "D"
    W = "W"  # Monday to Sunday
    M = "M"
