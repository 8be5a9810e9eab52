import Store
import TestSupport
import Testing

/// What the database itself says about its schema.
@Suite struct CatalogueTests {
    /// Relations and columns of our schemas that have no comment; partitions have their parent's.
    private static let uncommented = """
        select format('%s.%s%s', schemas.nspname, relations.relname, coalesce('.' || columns.attname, '')) as name
        from pg_class as relations
        inner join pg_namespace as schemas on schemas.oid = relations.relnamespace
        left join lateral (
            select 0::smallint as attnum, null::name as attname
            union all
            select attnum, attname from pg_attribute
            where attrelid = relations.oid and attnum > 0 and not attisdropped
        ) as columns on true
        where schemas.nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
            and relations.relkind in ('r', 'p', 'v', 'm') and not relations.relispartition
            and col_description(relations.oid, columns.attnum) is null
            and (columns.attnum > 0 or obj_description(relations.oid, 'pg_class') is null)
        order by name
        """

    @Test("Every table, view and column of a migrated database has a comment")
    func everythingIsCommented() throws {
        let connection = try ThrowAwayDatabase().connect()
        #expect(try connection.query(Self.uncommented).map { $0.text("name") } == [])
    }

    @Test("A table or column without a comment is found")
    func uncommentedIsFound() throws {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute("create table org.bare (a int); comment on column org.team.team is null")
        #expect(
            try connection.query(Self.uncommented).map { $0.text("name") } == [
                "org.bare", "org.bare.a", "org.team.team",
            ])
    }

    @Test("Functions of our schemas have a comment, too")
    func functionsAreCommented() throws {
        let rows = try ThrowAwayDatabase().connect().query(
            """
            select functions.oid::regprocedure as name
            from pg_proc as functions
            inner join pg_namespace as schemas on schemas.oid = functions.pronamespace
            where schemas.nspname in ('bill', 'usage', 'org', 'cost', 'report', 'ops')
                and obj_description(functions.oid, 'pg_proc') is null
            order by 1
            """)
        #expect(rows.map { $0.text("name") } == [])
    }
}
