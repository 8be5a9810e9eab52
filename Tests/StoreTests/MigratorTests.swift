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
