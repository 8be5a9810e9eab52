import Store
import TestSupport
import Testing

@testable import Change

@Suite("The views of change")
struct ViewTests {
    typealias Commit = Company.Commit

    private func rows(_ connection: Connection, _ query: String) throws -> [String] {
        try connection.query(query).map { $0["line"] ?? "null" }
    }

    @Test("Commit cost has cost, pod hours and use of a day side by side; days without cost show no cost, not zero")
    func commitCost() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cost: "30"))
        try company.connection.execute("delete from cost.day where usage_date = '2026-10-04'")
        let query = """
            select concat_ws(' ', usage_date, workload, commit, tenant, coalesce(effective_cost::text, '-'), trim_scale(pod_hours),
                trim_scale(cpu_requested_core_hours), trim_scale(memory_used_gib_hours)) as line
            from report.commit_cost order by 1
            """
        #expect(
            try rows(company.connection, query) == [
                "2026-10-01 Deployment/api aaa1111 acme 24 24 48 60", "2026-10-02 Deployment/api aaa1111 acme 24 24 48 60",
                "2026-10-03 Deployment/api bbb2222 acme 30 24 48 60", "2026-10-04 Deployment/api bbb2222 acme - 24 48 60",
            ])
    }

    @Test("An hour in which a pod's labels change is split by time")
    func splitHour() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        try company.connection.execute(
            """
            update usage.cost_label set to_at = '2026-10-01 00:15Z' where commit = 'aaa1111';
            insert into usage.cost_label (cluster, namespace, pod, pod_key, from_at, to_at, commit)
            values ('prod', 'shop', 'api-aaa1111', 'shop/api-aaa1111', '2026-10-01 00:15Z', 'infinity', 'ccc3333')
            """)
        let query = """
            select concat_ws(' ', commit, trim_scale(sum(hours)), trim_scale(sum(cpu_used_core_hours))) as line
            from report.labelled_hour where usage_date < '2026-10-03' group by commit order by commit
            """
        #expect(try rows(company.connection, query) == ["aaa1111 0.25 0.25", "ccc3333 47.75 47.75"])
    }

    @Test("A day in which a pod's labels change is split by its hours; other days are read whole, and say the same as their hours")
    func splitDay() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222"))
        try company.connection.execute(
            """
            update usage.cost_label set to_at = '2026-10-01 06:00Z' where commit = 'aaa1111';
            insert into usage.cost_label (cluster, namespace, pod, pod_key, from_at, to_at, commit)
            values ('prod', 'shop', 'api-aaa1111', 'shop/api-aaa1111', '2026-10-01 06:00Z', 'infinity', 'ccc3333')
            """)
        let query = """
            select concat_ws(' ', usage_date, commit, trim_scale(sum(hours)), trim_scale(sum(cpu_used_core_hours)),
                trim_scale(sum(memory_requested_gib_hours))) as line
            from report.%@ group by usage_date, commit order by 1
            """
        let days = try rows(company.connection, query.replacing("%@", with: "labelled_pod_day"))
        #expect(days.prefix(3) == ["2026-10-01 aaa1111 6 6 24", "2026-10-01 ccc3333 18 18 72", "2026-10-02 ccc3333 24 24 96"])
        #expect(try days == rows(company.connection, query.replacing("%@", with: "labelled_hour")))
    }

    @Test("Unit cost is a number where the metric carries it, and otherwise a reason; never infinity")
    func unitCost() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", load: "0"))
        try company.plant("quiet", Commit(name: "aaa1111", load: "10"), Commit(name: "bbb2222", load: nil))
        try company.connection.execute("delete from usage.metric_hour where usage_date = '2026-10-02' and labels ->> 'service' = 'api'")
        let query = """
            select concat_ws(' ', from_date, name, coalesce(trim_scale(cost_per_thousand)::text, reason)) as line
            from report.unit_cost where dimension = 'workload' and grain = 'day' order by 1
            """
        #expect(
            try rows(company.connection, query) == [
                "2026-10-01 api 0.1", "2026-10-01 quiet below the minimum quantity", "2026-10-02 api no data of the metric",
                "2026-10-02 quiet below the minimum quantity", "2026-10-03 api the metric is not above zero",
                "2026-10-03 quiet no data of the metric", "2026-10-04 api the metric is not above zero",
                "2026-10-04 quiet no data of the metric",
            ])
        let month = "select cost_per_thousand::text as line from report.unit_cost where grain = 'month' and dimension = 'tenant'"
        #expect(try rows(company.connection, month).count == 1)
    }

    @Test("A target makes a ratio and a limit; Prometheus gets them for the newest month")
    func targets() throws {
        let company = try Company()
        try company.plant("api", Commit(name: "aaa1111"), Commit(name: "bbb2222", cost: "33"))
        try company.connection.execute(
            """
            insert into org.unit_cost_target values ('all', 'requests', 'tenant', null, 'USD', 0.05, 1.2),
                ('acme', 'requests', 'tenant', 'acme', 'USD', 0.1, 1.2);
            insert into cost.period (billing_month, state, input_sha256, digest, published_at, delivery_ids)
            values ('2026-10-01', 'open', '', '', now(), '{}')
            """)
        // 114 USD for 960,000 requests.
        let rows = try company.connection.query(SQL.text("ops/watch_metrics.sql")).map {
            "\($0.text("metric")) \($0.text("labels")) \($0.text("value"))"
        }
        let labels = #"{"by": "tenant", "name": "acme", "metric": "requests", "currency": "USD"}"#
        #expect(
            rows.filter { $0.contains("unit_cost") } == [
                "chargeback_unit_cost_limit \(labels) 0.12", "chargeback_unit_cost_per_thousand \(labels) 0.11875",
                "chargeback_unit_cost_ratio \(labels) 1.1875",
            ])
        #expect(rows.filter { $0.contains("alerts_active") }.count == 3)
    }

    @Test("Efficiency has bands; idle workloads and only those are reclaim candidates; sizes and freed money are worked out")
    func efficiency() throws {
        let company = try Company()
        let healthy = Commit(name: "aaa1111")
        try company.plant("healthy", healthy, Commit(name: "bbb2222"))
        let idle = Commit(name: "aaa1111", cpuUsed: "0.2", memoryUsed: "0.4")
        try company.plant("idle", idle, Commit(name: "bbb2222", cpuUsed: "0.2", memoryUsed: "0.4"))
        try company.plant("woken", idle, healthy.named("bbb2222"))
        try company.plant("hot", healthy, Commit(name: "bbb2222", cpuUsed: "1.8", memoryUsed: "3.6"))
        let connection = company.connection
        let bands = """
            select workload || ' ' || cpu_band || ' ' || memory_band as line
            from report.efficiency where usage_date = '2026-10-04' order by 1
            """
        #expect(
            try rows(connection, bands) == [
                "Deployment/healthy healthy healthy", "Deployment/hot above above", "Deployment/idle below below",
                "Deployment/woken healthy healthy",
            ])
        let reclaim = "select workload || ' ' || idle_hour_count || ' ' || trim_scale(unused_share) as line from report.idle_reclaim"
        #expect(try rows(connection, reclaim) == ["Deployment/idle 96 0.9"])
        let sizes = """
            select concat_ws(' ', workload, trim_scale(cpu_suggested_cores), trim_scale(memory_suggested_gib), trim_scale(freed_cost)) as line
            from report.rightsizing where workload in ('Deployment/idle', 'Deployment/hot') order by 1
            """
        // Idle: 0.2 × 1.15 of 2 cores, 0.4 × 1.2 of 4 GiB; of 96 USD 72 are CPU, 24 memory: 72 × 0.885 + 24 × 0.88.
        #expect(try rows(connection, sizes) == ["Deployment/hot 2.07 4.32 0", "Deployment/idle 0.23 0.48 84.84"])
    }
}

extension Company.Commit {
    /// The same under another name.
    fileprivate func named(_ name: String) -> Company.Commit {
        var copy = self
        copy.name = name
        return copy
    }
}
