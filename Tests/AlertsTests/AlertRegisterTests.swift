import Foundation
import Keys
import Testing

@testable import Alerts

@Suite("The register of alerts")
struct AlertRegisterTests {
    private let rules = """
        budgets: [{name: month, scope: {team: payments}, amount: 100, currency: USD, steps: [50, 100]}]
        """

    @Test("Alerts are listed by month in the order in which they were raised, with what became of them")
    func list() throws {
        let books = try Books()
        for month in ["2026-09", "2026-10"] {
            try books.add("120.5", in: month)
            try books.evaluate(rules, month)
        }
        let register = AlertRegister(books.connection)
        #expect(try register.entries().map(\.message.period) == ["2026-09", "2026-09", "2026-10", "2026-10"])
        let entries = try register.entries(Month("2026-10"))
        let (id, time) = (entries[0].message.id.prefix(12), entries[0].raisedAt)
        #expect(
            entries[0].line
                == "\(id) \(time) not sent, no receiver: critical: team payments cost 120.50 USD in 2026-10, 120.5 % of the "
                + "budget, since 2026-10-01 (limit 100% = 100.00, rule month); most: cpu 120.50; "
                + "chargeback report --month 2026-10 --team payments")
        #expect(entries[1].line.contains("covered by \(id): notice: team payments"))
        let json = try JSONSerialization.jsonObject(with: Data(AlertEntry.json(entries).utf8)) as? [String: Any]
        let alerts = try #require(json?["alerts"] as? [[String: Any]])
        #expect(alerts.map { $0["amount"] as? String } == ["120.5", "120.5"])
        #expect(alerts[1]["covered_by"] as? String == entries[0].message.id && alerts[0]["covered_by"] is NSNull)
    }

    @Test("What is stored is what was said: a message read back is the message that was raised")
    func roundTrip() throws {
        let books = try Books()
        try books.add("100.0000000000000000000000001", in: "2026-09", ["team": "pay\u{202E}\"'\\"])
        try books.add("333.3333333333333333333333333", ["team": "pay\u{202E}\"'\\", "namespace": "<b>"])
        let raised = try books.evaluate("growth: [{name: g, percent: 0.5}]".replacing("0.5", with: "1.5")).raised
        #expect(raised.count == 1)
        #expect(try AlertRegister(books.connection).entries().map(\.message) == raised.map(\.message))
    }

    @Test("Whoever takes note first is kept; the start of an id is enough where it is the only one")
    func acknowledge() throws {
        let books = try Books()
        try books.add("500")
        let id = try #require(try books.evaluate(rules).raised.first?.message.id)
        let register = AlertRegister(books.connection)
        let first = try register.acknowledge(String(id.prefix(6)).uppercased(), by: "ana")
        #expect(first.alertID == id && first.isNew && first.name == "ana")
        let second = try register.acknowledge(id, by: "ben")
        #expect(second.name == "ana" && !second.isNew && second.at == first.at)
        #expect(second.description == "\(id.prefix(12)): was acknowledged before by ana at \(first.at)")
        #expect(try register.entries().first?.acknowledgedBy == "ana")
    }

    @Test(
        "An id that is none is refused with the code of its cause",
        arguments: [
            ("12345", "12345: CB097 an alert's id is hexadecimal; write at least 6 digits of it"),
            ("%%%%%%", "%%%%%%: CB097 an alert's id is hexadecimal; write at least 6 digits of it"),
            ("000000000000", "000000000000: CB097 no alert has this id; chargeback alerts list shows them"),
            ("abcdef", "abcdef: CB097 the ids of several alerts start so; write more of it"),
        ])
    func wrongIDs(id: String, line: String) throws {
        let books = try Books()
        try books.add("500")
        try books.evaluate(rules)
        try books.connection.execute(
            """
            update ops.alert set covered_by = null;
            update ops.alert set alert_id = 'abcdef' || substr(alert_id, 7) where alert_id !~ '^000000'
            """)
        let error = #expect(throws: AlertError.self) { try AlertRegister(books.connection).acknowledge(id, by: "ana") }
        #expect(error?.line == line && error?.exitCode == .usage)
    }
}
