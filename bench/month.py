"""A month of large days: one day from its exports on, the others cloned from what it was derived to."""
import os
import subprocess

import generate_cluster
from measuring import measure
from subjects import HERE, made, section, slow_statements


def month(bench, size):
    """A month of 50,000 pods a day, allocated whole, then one of its days again."""
    if not size.day_nodes:
        return "## A month of a large cluster\nnot measured: only with BENCH_SIZE=large"
    days = int(os.environ.get("BENCH_DAYS") or 30)
    folder = made(
        f"{bench.inputs}/day-{size.day_nodes}-{bench.seed}", generate_cluster.generate, size.day_nodes, 25, bench.seed, 24)
    bench.empty_database()
    bench.chargeback("ingest", "bills", "--source", "bench", f"{folder}/bill.csv")
    bench.chargeback("ingest", "usage", "--cluster", "bench", f"{folder}/exports")
    config = ["--config", f"{HERE}/chargeback.yaml"]
    bench.chargeback("allocate", *config)
    subprocess.run(
        ["psql", "-qAtX", "-v", f"days={days}", "-d", bench.connection(), "-f", f"{HERE}/clone_days.sql"],
        env=bench.environment, stdout=subprocess.DEVNULL, check=True)
    steps = {
        f"allocate, {days} days": ["allocate", "--from", "2026-10-01", "--to", f"2026-10-{days:02}", *config],
        "allocate --from DAY, one of them": ["allocate", "--from", "2026-10-02", *config],
    }
    runs = {
        step: [measure([bench.program, *words], bench.server, bench.environment, HERE)] for step, words in steps.items()}
    hours = int(bench.psql("select count(*) from usage.pod_hour"))
    notes = [f"{size.day_nodes} machines, {hours:,} pod-hours on {days} days (BENCH_DAYS); `× ours` is to the first row"]
    text = section("A month of a large cluster", notes, runs, [("pod-hours", hours, 0)])
    return f"{text}\n\n{slow_statements(bench, [bench.program, *steps['allocate --from DAY, one of them']], 100)}"
