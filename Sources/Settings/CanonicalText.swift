/// Writes a checked file, in the order of the schema.
enum CanonicalText {
    static func of(_ root: CheckedMapping) -> String {
        block(root, indent: "").joined(separator: "\n") + "\n"
    }

    private static func block(_ mapping: CheckedMapping, indent: String) -> [String] {
        mapping.entries.flatMap { entry -> [String] in
            let key = indent + scalar(entry.key) + ":"
            switch entry.value.content {
            case .mapping(let inner) where !inner.entries.isEmpty:
                return [key] + block(inner, indent: indent + "  ")
            case .list(let values) where values.contains(where: \.isMapping):
                return [key] + values.flatMap { item($0, indent: indent + "  ") }
            default: return [key + " " + flow(entry.value.content)]
            }
        }
    }

    /// A mapping as an entry of a list: its first line behind the dash.
    private static func item(_ value: CheckedValue, indent: String) -> [String] {
        guard case .mapping(let mapping) = value.content else { return [indent + "- " + flow(value.content)] }
        var lines = block(mapping, indent: indent + "  ")
        guard let first = lines.first else { return [indent + "- {}"] }
        lines[0] = indent + "- " + first.dropFirst(indent.count + 2)
        return lines
    }

    private static func flow(_ content: CheckedValue.Content) -> String {
        switch content {
        case .text(let text): scalar(text)
        case .confidential(let text): scalar(text.shown)
        case .decimal(let number): "\(number)"
        case .whole(let number): "\(number)"
        case .truth(let isTrue): "\(isTrue)"
        case .date(let date): "\(date)"
        case .list(let values): "[" + values.map { flow($0.content) }.joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { "\(scalar($0.key)): \(flow($0.value.content))" }.joined(separator: ", ") + "}"
        }
    }

    /// A text that YAML reads as itself: plain where that is sure, else in double quotes.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.unicodeScalars.allSatisfy {
                $0.isASCII
                    && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-./".unicodeScalars.contains($0))
            } && !text.hasPrefix("-") && !text.hasPrefix(".") && !text.isEmpty
            && !["true", "false", "yes", "no", "on", "off", "null", "y", "n"].contains(text.lowercased())
        if isPlain { return text }
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            default: String(scalar)
            }
        }
        return "\"" + escaped.joined() + "\""
    }
}

extension CheckedValue {
    fileprivate var isMapping: Bool {
        if case .mapping = content { true } else { false }
    }
}
