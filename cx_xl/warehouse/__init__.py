"""
The same KPIs from where the data lie: a warehouse, a file of many millions, a cluster.

The engine groups, this package reads the groups as cells are read, the core computes.
"""

from cx_xl.warehouse.counting import tallies
from cx_xl.warehouse.grouped_histories import histories

__all__ = ["histories", "tallies"]
