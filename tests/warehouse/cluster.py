"""A standalone cluster of Spark on this computer: a master and two workers."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pyspark

HOME = Path(pyspark.__file__).parent
HASTY = "-XX:TieredStopAtLevel=1"  # a cluster of a minute need not compile twice
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "512m",
    "spark.cores.max": "2",  # one of each worker; the rest is for spark-submit
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.extraJavaOptions": HASTY,
    "spark.executor.extraJavaOptions": HASTY,
    "spark.sql.timestampType": "TIMESTAMP_NTZ",  # times of Arrow have no zone either
}


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def environment():
    """Return an environment in which Spark finds this Python's own Spark."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SPARK_")}
    own = {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
    return {**kept, "SPARK_HOME": str(HOME), **own}


def submitted(master, *command):
    """Run spark-submit with the settings of the tests."""
    settings = [f"--conf={name}={value}" for name, value in SETTINGS.items()]
    submit = [str(HOME / "bin" / "spark-submit"), "--master", master, *settings]
    return subprocess.run(  # noqa: S603 - our own command
        [*submit, *map(str, command)],
        capture_output=True,
        text=True,
        check=False,
        env={**environment(), "CX_XL_LANG": "en", "COLUMNS": "500"},
    )


def started(folder, name, *options):
    log = (folder / f"{name}-{len(list(folder.iterdir()))}.log").open("wb")
    kind = f"org.apache.spark.deploy.{name}.{name.capitalize()}"
    command = [str(HOME / "bin" / "spark-class"), kind, *map(str, options)]
    own = {**environment(), "SPARK_DAEMON_MEMORY": "256m"}
    own["SPARK_DAEMON_JAVA_OPTS"] = HASTY
    return subprocess.Popen(  # noqa: S603 - our own command
        command, stdout=log, stderr=log, env=own, start_new_session=True
    )


def lost(worker):
    """Kill a worker with the executors that it has started: they are of its session."""
    os.killpg(worker.pid, signal.SIGKILL)


def ended(process):
    """Stop a process: a daemon of Spark stops its executors."""
    process.terminate()
    process.wait(timeout=30)


@contextmanager
def cluster(folder):
    """Give the address of a cluster and its two workers; stop them afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    port, page = free_port(), free_port()
    place = ("--host", "127.0.0.1", "--port", port, "--webui-port", page)
    processes = [started(folder, "master", *place)]
    address = f"spark://127.0.0.1:{port}"
    try:
        _answering(port)
        own = ("--host", "127.0.0.1", "--cores", 2, "--memory", "1200m")
        rest = ("--webui-port", 0, "--work-dir", folder / "work", address)
        processes += [started(folder, "worker", *own, *rest) for _ in range(2)]
        _registered(page, 2)
        yield address, processes[1:]
    finally:
        for process in reversed(processes):
            ended(process)


def _answering(port):
    """Wait until somebody listens."""
    for _ in range(600):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(port)


def _registered(page, workers):
    """Wait until the master knows its workers: else one alone gets all the work."""
    for _ in range(600):
        with suppress(URLError), urlopen(f"http://127.0.0.1:{page}/json/") as answer:
            if json.load(answer)["aliveworkers"] == workers:
                return
        time.sleep(0.1)
    raise TimeoutError(workers)
