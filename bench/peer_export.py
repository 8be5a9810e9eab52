"""A peer of the range-export reader: the whole document by `json`, `orjson` or `simdjson`, and the sum of each series.

`peer_export.py READER PATH`. It does not add up by the hour, check, or store.
"""
import math
import sys


def document(reader, path):
    """The parsed document."""
    with open(path, "rb") as file:
        content = file.read()
    if reader == "json":
        import json

        return json.loads(content)
    if reader == "orjson":
        import orjson

        return orjson.loads(content)
    import simdjson

    return simdjson.loads(content)


if __name__ == "__main__":
    result = document(*sys.argv[1:3])["data"]["result"]
    samples = dropped = 0
    sums = []
    for series in result:
        values = [float(value) for _, value in series["values"]]
        finite = [value for value in values if math.isfinite(value)]
        samples += len(values)
        dropped += len(values) - len(finite)
        sums.append(sum(finite))
    print(f"{len(sums)} series, {samples} samples, {dropped} not finite, sum {sum(sums):.6f}")
