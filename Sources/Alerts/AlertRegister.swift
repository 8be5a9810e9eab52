import Foundation
import Keys
import Store
import Texts

/// The alerts that were ever raised, for people: listed, and acknowledged.
public struct AlertRegister {
    private let connection: Connection

    /// The register of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// The alerts of a month, or of all months, in the order in which they were raised.
    public func entries(_ month: Month? = nil) throws -> [AlertEntry] {
        try connection.query(SQL.text("alerts/list.sql"), [.date(month?.firstDate)]).map { row in
            AlertEntry(
                message: try AlertStore.message(row), raisedAt: row.text("raised_at"), coveredBy: row["covered_by"],
                silencedBy: row["silenced_by"],
                resolvedAt: row["resolved_at"], acknowledgedAt: row["acknowledged_at"], acknowledgedBy: row["acknowledged_by"],
                deliveredCount: Int(row.integer("delivered_count")),
                waitingReceivers: try JSONDecoder().decode(
                    [String].self, from: Data(row.text("waiting_receivers").utf8)))
        }
    }

    /// Notes that somebody took note of an alert, which is then sent no more.
    ///
    /// - Parameters:
    ///   - id: The alert's id, or at least six digits of its start.
    ///   - name: Who.
    /// - Returns: Who took note and when: somebody else, where that was before.
    /// - Throws: `AlertError` where the id is none or not the only one; `StoreError`.
    public func acknowledge(_ id: String, by name: String) throws -> Acknowledgement {
        let start = id.lowercased()
        guard (6...64).contains(start.utf8.count), start.allSatisfy(\.isHexDigit), start.utf8.allSatisfy({ $0 < 128 })
        else { throw AlertError(.alertIDInvalid, place: id) }
        let found = try connection.query(SQL.text("alerts/find.sql"), [.text(start)])
        guard let row = found.first else { throw AlertError(.noSuchAlert, place: id) }
        guard found.count == 1 else { throw AlertError(.alertAmbiguous, place: id) }
        let alertID = row.text("alert_id")
        let noted = try connection.query(SQL.text("alerts/acknowledge.sql"), [.text(alertID), .text(name)])[0]
        return Acknowledgement(
            alertID: alertID, name: noted.text("acknowledged_by"), at: noted.text("acknowledged_at"),
            isNew: noted.flag("is_new"))
    }
}

/// That somebody took note of an alert.
public struct Acknowledgement: Hashable, Sendable {
    /// The alert's whole id.
    public let alertID: String
    /// Who.
    public let name: String
    /// When (UTC, ISO 8601).
    public let at: String
    /// Whether it was now.
    public let isNew: Bool
}

extension Acknowledgement: CustomStringConvertible {
    /// What is noted, in a line.
    public var description: String {
        "\(alertID.prefix(12)): \(isNew ? "acknowledged" : "was acknowledged before") by \(VisibleText.of(name)) at \(at)"
    }
}

/// One alert of the register and what became of it.
public struct AlertEntry: Hashable, Sendable {
    /// The alert.
    public let message: AlertMessage
    /// When it was raised (UTC, ISO 8601).
    public let raisedAt: String
    /// The id of the higher step whose message speaks for it, or `nil`.
    public let coveredBy: String?
    /// Who had silenced its rule, or `nil`.
    public let silencedBy: String?
    /// When it was found to hold no longer, or `nil`.
    public let resolvedAt: String?
    /// When somebody took note, or `nil`.
    public let acknowledgedAt: String?
    /// Who, or `nil`.
    public let acknowledgedBy: String?
    /// How many receivers took it.
    public let deliveredCount: Int
    /// The receivers that have not taken it.
    public let waitingReceivers: [String]
}

extension AlertEntry {
    /// The alert in one line: its id, when, what became of it, what it says.
    public var line: String { "\(message.id.prefix(12)) \(raisedAt) \(state): \(message.line)" }

    private var state: String { standing + (resolvedAt.map { ", ended \($0)" } ?? "") }

    private var standing: String {
        if let acknowledgedBy { return "acknowledged by \(VisibleText.of(acknowledgedBy))" }
        if let coveredBy { return "covered by \(coveredBy.prefix(12))" }
        if let silencedBy { return "silenced by \(VisibleText.of(silencedBy))" }
        if !waitingReceivers.isEmpty {
            return "waiting for " + waitingReceivers.map { VisibleText.of($0) }.joined(separator: ", ")
        }
        return deliveredCount > 0 ? "sent" : "not sent, no receiver"
    }

    /// Alerts as JSON, `chargeback.alert-list/1`: each as in a message, and what became of it.
    public static func json(_ entries: [AlertEntry]) -> String {
        func text(_ value: String?) -> Texts.JSONText { value.map { .string($0) } ?? .null }
        let alerts = entries.map { entry in
            var members = AlertPayload.members(of: entry.message)
            members["raised_at"] = .string(entry.raisedAt)
            members["covered_by"] = text(entry.coveredBy)
            members["silenced_by"] = text(entry.silencedBy)
            members["resolved_at"] = text(entry.resolvedAt)
            members["state"] = .string(entry.resolvedAt == nil ? "raised" : "resolved")
            members["acknowledged_at"] = text(entry.acknowledgedAt)
            members["acknowledged_by"] = text(entry.acknowledgedBy)
            members["delivered_count"] = .integer(Int64(entry.deliveredCount))
            members["waiting_receivers"] = .array(entry.waitingReceivers.map { .string($0) })
            return Texts.JSONText.object(members)
        }
        return Texts.JSONText.object(["schema": .string("chargeback.alert-list/1"), "alerts": .array(alerts)])
            .rendered(isIndented: true)
    }
}
