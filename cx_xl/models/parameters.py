"""The parameters of each model, in the order of the literature; without NumPy."""

from collections.abc import Mapping

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "bgnbd": ("r", "alpha", "a", "b"),
    "mbgnbd": ("r", "alpha", "a", "b"),
    "pnbd": ("r", "alpha", "s", "beta"),
    "nbd": ("r", "alpha"),
    "gg": ("p", "q", "gamma"),
    "sbg": ("alpha", "beta"),
    "bgbb": ("alpha", "beta", "gamma", "delta"),
}
