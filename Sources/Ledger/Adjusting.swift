import Keys
import Store

/// What becomes of a closed month whose inputs change: nothing of it is touched, the difference is booked.
extension Allocator {
    /// Books what a closed month would cost today beyond what it was closed with, in the next open month.
    ///
    /// - Parameter digest: Of the inputs of today.
    /// - Returns: What was booked, or `nil` where the inputs are those that it was closed with or adjusted to.
    func adjust(_ month: Month, from: UTCDate, to: UTCDate, digest: String) throws -> AllocationOutcome? {
        let known = try connection.query(SQL.text("close/known_inputs.sql"), [.date(month.firstDate)])
        if known.first?["input_sha256"] == digest { return nil }
        return try connection.transaction {
            let (unmeasured, warnings) = try attribute(month, from: from, to: to, purpose: .adjustment)
            let booking = try connection.query(
                SQL.text("close/book.sql"), [.date(month.firstDate), .text(digest), .integer(runID)])[0]
            let lines = try connection.query(
                SQL.text("close/book_lines.sql"), [.date(month.firstDate), .integer(booking.integer("booking_id"))]
            ).affected
            let shownIn = booking.date("billing_month")?.month.description ?? ""
            let words =
                lines == 0
                ? "closed; a change of \(booking.text("cause")) changes no cost"
                : "closed; \(lines) adjustments booked in \(shownIn) as number \(booking.integer("booking_id")): "
                    + booking.text("cause")
            try connection.query(
                SQL.text("close/log.sql"),
                [
                    .integer(runID), .text("adjust"), .text(month.description),
                    .text("booking \(booking.integer("booking_id")), \(lines) lines: \(booking.text("cause"))"),
                ])
            return AllocationOutcome(month: month, unmeasured: unmeasured, warnings: warnings, booked: words)
        }
    }
}
