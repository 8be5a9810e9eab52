import Foundation
import Keys
import Texts

/// A report as a mail: a page for people, and the same as text for whoever reads without pages.
public struct DigestMail: Hashable, Sendable {
    /// To whom.
    public let address: String
    /// From whom; the mail server's own idea where `nil`.
    public let from: String?
    /// What it is about.
    public let subject: String
    /// The text.
    public let text: String
    /// The page.
    public let page: String
    /// What makes it this mail and no other: a repeat has the same `Message-ID`.
    public let key: String

    /// A mail of its parts.
    public init(to address: String, from: String?, subject: String, text: String, page: String, key: String) {
        self.address = address
        self.from = from
        self.subject = subject
        self.text = text
        self.page = page
        self.key = key
    }
}

extension MailMessage {
    /// The longest subject, in characters.
    private static let subjectLengthMax = 200

    /// The mail as `multipart/alternative` (RFC 2046), the best part last.
    ///
    /// Both parts are base64, so no line of a report can be taken for a boundary or a header.
    init(_ mail: DigestMail, now: Instant) {
        let id = Digest(of: mail.key).description
        let boundary = "=_chargeback_\(id.prefix(24))"
        var headers = ["To: " + mail.address]
        if let from = mail.from { headers.append("From: " + from) }
        headers += [
            "Subject: " + Self.encoded(String(VisibleText.of(mail.subject).prefix(Self.subjectLengthMax))),
            "Date: " + Self.date(now),
            "Message-ID: <\(id)@chargeback.invalid>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative; boundary=\"\(boundary)\"",
        ]
        let parts = [("text/plain", mail.text), ("text/html", mail.page)].map { type, body in
            "--\(boundary)\nContent-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
                + Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed]) + "\n"
        }
        self.init(text: headers.joined(separator: "\n") + "\n\n" + parts.joined() + "--\(boundary)--\n")
    }
}
