import Keys
import Money
import Store

/// Disputes: a team says that it does not owe an amount of a figure; somebody else accepts or rejects that, and an approved
/// adjustment settles it. Each step is added, none edited.
public struct Disputes {
    private let connection: Connection
    private let runID: Int64?

    /// Disputes of a session that holds the lock of `RunLog`.
    public init(_ connection: Connection, runID: Int64? = nil) {
        self.connection = connection
        self.runID = runID
    }

    /// What a team says.
    public struct Claim: Sendable {
        /// The month whose figure it is.
        public let month: Month
        /// The team that was charged.
        public let team: String
        /// The kind of cost, the commit and the resource's key, each where it is given: what of the team's cost it is.
        public let figure: (kind: String?, commit: String?, resource: String?)
        /// How much of it is not owed; `nil` for all of it.
        public let amount: ExactDecimal?
        /// The currency; `nil` where the figure has only one.
        public let currency: Currency?
        /// Why.
        public let reason: String
        /// Who says it.
        public let author: String

        /// A claim from its parts.
        public init(
            month: Month, team: String, figure: (kind: String?, commit: String?, resource: String?) = (nil, nil, nil),
            amount: ExactDecimal? = nil, currency: Currency? = nil, reason: String, author: String
        ) {
            (self.month, self.team, self.figure, self.amount) = (month, team, figure, amount)
            (self.currency, self.reason, self.author) = (currency, reason, author)
        }

        /// The figure in words.
        fileprivate var words: String {
            ["team \(team)", figure.kind.map { "kind \($0)" }, figure.commit.map { "commit \($0)" }, figure.resource.map { "resource \($0)" }]
                .compactMap { $0 }.joined(separator: ", ") + (currency.map { " in \($0.code)" } ?? "")
        }
    }

    /// Opens a dispute.
    ///
    /// - Returns: Its number.
    /// - Throws: `ClosingError` where the month is not published or no reason is given, `ExplanationError` for a name that the
    ///   month does not have, `DisputeError` where there is no such figure or more is disputed than it is.
    public func open(_ claim: Claim) throws -> Int64 {
        try refuseEmpty(claim.reason)
        try refuseUnknown(claim)
        let figures = try connection.query(
            SQL.text("close/dispute_figure.sql"),
            [
                .date(claim.month.firstDate), .text(claim.team), .text(claim.figure.kind), .text(claim.figure.commit),
                .text(claim.figure.resource),
            ]
        ).filter { claim.currency == nil || $0.text("billing_currency") == claim.currency?.code }
        guard figures.count == 1, let figure = try figures[0].decimal("figure_cost") else {
            let currencies = figures.map { $0.text("billing_currency") }.joined(separator: " and ")
            throw DisputeError(.withoutFigure(claim.month, claim.words + (currencies.isEmpty ? "" : " in one currency but \(currencies)")))
        }
        let amount = claim.amount ?? figure
        let currency = figures[0].text("billing_currency")
        try refuseBeyond(amount, of: figure, currency)
        return try connection.transaction {
            let number = try connection.query(
                SQL.text("close/open_dispute.sql"),
                [
                    .date(claim.month.firstDate), .text(claim.team), .text(claim.figure.kind), .text(claim.figure.commit),
                    .text(claim.figure.resource), .text(currency), .decimal(figure), .decimal(amount), .text(claim.reason),
                    .text(claim.author), .integer(runID),
                ])[0].integer("dispute_id")
            try log("dispute", number, "by \(claim.author), \(amount) \(currency) of \(claim.words): \(claim.reason)")
            return number
        }
    }

    /// Accepts a dispute, wholly or an amount of it, or rejects it.
    ///
    /// - Throws: `ClosingError` without a reason, `DisputeError` where there is none, it was answered before, its author answers
    ///   it, or more is accepted than was disputed.
    public func answer(_ number: Int64, isAccepted: Bool, amount: ExactDecimal? = nil, author: String, reason: String) throws {
        try refuseEmpty(reason)
        let row = try dispute(number)
        if row.text("state") != "open" {
            throw DisputeError(.answeredAlready(number, "\(row.text("state")), answered by \(row.text("answered_by"))"))
        }
        if row.text("author") == author { throw DisputeError(.ownDispute(number, author)) }
        let disputed = try row.decimal("amount") ?? .zero
        if let amount { try refuseBeyond(amount, of: disputed, row.text("billing_currency")) }
        try connection.transaction {
            try note(number, isAccepted ? "accepted" : "rejected", amount: isAccepted ? amount ?? disputed : nil, author: author, reason: reason)
            try log(isAccepted ? "accept dispute" : "reject dispute", number, "by \(author): \(reason)")
        }
    }

    /// Links a booking by hand to an accepted dispute; it is settled when the booking is approved.
    ///
    /// - Throws: `ClosingError` where there is no such booking, `DisputeError` where the dispute is not accepted, has a booking
    ///   already, or the booking gives the team something else.
    public func settle(_ number: Int64, booking: Int64, author: String) throws {
        let row = try acceptedDispute(number)
        try connection.transaction { try link(row, number, booking: booking, author: author) }
    }

