"""Every worksheet function we serve, in the order users meet them."""

from cx_xl.kpi import (
    acquisition,
    breakdown,
    effort,
    loyalty,
    quality,
    retention,
    satisfaction,
    service,
    targets,
    value,
)
from cx_xl.spec import collect

CATALOG = collect(
    loyalty,
    satisfaction,
    effort,
    breakdown,
    retention,
    value,
    acquisition,
    service,
    quality,
    targets,
)
