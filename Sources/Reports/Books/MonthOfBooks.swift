import Keys
import Store

/// A month that has a bill or is published, and how it stands.
public struct MonthOfBooks: Hashable, Sendable {
    /// The month.
    public let month: Month
    /// Whether its bill has been allocated and published.
    public let isPublished: Bool
    /// Whether it is closed: its figures stay.
    public let isClosed: Bool
    /// Whether what is published was made from the bill that counts now.
    public let isCurrent: Bool
    /// `open`, `provisional`, `closed` or `unpublished`.
    let state: String
    /// Data rows of its bills.
    let rowCount: Int64
    /// Digest of the published rows.
    public let digest: String?

    /// The state in words.
    var stateWords: Phrase {
        switch state {
        case "closed": "closed"
        case "open": "open"
        case "provisional": "provisional"
        default: "unpublished"
        }
    }

    /// A row of `sql/reporting/months.sql`.
    init?(_ row: Row) {
        guard let date = row.date("billing_month") else { return nil }
        month = date.month
        state = row.text("state")
        isPublished = state != "unpublished"
        isClosed = state == "closed"
        isCurrent = row.flag("is_current")
        rowCount = row.integer("row_count")
        digest = row["digest"]
    }
}

extension Month {
    /// `October 2026`.
    var words: String {
        let names = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        return "\(names[month - 1]) \(year)"
    }
}
