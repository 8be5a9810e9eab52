import Store
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
    @Test("A second migration finds nothing to do")
    func twice() throws {
        let connection = try ThrowAwayDatabase().connect()
        #expect(try Migrator(connection).migrate().isEmpty)
        try Migrator(connection).check()
    }

    @Test("A database without tables, with an edited or with a newer migration is refused with what to do")
    func refused() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("update ops.migration set checksum = 'x' where name like '0002%'")
        #expect(throws: StoreError.self) { try Migrator(connection).migrate() }
        #expect(throws: StoreError.self) { try Migrator(connection).check() }
        try connection.execute("insert into ops.migration (kind, name, checksum) values ('migration', '9999_later.sql', 'x')")
        let error = try #require(throws: StoreError.self) { try Migrator(connection).check() }
        #expect(error.line.contains("9999_later.sql") && error.exitCode == .configuration)
        try connection.execute("drop schema ops cascade")
        let missing = try #require(throws: StoreError.self) { try Migrator(connection).check() }
        #expect(missing.line.contains("chargeback db migrate"))
    }

    @Test("Hours of range exports that were stored a row each are the same hours in a row per series and day")
    func quantityDays() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("drop view usage.quantity_hour cascade; drop table usage.quantity_day")
        try connection.execute("delete from ops.migration where name like '0083%'")
        let text = SQL.text("migrations/0005_usage.sql")
        let start = try #require(text.range(of: "create table usage.quantity_hour"))
        let end = try #require(text.range(of: "comment on table usage.quantity_hour"))
        try connection.execute(String(text[start.lowerBound..<end.lowerBound]))
        // A whole day, a pod of some hours, halves of an hour by two exports and by one, an hour with a gap.
        try connection.execute(
            """
            insert into usage.quantity_hour
            select 'c', 'pod_cpu_request', 'pod_cpu_request', 'shop', pod, 'u', 'n1', 'app', '', '2026-10-01', hour,
                0, 3600, 3600, 1000 * hour, 12, 12, 1
            from unnest(array['whole', 'part']) as pod
            cross join generate_series(0, 23) as hour
            where pod = 'whole' or hour in (0, 7, 23);
            insert into usage.quantity_hour
            select 'c', 'pod_cpu_request', 'pod_cpu_request', 'shop', 'halves', 'u', 'n1', 'app', '', '2026-10-02', hour,
                from_second, from_second + 1800, 1500, 7, 5, 6, import_id
            from (values (3, 0, 1), (3, 1800, 2), (4, 0, 2), (4, 1800, 2), (5, 0, 2)) as parts (hour, from_second, import_id)
            """)
        let hours = """
            select to_jsonb(hours)::text as words from usage.quantity_hour as hours order by 1
            """
        let before = try connection.query(hours).map { $0.text("words") }
        #expect(before.count == 32)
        #expect(try Migrator(connection).migrate() == ["0083_quantity_day.sql"])
        #expect(try connection.query(hours).map { $0.text("words") } == before)
        let days = try connection.query(
            "select pod || ' ' || cardinality(from_seconds) as words from usage.quantity_day order by pod, import_id, 1")
        #expect(days.map { $0.text("words") } == ["halves 1", "halves 1", "halves 24", "part 1", "whole 1"])
    }

    @Test("Every table, view and column says what it is")
    func comments() throws {
        let connection = try ThrowAwayDatabase().connect()
        let rows = try connection.query(
            """
            select n.nspname || '.' || c.relname || coalesce('.' || a.attname, '') as name
            from pg_class as c
            inner join pg_namespace as n on n.oid = c.relnamespace
            left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops') and c.relkind in ('r', 'p', 'v')
                and (
                    obj_description(c.oid, 'pg_class') is null
                    or (a.attnum is not null and col_description(c.oid, a.attnum) is null)
                )
                and not c.relispartition
            order by 1
            """)
        #expect(rows.map { $0.text("name") } == [])
    }
}
