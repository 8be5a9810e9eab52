import CLibPQ
import Errors

/// A session with PostgreSQL through libpq; used by one thread at a time.
///
/// ```swift
/// let connection = try Connection(target)
/// try connection.transaction { try connection.execute("delete from …", [.text("x")]) }
/// ```
public final class Connection {
    private let handle: OpaquePointer
    private let target: DatabaseTarget
    /// Where the server is, for error lines: `host:port/database` or the socket's folder.
    public let place: String
    private var transactionDepth = 0

    /// Connects and makes the session's settings the same everywhere: UTC, ISO dates, all float digits.
    ///
    /// - Throws: `StoreError`.
    public init(_ target: DatabaseTarget) throws(StoreError) {
        place = target.place
        self.target = target
        guard let handle = PQconnectdb(target.connectionText) else {
            throw StoreError(.unreachable("out of memory"), place: target.place)
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            let words = Self.firstLine(PQerrorMessage(handle))
            throw StoreError(.unreachable(words), place: target.place)
        }
        let version = PQserverVersion(handle)
        guard version >= 150_000 else { throw StoreError(.serverTooOld("\(version / 10_000)"), place: target.place) }
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        try execute(
            """
            set timezone = 'UTC'; set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1;
            set client_encoding = 'UTF8'; set client_connection_check_interval = '1s'; set lock_timeout = '60s';
            set idle_in_transaction_session_timeout = '10min'; set client_min_messages = warning; set jit = off
            """)
    }

    deinit { PQfinish(handle) }

    /// The server's version, such as 150018.
    public var serverVersion: Int32 { PQserverVersion(handle) }

    /// Runs statements without parameters; several may stand in one text.
    ///
    /// - Throws: `StoreError`.
    public func execute(_ sql: String, name: String? = nil) throws(StoreError) {
        _ = try check(PQexec(handle, sql), name: name ?? Self.head(of: sql))
    }

    /// Runs one statement and returns its rows.
    ///
    /// - Parameters:
    ///   - sql: One statement with `$1`, `$2`, …
    ///   - parameters: Their values.
    ///   - name: What error lines call the statement; its first words where nothing is given.
    /// - Throws: `StoreError`.
    @discardableResult
    public func query(
        _ sql: String, _ parameters: [Parameter] = [], name: String? = nil
    ) throws(StoreError) -> Rows {
        var values: [UnsafeMutablePointer<CChar>?] = parameters.map { $0.text.map { Self.duplicate($0) } }
        defer { values.forEach { $0?.deallocate() } }
        let types = parameters.map(\.type)
        let result = values.withUnsafeMutableBufferPointer { buffer in
            buffer.withMemoryRebound(to: UnsafePointer<CChar>?.self) { pointers in
                PQexecParams(handle, sql, Int32(parameters.count), types, pointers.baseAddress, nil, nil, 0)
            }
        }
        return Rows(try check(result, name: name ?? Self.head(of: sql)))
    }

    /// Runs the body in one transaction: all of it or, where it throws, nothing.
    ///
    /// Inside another one it is a part of it that can fail by itself (a savepoint).
    ///
    /// - Parameter isReading: Whether the body only reads, and is to see one state of the database throughout.
    public func transaction<T>(isReading: Bool = false, _ body: () throws -> T) throws -> T {
        let depth = transactionDepth
        let begin = isReading ? "begin isolation level repeatable read, read only" : "begin"
        try execute(depth == 0 ? begin : "savepoint part_\(depth)")
        transactionDepth += 1
        defer { transactionDepth = depth }
        do {
            let value = try body()
            try execute(depth == 0 ? "commit" : "release savepoint part_\(depth)")
            return value
        } catch {
            // The first error is the one to tell; a lost connection has rolled back already.
            try? execute(depth == 0 ? "rollback" : "rollback to savepoint part_\(depth)")
            throw error
        }
    }

    /// Whether a transaction has begun.
    public var isInTransaction: Bool { transactionDepth > 0 }

    /// Another session with the same database.
    ///
    /// - Throws: `StoreError` where the server takes no more sessions.
    public func another() throws(StoreError) -> Connection { try Connection(target) }

    /// Another session, in a transaction that sees exactly what this one's transaction sees; for reading on a thread of its own.
    ///
    /// - Returns: The session; `nil` where the server is a standby, which shares no snapshots.
    /// - Throws: `StoreError` where the server takes no more sessions.
    public func sibling() throws(StoreError) -> Connection? {
        guard let snapshot = try query(SQL.text("ops/export_snapshot.sql"))[0]["snapshot"] else { return nil }
        let sibling = try another()
        try sibling.execute("begin isolation level repeatable read, read only; set transaction snapshot '\(snapshot)'")
        sibling.transactionDepth = 1
        return sibling
    }

    /// Ends a transaction that is to be taken back.
    private struct Enough: Error {}

