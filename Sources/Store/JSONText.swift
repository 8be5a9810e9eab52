/// JSON as text, for parameters that PostgreSQL reads as `jsonb` and for rows that it stores.
public enum JSONText {
    /// A string, escaped.
    public static func text(_ value: String) -> String {
        var json = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": json += "\\\""
            case "\\": json += "\\\\"
            case _ where scalar.value < 0x20:
                json += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: json.unicodeScalars.append(scalar)
            }
        }
        return json + "\""
    }

    /// An array of strings.
    public static func array(_ values: [String]) -> String { "[" + values.map(text).joined(separator: ",") + "]" }

    /// An object of names and JSON texts.
    public static func object(_ members: [(name: String, json: String)]) -> String {
        "{" + members.map { "\(text($0.name)):\($0.json)" }.joined(separator: ",") + "}"
    }

    /// An object of names and strings; `nil` is null.
    public static func object(_ members: [(String, String?)]) -> String {
        object(members.map { (name: $0.0, json: $0.1.map(text) ?? "null") })
    }
}
