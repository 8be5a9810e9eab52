import Keys
import Store

/// A mail of a month's report that is to go to one address, once per published state.
public struct DigestNotice: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// The report's currency.
    public let currency: String
    /// The team; empty for the organisation.
    public let team: String
    /// To whom.
    public let address: String
    /// Digest of the published rows.
    public let books: String
    /// `provisional` or `final`.
    public let state: String

    /// A notice of its parts.
    public init(month: Month, currency: String, team: String, address: String, books: String, state: String) {
        self.month = month
        self.currency = currency
        self.team = team
        self.address = address
        self.books = books
        self.state = state
    }

    /// What makes it this notice and no other.
    public var key: String { [month.description, currency, team, address, books, state].joined(separator: "\u{1F}") }

    fileprivate var parameters: [Parameter] {
        [.date(month.firstDate), .text(currency), .text(team), .text(address), .text(books), .text(state)]
    }
}

/// Which digests are to go out and which have: as with alerts, an attempt is noted before it is made and its outcome after.
public struct DigestOutbox {
    private let connection: Connection
    private let sendmail: Sendmail

    /// The outbox of a database; mail goes to the system's `sendmail -t`.
    public init(_ connection: Connection) {
        self.connection = connection
        sendmail = Sendmail()
    }

    /// Notes what is to be told of a month as it is published, and forgets what was never told of earlier states.
    ///
    /// - Throws: `StoreError`.
    public func queue(_ notices: [DigestNotice], month: Month, books: String, state: String) throws {
        try connection.transaction {
            try connection.query(
                SQL.text("alerts/supersede_digests.sql"), [.date(month.firstDate), .text(books), .text(state)])
            for notice in notices { try connection.query(SQL.text("alerts/queue_digest.sql"), notice.parameters) }
        }
    }

    /// What waits, of a month or of all.
    ///
    /// - Throws: `StoreError`.
    public func waiting(_ month: Month?) throws -> [DigestNotice] {
        try connection.query(SQL.text("alerts/waiting_digests.sql"), [.date(month?.firstDate)]).compactMap { row in
            row.date("billing_month").map {
                DigestNotice(
                    month: $0.month, currency: row.text("billing_currency"), team: row.text("team"),
                    address: row.text("address"), books: row.text("books_digest"), state: row.text("state"))
            }
        }
    }

    /// One attempt; `nil` where the mail server took it.
    ///
    /// - Throws: `StoreError` where the attempt cannot be noted; then nothing is sent.
    public func send(_ notice: DigestNotice, _ mail: DigestMail) throws -> AlertError? {
        try connection.query(SQL.text("alerts/note_digest_attempt.sql"), notice.parameters)
        let outcome = sendmail.send(MailMessage(mail, now: .now))
        try connection.query(
            SQL.text("alerts/note_digest_outcome.sql"),
            notice.parameters + [.text("\(outcome)"), .flag(outcome.isDelivered)])
        return outcome.isDelivered ? nil : AlertError(.notDelivered(outcome), receiver: "digest to \(notice.address)")
    }
}
