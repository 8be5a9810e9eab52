import Foundation
import Money
import Testing

@testable import Alerts

@Suite("Alert messages")
struct AlertMessageTests {
    @Test("A message is one line with what, how much, the limit, the cause and where to look")
    func line() throws {
        #expect(
            try message().line
                == "critical: team payments cost 1200.50 USD in 2026-09, 120.05 % of the budget "
                + "(limit 100% = 1000.00, rule budget); most: namespace checkout 800.13; "
                + "chargeback report --month 2026-09 --team payments")
    }

    @Test("Thresholds have no percentage, growth names the month before, another cost than effective is named")
    func kinds() throws {
        var sample = try message()
        (sample.kind, sample.step, sample.percent, sample.cost) = (.threshold, "above", nil, "billed")
        (sample.scope, sample.topCauses) = (.init(kind: "organisation", name: ""), [])
        #expect(
            sample.line
                == "critical: organisation cost 1200.50 USD (billed) in 2026-09 (limit 1000.00, rule budget); "
                + "chargeback report --month 2026-09 --team payments")
        (sample.kind, sample.step, sample.cost) = (.growth, "+20%", "effective")
        (sample.percent, sample.previous) = (try ExactDecimal("44.05"), try ExactDecimal("833.3"))
        #expect(
            sample.line
                == "critical: organisation cost 1200.50 USD in 2026-09, 44.05 % more than in the month before (833.30) "
                + "(limit +20% = 1000.00, rule budget); chargeback report --month 2026-09 --team payments")
    }

    @Test("A test says that it is one and carries no alert")
    func test() throws {
        let root = try #require(
            try JSONSerialization.jsonObject(with: Data(AlertPayload(testID: "t1").body)) as? [String: Any])
        #expect(root["is_test"] as? Bool == true && root["alert_count"] as? Int == 0 && root["id"] as? String == "t1")
        #expect((root["text"] as? String)?.hasPrefix("TEST: ") == true)
    }

    @Test("The payload is JSON with sorted keys, exact amounts and words as they came")
    func payload() throws {
        var sample = try message()
        sample.scope.name = "<!channel> & \u{202E}x"
        let text = String(decoding: AlertPayload(sample).body, as: UTF8.self)
        #expect(
            text
                == #"{"alert_count":1,"alerts":[{"amount":"1200.4999999","cost":"effective","currency":"USD","#
                + #""explain":"chargeback report --month 2026-09 --team payments","id":"a1","kind":"budget","#
                + #""level":"critical","percent":"120.05","period":"2026-09","previous":null,"rule":"budget","#
                + #""scope":{"kind":"team","name":"<!channel> & \u202ex"},"since":null,"state":"raised","step":"100%","#
                + #""threshold":"1000","top_causes":[{"amount":"800.125","name":"namespace checkout"}],"unit":"USD"}],"id":"a1","is_test":false,"#
                + #""schema":"chargeback.alerts/1","text":"critical: team &lt;!channel&gt; &amp; ⟨U+202E⟩x cost 1200.50 USD"#
                + #" in 2026-09, 120.05 % of the budget (limit 100% = 1000.00, rule budget);"#
                + #" most: namespace checkout 800.13; chargeback report --month 2026-09 --team payments"}"#)
        #expect(try JSONSerialization.jsonObject(with: Data(text.utf8)) is [String: Any])
    }

    @Test("A bad night is one message: the most important first, twenty spelt out, all counted")
    func digest() throws {
        let template = try message()
        let messages = (0..<50).map { index in
            var copy = template
            copy.id = "a\(index)"
            copy.level = index == 37 ? .critical : .notice
            return copy
        }
        let body = AlertPayload(digest: messages.shuffled(), digestID: "d1").body
        #expect(body == AlertPayload(digest: messages.reversed(), digestID: "d1").body)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
        let alerts = try #require(root["alerts"] as? [[String: Any]])
        #expect(root["id"] as? String == "d1" && root["alert_count"] as? Int == 50 && alerts.count == 20)
        #expect(alerts.prefix(3).map { $0["id"] as? String } == ["a37", "a0", "a1"])
        #expect((root["text"] as? String)?.hasPrefix("50 cost alerts; the first: critical: team payments") == true)
    }

    private func message() throws -> AlertMessage {
        AlertMessage(
            id: "a1", kind: .budget, rule: "budget", scope: .init(kind: "team", name: "payments"), period: "2026-09",
            step: "100%", level: .critical, unit: .money(try #require(Currency("USD"))),
            amount: try ExactDecimal("1200.4999999"), threshold: try ExactDecimal("1000"),
            percent: try ExactDecimal("120.05"),
            topCauses: [.init(name: "namespace checkout", amount: try ExactDecimal("800.125"))],
            explainCommand: "chargeback report --month 2026-09 --team payments")
    }
}
