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
                == "critical: team payments cost 1200.50 USD in 2026-09, 120.1 % (limit 1000.00, rule budget); "
                + "most: namespace checkout 800.13; chargeback explain --month 2026-09 --team payments")
    }

    @Test("The payload is JSON with sorted keys, exact amounts and words as they came")
    func payload() throws {
        var sample = try message()
        sample.scope.name = "<!channel> & \u{202E}x"
        let text = String(decoding: AlertPayload(sample).body, as: UTF8.self)
        #expect(
            text
                == #"{"alert_count":1,"alerts":[{"amount":"1200.4999999","currency":"USD","#
                + #""explain":"chargeback explain --month 2026-09 --team payments","id":"a1","level":"critical","#
                + #""percent":"120.05","period":"2026-09","rule":"budget","#
                + #""scope":{"kind":"team","name":"<!channel> & \u202ex"},"threshold":"1000","#
                + #""top_causes":[{"amount":"800.125","name":"namespace checkout"}]}],"id":"a1","#
                + #""schema":"chargeback.alerts/1","text":"critical: team &lt;!channel&gt; &amp; ⟨U+202E⟩x cost 1200.50 USD"#
                + #" in 2026-09, 120.1 % (limit 1000.00, rule budget); most: namespace checkout 800.13;"#
                + #" chargeback explain --month 2026-09 --team payments"}"#)
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
            id: "a1", rule: "budget", scope: .init(kind: "team", name: "payments"), period: "2026-09", level: .critical,
            currency: try #require(Currency("USD")), amount: try ExactDecimal("1200.4999999"),
            threshold: try ExactDecimal("1000"), percent: try ExactDecimal("120.05"),
            topCauses: [.init(name: "namespace checkout", amount: try ExactDecimal("800.125"))],
            explainCommand: "chargeback explain --month 2026-09 --team payments")
    }
}
