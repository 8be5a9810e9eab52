import Foundation
import Store

/// What Prometheus is told of open alerts and of unit costs that have a target, in its text format: dashboards and autoscalers
/// read it.
struct WatchMetrics {
    let text: String

    private static let families: [(name: String, help: String)] = [
        ("chargeback_alert_active", "An alert that holds; at most 1000, the most important first."),
        ("chargeback_alerts_active", "How many alerts hold."),
        ("chargeback_unit_cost_limit", "What a thousand of the metric may cost: its target times its limit."),
        ("chargeback_unit_cost_per_thousand", "What a thousand of the metric costs in the newest published month."),
        ("chargeback_unit_cost_ratio", "Cost per thousand divided by its target: the cost-performance ratio."),
    ]

    /// - Parameter figures: The rows of sql/ops/watch_metrics.sql.
    init(_ figures: Rows) {
        let rows = Array(figures)
        var lines: [String] = []
        for family in Self.families {
            let samples = rows.filter { $0.text("metric") == family.name }.map { row in
                "\(family.name){\(Self.labels(row.text("labels")))} \(row.text("value"))"
            }
            guard !samples.isEmpty else { continue }
            lines += ["# HELP \(family.name) \(family.help)", "# TYPE \(family.name) gauge"] + samples
        }
        text = lines.map { $0 + "\n" }.joined()
    }

    private static func labels(_ json: String) -> String {
        let labels = (try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))) ?? [:]
        return labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\(JobMetrics.escaped($0.value))\"" }.joined(separator: ",")
    }
}
