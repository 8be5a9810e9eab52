import Ledger
import Store
import Testing

@Suite("Traffic over borders")
struct TrafficKindTests {
    /// On i-1 lab's pod moves 1000 bytes and shop's 3000; on i-2 nobody knows. lab requests three times the CPU.
    static func machines() throws -> Scenario {
        var scenario = try Scenario()
        for (node, machine) in [("n1", "i-1"), ("n2", "i-2")] { scenario.node(node, machine: machine, cores: "4", gibibytes: 4) }
        for (pod, namespace, cores, bytes) in [("a", "lab", "3", "1000"), ("b", "shop", "1", "3000")] {
            scenario.pod(pod, on: "n1", namespace: namespace, cores: cores, gibibytes: 1)
            scenario.pod(pod + "2", on: "n2", namespace: namespace, cores: cores, gibibytes: 1)
            scenario.addHourly("pod_network_transmit_1h", #""namespace":"\#(namespace)","pod":"\#(pod)","uid":"\#(pod)-uid","node":"n1""#, bytes)
        }
        return scenario
    }

    /// What a pod sent over a border, as an exporter says it that knows neither uids nor nodes.
    static func sent(_ scenario: inout Scenario, _ kind: String, _ namespace: String, _ pod: String, _ bytes: String) {
        scenario.addHourly("pod_network_\(kind)_1h", #""namespace":"\#(namespace)","pod":"\#(pod)""#, bytes)
    }

    @Test("Traffic between zones, between regions and to the internet goes by the bytes of that kind; where none are known by all bytes, else by CPU")
    func kinds() throws {
        var scenario = try Self.machines()
        scenario.charge("4", resource: "i-1", meter: "EUC1-DataTransfer-Regional-Bytes")
        scenario.charge("8", resource: "i-1", meter: "EUC1-DataTransfer-Out-Bytes")
        scenario.charge("12", resource: "i-1", meter: "EUC1-EUW1-AWS-Out-Bytes")
        scenario.charge("16", resource: "i-2", meter: "EUC1-DataTransfer-Regional-Bytes")
        Self.sent(&scenario, "zone", "lab", "a", "300")
        Self.sent(&scenario, "zone", "shop", "b", "100")
        Self.sent(&scenario, "internet", "shop", "b", "70")
        try scenario.allocate(PlaceTests.rules)
        same(
            try scenario.effective(by: "team || ' ' || kind || ' ' || rule"), [
                "lab network traffic of a node by bytes between zones": "3", "shop network traffic of a node by bytes between zones": "1",
                "shop network traffic of a node by bytes to the internet": "8",
                "lab network traffic of a node by bytes": "3", "shop network traffic of a node by bytes": "9",
                "lab network traffic of a node by cpu": "12", "shop network traffic of a node by cpu": "4",
            ])
        try ScopeBasisTests.proven(scenario, PlaceTests.rules)
        let explanation = try Explainer(scenario.connection).explain(
            .init(month: ClosingTests.october, filters: [.team: "lab", .kind: "network"], limit: 9))
        #expect(explanation.lines.contains { $0.contains("use     mine 300, everyone's 400, capacity unknown bytes between zones") })
        #expect(explanation.lines.contains { $0.contains("share   4 × 300 / 400 = 3") })
    }

    @Test("What a NAT gateway moves goes by the bytes sent to the internet, its hours by all bytes; labels divide an hour by time")
    func gateway() throws {
        var scenario = try Self.machines()
        scenario.charge("6", resource: "nat-0a", tags: "cluster=c1", meter: "NatGateway-Bytes")
        scenario.charge("4", resource: "nat-0a", tags: "cluster=c1", meter: "NatGateway-Hours")
        Self.sent(&scenario, "internet", "shop", "b", "60")
        Self.sent(&scenario, "internet", "lab", "a2", "60")
        try scenario.labels("namespace,pod,from,to,owner\nshop,b,2026-10-01T00:00:00Z,2026-10-01T00:20:00Z,ada\nshop,b,2026-10-01T00:20:00Z,,bob\n")
        try scenario.allocate(PlaceTests.rules)
        same(
            try scenario.effective(by: "team || ' ' || coalesce(owner, '-') || ' ' || rule"), [
                "shop ada traffic of a cluster by bytes to the internet": "1", "shop bob traffic of a cluster by bytes to the internet": "2",
                "lab - traffic of a cluster by bytes to the internet": "3",
                // Hours of a gateway go by whole days: 20 of 1440 minutes of 3000 bytes.
                "shop ada traffic of a cluster by bytes": "0.041", "shop bob traffic of a cluster by bytes": "2.959",
                "lab - traffic of a cluster by bytes": "1",
            ])
        try ScopeBasisTests.proven(scenario, PlaceTests.rules)
    }

    @Test("What a bill calls the border", arguments: [
        ("EUC1-DataTransfer-Regional-Bytes", "zone"), ("Network Inter Zone Data Transfer Out", "zone"), ("Standard Inter-AZ Data Transfer", "zone"),
        ("USE1-USW2-AWS-Out-Bytes", "region"), ("Network Inter Region Data Transfer Out", "region"), ("Inter Continent Data Transfer Out", "region"),
        ("EUC1-DataTransfer-Out-Bytes", "internet"), ("EUC1-NatGateway-Bytes", "internet"), ("Network Internet Data Transfer Out", "internet"),
        ("EUC1-LoadBalancing-Bytes", "-"), ("BoxUsage:m5.large", "-"),
    ])
    func words(meter: String, kind: String) throws {
        var scenario = try Scenario()
        scenario.charge("1", resource: "i-1", meter: meter)
        try scenario.allocate("{}")
        let rows = try scenario.connection.query("select coalesce(cost.traffic_kind(item), '-') as kind from bill.item as item")
        #expect(rows.map { $0.text("kind") } == [kind])
    }
}
