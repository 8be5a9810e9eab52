import Keys
import Ledger
import Money
import Store
import Testing

@Suite("Closing a month")
struct ClosingTests {
    static let october = Month("2026-10")!
    static let today = UTCDate(iso: "2026-11-05")!
    static let rules = """
        teams: [{name: shop, cost_centre: CC-1}, {name: lab}]
        team_rules: [{team: shop, when: {tag.team: shop}}, {team: lab, when: {tag.team: lab}}]
        distribution: [{pot: tax, method: proportional}]
        """

    /// A month of two teams and tax, allocated.
    static func month() throws -> Scenario {
        var scenario = try Scenario()
        scenario.charge("10.00", resource: "bucket-a", tags: "team=shop")
        scenario.charge("30.00", resource: "bucket-b", hour: 30 * 24, hours: 24, tags: "team=lab")
        scenario.charge("4.00", category: "Tax")
        try scenario.allocate(rules)
        return scenario
    }

    /// What reports show of a month: `team kind` → effective cost.
    static func shown(_ scenario: Scenario, _ month: String) throws -> [String: String] {
        let rows = try scenario.connection.query(
            """
            select coalesce(team, '-') || ' ' || kind as key, trim_scale(sum(effective_cost))::text as cost
            from report.day where billing_month = $1::date group by 1
            """, [.text("\(month)-01")])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.text("key"), $0.text("cost")) })
    }

    @Test("Later bills, tags and rules leave a closed month alone and become adjustments of the next open month")
    func adjusted() throws {
        var scenario = try Self.month()
        let closing = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
        #expect(closing.digest.count == 64)
        let before = try Self.shown(scenario, "2026-10")
        #expect(before == ["shop direct": "10", "lab direct": "30", "shop tax": "1", "lab tax": "3"])
        #expect(try scenario.findings().isEmpty)

        scenario.charge("20.00", resource: "bucket-c", tags: "team=shop")
        try scenario.allocate(Self.rules)
        #expect(try Self.shown(scenario, "2026-10") == before)
        // Tax is 4 still, now 30 : 30; both teams' change shows with its cause.
        #expect(try Self.shown(scenario, "2026-11") == ["shop adjustment": "21", "lab adjustment": "-1"])
        let causes = try scenario.connection.query("select distinct cause from report.adjustment").map { $0.text("cause") }
        #expect(causes == ["bill test version 2"])
        #expect(try scenario.findings().isEmpty)

        // Once more nothing, then a rule that moves a bucket; only the difference is booked.
        try scenario.allocate(Self.rules)
        try scenario.allocate(Self.rules.replacing("{team: lab, when: {tag.team: lab}}", with: "{team: shop, when: {tag.team: lab}}"))
        #expect(try Self.shown(scenario, "2026-11") == ["shop adjustment": "53", "lab adjustment": "-33"])
        let bookings = try scenario.connection.query("select cause, billing_month from cost.booking order by booking_id")
        #expect(bookings.map { $0.text("cause") } == ["bill test version 2", "rules"])
        #expect(try Self.shown(scenario, "2026-10") == before)
        #expect(try scenario.findings().isEmpty)
    }

    @Test("A month is not closed before it is over and complete, while verify has findings, twice, or out of order")
    func refused() throws {
        let scenario = try Self.month()
        let closer = Closer(scenario.connection)
        func refusal(_ body: () throws -> Void) -> Int? {
            do { try body() } catch { return (error as? ClosingError)?.code }
            return nil
        }
        #expect(refusal { _ = try closer.close(Month("2026-09")!, author: "ada", today: Self.today) } == 220)
        #expect(refusal { _ = try closer.close(Self.october, author: "ada", today: UTCDate(iso: "2026-10-31")!) } == 221)
        #expect(refusal { _ = try closer.close(Self.october, author: "ada", today: Self.today, isCurrent: false) } == 223)
        #expect(refusal { try closer.reopen(Self.october, author: "ada", reason: "x") } == 225)
        try scenario.connection.execute("update cost.day set effective_cost = effective_cost + 0.000000000001 where kind = 'direct' and team = 'lab'")
        #expect(refusal { _ = try closer.close(Self.october, author: "ada", today: Self.today) } == 222)
        try scenario.connection.execute("update cost.day set effective_cost = trim_scale(effective_cost - 0.000000000001) where kind = 'direct' and team = 'lab'")
        _ = try closer.close(Self.october, author: "ada", today: Self.today)
        #expect(refusal { _ = try closer.close(Self.october, author: "ada", today: Self.today) } == 224)
        #expect(refusal { try closer.reopen(Self.october, author: "ada", reason: " ") } == 229)
    }

    @Test("A bill that stops before the month's last day keeps the month open, and says so")
    func incomplete() throws {
        var scenario = try Scenario()
        scenario.charge("10.00", resource: "bucket-a", tags: "team=shop")
        try scenario.allocate(Self.rules)
        do {
            _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
            Issue.record("it was closed")
        } catch let error as ClosingError {
            #expect(error.line == "chargeback: CB221 2026-10 is not complete: test 42 has charges only to 2026-10-01 01:00; it stays open")
        }
    }

    @Test("A reopened month keeps who, when and why; its corrections are taken back, and it is allocated again")
    func reopened() throws {
        var scenario = try Self.month()
        let closer = Closer(scenario.connection)
        _ = try closer.close(Self.october, author: "ada", today: Self.today)
        scenario.charge("20.00", resource: "bucket-c", tags: "team=shop")
        try scenario.allocate(Self.rules)
        try closer.reopen(Self.october, author: "grace", reason: "the invoice was reissued")
        let marks = try scenario.connection.query("select reopened_by, reason from cost.reopening")
        #expect(marks.map { [$0.text("reopened_by"), $0.text("reason")] } == [["grace", "the invoice was reissued"]])
        #expect(try Self.shown(scenario, "2026-11") == ["shop adjustment": "0", "lab adjustment": "0"])
        try scenario.allocate(Self.rules)
        #expect(try Self.shown(scenario, "2026-10") == ["shop direct": "30", "lab direct": "30", "shop tax": "2", "lab tax": "2"])
        #expect(try scenario.findings().isEmpty)
        _ = try closer.close(Self.october, author: "ada", today: Self.today)
        #expect(try scenario.findings().isEmpty)
    }

    @Test("Nobody edits a closed month, a closing, a booking or the log: the database refuses")
    func protected() throws {
        let scenario = try Self.month()
        _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
        for statement in [
            "update cost.day set effective_cost = 1", "delete from cost.day", "truncate cost.day",
            "insert into cost.day select * from cost.day", "update cost.period set state = 'open'", "delete from cost.period",
            "update cost.closing set digest = ''", "delete from cost.closing", "update ops.log set detail = ''",
            "delete from ops.log", "truncate ops.log",
            "insert into cost.booking (origin, billing_month, original_month, cause, author) values ('manual', '2026-10-01', '2026-10-01', 'x', 'x')",
            "insert into org.exchange_rate values ('2026-10-01', 'USD', 'EUR', 0.9, 'x')",
        ] {
            #expect(throws: StoreError.self, "\(statement)") { try scenario.connection.execute(statement) }
        }
        #expect(try scenario.findings().isEmpty)
    }

    @Test("Whoever gets past that by 10⁻¹² is found, and the check says where", arguments: [
        ("update cost.day set effective_cost = effective_cost + 0.000000000001 where team = 'lab' and kind = 'tax'", "team lab, kind tax"),
        ("update cost.placement set list_cost = list_cost - 0.000000000001 where team = 'shop' and kind = 'direct'", "resource_key bucket-a"),
        // Between two rows of one sum, so that only the digest can tell.
        ("update cost.day set effective_cost = effective_cost + case when source = 'test' and team = 'lab' then 0 else 0.000000000001 end, rule = rule || case when team = 'lab' then ' ' else '' end where kind = 'tax'", "published rows"),
        // What no sum tells, only the digest of the rows.
        ("update cost.placement set node = 'other' where kind = 'tax' and team = 'lab'", "what allocation"),
        ("update bill.charge set billed_cost = billed_cost + 0.000000000001 where billed_cost = 4.00", "billed_stored"),
        ("update cost.closing set rules = '{}'", "the closing itself"),
        ("update cost.closing set digest = encode(sha256(convert_to(billing_month::text || E'\\n' || input_sha256 || E'\\n' || inputs::text || E'\\n' || '{}' || E'\\n' || rates::text || E'\\n' || day_sha256 || E'\\n' || allocation_sha256 || E'\\n' || adjustment_sha256, 'UTF8')), 'hex'), rules = '{}'", "the closing in the log"),
        ("update ops.log set detail = detail || '.' where sequence = 1", "sequence 1, event publish"),
        ("delete from ops.log where sequence = 1", "rows are missing before it"),
        ("insert into org.exchange_rate values ('2026-10-01', 'USD', 'EUR', 0.9, 'x')", "exchange rates"),
    ])
    func edited(statement: String, found: String) throws {
        let scenario = try Self.month()
        _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
        #expect(try scenario.findings().isEmpty)
        try scenario.connection.execute("set session_replication_role = replica; \(statement)")
        let findings = try scenario.findings()
        #expect(findings.contains { $0.contains(found) }, "\(findings)")
    }

    @Test("A closing from before the ledger was frozen as it is stored is held against the allocation that it froze")
    func earlierClosing() throws {
        let scenario = try Self.month()
        _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
        // As closings were made then.
        try scenario.connection.execute(
            """
            set session_replication_role = replica;
            update cost.closing set digest_version = 1, allocation_sha256 = (
                select encode(sha256(convert_to(
                    count(*) || ':' || coalesce(sum(('x' || substr(row_hash, 1, 15))::bit(60)::bigint), 0)
                    || ':' || coalesce(sum(('x' || substr(row_hash, 16, 15))::bit(60)::bigint), 0), 'UTF8')), 'hex')
                from (
                    select md5(row(
                        source, usage_date, hour, resource_key, billing_currency, kind, rule, is_shared, reason, billing_account_id,
                        sub_account_id, service, cluster, namespace, node, pod, pod_key, tenant, tier, commit, owner, team,
                        billed_cost, effective_cost, contracted_cost, list_cost)::text) as row_hash
                    from report.allocation) as hashes)
            """)
        func isFound() throws -> Bool { try scenario.findings().contains { $0.contains("what allocation") } }
        #expect(try !isFound())
        try scenario.connection.execute("update cost.placement set node = 'other' where kind = 'tax' and team = 'lab'")
        #expect(try isFound())
    }

    @Test("An adjustment by hand adds up to nought, is approved by another person, and only then shows")
    func byHand() throws {
        let scenario = try Self.month()
        let bookings = Bookings(scenario.connection)
        let proposal = Bookings.Proposal(
            month: Self.october, originalMonth: Self.october, team: "shop", amount: try ExactDecimal("-2.50"), currency: Currency("USD")!,
            counterpart: .team("lab"), reason: "their test", author: "ada")
        let slip = Bookings.Proposal(
            month: Self.october, originalMonth: Self.october, team: "shop", amount: try ExactDecimal("1"), currency: proposal.currency,
            counterpart: .team("labs"), reason: "x", author: "ada")
        #expect(throws: ExplanationError.self) { _ = try bookings.propose(slip) }
        let number = try bookings.propose(proposal)
        #expect(try Self.shown(scenario, "2026-10")["shop adjustment"] == nil)
        #expect(throws: ClosingError(.ownBooking(number, "ada"))) { try bookings.decide(number, isApproved: true, author: "ada", reason: nil) }
        #expect(throws: ClosingError.self) { _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today) }
        try bookings.decide(number, isApproved: true, author: "grace", reason: nil)
        #expect(throws: ClosingError.self) { try bookings.decide(number, isApproved: false, author: "bob", reason: nil) }
        let shown = try Self.shown(scenario, "2026-10")
        #expect(shown["shop adjustment"] == "-2.5" && shown["lab adjustment"] == "2.5")
        _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: Self.today)
        #expect(throws: ClosingError.self) { _ = try bookings.propose(proposal) }
        #expect(try scenario.findings().isEmpty)
    }
}
