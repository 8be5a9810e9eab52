"""A range export of CPU usage for one day at five minutes: `generate_export.py PATH MEGABYTES SEED`.

A series per container, as the query_range of a rate answers: 288 samples with 9 to 18 digits, now and then a NaN.
A tenth of the containers is younger than the day. The same arguments give the same bytes.
"""
import random
import sys

STARTED_AT = 1790812800  # 2026-10-01T00:00:00Z
STEP_SECONDS = 300
SAMPLES = 86_400 // STEP_SECONDS
NAMESPACES = ("payments", "search", "data", "platform", "web", "mobile", "risk", "growth")


def generate(path, megabytes, seed):
    """Writes whole series until the wanted size is reached."""
    chance = random.Random(seed)
    # Values repeat every few thousand samples: what costs a reader time is their digits, not their being new.
    values = [f'"{chance.random() * 4:.{6 + int(chance.random() * 11)}g}"]' for _ in range(8192)]
    values[4711] = '"NaN"]'
    times = [f"[{STARTED_AT + STEP_SECONDS * index}," for index in range(SAMPLES)]
    wanted = megabytes * 1_000_000
    written = number = 0
    with open(path, "w", buffering=1 << 20) as file:
        file.write('{"status":"success","data":{"resultType":"matrix","result":[')
        while written < wanted:
            first = int(chance.random() * SAMPLES) if number % 10 == 9 else 0
            place = int(chance.random() * (len(values) - SAMPLES))
            samples = ",".join(time + value for time, value in zip(times[first:], values[place:]))
            name = NAMESPACES[number % len(NAMESPACES)]
            series = (
                f'{"," if number else ""}{{"metric":{{"container":"{("main", "proxy")[number % 2]}",'
                f'"namespace":"{name}",'
                f'"node":"ip-10-0-{number // 60 % 250}-{number // 30 % 60}.ec2.internal",'
                f'"pod":"{name}-api-{number // 20:06x}-{number // 2 % 10}",'
                f'"uid":"{number // 2:08x}-5a1e-4c0d-9b1f-{seed:012x}"}},"values":[{samples}]}}')
            written += file.write(series)
            number += 1
        file.write("]}}")


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
