"""A process that answers lines, and dies of some: as a hostile file would have it."""

import os
import signal
import sys
import time


def main():
    for line in sys.stdin:
        asked = line.strip()
        if asked == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if asked == "sleep":
            time.sleep(60)
        last = "!" if asked == "last" else ""
        sys.stdout.write(f"{last}{asked} heard\n")
        sys.stdout.flush()
        if last:
            return


if __name__ == "__main__":
    main()
