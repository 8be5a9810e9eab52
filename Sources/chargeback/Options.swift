import ArgumentParser
import Errors
import Foundation
import Settings
import Store

/// Options that every command has which reads the configuration or the database.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The configuration; chargeback.yaml of this folder where there is one.")
    var config: String?

    @Option(
        name: .long,
        help: "The database as a postgresql:// URL; else CHARGEBACK_DATABASE_URL, the PG* variables, or the embedded server.")
    var database: String?

    @Option(name: .long, help: "Where the embedded server keeps its data.")
    var dataDirectory: String?

    /// The configuration that is given, or chargeback.yaml of this folder, or every default.
    func settings() throws -> Settings {
        let environment = ProcessInfo.processInfo.environment
        if let path = config ?? environment["CHARGEBACK_CONFIG"] {
            return try Settings.load(path: path, environment: environment)
        }
        let path = "chargeback.yaml"
        guard FileManager.default.fileExists(atPath: path) else { return .standard }
        return try Settings.load(path: path, environment: environment)
    }

    /// Where the database is.
    func target(_ settings: Settings) throws -> DatabaseTarget {
        let environment = ProcessInfo.processInfo.environment
        let directory =
            dataDirectory ?? settings.dataDirectory ?? EmbeddedServer.standardDirectory(environment: environment)
        return try DatabaseTarget.find(
            option: database, configured: settings.database?.revealed, environment: environment, dataDirectory: directory)
    }

    /// A session with the database, which is started and brought to this program's schema where it is ours.
    func connection(_ settings: Settings) throws -> Connection {
        let target = try target(settings)
        try target.embedded?.start()
        let connection = try Connection(target)
        if target.embedded != nil { try Migrator(connection).migrate() } else { try Migrator(connection).check() }
        return connection
    }
}
