"""A day of the hourly set: `generate_hourly_set.py FOLDER PODS`. The same arguments give the same bytes.

Fifty pods to the node, two samples of every hour's five queries; one pod in ten lives half a day.
"""
import os
import sys

STARTED_AT = 1790812800  # 2026-10-01T00:00:00Z


def generate(folder, pods):
    """Writes one file per query of the catalogue's hourly set."""
    os.makedirs(folder, exist_ok=True)

    def write(name, series):
        with open(f"{folder}/{name}.json", "w", buffering=1 << 20) as file:
            file.write('{"status":"success","data":{"resultType":"matrix","result":[')
            for number, (labels, value, hours) in enumerate(series):
                samples = ",".join(f'[{STARTED_AT + 3600 * hour},"{value}"]' for hour in range(1, hours + 1))
                file.write(f'{"," if number else ""}{{"metric":{{{labels}}},"values":[{samples}]}}')
            file.write("]}}")

    def each(value):
        for pod in range(pods):
            labels = (
                f'"container":"app","namespace":"team-{pod % 40}","node":"node-{pod // 50}",'
                f'"pod":"api-{pod:06x}","uid":"{pod:08x}-5a1e-4c0d-9b1f-000000000000"')
            yield labels, value(pod), 12 if pod % 10 == 9 else 24

    nodes = range((pods + 49) // 50)
    write("pod_cpu_request_mean", each(lambda pod: "0.25"))
    write("pod_memory_request_mean", each(lambda pod: "536870912"))
    write("pod_request_samples", each(lambda pod: "120"))
    write("pod_memory_usage_samples", each(lambda pod: str(41234567890 + pod)))
    write("cpu_increase_1h", each(lambda pod: f"{300 + pod * 0.0123:.7f}"))
    write("state_scrapes", [('"instance":"a","job":"kube-state-metrics"', "120", 24)])
    write("node_scrapes", ((f'"node":"node-{node}"', "120", 24) for node in nodes))
    write("node_cpu_capacity", ((f'"node":"node-{node}"', "64", 24) for node in nodes))
    write("node_memory_capacity", ((f'"node":"node-{node}"', "274877906944", 24) for node in nodes))


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]))
