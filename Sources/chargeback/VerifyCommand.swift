import ArgumentParser
import Errors
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

            Example: chargeback verify --month 2026-10
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "Only what concerns this month.")
    var month: Month?

    @Flag(help: "Print the checks and their offenders as JSON.")
    var json = false

    func run() throws {
        let results = try Verifier(common.connection(common.settings())).verify(month)
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
