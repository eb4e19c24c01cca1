"""
Random calls of the whole catalogue for as long as you like.

Run: python -m tests.slow.slow_fuzz 600 [CX_NPS CX_CSAT ...]
It makes calls for so many seconds and prints each kind of fault once, with its number
for `random_call`. No line but the last means that none was found.
"""

import random
import sys
from time import monotonic

from tests.fuzz.calls import fault, random_call

LONGEST_SHOWN = 2000  # characters of a call; its number makes it again


def main(seconds: float, *names: str) -> int:
    """Return how many kinds of faults there were."""
    end, calls, seen = monotonic() + seconds, 0, set()
    while monotonic() < end:
        number = random.getrandbits(32)
        calls += 1
        found = fault(random_call(number, list(names)))
        if not found:
            continue
        kind = (found.kind.split(":")[0], found.place or found.call.name)
        if kind not in seen:
            seen.add(kind)
            shown = f"{found.call}"[:LONGEST_SHOWN]
            sys.stdout.write(f"{number} {found.place}\n {found.kind}\n {shown}\n")
    sys.stdout.write(f"{calls} calls, {len(seen)} kinds of faults\n")
    return len(seen)


if __name__ == "__main__":
    sys.exit(bool(main(float(sys.argv[1]), *sys.argv[2:])))
