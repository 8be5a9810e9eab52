import Keys
import TestSupport
import Testing

@testable import Store

@Suite("Bills of an older schema")
struct BillMigrationTests {
    /// A database with the tables as they were before bills were stored in parts, and with a bill in them.
    private func older() throws -> Connection {
        let connection = try ThrowAwayDatabase().connect()
        try connection.execute(
            """
            drop schema bill, usage, org, cost, report, ops cascade;
            """)
        try connection.execute(SQL.text("migrations/0000_migration.sql"))
        for file in SQL.files(under: "migrations/").dropFirst() where file.path < "migrations/0080" {
            try connection.execute(file.text)
            try connection.query(
                SQL.text("ops/record_migration.sql"),
                [.text(String(file.path.dropFirst("migrations/".count))), .text(Digest(of: file.text).description)])
        }
        try connection.execute(
            """
            create view report.of_old as select item_key, tags from bill.item;
            create function bill.of_old(item bill.item) returns text language sql as $$ select item.service_name $$;
            insert into bill.load (load_id, source, format) overriding system value values (1, 's', 'focus');
            create table bill.charge_1 partition of bill.charge for values in (1);
            insert into bill.item (item_key, resource_key, billing_account_id, billing_currency, charge_category, service_name, resource_id, tags, extras)
            values
                ('00000000-0000-0000-0000-000000000001', 'i-1', '1', 'USD', 'Usage', 'EC2', 'i-1', '{"team": "web"}', '{"x_a": "1"}'),
                ('00000000-0000-0000-0000-000000000002', 'i-2', '1', 'USD', 'Usage', 'EC2', 'i-2', '{"team": "web"}', '{"x_a": "1"}'),
                ('00000000-0000-0000-0000-000000000003', null, '1', 'EUR', 'Tax', null, null, '{}', '{}');
            insert into bill.charge (load_id, period_number, file_number, row_number, part, item_key, resource_key, usage_date, hour, charge_period_started_at, charge_period_ended_at, consumed_quantity, billed_cost, effective_cost, contracted_cost, resource_id)
            values
                (1, 1, 1, 1, 0, '00000000-0000-0000-0000-000000000001', 'i-1', '2026-10-01', 5, '2026-10-01 05:00Z', '2026-10-01 06:00Z', 2, 1.5, 1.25, null, null),
                (1, 1, 1, 2, 0, '00000000-0000-0000-0000-000000000002', 'i-9', '2026-10-01', null, '2026-10-01Z', '2026-10-02Z', null, 0, 0, 0, 'arn:i-9'),
                (1, 1, 1, 3, 0, '00000000-0000-0000-0000-000000000003', 'charge:1:3', '2026-10-01', null, '2026-10-01Z', '2026-11-01Z', null, 3, 3, 3, null)
            """)
        return connection
    }

    private static let items = "select md5(string_agg(i::text, E'\\n' order by item_key)) || ' ' || count(*) as text from bill.item as i"
    private static let charges =
        """
        select string_agg(concat_ws(' ', row_number, item_key, usage_date, hour, charge_period_started_at, charge_period_ended_at, consumed_quantity, coalesce(pricing_quantity::text, '-'), billed_cost, effective_cost, coalesce(contracted_cost::text, '-'), coalesce(list_cost::text, '-'), resource_id), E'\\n' order by row_number) as text
        from bill.charge
        """

    @Test("come through the migrations word by word, their wordings and tags once each")
    func forward() throws {
        let connection = try older()
        let before = try (connection.query(Self.items)[0].text("text"), connection.query(Self.charges)[0].text("text"))
        #expect(try Migrator(connection).migrate().contains("0081_bill_stored_items.sql"))
        #expect(try connection.query(Self.items)[0].text("text") == before.0)
        #expect(try connection.query(Self.charges)[0].text("text") == before.1)
        let counts = try connection.query("select (select count(*) from bill.wording) || ' ' || (select count(*) from bill.tag_set) as n")
        #expect(counts[0].text("n") == "2 2")
        let keys = try connection.query("select coalesce(resource_key, '-') as key from bill.charge order by row_number")
        #expect(keys.map { $0.text("key") } == ["-", "i-9", "-"])
    }
}
