import Errors
import Foundation
import Store

/// The end of the hash-chained log, kept outside of the database: whoever cuts the log or writes it anew is found out.
///
/// ```
/// {"sequence":"812","sha256":"…"}
/// ```
public struct LogHead: Sendable, Equatable {
    /// The row's place in the log.
    public let sequence: Int64
    /// Its digest.
    public let sha256: String

    /// The log's end; `nil` while it is empty.
    public static func current(_ connection: Connection) throws -> LogHead? {
        try connection.query(SQL.text("ops/log_head.sql")).first.map {
            LogHead(sequence: $0.integer("sequence"), sha256: $0.text("sha256"))
        }
    }

    /// Reads a file that `json` was written to.
    ///
    /// - Throws: `LogHeadError`.
    public static func read(_ path: String) throws -> LogHead {
        guard let data = FileManager.default.contents(atPath: path),
            let members = try? JSONMembers.parse(String(decoding: data, as: UTF8.self)),
            let sequence = members["sequence"].flatMap({ Int64($0) }), let sha256 = members["sha256"], sha256.count == 64
        else { throw LogHeadError(.notRead, place: path) }
        return LogHead(sequence: sequence, sha256: sha256)
    }

    /// The head as `read` takes it.
    public var json: String {
        let members: [(String, String?)] = [("sequence", "\(sequence)"), ("sha256", sha256)]
        return JSONText.object(members)
    }

    /// Whether the log still has this row as it was.
    public func check(_ connection: Connection) throws -> CheckResult {
        let rows = try connection.query(SQL.text("ops/log_against.sql"), [.integer(sequence), .text(sha256)])
        return CheckResult(
            name: "log_against_head", promise: "I-9: the log has the row that was noted outside of the database, unchanged.", rows)
    }
}

/// A noted head of the log cannot be used.
public struct LogHeadError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// There is no such file, or it is no head.
        case notRead
    }

    /// What is wrong.
    public let reason: Reason
    /// The file.
    public let place: String?

    init(_ reason: Reason, place: String) {
        self.reason = reason
        self.place = place
    }

    /// CB238.
    public var code: Int {
        switch reason {
        case .notRead: 238
        }
    }

    /// 66: nothing could be compared.
    public var exitCode: ExitCode {
        switch reason {
        case .notRead: .inputMissing
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        "this is no head of the log, which 'chargeback verify --save-head FILE' writes"
    }
}
