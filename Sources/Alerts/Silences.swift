import Keys
import Settings
import Store
import Texts

/// Rules that somebody keeps quiet for a while: their alerts are stored and not sent.
public struct Silences {
    private let connection: Connection

    /// The silences of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Keeps a rule quiet.
    ///
    /// - Parameters:
    ///   - until: The first UTC day on which it speaks again.
    /// - Throws: `AlertError` where no rule has the name; `StoreError`.
    public func silence(_ rule: String, of settings: Settings, until: UTCDate, by name: String, reason: String) throws {
        let known = settings.allRuleNames
        guard known.contains(rule) else { throw AlertError(.noSuchRule(known: known), place: rule) }
        try connection.query(
            SQL.text("alerts/store_silence.sql"),
            [.text(rule), "", "", .date(until), .text(reason), .text(name)])
    }

    /// The silences that hold today, a line each.
    public func lines() throws -> [String] {
        try connection.query(SQL.text("alerts/silences.sql")).map { row in
            let words = [row.text("rule"), row.text("silenced_by"), row.text("reason")].map { VisibleText.of($0) }
            return "\(words[0]): silent until \(row.text("until_date")), by \(words[1]): \(words[2])"
        }
    }
}
