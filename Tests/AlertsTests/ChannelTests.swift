import Foundation
import Keys
import Money
import Settings
import Testing

@testable import Alerts

@Suite("How each kind of receiver is told")
struct ChannelTests {
    private static let now = Instant(iso: "2026-11-02T05:15:00Z")!

    private static let message = AlertMessage(
        id: String(repeating: "ab", count: 32), kind: .budget, rule: "pay*month", scope: .init(kind: "team", name: "<pay>"),
        period: "2026-10", step: "80%", level: .warning, unit: .money(Currency("USD")!), amount: try! number("340.1249999"),
        threshold: try! number("320"), percent: try! number("85.03"),
        topCauses: [
            .init(name: "cpu, namespace checkout", amount: try! number("200.125")),
            .init(name: "memory", amount: try! number("100")),
        ], explainCommand: "chargeback report --month 2026-10 --team '<pay>'")

    private static func receiver(_ text: String) throws -> Settings.Receiver {
        try settings("receivers: [{name: r, \(text)}]").receivers[0]
    }

    private static func request(_ text: String, _ payload: AlertPayload = AlertPayload(message)) throws -> ChannelRequest {
        let receiver = try receiver(text)
        let key: SigningKey? = if case .text(let secret) = receiver.key { SigningKey(bytes: Array(secret.revealed.utf8)) } else { nil }
        return ChannelRequest(AlertContent(payload: payload), to: receiver, key: key, now: now)
    }

