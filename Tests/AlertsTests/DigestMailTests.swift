import Foundation
import Keys
import Testing

@testable import Alerts

@Suite("Reports by mail")
struct DigestMailTests {
    private static let now = Instant(iso: "2026-11-02T05:15:00Z")!

    /// What Python's mail reader makes of messages.
    private struct Read: Decodable {
        let headers: [String]
        let subject: String
        let type: String
        let parts: [Part]
        let defects: Int

        struct Part: Decodable {
            let type: String
            let text: String
        }
    }

    private static let reader = """
        import email, email.policy, json, sys
        out = []
        for text in json.load(sys.stdin):
            message = email.message_from_string(text, policy=email.policy.default)
            out.append({"headers": message.keys(), "subject": message["Subject"], "type": message.get_content_type(),
                "defects": len(message.defects) + sum(len(part.defects) for part in message.iter_parts()),
                "parts": [{"type": part.get_content_type(), "text": part.get_content()} for part in message.iter_parts()]})
        json.dump(out, sys.stdout)
        """

    private static func read(_ messages: [String]) throws -> [Read] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", reader]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(try JSONEncoder().encode(messages))
        try input.fileHandleForWriting.close()
        let json = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return try JSONDecoder().decode([Read].self, from: json)
    }

    @Test("A page and a text, the same headers whatever a team is called, and both parts as they were")
    func hostile() throws {
        let labels = [
            "payments", "x\r\nBcc: eve@example.org", "x\n\n<script>", "\u{202E}gnp", "支付", "=?UTF-8?B?QmNj?=", "--=_chargeback_",
            ".\n", "From here", String(repeating: "long ", count: 100), "\u{0}\u{1B}[31m", "a\u{2028}b\u{85}c", "\"quoted\", <a@b.c>",
        ]
        let mails = labels.map { label in
            DigestMail(
                to: "team@example.org", from: "cost@example.org", subject: "Cost of team \(label)", text: "text of \(label)\n.\n--\n",
                page: "<p>\(label)</p>\n", key: label)
        }
        let messages = mails.map { MailMessage($0, now: Self.now).text }
        let reads = try Self.read(messages)
        #expect(reads.count == labels.count)
        for (mail, read) in zip(mails, reads) {
            #expect(
                read.headers == [
                    "To", "From", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                ], "\(mail.subject)")
            #expect(read.type == "multipart/alternative" && read.defects == 0)
            #expect(read.parts.map(\.type) == ["text/plain", "text/html"])
            #expect(read.parts.map(\.text) == [mail.text, mail.page], "\(mail.subject)")
            #expect(!read.subject.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" || $0 == "\u{2028}" })
        }
        #expect(reads[4].subject == "Cost of team 支付")
        #expect(messages.allSatisfy { $0.split(separator: "\n", omittingEmptySubsequences: false).allSatisfy { $0.utf8.count <= 998 } })
        let again = MailMessage(mails[0], now: Instant(iso: "2026-11-03T05:15:00Z")!).text
        #expect(again.contains("Message-ID: <") && Set([again, messages[0]].map { $0.split(separator: "\n").first { $0.hasPrefix("Message-ID") } }).count == 1)
    }
}
