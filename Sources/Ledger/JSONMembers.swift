import Foundation

/// The members of a flat JSON object of strings, as PostgreSQL prints `jsonb`.
enum JSONMembers {
    static func parse(_ text: String) throws -> [String: String] {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return (object as? [String: Any] ?? [:]).compactMapValues { $0 as? String }
    }
}
