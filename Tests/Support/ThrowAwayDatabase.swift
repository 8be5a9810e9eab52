import Foundation
import Store

/// A PostgreSQL database of a test's own, with this program's schema.
///
/// All tests of a process share one server; each has its own database, so they may run side by side. The databases
/// go with the server: dropping one would wait for its last session.
///
/// ```swift
/// let database = try ThrowAwayDatabase()
/// let connection = try database.connect()
/// ```
public final class ThrowAwayDatabase: Sendable {
    /// The database's name on the server.
    public let name: String
    /// How sessions and commands reach it.
    public let target: DatabaseTarget

    /// An empty database with the schema.
    public convenience init() throws { try self.init(copyOf: "chargeback") }

    /// A database that starts with what a body puts into it; the body runs once in the process.
    ///
    /// - Parameters:
    ///   - state: A name for the content: lower case letters and `_`.
    ///   - fill: Fills a session's database.
    public convenience init(filled state: String, by fill: (Connection) throws -> Void) throws {
        try Templates.shared.make(state, fill)
        try self.init(copyOf: state)
    }

    fileprivate init(copyOf template: String, named given: String? = nil) throws {
        let server = try ThrowAwayServer.shared.get()
        let name = given ?? "test_\(UInt64.random(in: 0 ... .max))"
        self.name = name
        target = try DatabaseTarget(
            given: "host=\(server.socketDirectory) port=5432 dbname=\(name) user=chargeback")
        try Self.onServer("create database \(name) template \(template) strategy file_copy")
    }

    /// A new session.
    public func connect() throws -> Connection { try Connection(target) }

    fileprivate static func onServer(_ statement: String) throws {
        let server = try ThrowAwayServer.shared.get()
        try ThrowAwayServer.copying.withLock {
            let connection = try Connection(
                DatabaseTarget(given: "host=\(server.socketDirectory) port=5432 dbname=postgres user=chargeback"))
            try connection.execute(statement)
        }
    }
}

/// The databases that others are copied from.
private final class Templates: @unchecked Sendable {
    static let shared = Templates()
    private let lock = NSLock()
    /// A template that could not be filled is refused every time, with its own error.
    private var made: [String: Result<ThrowAwayDatabase, any Error>] = [:]

    func make(_ state: String, _ fill: (Connection) throws -> Void) throws {
        try lock.withLock {
            if let known = made[state] {
                _ = try known.get()
                return
            }
            let result = Result {
                let database = try ThrowAwayDatabase(copyOf: "chargeback", named: state)
                try fill(database.connect())
                return database
            }
            made[state] = result
            _ = try result.get()
        }
    }
}
