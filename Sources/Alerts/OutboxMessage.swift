import Keys
import Store

/// What goes to one receiver in one piece: an alert, or a digest of many.
struct OutboxMessage {
    /// The receiver's name.
    let receiver: String
    /// What it is recognised by; the same in every attempt of every run.
    let id: String
    /// The notices in it.
    private(set) var notices: [Notice]
    /// What is sent, where it is one alert.
    let payload: String?

    /// That an alert was raised, or has ended.
    struct Notice: Hashable {
        let alertID: String
        /// `raised` or `resolved`.
        let kind: String

        /// What it goes by where it goes alone.
        var id: String { kind == "resolved" ? AlertMessage.resolvedID(of: alertID) : alertID }
    }

    /// With more new alerts than this for one receiver, they go as one digest: a bad night is not a flood.
    static let singlesMax = 5

    /// The messages of the rows of sql/alerts/waiting.sql, in the order of their oldest alerts.
    ///
    /// Whatever was tried before keeps the company and the key in which it was tried: the receiver may have
    /// taken it although we never heard so, and would not recognise it in another message.
    static func messages(of rows: [Row]) -> [OutboxMessage] {
        func notice(_ row: Row) -> Notice { Notice(alertID: row.text("alert_id"), kind: row.text("notice")) }
        let untried = rows.filter { $0["message_id"] == nil }
        let newByReceiver = Dictionary(grouping: untried) { $0.text("receiver") }
            .mapValues { $0.map { notice($0).id } }
        // Made once: of ten thousand, each would be hashed ten thousand times.
        let digestIDs = newByReceiver.mapValues { $0.count > singlesMax ? digestID(of: $0) : nil }
        var messages: [OutboxMessage] = []
        var places: [Place: Int] = [:]
        for row in rows {
            let (receiver, notice) = (row.text("receiver"), notice(row))
            let freshID = digestIDs[receiver] ?? nil
            let isAlone = row["message_id"].map { $0 == notice.id } ?? (freshID == nil)
            let id = row["message_id"] ?? freshID ?? notice.id
            let place = Place(receiver: receiver, id: id)
            if let known = places[place] {
                messages[known].notices.append(notice)
            } else {
                places[place] = messages.count
                messages.append(
                    .init(
                        receiver: receiver, id: id, notices: [notice],
                        payload: isAlone && notice.kind == "raised" ? row.text("payload") : nil)
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
