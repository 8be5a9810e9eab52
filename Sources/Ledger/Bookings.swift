import Keys
import Money
import Store

/// Adjustments that people book by hand: proposed by one, approved or rejected by another, never edited.
public struct Bookings {
    private let connection: Connection
    private let runID: Int64?

    /// Bookings of a session that holds the lock of `RunLog`.
    public init(_ connection: Connection, runID: Int64? = nil) {
        self.connection = connection
        self.runID = runID
    }

    /// Who bears the other side of an adjustment, so that it adds up to nought.
    public enum Counterpart: Sendable, Equatable {
        /// Another team.
        case team(String)
        /// A named account outside of the teams.
        case account(String)
    }

    /// What is proposed.
    public struct Proposal: Sendable {
        /// The month in whose reports it is to be shown.
        public let month: Month
        /// The month that it corrects.
        public let originalMonth: Month
        /// Who bears the amount.
        public let team: String
        /// What the team bears more or, below nought, less.
        public let amount: ExactDecimal
        /// The amount's currency.
        public let currency: Currency
        /// Who bears it less.
        public let counterpart: Counterpart
        /// Why.
        public let reason: String
        /// Who proposes it.
        public let author: String

        /// A proposal from its parts.
        public init(
            month: Month, originalMonth: Month, team: String, amount: ExactDecimal, currency: Currency,
            counterpart: Counterpart, reason: String, author: String
        ) {
            (self.month, self.originalMonth, self.team, self.amount) = (month, originalMonth, team, amount)
            (self.currency, self.counterpart, self.reason, self.author) = (currency, counterpart, reason, author)
        }
    }

    /// Books a proposal; reports show it once it is approved.
    ///
    /// - Returns: The booking's number.
    /// - Throws: `ClosingError` where the month is closed or no reason is given, `ExplanationError` where no such team is known.
    public func propose(_ proposal: Proposal) throws -> Int64 {
        guard !proposal.reason.allSatisfy(\.isWhitespace) else { throw ClosingError(.withoutReason) }
        try refuseClosed(proposal.month)
        try refuseUnknown(proposal)
        return try connection.transaction {
            let number = try connection.query(
                SQL.text("close/propose.sql"),
                [
                    .date(proposal.month.firstDate), .date(proposal.originalMonth.firstDate), .text(proposal.reason),
                    .text(proposal.author), .integer(runID),
                ])[0].integer("booking_id")
            let other: (team: String?, account: String?) =
                switch proposal.counterpart {
                case .team(let name): (name, nil)
                case .account(let name): (nil, name)
                }
            for (team, account, amount) in [
                (proposal.team, nil, proposal.amount), (other.team, other.account, -proposal.amount),
            ] {
                try connection.query(
                    SQL.text("close/propose_line.sql"),
                    [.integer(number), .text(proposal.currency.code), .text(team), .text(account), .decimal(amount)])
            }
            try log("propose", number, "by \(proposal.author): \(proposal.reason)")
            return number
        }
    }

    /// Approves or rejects a booking.
    ///
    /// - Throws: `ClosingError` where there is none, it was decided before, its month is closed, or its author approves it.
    public func decide(_ number: Int64, isApproved: Bool, author: String, reason: String?) throws {
        guard let row = try connection.query(SQL.text("close/booking.sql"), [.integer(number)]).first,
            row.text("origin") == "manual", let month = row.date("billing_month")?.month
        else { throw ClosingError(.noSuchBooking(number)) }
        if let decision = row["decision"] {
            throw ClosingError(.decidedAlready(number, "\(decision) by \(row.text("decided_by")) already"))
        }
        if isApproved, row.text("author") == author { throw ClosingError(.ownBooking(number, author)) }
        try refuseClosed(month)
        try connection.transaction {
            let word = isApproved ? "approved" : "rejected"
            try connection.query(
                SQL.text("close/decide.sql"), [.integer(number), .text(word), .text(author), .text(reason)])
            try log(isApproved ? "approve" : "reject", number, "by \(author)" + (reason.map { ": \($0)" } ?? ""))
        }
    }

    /// The bookings that a month shows or that correct it, or all; one row per booking, team and kind.
    public func rows(_ month: Month?) throws -> Rows {
        try connection.query(SQL.text("close/adjustments.sql"), [.date(month?.firstDate)])
    }

    /// A team that neither the configuration nor the month knows is a slip of the pen.
    private func refuseUnknown(_ proposal: Proposal) throws {
        let known = try connection.query(SQL.text("close/teams.sql"), [.date(proposal.month.firstDate)]).map { $0.text("team") }
        var teams = [proposal.team]
        if case .team(let other) = proposal.counterpart { teams.append(other) }
        if let team = teams.first(where: { !known.contains($0) }) {
            throw ExplanationError(.unknown("team", team, proposal.month, known: known))
        }
    }

    private func refuseClosed(_ month: Month) throws {
        let row = try connection.query(
            SQL.text("close/standing.sql"), [.date(month.firstDate), .date(month.firstDate)])[0]
        if row.text("state") == "closed" { throw ClosingError(.closedAlready(month)) }
    }

    private func log(_ event: String, _ number: Int64, _ detail: String) throws {
        try connection.query(
            SQL.text("close/log.sql"), [.integer(runID), .text(event), .text("booking \(number)"), .text(detail)])
    }
}
