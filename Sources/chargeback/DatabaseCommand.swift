import ArgumentParser
import Errors
import Foundation
import Store

/// `chargeback db`.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "The database: the embedded server, or a given one.",
        subcommands: [
            Serve.self, Stop.self, Status.self, Migrate.self, Psql.self, Grant.self, Revoke.self, Roles.self,
        ])

    /// `chargeback db serve`.
    struct Serve: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Starts the embedded server where it does not run.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let server = try common.embeddedServer()
            let isStarted = try server.start()
            print("\(isStarted ? "started" : "runs already"): \(server.connectionText)")
        }
    }

    /// `chargeback db stop`.
    struct Stop: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Stops the embedded server.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            print(try common.embeddedServer().stop() ? "stopped" : "does not run, nothing to do")
        }
    }

    /// `chargeback db status`.
    struct Status: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Says where the database is and whether it fits this program.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let target = try common.target(common.settings())
            if let server = target.embedded, !server.isRunning {
                print("embedded server in \(server.dataDirectory): does not run; any command starts it")
                return
            }
            let connection = try Connection(target)
            print("\(target.place): PostgreSQL \(connection.serverVersion / 10_000), reachable")
            try Migrator(connection).check()
            print("the schema fits this program")
        }
    }

    /// `chargeback db migrate`.
    struct Migrate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings the database to this program's schema: tables forward, views anew.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let target = try common.target(common.settings())
            try target.embedded?.start()
            let connection = try Connection(target)
            let done = try Migrator(connection).migrate()
            try DatabaseRoles(connection).apply()
            print(done.isEmpty ? "up to date, nothing to do" : done.map { "applied \($0)" }.joined(separator: "\n"))
        }
    }

    /// `chargeback db psql`.
    struct Psql: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Opens psql on the database.", discussion: "Example: chargeback db psql -c '\\d+ report.team_month'")
        @OptionGroup var common: CommonOptions

        @Argument(parsing: .captureForPassthrough, help: "Passed on to psql.")
        var arguments: [String] = []

        func run() throws {
            // What is for psql comes after our own options, which end at the first word that is not one; those in front of all
            // words for psql are read already.
            let (own, rest) = try PassThrough.split(arguments)
            let options = own ?? common
            let target = try options.target(options.settings())
            try target.embedded?.start()
            var words = ["psql"]
            if !target.connectionText.isEmpty { words += ["-d", target.connectionText] }
            words += rest
            let pointers = words.map { strdup($0) } + [nil]
            execvp("psql", pointers)
            throw StoreError(.serverProgramMissing("psql"))
        }
    }
}

/// Our options in front of words that are for another program.
enum PassThrough {
    /// Our options, `nil` where there are none, and the rest.
    static func split(_ arguments: [String]) throws -> (CommonOptions?, [String]) {
        let ours = ["--config", "--database", "--data-directory"]
        var own: [String] = []
        var rest = arguments[...]
        while let first = rest.first, ours.contains(first) || ours.contains(where: { first.hasPrefix($0 + "=") }) {
            let count = first.contains("=") ? 1 : 2
            own += rest.prefix(count)
            rest = rest.dropFirst(count)
        }
        return (own.isEmpty ? nil : try CommonOptions.parse(own), Array(rest))
    }
}

extension CommonOptions {
    /// The embedded server of the data directory, whatever database is given.
    func embeddedServer() throws -> EmbeddedServer {
        let directory = try dataDirectory ?? settings().dataDirectory
        return try EmbeddedServer(
            dataDirectory: directory
                ?? EmbeddedServer.standardDirectory(environment: ProcessInfo.processInfo.environment))
    }
}
