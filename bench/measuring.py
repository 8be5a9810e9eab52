"""What a command costs: wall time, CPU and peak memory of its processes and of PostgreSQL's, and medians of runs."""
import dataclasses
import os
import re
import statistics
import subprocess
import threading
import time

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass
class Run:
    """One run of a command."""

    wall_seconds: float
    client_cpu_seconds: float
    server_cpu_seconds: float
    client_peak_megabytes: float
    server_peak_megabytes: float
    output: str


class Server:
    """The processes of a PostgreSQL server, as /proc shows them."""

    def __init__(self, cluster_directory):
        with open(f"{cluster_directory}/postmaster.pid") as file:
            self.postmaster = int(file.readline())

    def processes(self):
        """The postmaster and its children."""
        with open(f"/proc/{self.postmaster}/task/{self.postmaster}/children") as file:
            return [self.postmaster] + [int(word) for word in file.read().split()]

    def cpu_seconds(self):
        """User and system time of all processes, those that have ended included: the postmaster inherits theirs."""
        ticks = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/stat") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it ended meanwhile
            ticks += int(fields[11]) + int(fields[12])
            if process == self.postmaster:
                ticks += int(fields[13]) + int(fields[14])
        return ticks / TICKS_PER_SECOND

    def private_megabytes(self):
        """Memory of all processes without what they share."""
        kibibytes = 0
        for process in self.processes():
            try:
                with open(f"/proc/{process}/status") as file:
                    kibibytes += sum(int(line.split()[1]) for line in file if line.startswith("RssAnon:"))
            except OSError:
                continue
        return kibibytes * 1024 / 1e6


class PeakWatch:
    """Looks at the server's memory ten times a second."""

    def __init__(self, server):
        self.server, self.peak, self.is_over = server, 0, threading.Event()
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.is_over.wait(0.1):
            self.peak = max(self.peak, self.server.private_megabytes())

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()


def measure(command, server, environment=None, directory=None):
    """Runs a command to its end; one that fails ends the benchmark with what it said."""
    before = server.cpu_seconds()
    with PeakWatch(server) as watch:
        started_at = time.monotonic()
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, cwd=directory)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - started_at
    time.sleep(0.1)  # the session's process ends a moment after its client
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)}\nended with {process.returncode}:\n{output}")
    return Run(
        wall, usage.ru_utime + usage.ru_stime, server.cpu_seconds() - before, usage.ru_maxrss * 1024 / 1e6, watch.peak,
        output)


def median(runs, name):
    """The median of one figure of several runs."""
    return statistics.median(getattr(run, name) for run in runs)


def table(rows):
    """Rows of texts as aligned lines; the first column to the left, figures to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) if index == 0 else text.rjust(width)
                  for index, (text, width) in enumerate(zip(row, widths))).rstrip()
        for row in rows)


def milliseconds(bench, sql, runs, role=None):
    """The median time of a query in the server, of so many runs in one session after one to warm up."""
    words = [f"set role {role};"] if role else []
    words += [f"explain (analyze, timing off) {sql};"] * (runs + 1)
    said = subprocess.run(
        ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", bench.connection()], input="\n".join(words), env=bench.environment,
        stdout=subprocess.PIPE, text=True, check=True).stdout
    times = [float(time) for time in re.findall(r"Execution Time: ([0-9.]+) ms", said)]
    plans = [float(time) for time in re.findall(r"Planning Time: ([0-9.]+) ms", said)]
    return statistics.median(times[1:]) + statistics.median(plans[1:])
