"""The three things that are measured, and what stands beside them."""
import dataclasses
import glob
import hashlib
import multiprocessing
import os
import re
import subprocess
import sys

import generate_bill
import generate_cluster
import generate_export
import generate_hourly_set
from measuring import measure, median, milliseconds, table

HERE = os.path.dirname(os.path.abspath(__file__))
DAY_BY_TEAM = ("select team, sum(effective_cost) from report.pod_day "
               "where billing_month = '2026-10-01' and usage_date = '2026-10-01' group by team")


@dataclasses.dataclass
class Size:
    """How much there is to do."""

    bill_lines: int
    export_megabytes: int
    nodes: int
    pods_per_node: int
    pods: int
    day_nodes: int = 0


def made(path, generate, *arguments):
    """The path of an input, which is generated where it is missing; under its name only when it is whole.

    In a process of its own: the memory that this one has is the least that commands seem to take.
    """
    if not os.path.exists(path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        maker = multiprocessing.get_context("fork").Process(target=generate, args=(f"{path}.making", *arguments))
        maker.start()
        maker.join()
        if maker.exitcode != 0:
            sys.exit(f"{path} could not be made")
        os.rename(f"{path}.making", path)
    return path


def about(path):
    """Size and digest of a file; reading it once also puts it into the page cache."""
    digest = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return f"{os.path.getsize(path):,} bytes, sha256 {digest.hexdigest()[:12]}"


def take_turns(bench, commands, prepare):
    """Runs each command in each round; the runs by name."""
    runs = {name: [] for name in commands}
    for _ in range(bench.runs):
        for name, command in commands.items():
            prepare()
            runs[name].append(measure(command, bench.server, bench.environment, HERE))
    return runs


def figures(runs, units):
    """The table of a subject: medians, the span of the wall times, amounts per second, ratios to the first."""
    head = ["", "wall s", "from–to", "× ours", "client CPU s", "server CPU s"]
    head += [f"{unit}/s" for unit, _, _ in units] + [f"{unit}/CPU-s" for unit, _, _ in units]
    rows = [head + ["client peak MB", "server peak MB"]]
    ours = median(next(iter(runs.values())), "wall_seconds")
    for name, several in runs.items():
        wall = median(several, "wall_seconds")
        walls = [run.wall_seconds for run in several]
        client, server = median(several, "client_cpu_seconds"), median(several, "server_cpu_seconds")
        row = [name, f"{wall:.2f}", f"{min(walls):.2f}–{max(walls):.2f}", f"{wall / ours:.2f}"]
        row += [f"{client:.2f}", f"{server:.2f}"]
        row += [f"{amount / wall:,.{digits}f}" for _, amount, digits in units]
        row += [f"{amount / (client + server):,.{digits}f}" for _, amount, digits in units]
        peaks = [median(several, f"{side}_peak_megabytes") for side in ("client", "server")]
        rows.append(row + [f"{peak:.0f}" for peak in peaks])
    return table(rows)


def section(title, notes, runs, units, missing=()):
    """A subject's text."""
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    count = len(next(iter(runs.values())))
    said = [f"{name} said: {several[-1].output.strip().splitlines()[-1]}" for name, several in runs.items()]
    gone = [f"peer missing: {name}" for name in missing]
    return "\n".join([
        f"## {title}", *notes, f"medians of {count} runs each, taking turns; load average at the end {load}", "",
        figures(runs, units), "", *said, *gone])


def statements(bench, command, least_milliseconds):
    """What a run measured, and its statements: milliseconds and the first words of their comment."""
    log = f"{bench.data_directory}/postgresql.log"
    bench.psql(f"alter system set log_min_duration_statement = {least_milliseconds}", "select pg_reload_conf()")
    start = os.path.getsize(log)
    run = measure(command, bench.server, bench.environment, HERE)
    bench.psql("alter system reset log_min_duration_statement", "select pg_reload_conf()")
    with open(log) as file:
        file.seek(start)
        found = re.findall(r"duration: ([0-9.]+) ms  (?:execute <unnamed>|statement): (.*)", file.read())
    return run, found


def slow_statements(bench, command, least_milliseconds):
    """The statements of one more run that took longest."""
    found = statements(bench, command, least_milliseconds)[1]
    rows = [["statement of one more run", "s"]]
    for milliseconds, words in sorted(found, key=lambda pair: -float(pair[0])):
        rows.append([words.removeprefix("-- ")[:90], f"{float(milliseconds) / 1000:.2f}"])
    return table(rows)


def bills(bench, size):
    """`chargeback ingest bills` beside the ways people load a bill otherwise."""
    path = made(
        f"{bench.inputs}/bill-{size.bill_lines}-{bench.seed}.csv", generate_bill.generate, size.bill_lines, bench.seed)
    commands = {"chargeback ingest bills": [bench.program, "ingest", "bills", "--source", "bench", path]}
    peer = [bench.python, f"{HERE}/peer_bill.py"]
    names = {"csv": "Python csv, staging, INSERT…SELECT", "polars": "polars, COPY", "duckdb": "DuckDB, COPY"}
    missing = [name for name in names if not bench.has(name)]
    for reader, name in names.items():
        if reader not in missing:
            commands[name] = peer + [reader, path, bench.connection()]
    notes = [
        f"{size.bill_lines:,} lines × {len(generate_bill.COLUMNS)} columns, {about(path)}, seed {bench.seed}",
        "each run into a new database; the peers store the same columns and check nothing",
    ]
    runs = take_turns(bench, commands, bench.empty_database)
    megabytes = os.path.getsize(path) / 1e6
    return section("Bill ingest", notes, runs, [("rows", size.bill_lines, 0), ("MB", megabytes, 0)], missing)


def compressed(path, plain):
    """gzip -6 of a file, beside it."""
    with open(path, "wb") as file:
        subprocess.run(["gzip", "-6nc", plain], stdout=file, check=True)


def gzip_bills(bench, size):
    """The same bill compressed, as providers send it, with zlib and with isa-l, beside the fastest peer that we know."""
    plain = made(
        f"{bench.inputs}/bill-{size.bill_lines}-{bench.seed}.csv", generate_bill.generate, size.bill_lines, bench.seed)
    path = made(f"{plain}.gz", compressed, plain)
    ours = [bench.program, "ingest", "bills", "--source", "bench", path]
    commands = {"chargeback, zlib": ["env", "CHARGEBACK_GZIP=zlib", *ours], "chargeback, isa-l where it is": ours}
    missing = [name for name in ("polars", "adbc_driver_postgresql") if not bench.has(name)]
    if not missing:
        commands["polars, narrow rows by ADBC"] = [
            bench.python, f"{HERE}/peer_bill.py", "narrow", path, bench.connection()]
    notes = [
        f"{size.bill_lines:,} lines × {len(generate_bill.COLUMNS)} columns, {about(path)}, seed {bench.seed}",
        "each run into a new database; the peer keeps 13 of the columns, checks nothing and adds nothing up",
    ]
    runs = take_turns(bench, commands, bench.empty_database)
    megabytes = os.path.getsize(plain) / 1e6
    return section("Compressed bill ingest", notes, runs, [("rows", size.bill_lines, 0), ("MB", megabytes, 0)], missing)


def exports(bench, size):
    """`chargeback ingest usage` beside JSON libraries that only parse and add up."""
    folder = f"{bench.inputs}/export-{size.export_megabytes}-{bench.seed}"
    path = made(f"{folder}/pod_usage_cpu_cores.json", generate_export.generate, size.export_megabytes, bench.seed)
    ours = "chargeback ingest usage"
    commands = {ours: [bench.program, "ingest", "usage", "--cluster", "bench", path]}
    missing = [name for name in ("orjson", "simdjson") if not bench.has(name)]
    for reader in ("json", "orjson", "simdjson"):
        if reader not in missing:
            commands[f"Python {reader}"] = [bench.python, f"{HERE}/peer_export.py", reader, path]
    notes = [
        f"{about(path)}, seed {bench.seed}",
        "ours includes SHA-256 of the file, hours per series, COPY and COMMIT; its reader and the COPY's encoding are",
        "the client's CPU. The peers parse, add up by series and store nothing",
    ]
    runs = take_turns(bench, commands, bench.empty_database)
    megabytes = os.path.getsize(path) / 1e6
    reader = megabytes / median(runs[ours], "client_cpu_seconds")
    text = section("Range-export reader", notes, runs, [("MB", megabytes, 0)], missing)
    return f"{text}\nour reader alone, with digest and COPY encoding: {reader:,.0f} MB per client CPU-second"


def allocation(bench, size):
    """`chargeback allocate` beside one plain query."""
    name = f"cluster-{size.nodes}-{size.pods_per_node}-{bench.seed}"
    folder = made(
        f"{bench.inputs}/{name}", generate_cluster.generate, size.nodes, size.pods_per_node, bench.seed)
    bench.empty_database()
    bench.chargeback("ingest", "bills", "--source", "bench", f"{folder}/bill.csv")
    bench.chargeback("ingest", "usage", "--cluster", "bench", f"{folder}/exports")
    ours = [bench.program, "allocate", "--force", "--config", f"{HERE}/chargeback.yaml"]
    bench.chargeback(*ours[1:])  # the plain query reads the hours and labels that this derives
    plain = ["psql", "-qAtX", "-d", bench.connection(), "-f", f"{HERE}/plain_split.sql"]
    hours = int(bench.psql("select count(*) from usage.pod_hour"))
    rows = int(bench.psql("select count(*) from cost.allocation"))
    notes = [
        f"{size.nodes} machines, {hours:,} pod-hours of one month, {about(f'{folder}/bill.csv')} of bill, "
        f"{rows:,} rows of allocation",
        "ours derives hours and labels, splits four costs exactly, distributes the common pots, proves and publishes;",
        "the plain query splits one cost of the derived hours, unchecked, by cumulative rounding",
    ]
    commands = {"chargeback allocate --force": ours, "one plain SQL query": plain}
    runs = take_turns(bench, commands, lambda: bench.psql("vacuum analyze", "checkpoint"))
    digest = bench.psql("select digest from cost.period")
    text = section("Allocation", notes, runs, [("pod-hours", hours, 0)])
    return f"{text}\ndigest of what is published: {digest}\n\n{slow_statements(bench, ours, 100)}"


def to_pod_hours(bench, size, bill, exports):
    """From the exports of a day to its pod hours: the ingest, and of the allocation the statements that derive."""
    bench.empty_database()
    bench.chargeback("ingest", "bills", "--source", "bench", bill)
    ingest = measure(
        [bench.program, "ingest", "usage", "--cluster", "bench", exports], bench.server, bench.environment, HERE)
    allocate = [bench.program, "allocate", "--config", f"{HERE}/chargeback.yaml"]
    run, found = statements(bench, allocate, 0)
    heads = []
    for path in glob.glob(f"{HERE}/../sql/ledger/derive/[234]*.sql"):
        with open(path) as file:
            heads.append(file.readline().strip())
    deriving = sum(float(milliseconds) for milliseconds, words in found if words.strip() in heads) / 1000
    hours = int(bench.psql("select count(*) from usage.pod_hour"))
    return ingest, run, f"{hours:,} pod hours: ingest {ingest.wall_seconds:.1f} s + deriving {deriving:.1f} s = {ingest.wall_seconds + deriving:.1f} s"


def day(bench, size):
    """A day of 25 pods on each of many machines: from its exports to what is published, and again."""
    if not size.day_nodes:
        return "## A day of a large cluster\nnot measured: only with BENCH_SIZE=large"
    name = f"day-{size.day_nodes}-{bench.seed}"
    folder = made(f"{bench.inputs}/{name}", generate_cluster.generate, size.day_nodes, 25, bench.seed, 24)
    hourly = made(f"{bench.inputs}/hourly-{size.pods}", generate_hourly_set.generate, size.pods)
    runs = {}
    ingest, _, words = to_pod_hours(bench, size, f"{folder}/bill.csv", hourly)
    lines = [f"hourly set, {words}"]
    runs["ingest usage, the hourly set"] = [ingest]
    ingest, allocate, words = to_pod_hours(bench, size, f"{folder}/bill.csv", f"{folder}/exports")
    lines.append(f"levels, {words}")
    runs |= {"ingest usage, levels": [ingest], "allocate, with deriving hours and labels": [allocate]}
    config = ["--config", f"{HERE}/chargeback.yaml"]
    steps = {
        "allocate --from DAY": ["allocate", "--from", "2026-10-01", *config],
        "verify": ["verify", "--month", "2026-10", *config],
    }
    for step, words in steps.items():
        runs[step] = [
            measure([bench.program, *words], bench.server, bench.environment, HERE) for _ in range(bench.runs)]
    hours = int(bench.psql("select count(*) from usage.pod_hour"))
    notes = [f"{size.day_nodes} machines, {hours:,} pod-hours, {about(f'{folder}/bill.csv')} of bill; `× ours` is to the first row"]
    text = section("A day of a large cluster", notes + lines, runs, [("pod-hours", hours, 0)])
    bench.chargeback("db", "grant", "--team", "payments", "--role", "bench_team")
    asked = [["query, server time", "ms", "promised"]]
    for name, role in (("a day of all pods by team", None), ("the same, as a team's role", "bench_team")):
        asked.append([name, f"{milliseconds(bench, DAY_BY_TEAM, bench.runs * 2, role):.1f}", "300"])
    again = [bench.program, "allocate", "--from", "2026-10-01", *config]
    return f"{text}\n\n{table(asked)}\n\n{slow_statements(bench, again, 100)}"