    /// Proposes the adjustment that settles an accepted dispute: the team bears the accepted amount less.
    ///
    /// - Parameter month: The open month that shows it; the dispute's, or where that is closed the next open one.
    /// - Returns: The booking's number; somebody else has to approve it.
    public func settle(_ number: Int64, by counterpart: Bookings.Counterpart, month: Month? = nil, author: String) throws -> Int64 {
        let row = try acceptedDispute(number)
        guard let amount = try row.decimal("accepted_amount"), let currency = Currency(row.text("billing_currency")),
            let original = row.date("billing_month")?.month, let open = row.date("open_month")?.month
        else { throw DisputeError(.noSuchDispute(number)) }
        return try connection.transaction {
            let booking = try Bookings(connection, runID: runID).propose(
                .init(
                    month: month ?? open, originalMonth: original, team: row.text("team"), amount: -amount, currency: currency,
                    counterpart: counterpart, reason: "dispute \(number): \(row.text("reason"))", author: author))
            try link(row, number, booking: booking, author: author)
            return booking
        }
    }

    /// The disputes, each narrowing where it is given.
    public func rows(month: Month? = nil, team: String? = nil, state: String? = nil) throws -> Rows {
        try connection.query(SQL.text("close/disputes.sql"), [.date(month?.firstDate), .text(team), .text(state)])
    }

    // MARK: Steps

    private func link(_ row: Row, _ number: Int64, booking: Int64, author: String) throws {
        let team = row.text("team")
        let (currency, accepted) = (row.text("billing_currency"), try row.decimal("accepted_amount") ?? .zero)
        let known = try connection.query(SQL.text("close/booking.sql"), [.integer(booking)]).first
        guard known?.text("origin") == "manual" else { throw ClosingError(.noSuchBooking(booking)) }
        let lines = try connection.query(SQL.text("close/settling_booking.sql"), [.integer(booking), .text(team), .text(currency)]).first
        guard let lines, lines.text("state") != "rejected" else {
            let words = lines == nil ? "has nothing of team \(team) in \(currency)" : "is rejected"
            throw DisputeError(.bookingDiffers(booking, words))
        }
        let amount = try lines.decimal("amount") ?? .zero
        guard amount == -accepted else {
            throw DisputeError(.bookingDiffers(booking, "gives team \(team) \(amount) \(currency), not \(-accepted)"))
        }
        try note(number, "settled", booking: booking, author: author)
        try log("settle dispute", number, "by \(author), booking \(booking)")
    }

    private func note(
        _ number: Int64, _ event: String, amount: ExactDecimal? = nil, booking: Int64? = nil, author: String, reason: String? = nil
    ) throws {
        try connection.query(
            SQL.text("close/note_dispute.sql"),
            [
                .integer(number), .text(event), .decimal(amount), .integer(booking), .text(author), .text(reason),
                .integer(runID),
            ])
    }

    private func dispute(_ number: Int64) throws -> Row {
        guard let row = try connection.query(SQL.text("close/dispute.sql"), [.integer(number)]).first else {
            throw DisputeError(.noSuchDispute(number))
        }
        return row
    }

    private func acceptedDispute(_ number: Int64) throws -> Row {
        let row = try dispute(number)
        guard ["accepted", "settled"].contains(row.text("state")) else { throw DisputeError(.notAccepted(number, row.text("state"))) }
        if let booking = row["booking_id"], let state = row["booking_state"], state != "rejected" {
            throw DisputeError(.settledAlready(number, "booking \(booking), which is \(state)"))
        }
        return row
    }

    private func refuseEmpty(_ reason: String) throws {
        if reason.allSatisfy(\.isWhitespace) { throw ClosingError(.withoutReason) }
    }

    private func refuseBeyond(_ amount: ExactDecimal, of whole: ExactDecimal, _ currency: String) throws {
        let isNegative = whole < .zero
        let isPart = isNegative ? amount < .zero && amount >= whole : amount > .zero && amount <= whole
        if !isPart { throw DisputeError(.amountBeyond("\(amount) \(currency)", whole: "\(whole) \(currency)")) }
    }

    /// A name that nothing in the month has is a slip of the pen.
    private func refuseUnknown(_ claim: Claim) throws {
        let period = try connection.query(SQL.text("ledger/months.sql")).first { $0.date("billing_month") == claim.month.firstDate }
        guard let period, period.text("state") != "unpublished" else { throw ClosingError(.notPublished(claim.month)) }
        for (dimension, value) in [("team", claim.team), ("kind", claim.figure.kind), ("commit", claim.figure.commit)] {
            guard let value else { continue }
            let known = try connection.query(SQL.text("explain/names.sql"), [.date(claim.month.firstDate), .text(dimension)])
                .compactMap { $0["name"] }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            if !known.contains(value) { throw ExplanationError(.unknown(dimension, value, claim.month, known: known)) }
        }
    }

    private func log(_ event: String, _ number: Int64, _ detail: String) throws {
        try connection.query(
            SQL.text("close/log.sql"), [.integer(runID), .text(event), .text("dispute \(number)"), .text(detail)])
    }
}
