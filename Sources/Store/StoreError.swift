import Errors

/// Why the database did not do what was asked.
public struct StoreError: CodedError {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// No connection; the server's or the library's words.
        case unreachable(String)
        /// The password is in the connection text, where every process listing shows it.
        case passwordInURL
        /// The server is older than the SQL needs.
        case serverTooOld(String)
        /// The server ended the statement: shutdown, timeout, deadlock, serialization, lock.
        case interrupted(sqlState: String, message: String)
        /// The server's disk or its limit for temporary files is full.
        case diskFull(String)
        /// The role may not do this.
        case notPermitted(String)
        /// The statement was refused: our bug.
        case statementRefused(statement: String, sqlState: String, message: String)
        /// The server stored another number of rows than were sent.
        case rowsLost(table: String, sent: Int64, stored: Int64)
        /// A migration that has been applied reads otherwise today.
        case migrationChanged(String)
        /// The database is newer than this program.
        case schemaNewer(String)
        /// Tables of this program are missing.
        case schemaMissing
        /// Another process holds the lock.
        case lockHeld(holder: String)
        /// The embedded server's programs are not installed.
        case serverProgramMissing(String)
        /// A program of the embedded server failed; its words.
        case serverProgramFailed(program: String, output: String)
        /// The data directory cannot be made or used.
        case dataDirectory(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The host, socket or file it is about.
    public let place: String?

    /// An error and the place it is about.
    public init(_ reason: Reason, place: String? = nil) {
        self.reason = reason
        self.place = place
    }

    /// CB080 to CB089, by what the user can do about it.
    public var code: Int {
        switch reason {
        case .unreachable: 80
        case .interrupted: 81
        case .diskFull: 82
        case .notPermitted: 83
        case .lockHeld: 84
        case .migrationChanged, .schemaNewer, .schemaMissing, .serverTooOld: 85
        case .passwordInURL: 86
        case .serverProgramMissing, .serverProgramFailed, .dataDirectory: 87
        case .rowsLost: 88
        case .statementRefused: 89
        }
    }

    /// 75 for what passes, 74 for a full disk, 77, 78 or 70 else.
    public var exitCode: ExitCode {
        switch reason {
        case .unreachable, .interrupted, .lockHeld: .tryAgain
        case .diskFull: .inputOutput
        case .notPermitted: .permission
        case .migrationChanged, .schemaNewer, .schemaMissing, .serverTooOld, .passwordInURL: .configuration
        case .serverProgramMissing, .dataDirectory: .configuration
        case .serverProgramFailed: .tryAgain
        case .rowsLost, .statementRefused: .invariantBroken
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .unreachable(let words): "cannot reach the database: \(words); start it or correct --database"
        case .passwordInURL:
            "the connection text holds a password that any process listing shows; put it into ~/.pgpass or PGPASSFILE"
        case .serverTooOld(let version): "the server is PostgreSQL \(version); chargeback needs 15 or later"
        case .interrupted(let state, let message): "the server ended the statement (\(state)): \(message); try again"
        case .diskFull(let message): "the database's disk is full, nothing was stored: \(message)"
        case .notPermitted(let message): "permission denied: \(message)"
        case .statementRefused(let statement, let state, let message):
            "\(statement) was refused (\(state)): \(message); this is a bug of chargeback, nothing was stored"
        case .rowsLost(let table, let sent, let stored):
            "sent \(sent) rows to \(table), the server stored \(stored); nothing was kept"
        case .migrationChanged(let name):
            "migration \(name) was applied with another text; use the chargeback that made this database"
        case .schemaNewer(let name): "the database has migration \(name), which this chargeback lacks; install a newer one"
        case .schemaMissing: "the database has no chargeback tables; run 'chargeback db migrate'"
        case .lockHeld(let holder): "another chargeback works on this database (\(holder)); try again later"
        case .serverProgramMissing(let program):
            "\(program) is not installed; install PostgreSQL 15 or later (Debian: apt-get install postgresql), or give --database"
        case .serverProgramFailed(let program, let output): "\(program) failed: \(output)"
        case .dataDirectory(let words): words
        }
    }
}
