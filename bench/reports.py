"""The reports of a large month: what analysts ask, what a team asks, and a whole set of files."""
import os
import statistics
import subprocess

from measuring import measure, milliseconds, table

HERE = os.path.dirname(os.path.abspath(__file__))
SQL = os.path.join(os.path.dirname(HERE), "sql")
# What issue and documentation promise, in milliseconds.
QUESTIONS = [
    ("month by team", 50, "select team, effective_cost from report.team_month where billing_month = '2026-10-01' and billing_currency = 'USD'"),
    ("one team by day", 20, "select usage_date, sum(effective_cost) from report.team_day "
     "where billing_month = '2026-10-01' and billing_currency = 'USD' and team = 'team-7' group by usage_date"),
    ("one team by commit and owner", 20, "select name, second_name, effective_cost from report.month_breakdown "
     "where billing_month = '2026-10-01' and dimension = 'commit and owner' and team = 'team-7'"),
    ("all teams by commit and owner", 500, "select team, name, second_name, effective_cost from report.month_breakdown "
     "where billing_month = '2026-10-01' and dimension = 'commit and owner'"),
    ("a day of the daily mart by team", 300, "select team, sum(effective_cost) from report.day "
     "where billing_month = '2026-10-01' and usage_date = '2026-10-14' group by team"),
    ("label compliance", 50, "select * from report.label_compliance where billing_month = '2026-10-01'"),
]
TEAM_QUESTIONS = QUESTIONS[:3]


def publish(bench, pods):
    """A published month of so many pods, its sums made by the very statements of publish."""
    bench.empty_database()
    run = ["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", bench.connection(), "-v", f"pods={pods}", "-f", f"{HERE}/generate_mart.sql"]
    subprocess.run(run, env=bench.environment, check=True)
    for step in ("32_month_cost", "34_month_breakdown", "35_month_scopes", "37_team_day"):
        with open(f"{SQL}/ledger/publish/{step}.sql") as file:
            text = file.read()
        for month in ("2026-09-01", "2026-10-01"):
            bench.psql(text.replace("$1", f"'{month}'"))
    bench.psql("vacuum analyze")


def reports(bench, size):
    """Queries of analysts and of a team's role, and all files of a month."""
    publish(bench, size.pods)
    bench.chargeback("db", "grant", "--team", "team-7", "--role", "bench_team")
    bench.psql("analyze")
    rows = [["query, server time", "ms", "promised"]]
    for name, promised, sql in QUESTIONS:
        rows.append([name, f"{milliseconds(bench, sql, bench.runs * 2):.1f}", f"{promised}"])
    for name, promised, sql in TEAM_QUESTIONS:
        rows.append([f"{name}, as the team's role", f"{milliseconds(bench, sql, bench.runs * 2, role='bench_team'):.1f}", f"{promised}"])
    files = [["files of the month", "wall s", "client CPU s", "server CPU s", "files"]]
    # Without a format it is what `chargeback run` writes without a word of the configuration: html, csv and json.
    for formats in ("html", "json", "csv", "markdown", "text", "xlsx", ""):
        runs = []
        for number in range(bench.runs):
            output = f"{bench.data_directory}/out-{formats}-{number}"
            command = [bench.program, "report", "--month", "2026-10", "--output", output]
            command += ["--format", formats] if formats else []
            runs.append(measure(command, bench.server, bench.environment, HERE))
        count = len(os.listdir(f"{output}/2026-10"))
        def middle(field, runs=runs):
            return statistics.median(getattr(run, field) for run in runs)
        files.append([f"organisation and 40 teams as {formats or 'html, csv and json'}", f"{middle('wall_seconds'):.2f}", f"{middle('client_cpu_seconds'):.2f}",
                      f"{middle('server_cpu_seconds'):.2f}", f"{count}"])
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    mart = int(bench.psql("select count(*) from cost.day where billing_month = '2026-10-01'"))
    return "\n".join([
        "## Reports", f"{size.pods:,} pods, {mart:,} rows of the daily mart of the month, as many of the month before",
        f"medians, load average at the end {load}", "", table(rows), "", table(files)])