    /// Runs the body and takes back all that it did: to say what would come of it.
    public func takenBack<T>(_ body: () throws -> T) throws -> T {
        var value: T?
        do {
            try transaction {
                value = try body()
                throw Enough()
            }
        } catch is Enough {}
        guard let value else { preconditionFailure("the body has neither returned nor thrown") }
        return value
    }

    // MARK: COPY

    /// Starts `COPY … FROM STDIN (FORMAT binary)`; `CopyStream` feeds it.
    func startCopy(_ sql: String) throws(StoreError) {
        _ = try check(PQexec(handle, sql), name: Self.head(of: sql), expected: PGRES_COPY_IN)
    }

    /// Sends the next bytes of the running COPY.
    func sendCopy(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
        guard !bytes.isEmpty else { return }
        let isSent = PQputCopyData(handle, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count)) == 1
        if !isSent { throw lastError(name: "copy") }
    }

    /// Ends the running COPY and returns how many rows the server stored.
    func endCopy(cancelledBecause reason: String? = nil) throws(StoreError) -> Int64 {
        let isSent = reason.map { PQputCopyEnd(handle, $0) } ?? PQputCopyEnd(handle, nil)
        guard isSent == 1 else { throw lastError(name: "copy") }
        let result = PQgetResult(handle)
        defer { while let rest = PQgetResult(handle) { PQclear(rest) } }
        if reason != nil {
            PQclear(result)
            return 0
        }
        let rows = Rows(try check(result, name: "copy"))
        return rows.affected
    }

    /// Runs `COPY … TO STDOUT` and lends its output row by row, in bounded memory.
    ///
    /// - Parameters:
    ///   - sql: The whole statement; a COPY has no parameters.
    ///   - body: Takes the bytes of the next row; where it throws, the server is told to stop.
    /// - Throws: `StoreError`, and whatever the body throws.
    public func copyOut(_ sql: String, name: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        _ = try check(PQexec(handle, sql), name: name, expected: PGRES_COPY_OUT)
        var failure: (any Error)?
        var row: UnsafeMutablePointer<CChar>?
        var count = PQgetCopyData(handle, &row, 0)
        while count > 0 {
            do { if failure == nil { try body(UnsafeRawBufferPointer(start: row, count: Int(count))) } } catch {
                failure = error
                cancel()
            }
            PQfreemem(row)
            count = PQgetCopyData(handle, &row, 0)
        }
        let result = PQgetResult(handle)
        while let rest = PQgetResult(handle) { PQclear(rest) }
        if let failure {
            PQclear(result)
            throw failure
        }
        guard count == -1 else { throw lastError(name: name) }
        PQclear(try check(result, name: name))
    }

    /// Asks the server to stop the statement that runs.
    private func cancel() {
        guard let request = PQgetCancel(handle) else { return }
        defer { PQfreeCancel(request) }
        var words = [CChar](repeating: 0, count: 256)
        PQcancel(request, &words, Int32(words.count))
    }

    // MARK: Errors

    private func check(
        _ result: OpaquePointer?, name: String, expected: ExecStatusType? = nil
    ) throws(StoreError) -> OpaquePointer {
        Failpoint.pass()
        guard let result else { throw lastError(name: name) }
        let status = PQresultStatus(result)
        if let expected {
            if status == expected { return result }
        } else if status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY {
            return result
        }
        let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
        let message = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
        let detail = PQresultErrorField(result, Int32(UInt8(ascii: "D"))).map { " (" + String(cString: $0) + ")" }
        let words = (message ?? Self.firstLine(PQerrorMessage(handle))) + (detail ?? "")
        PQclear(result)
        throw error(name: name, state: state, message: words)
    }

    private func lastError(name: String) -> StoreError {
        error(name: name, state: nil, message: Self.firstLine(PQerrorMessage(handle)))
    }

    /// A killed server leaves no SQLSTATE at all, only a bad connection.
    private func error(name: String, state: String?, message: String) -> StoreError {
        guard let state, PQstatus(handle) == CONNECTION_OK else {
            return StoreError(.unreachable(message), place: place)
        }
        switch state {
        case "53100", "53400": return StoreError(.diskFull(message), place: place)
        case "42501": return StoreError(.notPermitted(message), place: place)
        case "57014", "57P01", "57P02", "57P03", "40001", "40P01", "55P03", "25P03", "53300", "25006":
            return StoreError(.interrupted(sqlState: state, message: message), place: place)
        default:
            return StoreError(.statementRefused(statement: name, sqlState: state, message: message), place: place)
        }
    }

    private static func firstLine(_ text: UnsafeMutablePointer<CChar>?) -> String {
        guard let text else { return "no answer" }
        let lines = String(cString: text).split(separator: "\n").map { $0.trimmingPrefix(while: { $0 == "\t" }) }
        return lines.joined(separator: ", ")
    }

    private static func head(of sql: String) -> String {
        let lines = sql.split(separator: "\n").drop { $0.hasPrefix("--") }
        return lines.joined(separator: " ").split(separator: " ").prefix(5).joined(separator: " ")
    }

    private static func duplicate(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8CString
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        bytes.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: $0.count) }
        return copy
    }
}
