import Keys
import Settings
import Store

/// Closes months and opens them again.
///
/// A closed month is frozen under a digest: bills' versions, range exports, cost labels, rules, exchange rates and
/// every row of the result. What comes later becomes adjustments of the next open month (`Allocator`).
public struct Closer {
    private let connection: Connection
    private let settings: Settings?
    private let runID: Int64?

    /// A closer for a session that holds the lock of `RunLog`.
    ///
    /// - Parameter settings: Teams and rules as they are frozen with the month; `nil` takes those of the last allocation.
    public init(_ connection: Connection, settings: Settings? = nil, runID: Int64? = nil) {
        self.connection = connection
        self.settings = settings
        self.runID = runID
    }

    /// Closes a month.
    ///
    /// - Parameters:
    ///   - author: Who closes it.
    ///   - today: The day as of which the month has to be over.
    ///   - isCurrent: Whether the month is published from the inputs of today.
    /// - Throws: `ClosingError` where something stands against it; then nothing is changed.
    public func close(_ month: Month, author: String, today: UTCDate, isCurrent: Bool = true) throws -> Closing {
        let standing = try standing(month, today: today)
        try refuse(month, standing)
        guard isCurrent else { throw ClosingError(.notCurrent(month)) }
        let findings = try Verifier(connection).verify(month).flatMap(\.findings)
        if let first = findings.first { throw ClosingError(.findings(month, count: findings.count, first: first)) }
        return try connection.transaction {
            if let settings { try Organisation(settings).store(connection) }
            let row = try connection.query(
                SQL.text("close/close.sql"), [.date(month.firstDate), .text(author), .integer(runID)])[0]
            try connection.query(SQL.text("close/set_state.sql"), [.date(month.firstDate), .text("closed")])
            let closing = Closing(month: month, number: row.integer("closing_id"), digest: row.text("digest"))
            try log("close", month, "closing \(closing.number) \(closing.digest)")
            return closing
        }
    }

    /// Opens a closed month again; its closing and the reason stay on record, and its adjustments are taken back.
    ///
    /// - Throws: `ClosingError` where it is not closed or a later month is.
    public func reopen(_ month: Month, author: String, reason: String) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw ClosingError(.withoutReason) }
        let standing = try standing(month, today: month.next.firstDate)
        guard standing.text("state") == "closed" else { throw ClosingError(.notClosed(month)) }
        if let later = standing["later_closed"] { throw ClosingError(.laterClosed(month, later)) }
        try connection.transaction {
            // The reversal goes to where the corrections were booked, before this month is open itself.
            try connection.query(
                SQL.text("close/book_reversal.sql"), [.date(month.firstDate), .integer(runID), .text(author)])
            try connection.query(SQL.text("close/reopen.sql"), [.date(month.firstDate), .text(author), .text(reason)])
            try connection.query(SQL.text("close/set_state.sql"), [.date(month.firstDate), .text("open")])
            try log("reopen", month, "by \(author): \(reason)")
        }
    }

    private func standing(_ month: Month, today: UTCDate) throws -> Row {
        try connection.query(SQL.text("close/standing.sql"), [.date(month.firstDate), .date(today)])[0]
    }

    private func refuse(_ month: Month, _ standing: Row) throws(ClosingError) {
        switch standing.text("state") {
        case "unpublished": throw ClosingError(.notPublished(month))
        case "closed": throw ClosingError(.closedAlready(month))
        default: break
        }
        if !standing.flag("has_ended") { throw ClosingError(.incomplete(month, "it has not ended yet")) }
        if let words = standing["unfinished_bills"] { throw ClosingError(.incomplete(month, words)) }
        let undecided = standing.integer("undecided")
        if undecided > 0 { throw ClosingError(.undecided(month, count: undecided)) }
        if let earlier = standing["earlier_open"] { throw ClosingError(.earlierOpen(month, earlier)) }
        if let later = standing["later_closed"] { throw ClosingError(.laterClosed(month, later)) }
    }

    private func log(_ event: String, _ month: Month, _ detail: String) throws {
        try connection.query(
            SQL.text("close/log.sql"), [.integer(runID), .text(event), .text(month.description), .text(detail)])
    }
}

/// A month that was closed.
public struct Closing: Sendable, Equatable {
    /// The month.
    public let month: Month
    /// The closing's number.
    public let number: Int64
    /// SHA-256 over all that was frozen.
    public let digest: String
}
