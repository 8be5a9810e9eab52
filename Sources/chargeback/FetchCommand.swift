import ArgumentParser
import Errors
import Fetch
import Foundation
import Keys
import Settings
import Usage

/// `chargeback fetch`.
struct FetchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fetch", abstract: "Fetches range exports from a live Prometheus.",
        subcommands: [FetchUsageCommand.self])
}

/// `chargeback fetch usage`.
struct FetchUsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Asks Prometheus for the catalogue's signals, hour by hour, and writes range exports with a manifest.",
        discussion: """
            Servers stand under prometheus in chargeback.yaml; --url asks another one. What is there already is not asked
            for again, so a call that was cut off is simply repeated. Passwords and tokens come from files alone.

            Example: chargeback fetch usage --from 2026-10-01 --to 2026-11-01 --cluster prod-use1
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The first hour, UTC: 2026-10-01 or 2026-10-01T06:00Z.")
    var from: Instant

    @Option(help: "The hour it ends before, UTC; younger hours than the lag are left for later.")
    var to: Instant

    @Option(help: "The cluster; all of the configuration where none is named.")
    var cluster: String?

    @Option(help: "The folder for the files, by cluster and day.")
    var output: String?

    @Option(help: "The server, with the path before /api/v1, in place of the configuration's.")
    var url: String?

    @Option(help: "With --url: the name of basic authentication.")
    var user: String?

    @Option(help: "With --url: the file with the password.")
    var passwordFile: String?

    @Option(help: "With --url: the file with a bearer token.")
    var tokenFile: String?

    @Option(help: "With --url: the tenant that X-Scope-OrgID names.")
    var tenant: String?

    @Option(help: "With --url: certificates that are trusted in place of the system's.")
    var caFile: String?

    @Option(help: "With --url: the certificate that this side shows, with its key or beside --key-file.")
    var certificateFile: String?

    @Option(help: "With --url: the certificate's key.")
    var keyFile: String?

    @Option(help: "Only this signal; may be repeated.")
    var signal: [String] = []

    @Flag(help: "Take answers that call themselves partial; it is noted.")
    var allowPartial = false

    func validate() throws {
        guard from.microseconds % 3_600_000_000 == 0, to.microseconds % 3_600_000_000 == 0 else {
            throw ValidationError("--from and --to are whole hours")
        }
        guard from < to else { throw ValidationError("--to must be after --from") }
        guard url == nil || cluster != nil else { throw ValidationError("--url needs --cluster") }
        guard (user == nil) == (passwordFile == nil) else { throw ValidationError("--user and --password-file go together") }
    }

    func run() throws {
        let settings = try common.settings()
        let servers = try self.servers(settings)
        let catalogue = try Catalogue.load(path: settings.usageCatalogue)
        for id in signal where catalogue.signal(id: id)?.expression == nil {
            throw ValidationError("the catalogue has no signal '\(id)' with an expr")
        }
        var errors: [any CodedError] = []
        for server in servers {
            let oldest = TimeSpan.hourStart(Instant.now.seconds - Int64(server.lagSeconds))
            let span = TimeSpan(from: from.seconds, to: min(to.seconds, oldest))
            guard span.from < span.to else {
                Console.complain("\(server.cluster): nothing to fetch: all of it is younger than \(server.lagSeconds) s")
                continue
            }
            let fetcher = try UsageFetcher(server, catalogue: catalogue, only: signal)
            let outcome = try ProgressLine.during { try fetcher.fetch(span) }
            outcome.warnings.forEach(Console.complain)
            Console.say(outcome.words)
            errors += outcome.errors
        }
        guard errors.isEmpty else {
            throw CodedErrors(errors: Array(errors.prefix(10)), moreCount: max(0, errors.count - 10))
        }
    }

    private func servers(_ settings: Settings) throws -> [Settings.Prometheus] {
        if let url, let cluster {
            return [
                Settings.Prometheus(
                    cluster: cluster, url: Confidential(revealed: url, shown: url), output: output ?? "range-exports",
                    user: user, password: passwordFile.map { .file($0) }, token: tokenFile.map { .file($0) },
                    tenant: tenant, authorityFile: caFile, certificateFile: certificateFile, keyFile: keyFile,
                    allowPartial: allowPartial)
            ]
        }
        let found = settings.prometheus.filter { cluster == nil || $0.cluster == cluster }
        guard !found.isEmpty else {
            throw ValidationError(
                settings.prometheus.isEmpty
                    ? "no server is known; write prometheus into chargeback.yaml, or give --url and --cluster"
                    : "the configuration has no prometheus of cluster '\(cluster ?? "")'")
        }
        return found.map { $0.with(output: output, allowPartial: allowPartial) }
    }
}

extension Instant: ExpressibleByArgument {
    /// The moment that an ISO 8601 text names.
    public init?(argument: String) { self.init(iso: argument) }
}
