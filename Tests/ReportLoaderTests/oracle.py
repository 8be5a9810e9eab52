#!/usr/bin/env python3
"""Divides the machines of the matched month by the rules of docs/allocation.md, with nothing of chargeback.

Reads an AWS bill (CSV, gzip) and a folder of hourly range exports, prints what each pod caused of each machine's
CPU, memory and traffic in the month, effective cost, exactly: machine, kind, pod, amount.
"""
import csv, datetime, decimal, gzip, json, os, re, sys

decimal.getcontext().prec = 80
UNIT = 10**18


def series(folder, name):
    with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
        return json.load(file)["data"]["result"]


def hour_of(text):
    moment = datetime.datetime.strptime(text.replace(".000Z", "Z"), "%Y-%m-%dT%H:%M:%SZ")
    return int(moment.replace(tzinfo=datetime.timezone.utc).timestamp()) // 3600


def whole(value):
    number = decimal.Decimal(value)
    assert number == number.to_integral_value()
    return int(number)


def usage(folder):
    """Machine of each node; capacity by machine and hour; by machine and hour what each pod counts of CPU and memory."""
    machine = {s["metric"]["node"]: s["metric"]["provider_id"].split("/")[-1] for s in series(folder, "kube_node_info")}
    uid = {(s["metric"]["namespace"], s["metric"]["pod"]): s["metric"]["uid"] for s in series(folder, "kube_pod_labels")}
    capacity = {}
    for place, name, scale in ((0, "node_capacity_cpu_cores", 1_000_000), (1, "node_capacity_memory_bytes", 1)):
        for line in series(folder, name):
            for at, value in line["values"]:
                known = capacity.setdefault((machine[line["metric"]["node"]], at // 3600), [0, 0])
                known[place] = whole(decimal.Decimal(value) * 3600 * scale)
    counts = {}
    for place, names, scale in (
        (0, ("pod_request_cpu_cores", "pod_usage_cpu_cores"), 1_000_000), (1, ("pod_request_memory_bytes", "pod_usage_memory_bytes"), 1),
    ):
        for name in names:
            for line in series(folder, name):
                words = line["metric"]
                key = (words["namespace"], uid.get((words["namespace"], words["pod"]), words["namespace"] + "/" + words["pod"]), words["pod"])
                for at, value in line["values"]:
                    pods = counts.setdefault((machine[words["node"]], at // 3600), {})
                    known = pods.setdefault(key, [0, 0])
                    known[place] = max(known[place], whole(decimal.Decimal(value) * 3600 * scale))
    return set(machine.values()), capacity, counts


def bill(path, machines):
    """What each machine cost effectively, by window, service and whether it is traffic."""
    pots = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            kind, machine = row["lineItem/LineItemType"], row["lineItem/ResourceId"]
            if machine not in machines:
                continue
            column = {
                "SavingsPlanCoveredUsage": "savingsPlan/SavingsPlanEffectiveCost", "DiscountedUsage": "reservation/EffectiveCost",
            }.get(kind, "lineItem/UnblendedCost")
            traffic = re.search("Bytes|DataTransfer", row["lineItem/UsageType"]) is not None
            key = (machine, hour_of(row["lineItem/UsageStartDate"]), hour_of(row["lineItem/UsageEndDate"]), row["lineItem/ProductCode"],
                   row["lineItem/UsageAccountId"], traffic)
            pots[key] = pots.get(key, 0) + decimal.Decimal(row[column] or 0)
    return pots


def split(amount, weights, idle):
    """Largest remainder in units of 10^-18: equal remainders by key, idle last; the tail to the first."""
    units = int(abs(amount) * UNIT)
    total = sum(weights.values()) + idle
    parts = [(units * weight % total, key, units * weight // total) for key, weight in sorted(weights.items()) if weight]
    order = sorted(range(len(parts)), key=lambda place: -parts[place][0])
    ranked = [(parts[place][0], 0, parts[place][1]) for place in order]
    if idle:
        ranked.append((units * idle % total, 1, None))
        ranked.sort(key=lambda part: (-part[0], part[1]))
    left = units - sum(part[2] for part in parts) - (units * idle // total if idle else 0)
    extra = {key for _, _, key in ranked[:left]}
    sign = 1 if amount >= 0 else -1
    shares = {key: sign * decimal.Decimal(cut + (key in extra)) / UNIT for _, key, cut in parts}
    if ranked and ranked[0][2] is not None:
        shares[ranked[0][2]] += amount - sign * decimal.Decimal(units) / UNIT
    return shares


def main(path, folder):
    machines, capacity, counts = usage(folder)
    sums = {}
    for (machine, start, end, _, _, traffic), amount in bill(path, machines).items():
        if not amount:
            continue
        room, pods = [0, 0], {}
        for hour in range(start, end):
            room = [a + b for a, b in zip(room, capacity.get((machine, hour), (0, 0)))]
            for key, counted in counts.get((machine, hour), {}).items():
                known = pods.setdefault(key, [0, 0])
                known[0] += counted[0]
                known[1] += counted[1]
        weights = [{key: counted[place] for key, counted in pods.items()} for place in (0, 1)]
        sizes = [sum(each.values()) for each in weights]
        if traffic:
            jobs = [("network", amount, weights[0], 0)] if sizes[0] else []
        elif any(room):
            prices = (9 * room[0] * 2**30, room[1] * 10**6)
            units = int(abs(amount) * UNIT)
            memory, rest = divmod(units * prices[1], sum(prices))
            memory += rest > units * prices[0] % sum(prices)
            memory = decimal.Decimal(memory) / UNIT * (1 if amount >= 0 else -1)
            jobs = [("cpu", amount - memory, weights[0], max(room[0] - sizes[0], 0)), ("memory", memory, weights[1], max(room[1] - sizes[1], 0))]
        else:
            jobs = []
        for kind, part, weight, idle in jobs:
            if not part or not (sum(weight.values()) + idle):
                continue
            for key, share in split(part, weight, idle).items():
                name = (machine, kind, key[2])
                sums[name] = sums.get(name, 0) + share
    for (machine, kind, pod), amount in sorted(sums.items()):
        print(machine, kind, pod, format(amount.normalize(), "f"), sep="\t")


main(*sys.argv[1:])
