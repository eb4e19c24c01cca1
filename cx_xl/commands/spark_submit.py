"""
`cx-xl tally` as an application of Spark: `spark-submit .../spark_submit.py SOURCE ...`.

The same arguments; the cluster is the one that spark-submit names.
"""

import sys

from cx_xl.commands import main

if __name__ == "__main__":
    sys.argv[1:1] = ["tally", "--spark", "submit"]
    main()