    private static func json(_ request: ChannelRequest) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any])
    }

    private static let line =
        "warning: team <pay> cost 340.12 USD in 2026-10, 85.03 % of the budget (limit 80% = 320.00, rule pay*month); "
        + "most: cpu, namespace checkout 200.13; chargeback report --month 2026-10 --team '<pay>'"

    @Test("Slack gets its text, with its three marks escaped so that no label pages a channel")
    func slack() throws {
        let request = try Self.request("kind: slack, url: \"https://hooks.example.org/s\"")
        let escaped = Self.line.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        let text = try #require(try Self.json(request)["text"] as? String)
        #expect(text == escaped + "\nthen: memory 100.00 USD")
        #expect(request.url == "https://hooks.example.org/s")
    }

    @Test("Teams gets an adaptive card in a message, its words without marks")
    func teams() throws {
        let request = try Self.request("kind: teams, url: \"https://hooks.example.org/t\"")
        let message = try Self.json(request)
        let attachments = try #require(message["attachments"] as? [[String: Any]])
        #expect(message["type"] as? String == "message" && attachments.count == 1)
        #expect(attachments[0]["contentType"] as? String == "application/vnd.microsoft.card.adaptive")
        let card = try #require(attachments[0]["content"] as? [String: Any])
        let blocks = try #require(card["body"] as? [[String: Any]])
        #expect(card["type"] as? String == "AdaptiveCard" && card["version"] as? String == "1.4")
        #expect((blocks[1]["text"] as? String)?.contains(#"rule pay\*month"#) == true)
        #expect((blocks[1]["text"] as? String)?.contains(#"team \<pay>"#) == true)
    }

    @Test("DingTalk gets markdown at an address that is signed with the time and the robot's secret")
    func dingtalk() throws {
        let request = try Self.request(
            "kind: dingtalk, url: \"https://oapi.dingtalk.com/robot/send?access_token=t\", secret: SEC0123456789abcdef")
        // echo -n "$ms\n$secret" | openssl dgst -sha256 -hmac "$secret" -binary | base64, then URL-encoded.
        #expect(
            request.url == "https://oapi.dingtalk.com/robot/send?access_token=t&timestamp=1793596500000"
                + "&sign=3Pz2IEXOBReesFqoxiRd3dNofM43xYUYxGJzTgGjoTg%3D")
        let body = try Self.json(request)
        let markdown = try #require(body["markdown"] as? [String: String])
        #expect(body["msgtype"] as? String == "markdown" && markdown["title"] == "chargeback")
        #expect(markdown["text"]?.contains(#"rule pay\*month"#) == true)
    }

    @Test("WeCom gets markdown of at most 4,096 bytes, however many alerts there are")
    func wecom() throws {
        var many: [AlertMessage] = []
        for number in 0..<40 {
            var message = Self.message
            message.id = "\(number)"
            message.rule = String(repeating: "规", count: 60)
            many.append(message)
        }
        let request = try Self.request(
            "kind: wecom, url: \"https://qyapi.weixin.qq.com/x\"", AlertPayload(digest: many, digestID: "d"))
        let content = try #require((try Self.json(request)["markdown"] as? [String: String])?["content"])
        #expect(content.utf8.count <= 4096 && content.hasPrefix("40 cost alerts\n"))
        let shown = content.split(separator: "\n").filter { $0.hasPrefix("warning") }.count
        #expect(content.hasSuffix("and \(40 - shown) more: chargeback alerts list") && shown > 2)
    }

    @Test("Feishu gets a text that carries time and signature")
    func feishu() throws {
        let request = try Self.request("kind: feishu, url: \"https://open.feishu.cn/x\", secret: 0123456789abcdef")
        let body = try Self.json(request)
        #expect(body["msg_type"] as? String == "text" && body["timestamp"] as? String == "1793596500")
        #expect(body["sign"] as? String == "ldfth0Q3HQQtPMla48OoIm1mqkWG7U+JLD3WnyUXOcg=")
        #expect((body["content"] as? [String: String])?["text"]?.contains("team &lt;pay&gt;") == true)
    }

    @Test("PagerDuty gets an event whose key is the alert's id and whose severity is one of its own")
    func pagerduty() throws {
        let request = try Self.request("kind: pagerduty, secret: 0123456789abcdef0123456789abcdef")
        let body = try Self.json(request)
        #expect(request.url == "https://events.pagerduty.com/v2/enqueue")
        #expect(body["routing_key"] as? String == "0123456789abcdef0123456789abcdef")
        #expect(body["event_action"] as? String == "trigger" && body["dedup_key"] as? String == Self.message.id)
        let payload = try #require(body["payload"] as? [String: Any])
        #expect(payload["severity"] as? String == "warning" && payload["source"] as? String == "chargeback")
        #expect((payload["summary"] as? String)?.utf8.count ?? 9999 <= 1024)
        #expect((payload["custom_details"] as? [[String: Any]])?[0]["amount"] as? String == "340.1249999")
    }

    @Test("Alertmanager gets labels that never change and an end behind the months that are looked at")
    func alertmanager() throws {
        let request = try Self.request("kind: alertmanager, url: \"https://am.example.org/\"")
        #expect(request.url == "https://am.example.org/api/v2/alerts")
        let alerts = try #require(try JSONSerialization.jsonObject(with: Data(request.body)) as? [[String: Any]])
        #expect(
            alerts[0]["labels"] as? [String: String] == [
                "alertname": "chargeback budget", "severity": "warning", "rule": "pay*month", "scope": "team",
                "team": "<pay>", "period": "2026-10", "step": "80%", "currency": "USD",
            ])
        #expect(alerts[0]["startsAt"] as? String == "2026-11-02T05:15:00Z")
        #expect(alerts[0]["endsAt"] as? String == "2027-01-03T05:15:00Z")
        #expect((alerts[0]["annotations"] as? [String: String])?["amount"] == "340.1249999")
    }

    @Test("A chat that says 200 and refuses in its answer has not taken the alert; too many messages pass by")
    func chatAnswers() throws {
        let receiver = try LocalReceiver()
        let cases: [(String, DeliveryOutcome)] = [
            ("errcode/0", .delivered(status: 200)),
            ("errcode/310000", .failed(.refusedInAnswer(code: 310_000), isRetryable: false)),
            ("errcode/130101", .failed(.refusedInAnswer(code: 130_101), isRetryable: true)),
            ("status/200", .failed(.answerStrange, isRetryable: true)),
            ("status/503", .refused(status: 503, isRetryable: true)),
        ]
        for (path, outcome) in cases {
            let chat = try Self.receiver("kind: wecom, url: \"\(receiver.url(path))\", allow_private: true")
            #expect(try Channel(chat).send(AlertContent(payload: AlertPayload(Self.message))) == outcome, "\(path)")
        }
    }

    @Test("Mail goes to sendmail with headers that no name can break, and a repeat has the same Message-ID")
    func mail() throws {
        var message = Self.message
        message.rule = "évil\r\nBcc: x@example.org"
        let mail = MailMessage(AlertPayload(message), to: ["pay@example.org", "cfo@example.org"], now: Self.now).text
        let parts = try #require(mail.range(of: "\n\n"))
        let head = mail[..<parts.lowerBound]
        #expect(head.hasPrefix("To: pay@example.org, cfo@example.org\nSubject: =?UTF-8?B?"))
        #expect(head.contains("\nDate: Mon, 02 Nov 2026 05:15:00 +0000\n"))
        #expect(head.contains("\nMessage-ID: <\(message.id)@chargeback.invalid>\n") && !head.contains("Bcc"))
        let body = try #require(
            Data(base64Encoded: String(mail[parts.upperBound...]), options: .ignoreUnknownCharacters))
        #expect(String(decoding: body, as: UTF8.self).hasPrefix("warning: team <pay> cost 340.12 USD in 2026-10"))
        // A sendmail of our own shows what comes in, and by its exit status whether it is tried again.
        let folder = FileManager.default.temporaryDirectory.appending(path: "mail-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let outcomes: [(Int32, DeliveryOutcome)] = [
            (0, .delivered(status: 0)), (75, .failed(.sendmailFailed(75), isRetryable: true)),
            (67, .failed(.sendmailFailed(67), isRetryable: false)),
        ]
        for (status, outcome) in outcomes {
            let program = folder.appending(path: "sendmail-\(status)")
            try Data("#!/bin/sh\necho \"$@\" > \(folder.path)/words\ncat > \(folder.path)/mail\nexit \(status)\n".utf8)
                .write(to: program)
            chmod(program.path, 0o755)
            let sent = MailMessage(AlertPayload(message), to: ["pay@example.org"], now: Self.now)
            #expect(Sendmail(program: program.path).send(sent) == outcome)
            #expect(try String(contentsOf: folder.appending(path: "mail"), encoding: .utf8) == sent.text)
            #expect(try String(contentsOf: folder.appending(path: "words"), encoding: .utf8) == "-t -i\n")
        }
        let missing = Sendmail(program: folder.appending(path: "nobody").path)
        #expect(missing.send(MailMessage(AlertPayload(message), to: ["a@b.c"], now: Self.now)) == .failed(.sendmailMissing, isRetryable: false))
    }
}
