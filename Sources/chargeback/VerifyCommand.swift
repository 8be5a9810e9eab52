import ArgumentParser
import Errors
import Foundation
import Keys
import Ledger
import Store

/// `chargeback verify`.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Asks the database whether every promise holds; exits 1 where one does not.",
        discussion: """
            Each check is a query under sql/checks that returns what breaks a promise: that the allocation is the bill to
            the last digit, that nothing is counted twice, that nobody has edited a published figure, and so on.

            With --replay it also works the month out anew, compares, and takes that back. The log of what was done is
            hash-chained: --save-head notes its end in a file to keep elsewhere, --against compares with such a file.

            Example: chargeback verify --month 2026-10 --replay
            Example: chargeback verify --against head.json --save-head head.json
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "Only what concerns this month.")
    var month: Month?

    @Flag(help: "Work the month out anew and compare; needs --month and the configuration.")
    var replay = false

    @Option(help: ArgumentHelp("Compare the log with a head that was noted before.", valueName: "file"))
    var against: String?

    @Option(help: ArgumentHelp("Note the log's head in a file, if all is well.", valueName: "file"))
    var saveHead: String?

    @Flag(help: "Print the checks and their offenders as JSON.")
    var json = false

    func validate() throws {
        if replay, month == nil { throw ValidationError("--replay needs --month") }
    }

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        let noted = try against.map(LogHead.read)
        var results = try Verifier(connection).verify(month)
        if let noted { results.append(try noted.check(connection)) }
        if replay, let month { results.append(try Allocator(connection, settings: settings).replay(month)) }
        if json {
            print(Self.json(results))
        } else {
            for result in results where !result.holds {
                Console.complain("\(result.name): \(result.promise)")
                result.findings.prefix(10).forEach { print($0) }
            }
            let broken = results.count { !$0.holds }
            if broken == 0 { print("\(results.count) checks, no findings") } else { print("\(results.count) checks, \(broken) with findings") }
        }
        if results.contains(where: { !$0.holds }) { throw Errors.ExitCode.findings }
        if let saveHead, let head = try LogHead.current(connection) {
            try (head.json + "\n").write(toFile: saveHead, atomically: true, encoding: .utf8)
        }
    }

    private static func json(_ results: [CheckResult]) -> String {
        let checks = results.map { result in
            JSONText.object([
                (name: "check", json: JSONText.text(result.name)),
                (name: "promise", json: JSONText.text(result.promise)),
                (name: "holds", json: result.holds ? "true" : "false"),
                (
                    name: "offenders",
                    json: "[" + result.offenders.map { JSONText.object($0.map { ($0.column, $0.value) }) }.joined(separator: ",")
                        + "]"
                ),
            ])
        }
        return "[" + checks.joined(separator: ",\n ") + "]"
    }
}
