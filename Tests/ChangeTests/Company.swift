import Keys
import Settings
import Store
import TestSupport

@testable import Change

/// A company whose services are planted: each runs one commit for two days and another for the two days behind them.
struct Company {
    /// What a commit of a service does, by the hour or by the day.
    struct Commit {
        var name: String
        var cpuRequested = "2"
        var cpuUsed = "1"
        var memoryRequested = "4"
        var memoryUsed = "2.5"
        /// USD by the day.
        var cost = "24"
        /// Requests by the hour; `nil` where there is no metric.
        var load: String? = "10000"
    }

    let connection: Connection

    init() throws { connection = try ThrowAwayDatabase().connect() }

    /// Plants a service: its first commit on 1 and 2 October 2026, its second one on 3 and 4 October.
    func plant(_ service: String, namespace: String = "shop", _ base: Commit, _ head: Commit) throws {
        for (commit, from) in [(base, "2026-10-01"), (head, "2026-10-03")] {
            try connection.query(
                """
                insert into usage.pod_hour (
                    cluster, node, resource_key, namespace, pod, pod_key, usage_date, hour, cpu_requested_core_microseconds,
                    cpu_used_core_microseconds, memory_requested_byte_seconds, memory_used_byte_seconds
                )
                select
                    'prod', 'n1', 'i-1', $2, $1 || '-' || $4, $2 || '/' || $1 || '-' || $4, $3::date + day, hour,
                    $5::numeric * 3600000000, $6::numeric * 3600000000, $7::numeric * 3865470566400, $8::numeric * 3865470566400
                from generate_series(0, 1) as day cross join generate_series(0, 23) as hour
                """,
                [
                    .text(service), .text(namespace), .text(from), .text(commit.name), .text(commit.cpuRequested),
                    .text(commit.cpuUsed), .text(commit.memoryRequested), .text(commit.memoryUsed),
                ])
            try derive()
            let pod = "\(service)-\(commit.name)"
            try connection.query(
                "insert into usage.pod_workload values ('prod', $1, $2)",
                [.text("\(namespace)/\(pod)"), .text("Deployment/\(service)")])
            try connection.query(
                """
                insert into usage.cost_label (cluster, namespace, pod, pod_key, from_at, to_at, tenant, commit)
                values ('prod', $1, $2, $1 || '/' || $2, '-infinity', 'infinity', 'acme', $3)
                """, [.text(namespace), .text(pod), .text(commit.name)])
            try charge(service, namespace, commit, from: from)
            guard let load = commit.load else { continue }
            try connection.query(
                """
                insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
                select 'prod', 'requests', $2, jsonb_build_object('service', $1::text, 'tenant', 'acme'), $3::date + day, hour, $4::numeric,
                    'requests', 'range export'
                from generate_series(0, 1) as day cross join generate_series(0, 23) as hour
                """, [.text(service), .text(namespace), .text(from), .text(load)])
        }
    }

    /// Adds pods' hours up by day, as the ledger does.
    func derive() throws {
        try connection.execute("delete from usage.pod_day")
        for day in 1...4 {
            try connection.query(
                SQL.text("ledger/derive/47_pod_days.sql"), [.text("2026-10-0\(day)"), .text("2026-10-0\(day + 1)")])
        }
    }

    private func charge(_ service: String, _ namespace: String, _ commit: Commit, from: String) throws {
        try connection.query(
            """
            insert into cost.day (
                billing_month, source, usage_date, billing_currency, kind, rule, is_shared, billing_account_id, cluster, namespace,
                workload, tenant, commit, billed_cost, effective_cost, contracted_cost, list_cost
            )
            select '2026-10-01', 'aws', $3::date + day, 'USD', kind, 'node by hour', false, '42', 'prod', $2, 'Deployment/' || $1, 'acme', $5,
                $4::numeric * part, $4::numeric * part, $4::numeric * part, $4::numeric * part
            from generate_series(0, 1) as day cross join (values ('cpu', 0.75), ('memory', 0.25)) as kinds (kind, part)
            """, [.text(service), .text(namespace), .text(from), .text(commit.cost), .text(commit.name)])
    }

    /// Compares the two commits by rules.
    func compare(_ service: String, _ base: String, _ head: String, rules: String = ChangeRules.standardText) throws -> Comparison {
        let rules = try ChangeRules.parse(rules, file: "gate.yaml")
        let loader = SnapshotLoader(connection, rules: rules)
        return try Comparison(
            base: loader.load(service: service, subject: .init(commit: base), side: "base"),
            head: loader.load(service: service, subject: .init(commit: head), side: "head"), rules: rules)
    }
}
