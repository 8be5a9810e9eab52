import Keys
import Store

/// What goes to one receiver in one piece: an alert, or a digest of many.
struct OutboxMessage {
    /// The receiver's name.
    let receiver: String
    /// What it is recognised by; the same in every attempt of every run.
    let id: String
    /// The alerts in it.
    private(set) var alertIDs: [String]
    /// What is sent, where it is one alert.
    let payload: String?

    /// With more new alerts than this for one receiver, they go as one digest: a bad night is not a flood.
    static let singlesMax = 5

    /// The messages of the rows of sql/alerts/waiting.sql, in the order of their oldest alerts.
    ///
    /// Whatever was tried before keeps the company and the key in which it was tried: the receiver may have
    /// taken it although we never heard so, and would not recognise it in another message.
    static func messages(of rows: Rows) -> [OutboxMessage] {
        let untried = rows.filter { $0["message_id"] == nil }
        let newByReceiver = Dictionary(grouping: untried) { $0.text("receiver") }
            .mapValues { $0.map { $0.text("alert_id") } }
        var messages: [OutboxMessage] = []
        var places: [Place: Int] = [:]
        for row in rows {
            let (receiver, alertID) = (row.text("receiver"), row.text("alert_id"))
            let fresh = newByReceiver[receiver] ?? []
            let isAlone = row["message_id"].map { $0 == alertID } ?? (fresh.count <= singlesMax)
            let id = row["message_id"] ?? (isAlone ? alertID : digestID(of: fresh))
            let place = Place(receiver: receiver, id: id)
            if let known = places[place] {
                messages[known].alertIDs.append(alertID)
            } else {
                places[place] = messages.count
                messages.append(
                    .init(receiver: receiver, id: id, alertIDs: [alertID], payload: isAlone ? row.text("payload") : nil)
                )
            }
        }
        return messages
    }

    private struct Place: Hashable {
        let receiver: String
        let id: String
    }

    private static func digestID(of ids: [String]) -> String {
        var hasher = Hasher256()
        for field in ["chargeback.digest/1"] + ids.sorted() { hasher.updateField(field) }
        return hasher.finalize().description
    }
}
