import Errors
import Ingest
import Keys
import Settings
import Store
import TestSupport
import Testing
import Usage

@Suite("Business metrics")
struct MetricTests {
    private func catalogue(_ yaml: String) throws -> Catalogue {
        let folder = try TemporaryFolder()
        try folder.write("catalogue.yaml", yaml)
        return try Catalogue.load(path: folder.path("catalogue.yaml"))
    }

    private func rows(_ connection: Connection) throws -> [String] {
        try connection.query(
            """
            select concat_ws(' ', metric, nullif(namespace, ''), labels ->> 'tenant', usage_date, hour, quantity, unit) as words
            from report.metric order by metric, namespace, labels, usage_date, hour
            """
        ).map { $0.text("words") }
    }

    private func export(_ values: [String], from: Int64 = UsageLoaderTests.start) -> String {
        UsageLoaderTests.export([(#""namespace":"shop","tenant":"acme","instance":"a""#, values)], from: from)
    }

    @Test("A range export of a metric lands by hour and the labels that the catalogue keeps; loading it again adds nothing")
    func rangeExport() throws {
        let catalogue = try catalogue(
            """
            metrics:
              - { id: orders, kind: range_increase, unit: order, step_seconds: 600, key: [namespace, tenant] }
              - { id: queue, kind: gauge, unit: item, key: [tenant], keep: max }
              - { id: users, kind: gauge, unit: user, key: [tenant], keep: last, grain: day }
              - { id: share, kind: gauge, unit: part, key: [tenant], keep: mean }
            """)
        let connection = try ThrowAwayDatabase().connect()
        let folder = try TemporaryFolder()
        // An increase at t is that of the ten minutes before t, so twelve of them from 00:10 on are two hours.
        try folder.write("orders.json", export(Array(repeating: "1.5", count: 12), from: UsageLoaderTests.start + 600))
        for name in ["queue", "users", "share"] {
            try folder.write("\(name).json", export(["1", "9", "5", "5", "5", "4", "2", "2", "2", "2", "2", "3"]))
        }
        for name in ["orders", "queue", "users", "share", "orders"] {
            let loader = UsageLoader(connection, catalogue: catalogue, options: UsageOptions(cluster: "c1"))
            _ = try loader.load(folder.path("\(name).json"))
        }
        #expect(
            try rows(connection) == [
                "orders shop acme 2026-10-01 0 9 order", "orders shop acme 2026-10-01 1 9 order",
                "queue acme 2026-10-01 0 9 item", "queue acme 2026-10-01 1 3 item",
                "share acme 2026-10-01 0 4.833333 part", "share acme 2026-10-01 1 2.166667 part",
                "users acme 2026-10-01 3 user",
            ])
    }

    @Test("An SQL query with {{last}} is read on from its checkpoint, and what fails leaves neither rows nor checkpoint")
    func query() throws {
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        try connection.execute(
            """
            create table public.shop_order (id bigint, at timestamptz, tenant text, pieces integer);
            insert into public.shop_order values
                (9, '2026-10-01T00:10:00Z', 'acme', 2), (10, '2026-10-01T00:50:00Z', 'acme', 3),
                (11, '2026-10-01T01:00:00Z', 'zeta', 1)
            """)
        let catalogue = try catalogue(
            """
            queries:
              - id: pieces
                unit: piece
                database: "\(database.target.connectionText)"
                sql: |
                  select at, pieces as value, tenant, 'shop' as namespace, id as checkpoint
                  from public.shop_order where id > {{last}}::bigint;
              - id: orders
                database: "\(database.target.connectionText)"
                sql: select at, 1 as value from public.shop_order
                grain: day
              - id: broken
                database: "\(database.target.connectionText)"
                sql: select at, 1 as value from public.shop_order where id > {{last}}::bigint
            """)
        let loader = MetricLoader(connection)
        let (pieces, orders, broken) = (catalogue.queries[0], catalogue.queries[1], catalogue.queries[2])
        #expect(try loader.load(pieces) == 3)
        #expect(try loader.load(pieces) == 0)
        try connection.execute("insert into public.shop_order values (100, '2026-10-01T00:59:59Z', 'acme', 4)")
        #expect(try loader.load(pieces) == 1)
        #expect(try loader.load(orders) == 4)
        #expect(try loader.load(orders) == 4)
        let error = #expect(throws: MetricError.self) { try loader.load(broken) }
        #expect(error?.code == 205)
        #expect(
            try rows(connection) == [
                "orders 2026-10-01 4 count", "pieces shop acme 2026-10-01 0 9 piece",
                "pieces shop zeta 2026-10-01 1 1 piece",
            ])
        let last = try connection.query("select metric || ' ' || last as words from usage.metric_checkpoint")
        #expect(last.map { $0.text("words") } == ["pieces 100"])
    }
}
