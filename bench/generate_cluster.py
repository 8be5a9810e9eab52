"""A cluster's month: the bill of its machines and the range exports of its pods.

`generate_cluster.py FOLDER NODES PODS_PER_NODE SEED [HOURS]` makes FOLDER/bill.csv and FOLDER/exports/*.json: 744 hours
of October 2026, or the first HOURS of it, and then pods are of 2,000 workloads with a commit each. Every place for a pod is always taken; a pod lives one to five days, then the next one with another
uid and commit takes its place. The same arguments give the same bytes.
"""
import os
import random
import sys

from generate_bill import COLUMNS, HOURS, OWNERS, PERIOD, amount, hour_text, template

STARTED_AT = 1790812800  # 2026-10-01T00:00:00Z
CORES, MEMORY_GIB, PRICE = 16, 64, 0.768
TYPE = "m5.4xlarge"
WORKLOADS = 2000


class Export:
    """One range export, written series by series."""

    def __init__(self, folder, name):
        self.file = open(f"{folder}/{name}.json", "w", buffering=1 << 20)
        self.file.write('{"status":"success","data":{"resultType":"matrix","result":[')
        self.is_first = True

    def series(self, labels, first, values):
        """Adds a series with a value for each hour from `first` on."""
        metric = ",".join(f'"{name}":"{value}"' for name, value in sorted(labels.items()))
        samples = ",".join(
            f'[{STARTED_AT + 3600 * (first + index)},"{value}"]' for index, value in enumerate(values))
        self.file.write(f'{"" if self.is_first else ","}{{"metric":{{{metric}}},"values":[{samples}]}}')
        self.is_first = False

    def close(self):
        """Ends the document."""
        self.file.write("]}}")
        self.file.close()


def node_name(node):
    """The node's name in the cluster."""
    return f"ip-10-0-{node // 250}-{node % 250}.ec2.internal"


def instance_id(node):
    """The machine's name in the bill."""
    return f"i-{node + 0xabc000:017x}"


def machine_words(node):
    """What every line of a machine says."""
    return {
        "lineItem/ProductCode": "AmazonEC2", "lineItem/UsageType": f"BoxUsage:{TYPE}", "product/instanceType": TYPE,
        "lineItem/Operation": "RunInstances", "lineItem/ResourceId": instance_id(node),
        "lineItem/LineItemType": "Usage",
        "lineItem/LineItemDescription": f"${PRICE} per On Demand Linux {TYPE} Instance Hour, us-east-1",
    }


