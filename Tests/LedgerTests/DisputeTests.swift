import Keys
import Ledger
import Money
import Store
import Testing

@Suite("Disputes")
struct DisputeTests {
    static let october = ClosingTests.october

    static func claim(
        _ amount: String?, team: String = "shop", kind: String? = nil, resource: String? = nil, reason: String = "not ours"
    ) throws -> Disputes.Claim {
        .init(
            month: october, team: team, figure: (kind, nil, resource), amount: try amount.map { try ExactDecimal($0) }, reason: reason,
            author: "ada")
    }

    static func states(_ scenario: Scenario) throws -> [String] {
        try Disputes(scenario.connection).rows().map { row in
            "\(row.text("dispute_id")) \(row.text("team")) \(row.text("state")) \(row.text("amount"))/\(row.text("figure_cost"))"
                + " \(row["accepted_amount"] ?? "-") \(row["booking_state"] ?? "-")"
        }
    }

    @Test("A dispute is opened, accepted by another, settled by an adjustment that a third approves; each step stays")
    func settled() throws {
        let scenario = try ClosingTests.month()
        let (disputes, bookings) = (Disputes(scenario.connection), Bookings(scenario.connection))
        #expect(try disputes.open(Self.claim("4", kind: "direct", resource: "bucket-a")) == 1)
        #expect(try Self.states(scenario) == ["1 shop open 4/10 - -"])
        try disputes.answer(1, isAccepted: true, amount: ExactDecimal("3"), author: "bob", reason: "three of them")
        #expect(try Self.states(scenario) == ["1 shop accepted 4/10 3 -"])
        let booking = try disputes.settle(1, by: .team("lab"), author: "bob")
        #expect(try Self.states(scenario) == ["1 shop accepted 4/10 3 proposed"])
        try bookings.decide(booking, isApproved: true, author: "cyd", reason: nil)
        #expect(try Self.states(scenario) == ["1 shop settled 4/10 3 approved"])
        same(
            try ClosingTests.shown(scenario, "2026-10"),
            ["shop direct": "10", "lab direct": "30", "shop tax": "1", "lab tax": "3", "shop adjustment": "-3", "lab adjustment": "3"])
        let log = try scenario.connection.query("select event, subject, detail from ops.log where subject like 'dispute%' order by sequence")
        #expect(log.map { $0.text("event") } == ["dispute", "accept dispute", "settle dispute"])
        #expect(log.first?.text("detail") == "by ada, 4 USD of team shop, kind direct, resource bucket-a: not ours")
        #expect(try scenario.findings() == [])
    }

