import Keys
import Ledger
import Settings
import Store
import TestSupport
import Testing

@Suite("Random months")
struct RandomMonthTests {
    /// Idle goes by machine and day; where nobody has direct cost there it is kept, so that no cluster depends on another.
    static let yaml = """
        team_rules: [{team: "{namespace}"}]
        distribution: [{pot: idle, method: proportional, basis: direct, scope: node}]
        """
    static let october = Month("2026-10")!

    static func allocated(_ books: RandomBooks, isReversed: Bool = false) throws -> Connection {
        let connection = try ThrowAwayDatabase().connect()
        try books.store(connection, isReversed: isReversed)
        try books.load(connection)
        _ = try Allocator(connection, settings: Settings.parse(yaml, file: "test")).allocate(october)
        return connection
    }

    static func digest(_ connection: Connection) throws -> String {
        try connection.query("select digest from cost.period")[0].text("digest")
    }

    @Test(
        "A thousand clusters' months cost whom the specification says, to the last digit, however the rows come",
        arguments: [UInt64(1), 2, 3, 4])
    func oracle(seed: UInt64) throws {
        let books = RandomBooks(clusters: 250, seed: seed)
        let connection = try Self.allocated(books)
        var expected = Oracle(books).costs.filter { $0.key.namespace != "" }
        for row in try connection.query(
            """
            select substr(cluster, 2)::integer as cluster, namespace, kind, is_shared, sum(effective_cost) as effective,
                sum(billed_cost) as billed
            from cost.allocation
            where rule like 'node by %' or rule like '% of its node and day'
            group by 1, 2, 3, 4
            """)
        {
            let place = Oracle.Place(
                cluster: Int(row.integer("cluster")), namespace: row.text("namespace"), kind: row.text("kind"),
                isShared: row.flag("is_shared"))
            let found = expected.removeValue(forKey: place) ?? (0, 0)
            let words = try [row.decimal("effective"), row.decimal("billed")].map { $0?.description }
            #expect(words == [ExactText.trimmed(found.effective), ExactText.trimmed(found.billed)], "seed \(seed), \(place)")
        }
        #expect(expected.allSatisfy { $0.value == (0, 0) }, "seed \(seed): \(expected.keys)")
        #expect(try Verifier(connection).verify().flatMap(\.findings) == [], "seed \(seed)")
        // The statement gives what Splitter gave.
        let allocator = Allocator(connection, settings: try Settings.parse(Self.yaml, file: "test"))
        #expect(try allocator.replay(Self.october).findings == [], "seed \(seed)")
        let digest = try Self.digest(connection)
        #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        #expect(try Self.digest(connection) == digest, "seed \(seed): a second run")
        try books.store(connection, isReversed: true)
        #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        #expect(try Self.digest(connection) == digest, "seed \(seed): rows in another order")
    }

    @Test("Where one day of the bill changes, that day is worked out and no other; the month is as if all of it were")
    func changedDay() throws {
        let books = RandomBooks(clusters: 40, seed: 7)
        let connection = try Self.allocated(books)
        let allocator = Allocator(connection, settings: try Settings.parse(Self.yaml, file: "test"))
        func parts() throws -> [String] {
            try connection.query("select usage_date, part from cost.day_input order by 1").map { "\($0.text("usage_date")) \($0.text("part"))" }
        }
        #expect(try parts() == ["2026-10-01 1", "2026-10-02 1"])
        try books.load(connection) { $0.hour >= 24 ? $0.effective * 2 : $0.effective }
        #expect(try allocator.allocate(Self.october) != nil)
        #expect(try parts() == ["2026-10-01 1", "2026-10-02 2"])
        #expect(try Verifier(connection).verify().flatMap(\.findings) == [])
        let digest = try Self.digest(connection)
        #expect(try allocator.allocate(Self.october, days: UTCDate(iso: "2026-10-01")!..<UTCDate(iso: "2026-10-02")!) != nil)
        #expect(try parts() == ["2026-10-01 3", "2026-10-02 2"])
        #expect(try Self.digest(connection) == digest)
        #expect(try allocator.allocate(Self.october, isForced: true) != nil)
        #expect(try parts() == ["2026-10-01 1", "2026-10-02 1"])
        #expect(try Self.digest(connection) == digest)
    }
}

/// Atoms of 10⁻²² as PostgreSQL's exact numbers print.
private enum ExactText {
    static func trimmed(_ atoms: Int128) -> String {
        var text = RandomBooks.text(atoms)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text == "-0" ? "0" : text
    }
}
