/// The labels of a cell, whoever wrote the list: `[{"key": "team", "value": "web"}]` as BigQuery has it, or the object
/// that tools make of it, `{"team": "web"}`.
enum GCPLabels {
    /// The pairs in their order.
    static func pairs(of cell: UnsafeBufferPointer<UInt8>) throws(LiteralFault) -> [(key: String, value: String?)] {
        guard cell.first(where: { $0 != 0x20 }) == UInt8(ascii: "{") else {
            var pairs: [(key: String, value: String?)] = []
            for element in try LiteralReader.list(of: cell) { pairs.append(try pair(element)) }
            return pairs
        }
        let object = try LiteralReader.value(of: cell)
        guard case .object(let members) = object else { throw .unexpected(at: 0) }
        // One label alone, without its list.
        if members.map(\.key).sorted() == ["key", "value"] { return [try pair(object)] }
        return members.map { ($0.key, $0.value.scalar) }
    }

    /// The tags of Google's FOCUS view, which says of each where it comes from: those that are no labels of the resource
    /// have that before their keys, as in the detailed export.
    static func tags(of cell: UnsafeBufferPointer<UInt8>) throws(LiteralFault) -> [(key: String, value: String?)] {
        var tags: [(key: String, value: String?)] = []
        for element in try LiteralReader.list(of: cell) {
            let (key, value) = try pair(element)
            let prefix = element["x_type"]?.scalar.flatMap { prefixes[$0] } ?? ""
            guard !tags.contains(where: { $0.key == prefix + key }) else { throw .keyTwice(prefix + key) }
            tags.append((prefix + key, value))
        }
        return tags
    }

    private static let prefixes = [
        "project_label": "project.labels/", "system_label": "system_labels/", "tag": "tags/",
    ]

    private static func pair(_ element: Literal) throws(LiteralFault) -> (key: String, value: String?) {
        guard let key = element["key"]?.scalar else { throw .memberMissing("key") }
        return (key, element["value"]?.scalar)
    }
}
