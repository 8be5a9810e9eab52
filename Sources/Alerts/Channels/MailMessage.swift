import Foundation
import Keys
import Texts

/// Alerts as a mail in plain text.
///
/// Header values are made of visible characters only: no label can add a header. The `Message-ID` is made from the
/// alert's id, so that mail programs show a repeat once.
struct MailMessage {
    /// The whole message as `sendmail -t` reads it (RFC 5322, CRLF made by sendmail from LF).
    let text: String

    /// A message that is put together already.
    init(text: String) { self.text = text }

    init(_ payload: AlertPayload, to addresses: [String], now: Instant) {
        let subject = Self.subject(of: payload)
        let headers = [
            "To: " + addresses.joined(separator: ", "),
            "Subject: " + Self.encoded(subject),
            "Date: " + Self.date(now),
            "Message-ID: <\(payload.id.prefix(64))@chargeback.invalid>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: base64",
        ]
        let body = ChatText.lines(payload, bytesMax: 1_000_000, lineEnd: "\n") { $0 } + "\n"
        let encoded = Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        text = headers.joined(separator: "\n") + "\n\n" + encoded + "\n"
    }

    private static func subject(of payload: AlertPayload) -> String {
        guard let first = payload.messages.first else { return "chargeback: test" }
        let scope = first.scope.name.isEmpty ? first.scope.kind : "\(first.scope.kind) \(first.scope.name)"
        let state = first.isResolved ? "resolved" : first.level.rawValue
        let words = VisibleText.of("\(state): \(scope), \(first.rule), \(first.period)")
        let more = payload.messages.count > 1 ? " and \(payload.messages.count - 1) more" : ""
        return "chargeback " + words.prefix(150) + more
    }

    /// A header's words: as they are in ASCII, else as encoded words of RFC 2047.
    static func encoded(_ words: String) -> String {
        guard !words.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else { return words }
        var pieces: [String] = []
        var piece = ""
        for scalar in words.unicodeScalars {
            // An encoded word has 75 characters at most; 45 bytes are 60 of them.
            if piece.utf8.count + String(scalar).utf8.count > 45 {
                pieces.append(piece)
                piece = ""
            }
            piece.unicodeScalars.append(scalar)
        }
        pieces.append(piece)
        return pieces.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }.joined(separator: "\n ")
    }

    /// `Sat, 31 Oct 2026 05:15:00 +0000`.
    static func date(_ now: Instant) -> String {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let iso = now.description
        let (year, month, day) = (iso.prefix(4), Int(iso.dropFirst(5).prefix(2)) ?? 1, iso.dropFirst(8).prefix(2))
        let weekday = weekdays[((now.date.days % 7) + 7) % 7]
        return "\(weekday), \(day) \(months[month - 1]) \(year) \(iso.dropFirst(11).prefix(8)) +0000"
    }
}
