import Foundation
import Keys
import Settings
import Texts

/// The HTTP request in which a kind of receiver wants to be told.
///
/// Sources: Alertmanager's OpenAPI v2, Slack's incoming webhooks, Teams' workflows (adaptive cards 1.4), the robots of
/// DingTalk, WeCom and Feishu, PagerDuty's Events API v2.
struct ChannelRequest {
    /// Where to; it may hold a secret.
    let url: String
    /// The body, JSON in UTF-8.
    let body: [UInt8]
    /// Besides what libcurl itself sends.
    let headers: [(name: String, value: String)]

    private static let contentType = ("Content-Type", "application/json; charset=utf-8")
    private static let pagerDuty = "https://events.pagerduty.com/v2/enqueue"

    /// The request for a receiver that is no mailbox.
    init(_ content: AlertContent, to receiver: Settings.Receiver, key: SigningKey?, now: Instant) {
        let payload = content.payload
        let url = receiver.url?.revealed ?? Self.pagerDuty
        if receiver.kind == .webhook {
            let body = content.storedBody.map { Array($0.utf8) } ?? payload.body
            let signature = key.map { [("X-Chargeback-Signature", $0.signature(of: body))] } ?? []
            self.init(url: url, body: body, headers: [Self.contentType, ("Idempotency-Key", payload.id)] + signature)
            return
        }
        let json: JSONText
        var address = url
        switch receiver.kind {
        case .alertmanager:
            json = AlertmanagerAlerts(payload, now: now).json
            address = AlertmanagerAlerts.address(url)
        case .slack: json = .object(["text": .string(ChatText(payload, .slack).text)])
        case .teams: json = TeamsCard(payload).json
        case .dingtalk:
            json = Self.markdown("text", ChatText(payload, .dingtalk), title: "chargeback")
            address = key.map { ChatSignature.dingtalk(url, key: $0, now: now) } ?? url
        case .wecom: json = Self.markdown("content", ChatText(payload, .wecom), title: nil)
        case .feishu: json = ChatSignature.feishu(ChatText(payload, .feishu).text, key: key, now: now)
        case .pagerduty: json = PagerDutyEvent(payload).json(key: key)
        case .webhook, .email: preconditionFailure("told in another way")
        }
        self.init(url: address, body: Array(json.rendered(isIndented: false).utf8), headers: [Self.contentType])
    }

    private init(url: String, body: [UInt8], headers: [(name: String, value: String)]) {
        self.url = url
        self.body = body
        self.headers = headers
    }

    /// DingTalk's and WeCom's markdown.
    private static func markdown(_ member: String, _ text: ChatText, title: String?) -> JSONText {
        var members: [String: JSONText] = [member: .string(text.text)]
        if let title { members["title"] = .string(title) }
        return .object(["msgtype": .string("markdown"), "markdown": .object(members)])
    }
}
