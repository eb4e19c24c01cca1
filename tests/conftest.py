"""The same examples in every run, and no clock: a slow machine is not a bug."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