def bill_lines(chance, nodes, hours_of_month):
    """An hour of each machine per line, its traffic once a day, and the month's support and tax."""
    common = PERIOD | {
        "bill/PayerAccountId": "999999999999", "bill/BillingEntity": "AWS", "bill/BillType": "Anniversary",
        "lineItem/CurrencyCode": "USD", "lineItem/UsageAccountId": "111111111111",
        "lineItem/LegalEntity": "Amazon Web Services, Inc.", "product/region": "us-east-1", "pricing/unit": "Hrs",
    }

    def line(values, hour, hours, quantity, cost, covered=""):
        start, end = hour_text(hour), hour_text(hour + hours)
        return template(common | values) % (
            f"{chance.getrandbits(208):052x}", f"{start}/{end}", start, end, quantity, cost, cost, cost, "", covered)

    for node in range(nodes):
        machine = machine_words(node)
        plan = {"savingsPlan/SavingsPlanARN": f"arn:aws:savingsplans::999999999999:savingsplan/{node // 4 % 10}"}
        covered = machine | plan | {"lineItem/LineItemType": "SavingsPlanCoveredUsage"}
        negation = covered | {"lineItem/LineItemType": "SavingsPlanNegation", "lineItem/ResourceId": ""}
        for hour in range(hours_of_month):
            if node % 4:
                yield line(machine, hour, 1, 1, PRICE)
            else:
                yield line(covered, hour, 1, 1, PRICE, amount(PRICE * 0.62))
                yield line(negation, hour, 1, 1, -PRICE)
        traffic = machine | {
            "lineItem/UsageType": "DataTransfer-Regional-Bytes", "lineItem/Operation": "InterZone-In",
            "lineItem/LineItemDescription": "$0.01 per GB - regional data transfer",
        }
        for day in range(hours_of_month // 24):
            gigabytes = round(chance.random() * 40, 6)
            yield line(traffic, day * 24, 24, gigabytes, amount(gigabytes * 0.01))
    support = {"lineItem/LineItemType": "Usage", "lineItem/ProductCode": "AWSSupportBusiness"}
    yield line(support, 0, HOURS, 1, amount(nodes * 12.345678))
    yield line({"lineItem/LineItemType": "Tax", "lineItem/ProductCode": "AmazonEC2"}, 0, HOURS, 1, amount(nodes * 9.87))


def write_nodes(folder, nodes, hours_of_month):
    """What the machines are and have."""
    info, cpu, memory = (Export(folder, name) for name in (
        "kube_node_info", "node_capacity_cpu_cores", "node_capacity_memory_bytes"))
    for node in range(nodes):
        provider = f"aws:///us-east-1a/{instance_id(node)}"
        info.series({"node": node_name(node), "provider_id": provider}, 0, ["1"] * hours_of_month)
        cpu.series({"node": node_name(node)}, 0, [CORES] * hours_of_month)
        memory.series({"node": node_name(node)}, 0, [MEMORY_GIB << 30] * hours_of_month)
    for export in (info, cpu, memory):
        export.close()


def write_pods(folder, chance, nodes, pods_per_node, hours_of_month):
    """What the pods asked for, used, and whose they are."""
    names = ("kube_pod_labels", "pod_request_cpu_cores", "pod_request_memory_bytes", "pod_usage_cpu_cores",
             "pod_usage_memory_bytes")
    labels, cpu_request, memory_request, cpu_usage, memory_usage = exports = [Export(folder, name) for name in names]
    for place in range(nodes * pods_per_node):
        owner = OWNERS[place % len(OWNERS)]
        cores = (0.1, 0.25, 0.5, 1)[int(chance.random() * 4)]
        memory = (256, 512, 1024, 2048)[int(chance.random() * 4)] << 20
        hour = 0
        while hour < hours_of_month:
            hours = min(24 + int(chance.random() * 97), hours_of_month - hour)
            pod = {
                "namespace": f"{owner}-{place % 5}", "pod": f"{owner}-{place:05d}-{hour:03d}",
                "node": node_name(place % nodes),
                "uid": f"{place:08x}-{hour:04x}-4c0d-9b1f-000000000000",
            }
            commit = f"{chance.getrandbits(28):07x}"
            if hours_of_month < HOURS:
                commit = f"{place % WORKLOADS:07x}"
            words = {
                "label_owner": owner, "label_tenant": f"tenant-{place % 50}",
                "label_commit": commit, "label_tier": ("gold", "silver", "bronze")[place % WORKLOADS % 3 if hours_of_month < HOURS else place % 3],
            }
            identity = {name: pod[name] for name in ("namespace", "pod", "uid")}
            labels.series(identity | words, hour, ["1"] * hours)
            cpu_request.series(pod, hour, [cores] * hours)
            memory_request.series(pod, hour, [memory] * hours)
            cpu_usage.series(pod, hour, [f"{cores * 1.6 * chance.random():.12f}" for _ in range(hours)])
            memory_usage.series(pod, hour, [int(memory * 1.3 * chance.random()) for _ in range(hours)])
            hour += hours
    for export in exports:
        export.close()


def generate(folder, nodes, pods_per_node, seed, hours_of_month=HOURS):
    """Writes the bill and the exports."""
    chance = random.Random(seed)
    os.makedirs(f"{folder}/exports", exist_ok=True)
    with open(f"{folder}/bill.csv", "w", buffering=1 << 20) as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(bill_lines(chance, nodes, hours_of_month))
    write_nodes(f"{folder}/exports", nodes, hours_of_month)
    write_pods(f"{folder}/exports", chance, nodes, pods_per_node, hours_of_month)


if __name__ == "__main__":
    generate(sys.argv[1], *(int(word) for word in sys.argv[2:6]))
