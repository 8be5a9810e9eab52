import Foundation
import Settings
import Testing

@testable import Alerts

@Suite("Very many alerts")
struct StormTests {
    @Test("Ten thousand rules that fire at once are one message to each receiver, small enough for it, and are sent once")
    func storm() throws {
        let books = try Books()
        try books.connection.execute(
            """
            insert into ops.alert (
                alert_id, rule_kind, rule, scope_kind, scope_name, billing_month, level, billing_currency, severity, cost, amount,
                threshold, causes, explain_command, message
            )
            select encode(sha256(n::text::bytea), 'hex'), 'threshold', 'r' || n, 'team', 't' || n, '2026-10-01', 'above', 'USD',
                case when n = 777 then 'critical' else 'warning' end, 'effective', n, 1,
                '[{"name": "cpu, namespace checkout", "amount": "1"}]', 'chargeback report --month 2026-10', ''
            from generate_series(1, 10000) as n;
            insert into ops.outbox (alert_id, receiver, payload)
            select alert_id, receiver, '{}' from ops.alert, (values ('hook'), ('chat'), ('page')) as receivers (receiver)
            """)
        let receivers = try settings(
            """
            receivers:
              - {name: hook, url: "https://a.example.org/"}
              - {name: chat, kind: wecom, url: "https://b.example.org/"}
              - {name: page, kind: pagerduty, secret: 0123456789abcdef}
            """
        ).receivers
        var sizes: [String: Int] = [:]
        var messageCount = 0
        func deliver() throws -> DeliveryReport {
            try Outbox(books.connection, receivers: receivers, wait: { _ in }) { channel, content in
                messageCount += 1
                #expect(content.payload.messages.count == 10_000 && content.payload.messages[0].rule == "r777")
                let key = SigningKey(bytes: Array("0123456789abcdef".utf8))
                let request = ChannelRequest(content, to: channel.receiver, key: key, now: .now)
                sizes[channel.receiver.name] = request.body.count
                return .delivered(status: 200)
            }.deliver()
        }
        #expect(try deliver().deliveredCount == 30_000 && messageCount == 3)
        #expect(sizes["hook"]! < 32_000 && sizes["chat"]! < 4500 && sizes["page"]! < 64_000)
        #expect(try deliver().deliveredCount == 0 && messageCount == 3)
    }
}
