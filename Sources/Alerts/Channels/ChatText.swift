import Texts

/// Alerts as lines of a chat: one per alert with its causes and the command that explains it, cut to what the chat
/// takes, and without anything that the chat would take for its own marks.
struct ChatText {
    /// How a chat marks its text.
    enum Dialect {
        case slack, teams, dingtalk, wecom, feishu

        /// How many bytes of UTF-8 a message may have, with room for the envelope.
        var bytesMax: Int {
            switch self {
            case .slack: 35_000
            case .teams: 20_000
            case .dingtalk: 18_000
            case .wecom: 3_900
            case .feishu: 18_000
            }
        }

        /// A text in which nothing is a mark, a link, a mention or an image.
        func escaped(_ text: String) -> String {
            var escaped = ""
            for scalar in text.unicodeScalars {
                switch (self, scalar) {
                case (.slack, "&"), (.feishu, "&"), (.wecom, "&"): escaped += "&amp;"
                case (.slack, "<"), (.feishu, "<"), (.wecom, "<"): escaped += "&lt;"
                case (.slack, ">"), (.feishu, ">"), (.wecom, ">"): escaped += "&gt;"
                case (.slack, _), (.feishu, _): escaped.unicodeScalars.append(scalar)
                case (_, "\\"), (_, "["), (_, "]"), (_, "*"), (_, "_"), (_, "`"), (_, "#"), (_, "!"), (_, "~"), (_, "<"),
                    (_, "@"), (_, "|"):
                    escaped += "\\\(scalar)"
                default: escaped.unicodeScalars.append(scalar)
                }
            }
            return escaped
        }

        /// What ends a line.
        var lineEnd: String { self == .dingtalk || self == .teams ? "\n\n" : "\n" }
    }

    /// The whole text.
    let text: String

    init(_ payload: AlertPayload, _ dialect: Dialect) {
        text = Self.lines(payload, bytesMax: dialect.bytesMax, lineEnd: dialect.lineEnd) { dialect.escaped($0) }
    }

    /// The lines of a payload, as many as fit; the rest is counted.
    static func lines(
        _ payload: AlertPayload, bytesMax: Int, lineEnd: String, _ escape: (String) -> String
    ) -> String {
        guard !payload.messages.isEmpty else { return escape(AlertPayload.testWords) }
        var lines: [String] = []
        if payload.messages.count > 1 { lines.append(escape("\(payload.messages.count) cost alerts")) }
        var bytes = lines.reduce(0) { $0 + $1.utf8.count }
        for (place, message) in payload.messages.enumerated() {
            let more = payload.messages.count - place
            let block = ([message.line] + message.causeLines).map(escape)
            let size = block.reduce(0) { $0 + $1.utf8.count + lineEnd.utf8.count }
            if place >= AlertPayload.messagesShownMax || bytes + size > bytesMax - 100 {
                // One alert alone is cut rather than left out.
                if place == 0 { lines.append(cut(block[0], bytesMax: bytesMax - 100)) }
                let left = place == 0 ? more - 1 : more
                if left > 0 { lines.append(escape("and \(left) more: chargeback alerts list")) }
                break
            }
            lines += block
            bytes += size
        }
        return lines.joined(separator: lineEnd)
    }

    private static func cut(_ text: String, bytesMax: Int) -> String {
        var cut = ""
        for character in text where cut.utf8.count + character.utf8.count <= bytesMax { cut.append(character) }
        return cut + "…"
    }
}

extension AlertMessage {
    /// The second and third cause; the first stands in the line itself.
    var causeLines: [String] {
        guard topCauses.count > 1 else { return [] }
        let causes = topCauses.dropFirst().map { "\(VisibleText.of($0.name)) \(shown($0.amount)) \(unit.sign)" }
        return ["then: " + causes.joined(separator: "; ")]
    }
}
