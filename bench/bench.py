"""`make bench`: bill ingest, the range-export reader and the allocation, each beside its peers in the same run.

It measures and prints; it does not judge. The real command of a release build works on a server of its own in a
short-lived directory. Inputs are made by the generators beside this file and kept in .bench. Runs take turns
(ours, peer, peer, ours, …), so that whatever else the machine does meets all of them.
"""
import argparse
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile

import month
import reports
import subjects
from measuring import Server

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SIZES = {
    "small": subjects.Size(bill_lines=200_000, export_megabytes=100, nodes=5, pods_per_node=30, pods=5_000),
    "large": subjects.Size(bill_lines=2_000_000, export_megabytes=300, nodes=54, pods_per_node=30, pods=50_000, day_nodes=2000),
}
SUBJECTS = {
    "bills": subjects.bills, "gzip": subjects.gzip_bills, "exports": subjects.exports, "allocation": subjects.allocation,
    "day": subjects.day, "month": month.month, "reports": reports.reports,
}


class Bench:
    """What all subjects need: the program, its server, the folder of inputs, and how often to run."""

    def __init__(self, options):
        self.program = os.path.abspath(options.program)
        self.runs, self.seed = options.runs, options.seed
        self.inputs = os.path.abspath(options.directory)
        own_python = f"{self.inputs}/venv/bin/python"
        self.python = own_python if os.path.exists(own_python) else sys.executable
        # Nothing of the caller's own database or configuration.
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("PG", "CHARGEBACK_"))}
        os.makedirs(self.inputs, exist_ok=True)
        self.data_directory = tempfile.mkdtemp(prefix="cbbench", dir="/tmp")  # short: it holds a Unix socket
        self.environment["CHARGEBACK_DATA_DIRECTORY"] = self.data_directory

    def start(self):
        """Starts the server and keeps a migrated, empty database to copy from."""
        self.chargeback("db", "migrate")
        self.server = Server(f"{self.data_directory}/cluster")
        self.psql("alter database chargeback rename to pristine", database="postgres")

    def stop(self):
        """Stops the server and takes it away."""
        subprocess.run([self.program, "db", "stop"], env=self.environment, stdout=subprocess.DEVNULL, check=False)
        shutil.rmtree(self.data_directory, ignore_errors=True)

    def chargeback(self, *words):
        """Runs the program outside the measurements."""
        subprocess.run([self.program, *words], env=self.environment, stdout=subprocess.DEVNULL, check=True)

    def connection(self, database="chargeback"):
        """How libpq reaches a database of the server."""
        return f"host={self.data_directory}/run user=chargeback dbname={database}"

    def psql(self, *commands, database="chargeback"):
        """Runs SQL outside the measurements and returns what it says."""
        words = [word for command in commands for word in ("-c", command)]
        return subprocess.run(
            ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", self.connection(database), *words],
            env=self.environment, stdout=subprocess.PIPE, text=True, check=True).stdout.strip()

    def empty_database(self):
        """An empty migrated database, and nothing left to write from what came before."""
        self.psql("set client_min_messages = warning", "drop database if exists chargeback with (force)",
                  "create database chargeback template pristine", "checkpoint", database="postgres")

    def has(self, module):
        """Whether the peers' Python has a module."""
        return subprocess.run([self.python, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode == 0


def words_of(*command):
    """The first line that a program says about itself."""
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.splitlines()[0]


def machine(bench):
    """Cores, processor, memory and versions in two lines."""
    with open("/proc/cpuinfo") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    server = bench.psql("show server_version", database="postgres")
    return (f"{os.cpu_count()} cores, {model}, {gibibytes:.0f} GiB, Linux {platform.release()}\n"
            f"PostgreSQL {server}, {words_of('swift', '--version')}, Python {platform.python_version()}, "
            f"{words_of(bench.program, '--version')}")


def main():
    """Reads the options, runs the subjects, prints their tables."""
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="bills, gzip, exports, allocation, day, month, reports; all without it")
    parser.add_argument("--size", choices=SIZES, default=os.environ.get("BENCH_SIZE") or "small")
    parser.add_argument("--runs", type=int, default=3, help="how often each is run; the medians are shown")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--program", default=f"{ROOT}/.build/release/chargeback")
    parser.add_argument("--directory", default=f"{ROOT}/.bench", help="where inputs and peers lie")
    options = parser.parse_args()
    for name in options.subjects:
        if name not in SUBJECTS:
            parser.error(f"unknown subject '{name}'; there are {', '.join(SUBJECTS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    bench = Bench(options)
    try:
        bench.start()
        print(machine(bench), flush=True)
        for name in options.subjects or SUBJECTS:
            print(f"\n{SUBJECTS[name](bench, SIZES[options.size])}", flush=True)
    finally:
        bench.stop()


if __name__ == "__main__":
    main()
