import Foundation
import TestSupport

/// A night of a very small company: two versions of a bill, one node, two teams, a budget.
enum Night {
    static let configuration = """
        bills: [{source: main, paths: [bills/*.csv], several: versions}]
        usage: [{cluster: c1, paths: ["usage/*.json"]}]
        teams: [{name: shop}, {name: lab}]
        team_rules: [{team: shop, when: {namespace: shop}}, {team: lab, when: {namespace: lab}}]
        budgets: [{name: shop-month, scope: {team: shop}, amount: "2.00", currency: USD}]
        reports: {output: reports, formats: [csv, html]}
        """

    /// Writes configuration, bills and exports.
    static func write(to folder: TemporaryFolder) throws {
        try folder.write("chargeback.yaml", configuration)
        try folder.write("bills/1.csv", bill(["1.04", "2.08"]))
        try folder.write("bills/2.csv", bill(["1.04", "2.08", "-0.10"]))
        for (signal, series) in exports { try folder.write("usage/\(signal).json", envelope(series)) }
    }

    static func bill(_ costs: [String]) -> String {
        let header =
            "ChargePeriodStart,ChargePeriodEnd,BilledCost,EffectiveCost,ListCost,ContractedCost,ServiceName,BillingAccountId,"
            + "BillingPeriodStart,BillingPeriodEnd,BillingCurrency,ChargeCategory,ProviderName,ServiceCategory,ResourceId\n"
        let rows = costs.enumerated().map { hour, cost in
            let period = "2026-10-01T0\(hour):00:00Z,2026-10-01T0\(hour + 1):00:00Z"
            let category = cost.hasPrefix("-") ? "Credit" : "Usage"
            let resource = cost.hasPrefix("-") ? "" : "i-1"
            return "\(period),\(cost),\(cost),\(cost),\(cost),EC2,42,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,USD,"
                + "\(category),AWS,Compute,\(resource)\n"
        }
        return header + rows.joined()
    }

    private static let exports: [(String, [(String, String)])] = [
        ("kube_node_info", [(#""node":"n1","provider_id":"aws:///a/i-1""#, "1")]),
        ("node_capacity_cpu_cores", [(#""node":"n1""#, "8")]),
        ("node_capacity_memory_bytes", [(#""node":"n1""#, "34359738368")]),
        ("pod_request_cpu_cores", [(pod("shop", "api"), "2"), (pod("lab", "job"), "4")]),
        ("pod_request_memory_bytes", [(pod("shop", "api"), "8589934592"), (pod("lab", "job"), "4294967296")]),
        ("kube_pod_labels", [(pod("shop", "api") + #","label_tenant":"acme","label_commit":"abc""#, "1")]),
    ]

    private static func pod(_ namespace: String, _ name: String) -> String {
        #""namespace":"\#(namespace)","pod":"\#(name)","uid":"\#(name)-uid","node":"n1""#
    }

    private static func envelope(_ series: [(String, String)]) -> String {
        let all = series.map { labels, value in
            let samples = (0..<12).map { "[\(1_790_812_800 + $0 * 600),\"\(value)\"]" }.joined(separator: ",")
            return #"{"metric":{\#(labels.replacing(#","node":"n1","label"#, with: #","label"#))},"values":[\#(samples)]}"#
        }
        return #"{"status":"success","data":{"resultType":"matrix","result":[\#(all.joined(separator: ","))]}}"#
    }
}
