import Store
import TestSupport
import Testing

@testable import Change

@Suite("Prices, commitments, runtimes and overhead")
struct PriceTests {
    private func rows(_ connection: Connection, _ query: String) throws -> [String] {
        try connection.query(query).map { $0["line"] ?? "null" }
    }

    /// Replaces a view that others stand on by rows of a test's own, with the view's columns.
    private func plant(_ connection: Connection, prices: [String]) throws {
        try connection.execute(
            """
            create temporary table planted as select * from report.instance_price where false;
            insert into planted (billing_month, billing_currency, provider, service_name, region_id, instance_type, purchase_option,
                hours, effective_cost, hourly_list_price, per_vcpu_hour)
            values \(prices.map { "('2026-10-01', 'USD', 'AWS', 'AmazonEC2', \($0))" }.joined(separator: ","));
            """)
        let columns = try connection.query(
            "select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute where attrelid = 'planted'::regclass and attnum > 0"
        )[0].text("names")
        try connection.execute(
            """
            create table ops.planted as select \(columns) from planted;
            create or replace view report.instance_price as select \(columns) from ops.planted
            """)
    }

    @Test("The same work for less is found between types, regions and purchase options, each with what it would have saved")
    func differences() throws {
        let connection = try ThrowAwayDatabase().connect()
        // Region, type, option, hours, cost, list price, price of a vCPU-hour.
        try plant(
            connection,
            prices: [
                "'us-east-1', 'm5.large', 'on demand', 100, 10, 0.10, 0.05", "'us-east-1', 'm5.large', 'committed', 100, 6, 0.10, 0.03",
                "'us-east-1', 'c5.large', 'on demand', 100, 8, 0.08, 0.04", "'eu-west-1', 'm5.large', 'on demand', 10, 1.4, 0.14, 0.07",
            ])
        let query = """
            select concat_ws(' ', compared, instance_type, region_id, purchase_option, '>', cheapest_type, cheapest_region_id,
                cheapest_purchase_option, trim_scale(difference), trim_scale(saving)) as line
            from report.%@ order by 1
            """
        #expect(
            try rows(connection, query.replacing("%@", with: "price_difference")) == [
                "purchase option m5.large us-east-1 on demand > m5.large us-east-1 committed 0.666667 4",
                "region m5.large eu-west-1 on demand > m5.large us-east-1 on demand 0.4 0.4",
                "type m5.large us-east-1 on demand > c5.large us-east-1 on demand 0.25 2",
            ])
        #expect(try rows(connection, query.replacing("%@", with: "arbitrage")).map { $0.prefix(6) } == ["purcha", "region"])
    }

    @Test("Commitments: coverage at list prices without spot, what they save, and from which use on they pay")
    func commitments() throws {
        let connection = try ThrowAwayDatabase().connect()
        try plant(
            connection,
            prices: [
                "'r', 'a', 'committed', 100, 6, 0.10, 0.03", "'r', 'a', 'on demand', 300, 30, 0.10, 0.05",
                "'r', 'a', 'spot', 100, 3, 0.10, 0.01",
            ])
        let line = """
            select concat_ws(' ', trim_scale(coverage), trim_scale(spot_share), trim_scale(utilisation), trim_scale(break_even_utilisation),
                commitment_saving, spot_saving) as line from report.machine_commitment
            """
        #expect(try rows(connection, line) == ["0.25 0.2 1 0.6 4 7"])
    }

    @Test("Go's heap, collections and memory outside the heap are findings beyond their limits, and only there")
    func runtime() throws {
        let company = try Company()
        try company.plant("fine", .init(name: "aaa1111"), .init(name: "bbb2222"))
        try company.plant("hot", .init(name: "aaa1111"), .init(name: "bbb2222"))
        try company.connection.execute(
            """
            insert into usage.metric_hour (cluster, metric, namespace, labels, usage_date, hour, quantity, unit, source)
            select 'prod', metric, 'shop', jsonb_build_object('service', service), '2026-10-01', hour, quantity, 'x', 'range export'
            from generate_series(0, 23) as hour
            cross join (values
                ('fine', 'go_heap_bytes', 3.2 * 1073741824), ('fine', 'go_collections', 36000), ('fine', 'go_outside_heap_bytes', 536870912),
                ('fine', 'go_alloc_bytes', 20480000), ('fine', 'go_gc_seconds', 360),
                ('hot', 'go_heap_bytes', 3.3 * 1073741824), ('hot', 'go_collections', 36001), ('hot', 'go_outside_heap_bytes', 536870913),
                ('hot', 'go_gc_seconds', 361)
            ) as metrics (service, metric, quantity)
            """)
        let query = """
            select concat_ws(' ', workload, trim_scale(alloc_bytes_per_request), trim_scale(heap_share), trim_scale(round(collections_per_second, 3)), cardinality(findings)) as line
            from report.runtime order by 1
            """
        #expect(try rows(company.connection, query) == ["Deployment/fine 2048 0.8 10 0", "Deployment/hot 0.825 10 4"])
    }

    @Test("Sidecars cost their part of what their pods hold; pools are as full as their nodes")
    func overhead() throws {
        let company = try Company()
        try company.plant("api", .init(name: "aaa1111"), .init(name: "bbb2222"))
        try company.connection.execute(
            """
            update usage.pod_hour set sidecar_cpu_requested_core_microseconds = 1800000000, sidecar_memory_requested_byte_seconds = 0;
            update cost.day set team = 'payments';
            insert into usage.node_hour (cluster, node, resource_key, usage_date, hour, cpu_capacity_core_microseconds, memory_capacity_byte_seconds, pod_capacity)
            select 'prod', 'n1', 'i-1', '2026-10-01', hour, 4 * 3600000000, 16 * 3865470566400, 10 from generate_series(0, 23) as hour
            """)
        try company.derive()
        let overhead = "select concat_ws(' ', team, namespace, pod_effective_cost, sidecar_effective_cost, trim_scale(overhead)) as line from report.sidecar_overhead"
        // Half a core of two requested: a quarter of the 72 USD of CPU.
        #expect(try rows(company.connection, overhead) == ["payments shop 96 18 0.1875"])
        let pools = "select concat_ws(' ', cluster, node_hours, trim_scale(pods_per_node), trim_scale(pod_capacity_share), trim_scale(cpu_requested_share)) as line from report.pool_density where usage_date = '2026-10-01'"
        #expect(try rows(company.connection, pools) == ["prod 24 1 0.1 0.5"])
    }
}
