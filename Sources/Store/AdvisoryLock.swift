/// A lock that one session holds on the database, and that dies with the session.
public final class AdvisoryLock {
    /// What is locked.
    public enum Subject: Int64, Sendable {
        /// Changing the schema.
        case migration = 7_305_001
        /// Changing the data: ingest, allocate, publish, alert.
        case work = 7_305_002
    }

    private let connection: Connection
    private let subject: Subject

    /// Takes the lock, or says who holds it.
    ///
    /// - Throws: `StoreError.lockHeld`.
    public init(_ connection: Connection, _ subject: Subject) throws(StoreError) {
        self.connection = connection
        self.subject = subject
        let row = try connection.query(SQL.text("ops/take_lock.sql"), [.integer(subject.rawValue)])[0]
        guard row.flag("is_taken") else {
            throw StoreError(.lockHeld(holder: row["holder"] ?? "unknown"), place: connection.place)
        }
    }

    /// Gives the lock back.
    public func release() {
        _ = try? connection.query(SQL.text("ops/release_lock.sql"), [.integer(subject.rawValue)])
    }
}
