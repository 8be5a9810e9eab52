import Foundation
import TestSupport
import Testing

@Suite("Digests by mail")
struct DigestTests {
    /// The night of two teams with a mail server that keeps what it is given, or refuses for now.
    private func night(on occasion: String = "published") throws -> (Command, () throws -> [String: String]) {
        let command = try Command()
        try Night.write(to: command.folder)
        let configuration = Night.configuration.replacing("teams: [{name: shop}", with: "teams: [{name: shop, email: shop@example.org}")
            .replacing("formats: [csv, html]", with: "formats: [json], digest: {on: \(occasion), organisation: [cfo@example.org], from: cost@example.org}")
        try command.folder.write("chargeback.yaml", configuration)
        // The bill reaches the end of October, so that it can be closed.
        let last = "2026-10-31T23:00:00Z,2026-11-01T00:00:00Z,0.50,0.50,0.50,0.50,S3,42,2026-10-01T00:00:00Z,2026-11-01T00:00:00Z,USD,Usage,AWS,Storage,b-1\n"
        try command.folder.write("bills/2.csv", Night.bill(["1.04", "2.08", "-0.10"]) + last)
        try command.folder.write(
            "sendmail", "#!/bin/sh\n[ -e \(command.folder.path("down")) ] && exit 75\ncat > \(command.folder.path("mail-"))$$\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command.folder.path("sendmail"))
        return (command, {
            var mails: [String: String] = [:]
            for name in try FileManager.default.contentsOfDirectory(atPath: command.folder.root.path) where name.hasPrefix("mail-") {
                let text = try String(contentsOfFile: command.folder.path(name), encoding: .utf8)
                mails[String(text.prefix { $0 != "\n" }.dropFirst("To: ".count))] = text
                try FileManager.default.removeItem(atPath: command.folder.path(name))
            }
            return mails
        })
    }

    private func parts(_ mail: String) -> [String] {
        mail.components(separatedBy: "Content-Transfer-Encoding: base64\n\n").dropFirst().compactMap { part in
            part.components(separatedBy: "\n--").first.flatMap { Data(base64Encoded: $0, options: .ignoreUnknownCharacters) }
                .map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test("A run mails each team its month and the organisation's to whom it asks for, once per published state")
    func once() throws {
        let (command, sent) = try night()
        let environment = ["CHARGEBACK_SENDMAIL": command.folder.path("sendmail")]
        let run = try command.run("run", environment: environment)
        #expect(run.status == 0 || run.status == 1, "\(run.errors)")
        let first = try sent()
        #expect(first.keys.sorted() == ["cfo@example.org", "shop@example.org"])
        let shop = try #require(first["shop@example.org"])
        #expect(shop.contains("\nFrom: cost@example.org\n") && shop.contains("\nSubject: Cost of team shop, October 2026: "))
        let both = parts(shop)
        #expect(both.count == 2 && both[0].hasPrefix("Cost of team shop\n") && both[1].contains("<html lang=\"en\">"))
        #expect(both[0].contains("PROVISIONAL") && both[0].contains("What to do"))
        #expect(both[0].split(separator: "\n").allSatisfy { $0.count <= 72 } && !both[0].contains("\nlab "))
        // The same state again: nothing.
        _ = try command.run("run", environment: environment)
        let mail = try command.run("report", "--month", "2026-10", "--mail", environment: environment)
        #expect(mail.status == 0 && mail.output == "no mail to send\n", "\(mail.errors)")
        #expect(try sent().isEmpty)
        // A restated bill is another state.
        try command.folder.write("bills/3.csv", Night.bill(["1.04", "2.08", "-0.20"]))
        _ = try command.run("run", environment: environment)
        #expect(try sent().count == 2)
    }

    @Test("What the mail server does not take waits, is said, and goes with the next run; an older state is not sent any more")
    func waits() throws {
        let (command, sent) = try night()
        let environment = ["CHARGEBACK_SENDMAIL": command.folder.path("sendmail")]
        try command.folder.write("down", "")
        let run = try command.run("run", environment: environment)
        #expect(run.errors.contains("CB091") && run.errors.contains("digest to shop@example.org"), "\(run.errors)")
        #expect(run.status == 69)
        try command.folder.write("bills/3.csv", Night.bill(["1.04", "2.08", "-0.20"]))
        try FileManager.default.removeItem(atPath: command.folder.path("down"))
        _ = try command.run("run", environment: environment)
        let mails = try sent()
        #expect(mails.count == 2)
        #expect(parts(try #require(mails["cfo@example.org"])).first?.contains("2.92") == true)
    }

    @Test("Where only closed months are told, an open one is not")
    func closed() throws {
        let (command, sent) = try night(on: "closed")
        let environment = ["CHARGEBACK_SENDMAIL": command.folder.path("sendmail")]
        _ = try command.run("run", environment: environment)
        #expect(try sent().isEmpty)
        let close = try command.run("close", "--month", "2026-10", "--as-of", "2026-11-03", "--author", "ada", environment: environment)
        #expect(close.status == 0, "\(close.errors)")
        _ = try command.run("run", environment: environment)
        let mails = try sent()
        #expect(mails.count == 2 && mails.values.allSatisfy { $0.contains("(FINAL)") })
    }
}
