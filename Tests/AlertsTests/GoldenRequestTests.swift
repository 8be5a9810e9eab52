import Foundation
import Keys
import Money
import Settings
import TestSupport
import Testing

@testable import Alerts

/// The whole request of every kind of receiver, for an alert, its end, a digest and a test: fixtures/alerts/requests.
@Suite("What each kind of receiver gets, to the byte")
struct GoldenRequestTests {
    private static let now = Instant(iso: "2026-11-02T05:15:00Z")!

    private static func message(_ number: Int = 0) -> AlertMessage {
        AlertMessage(
            id: String(repeating: "abc\(number)", count: 16), kind: .budget, rule: "pay_month", scope: .init(kind: "team", name: "<@pay>"),
            period: "2026-10", step: "80%", level: number == 0 ? .critical : .warning, unit: .money(Currency("USD")!),
            amount: try! number == 0 ? decimal("340.1249999") : decimal("12"), threshold: try! decimal("320"),
            percent: try! decimal("85.03"),
            topCauses: [
                .init(name: "team search, cpu, namespace checkout, AmazonEC2, most commit 4f1c2d", amount: try! decimal("200.125")),
                .init(name: "memory, namespace *bold*", amount: try! decimal("100")),
                .init(name: "storage", amount: try! decimal("40")),
            ], since: "2026-10-19", explainCommand: "chargeback report --month 2026-10 --team '<@pay>'")
    }

    private static let payloads: [(name: String, payload: AlertPayload)] = {
        var end = message()
        end.isResolved = true
        return [
            ("raised", AlertPayload(message())), ("resolved", AlertPayload(end)),
            ("digest", AlertPayload(digest: [message(), message(1), end], digestID: String(repeating: "d1", count: 32))),
            ("test", AlertPayload(testID: "test-1")),
        ]
    }()

    private static let receivers = [
        "webhook": "url: \"https://hooks.example.org/x\", secret: 0123456789abcdef", "alertmanager": "url: \"https://am.example.org\"",
        "slack": "url: \"https://hooks.example.org/s\"", "teams": "url: \"https://hooks.example.org/t\"",
        "dingtalk": "url: \"https://oapi.dingtalk.com/robot/send?access_token=t\", secret: SEC0123456789abcdef",
        "wecom": "url: \"https://qyapi.weixin.qq.com/x\"", "feishu": "url: \"https://open.feishu.cn/x\", secret: 0123456789abcdef",
        "pagerduty": "secret: 0123456789abcdef0123456789abcdef", "email": "to: [pay@example.org]",
    ]

    @Test("The request of each kind is the recorded one", arguments: receivers.keys.sorted())
    func requests(kind: String) throws {
        let receiver = try settings("receivers: [{name: r, kind: \(kind), \(Self.receivers[kind] ?? "")}]").receivers[0]
        let text = try Self.payloads.map { name, payload in "### \(name)\n" + (try Self.text(of: payload, to: receiver)) }.joined(separator: "\n")
        let path = Checkout.path("fixtures/alerts/requests/\(kind).txt")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            Issue.record("recorded \(kind)")
        }
        #expect(try text == String(contentsOfFile: path, encoding: .utf8))
    }

    private static func text(of payload: AlertPayload, to receiver: Settings.Receiver) throws -> String {
        guard receiver.kind != .email else { return MailMessage(payload, to: receiver.addresses, now: now).text }
        let key: SigningKey? = if case .text(let secret) = receiver.key { SigningKey(bytes: Array(secret.revealed.utf8)) } else { nil }
        let request = ChannelRequest(AlertContent(payload: payload), to: receiver, key: key, now: now)
        let headers = request.headers.map { "\($0.name): \($0.value)\n" }.joined()
        return "POST \(request.url)\n\(headers)\n\(String(decoding: request.body, as: UTF8.self))\n"
    }

    @Test("What our own webhook gets is what docs/alerts.schema.json says, and nothing else")
    func schema() throws {
        let folder = try TemporaryFolder()
        for (name, payload) in Self.payloads { try folder.write("\(name).json", String(decoding: payload.body, as: UTF8.self)) }
        let script = """
            import json, sys
            try:
                import jsonschema
            except ImportError:
                print("skipped: no python3-jsonschema here (make test installs it)"); sys.exit(0)
            schema = json.load(open(sys.argv[1]))
            for path in sys.argv[2:]: jsonschema.validate(json.load(open(path)), schema)
            wrong = json.load(open(sys.argv[2])); wrong["alerts"][0]["amount"] = 340.12
            try: jsonschema.validate(wrong, schema)
            except jsonschema.ValidationError: print("valid")
            """
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", "-c", script, Checkout.path("docs/alerts.schema.json")] + Self.payloads.map { folder.path("\($0.name).json") }
        process.standardOutput = output
        try process.run()
        process.waitUntilExit()
        let said = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        if said.hasPrefix("skipped") { print(said) }
        #expect(process.terminationStatus == 0 && (said == "valid\n" || said.hasPrefix("skipped")))
    }
}

/// The number of a text that is one.
private func decimal(_ text: String) throws -> ExactDecimal { try ExactDecimal(text) }
