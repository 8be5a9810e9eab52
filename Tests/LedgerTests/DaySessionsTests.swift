import Ingest
import Keys
import Ledger
import Settings
import Store
import TestSupport
import Testing
import Usage

@Suite("A month's days over several sessions")
struct DaySessionsTests {
    static let october = Month("2026-10")!

    /// The matched month: a bill, range exports and rules of every kind.
    static func matched() throws -> (connection: Connection, settings: Settings) {
        let connection = try ThrowAwayDatabase().connect()
        _ = try BillLoader(connection, source: "aws-main").load([Checkout.path("fixtures/bills/aws-cur-2026-10-final.csv.gz")])
        for path in try FileFinder.exports(in: [Checkout.path("fixtures/usage/matched")]) {
            _ = try UsageLoader(connection, options: UsageOptions(cluster: "prod-use1")).load(path)
        }
        return (connection, try Settings.load(path: Checkout.path("fixtures/config/matched.yaml"), environment: [:]))
    }

    /// Digests of all that an allocation stores, whatever the order of its rows.
    static func state(_ connection: Connection) throws -> [String] {
        let tables = [
            "share", "consumer", "pod_day", "placement", "day", "day_input", "common_pot", "sku_day", "defaulted_day", "month_cost",
            "month_machine", "month_sku", "team_sku",
        ]
        return try tables.map { table in
            let row = try connection.query(
                "select count(*) as n, coalesce(sum(hash_record_extended(rows, 0)), 0) as digest from cost.\(table) as rows")[0]
            return "\(table) \(row.text("n")) \(row.text("digest"))"
        } + [connection.query("select digest from cost.period")[0].text("digest")]
    }

    /// What sessions leave for one another.
    static func leftovers(_ connection: Connection) throws -> [String] {
        try connection.query(
            "select relname from pg_class where relnamespace = 'cost'::regnamespace and relname ~ '^stage_|_new$' order by 1"
        ).map { $0.text("relname") }
    }

    @Test("A month is the same to the last digit, whether one session works its days out, two or four")
    func equal() throws {
        let (connection, settings) = try Self.matched()
        func allocate(_ sessionCount: Int, podHoursMax: Int64? = 1) throws {
            let allocator = Allocator(connection, settings: settings, sessionCount: sessionCount, podHoursMax: podHoursMax)
            #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        }
        try allocate(1)
        let state = try Self.state(connection)
        let dayCount = try connection.query("select count(distinct part) as n from cost.day_input")[0].integer("n")
        #expect(dayCount > 4)
        for sessionCount in [2, 4, 2] {
            try allocate(sessionCount)
            #expect(try Self.state(connection) == state, "\(sessionCount) sessions")
            #expect(try Self.leftovers(connection) == [])
        }
        #expect(try Verifier(connection).verify().flatMap(\.findings) == [])
        #expect(try Scenario.unequalHours(connection) == [])
        // All days at once: other parts, and so other numbers of consumers, but the same figures.
        try allocate(1, podHoursMax: nil)
        #expect(try Self.state(connection).last == state.last)
    }

    @Test("An error in one session ends all of them, and the month stays as it was published")
    func failing() throws {
        let books = RandomBooks(clusters: 40, seed: 7)
        let connection = try RandomMonthTests.allocated(books)
        let settings = try Settings.parse(RandomMonthTests.yaml, file: "test")
        let state = try Self.state(connection)
        try books.load(connection) { $0.effective * 2 }
        // Tables that parts arrive in have the constraints of the table that they become a partition of.
        try connection.execute("alter table cost.share add constraint one_day_fails check (usage_date <> '2026-10-02') not valid")
        let allocator = Allocator(connection, settings: settings, sessionCount: 2, podHoursMax: -1)
        let error = #expect(throws: StoreError.self) { try allocator.allocate(Self.october) }
        #expect("\(String(describing: error))".contains("one_day_fails"))
        #expect(try Self.state(connection) == state)
        #expect(try Self.leftovers(connection) == [])
        #expect(!connection.isInTransaction)
        try connection.execute("alter table cost.share drop constraint one_day_fails")
        // What a killed run would have left goes with the next.
        try connection.execute("create table cost.share_2026_10_new (); create table cost.stage_day ()")
        #expect(try allocator.allocate(Self.october) != nil)
        #expect(try Self.leftovers(connection) == [])
        #expect(try Verifier(connection).verify().flatMap(\.findings) == [])
    }

    @Test("Days of a published month that change are worked out by one session, and only they")
    func changedDays() throws {
        let books = RandomBooks(clusters: 20, seed: 3)
        let connection = try RandomMonthTests.allocated(books)
        let allocator = Allocator(
            connection, settings: try Settings.parse(RandomMonthTests.yaml, file: "test"), sessionCount: 2, podHoursMax: -1)
        #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        try books.load(connection) { $0.hour >= 24 ? $0.effective * 2 : $0.effective }
        #expect(try allocator.allocate(Self.october) != nil)
        let parts = try connection.query("select part from cost.day_input order by usage_date").map { $0.integer("part") }
        #expect(parts == [1, 3])
        let digest = try RandomMonthTests.digest(connection)
        #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        #expect(try RandomMonthTests.digest(connection) == digest)
    }
}