    @Test("A dispute of a closed month is settled in the next open one")
    func closedMonth() throws {
        let scenario = try ClosingTests.month()
        _ = try Closer(scenario.connection).close(Self.october, author: "ada", today: ClosingTests.today)
        let disputes = Disputes(scenario.connection)
        #expect(try disputes.open(Self.claim(nil, team: "lab", kind: "tax")) == 1)
        try disputes.answer(1, isAccepted: true, author: "bob", reason: "exempt")
        let booking = try disputes.settle(1, by: .account("6999 goodwill"), author: "bob")
        try Bookings(scenario.connection).decide(booking, isApproved: true, author: "cyd", reason: nil)
        same(try ClosingTests.shown(scenario, "2026-11"), ["lab adjustment": "-3", "- adjustment": "3"])
        // Adjustments by hand are no part of the indicators: reasons add up to what has no team.
        let rest = try scenario.connection.query(
            """
            select trim_scale(effective_cost - allocated_cost
                - coalesce((select sum(value::numeric) from jsonb_each_text(unallocated_by_reason)), 0))::text as rest
            from report.allocation_kpi
            """)
        #expect(rest.map { $0.text("rest") } == ["0"])
        #expect(throws: ClosingError(.closedAlready(Self.october))) {
            _ = try disputes.open(Self.claim("1"))
            try disputes.answer(2, isAccepted: true, author: "bob", reason: "yes")
            _ = try disputes.settle(2, by: .team("lab"), month: Self.october, author: "bob")
        }
        #expect(try Self.states(scenario) == ["1 lab settled 3/3 3 approved", "2 shop accepted 1/11 1 -"])
    }

    @Test("An adjustment that exists is linked where it gives the team what was accepted; of a rejected one another may be")
    func linked() throws {
        let scenario = try ClosingTests.month()
        let (disputes, bookings) = (Disputes(scenario.connection), Bookings(scenario.connection))
        func propose(_ amount: String) throws -> Int64 {
            try bookings.propose(
                .init(
                    month: Self.october, originalMonth: Self.october, team: "shop", amount: ExactDecimal(amount), currency: Currency("USD")!,
                    counterpart: .team("lab"), reason: "r", author: "bob"))
        }
        _ = try disputes.open(Self.claim("2"))
        try disputes.answer(1, isAccepted: true, author: "bob", reason: "yes")
        let (wrong, first, second) = try (propose("-1"), propose("-2"), propose("-2"))
        #expect(Self.words { try disputes.settle(1, booking: wrong, author: "bob") } == "booking 1 gives team shop -1 USD, not -2; propose one that does, or let 'disputes settle' propose it")
        #expect(Self.words { try disputes.settle(1, booking: 9, author: "bob") } == "there is no booking 9 by hand; 'chargeback adjustments list' has them")
        try disputes.settle(1, booking: first, author: "bob")
        #expect(Self.words { try disputes.settle(1, booking: second, author: "bob") } == "dispute 1 has booking 2, which is proposed; reject that adjustment before another settles it")
        try bookings.decide(first, isApproved: false, author: "cyd", reason: "typing error")
        #expect(Self.words { try disputes.settle(1, booking: first, author: "bob") } == "booking 2 is rejected; propose one that does, or let 'disputes settle' propose it")
        try disputes.settle(1, booking: second, author: "bob")
        try bookings.decide(second, isApproved: true, author: "cyd", reason: nil)
        #expect(try Self.states(scenario) == ["1 shop settled 2/11 2 approved"])
        #expect(Self.words { _ = try disputes.settle(1, by: .team("lab"), author: "bob") } == "dispute 1 has booking 3, which is approved; reject that adjustment before another settles it")
    }

    @Test("What cannot be is refused, and nothing of it is stored")
    func refused() throws {
        let scenario = try ClosingTests.month()
        let disputes = Disputes(scenario.connection)
        #expect(Self.words { _ = try disputes.open(Self.claim("1", team: "shopp")) } == "no cost of 2026-10 has the team 'shopp'; did you mean 'shop'?")
        #expect(Self.words { _ = try disputes.open(Self.claim("1", kind: "gpu")) } == "no cost of 2026-10 has the kind 'gpu'; there are direct, tax")
        #expect(Self.words { _ = try disputes.open(Self.claim("1", resource: "bucket-b")) } == "2026-10 has no cost of team shop, resource bucket-b; 'chargeback explain' shows what there is")
        for amount in ["11.01", "0", "-1"] {
            #expect(Self.words { _ = try disputes.open(Self.claim(amount)) } == "\(amount) USD is not a part of 11 USD; give an amount of the same sign that is not larger")
        }
        #expect(throws: ClosingError(.withoutReason)) { try disputes.open(Self.claim("1", reason: " ")) }
        #expect(throws: ClosingError(.notPublished(Month("2026-09")!))) {
            try disputes.open(.init(month: Month("2026-09")!, team: "shop", reason: "r", author: "ada"))
        }
        _ = try disputes.open(Self.claim("2"))
        #expect(Self.words { try disputes.answer(1, isAccepted: true, author: "ada", reason: "r") } == "dispute 1 is ada's own; somebody else has to answer it")
        #expect(Self.words { try disputes.answer(2, isAccepted: true, author: "bob", reason: "r") } == "there is no dispute 2; 'chargeback disputes list' has them")
        #expect(Self.words { _ = try disputes.settle(1, by: .team("lab"), author: "bob") } == "dispute 1 is open; only an accepted one can be settled")
        try disputes.answer(1, isAccepted: false, author: "bob", reason: "it is yours")
        #expect(Self.words { try disputes.answer(1, isAccepted: true, author: "cyd", reason: "r") } == "dispute 1 is rejected, answered by bob; open another one")
        #expect(try Self.states(scenario) == ["1 shop rejected 2/11 - -"])
        for statement in ["update cost.dispute set amount = 1", "delete from cost.dispute_event", "truncate cost.dispute_event"] {
            #expect(throws: (any Error).self, "\(statement)") { try scenario.connection.execute(statement) }
        }
    }

    private static func words(_ body: () throws -> Void) -> String? {
        do { try body() } catch { return "\(error)" }
        return nil
    }
}
