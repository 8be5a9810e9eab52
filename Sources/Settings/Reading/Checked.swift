import Keys
import Money

typealias Position = SettingsError.Position

/// A value that has the form its place in the schema asks for.
struct CheckedValue {
    let content: Content
    let position: Position

    indirect enum Content {
        case text(String)
        case confidential(Confidential)
        case decimal(ExactDecimal)
        case whole(Int)
        case truth(Bool)
        case date(UTCDate)
        case list([CheckedValue])
        case mapping(CheckedMapping)
    }
}

/// A mapping whose keys the schema knows; keys whose values were refused are left out of it.
struct CheckedMapping {
    /// The keys it may have; `nil` for a mapping with the user's own.
    let schema: Schema?
    let position: Position
    /// The values by key, defaults among them, in the schema's order.
    var entries: [(key: String, value: CheckedValue)] = []
    /// Where the keys stand that the file writes, also those whose values were refused.
    var written: [String: Position] = [:]

    /// The value of a key, if it has one.
    subscript(key: String) -> CheckedValue.Content? {
        precondition(schema?.key(key) != nil, "the schema has no key '\(key)'")
        return entries.first { $0.key == key }?.value.content
    }

    func text(_ key: String) -> String? {
        if case .text(let text) = self[key] { text } else { nil }
    }

    func confidential(_ key: String) -> Confidential? {
        if case .confidential(let text) = self[key] { text } else { nil }
    }

    func decimal(_ key: String) -> ExactDecimal? {
        if case .decimal(let number) = self[key] { number } else { nil }
    }

    func whole(_ key: String) -> Int? {
        if case .whole(let number) = self[key] { number } else { nil }
    }

    func truth(_ key: String) -> Bool? {
        if case .truth(let isTrue) = self[key] { isTrue } else { nil }
    }

    func date(_ key: String) -> UTCDate? {
        if case .date(let date) = self[key] { date } else { nil }
    }

    /// The word of an enumeration that the schema lists.
    func word<Word: RawRepresentable<String>>(_ key: String) -> Word? { text(key).flatMap(Word.init) }

    func mapping(_ key: String) -> CheckedMapping? {
        if case .mapping(let mapping) = self[key] { mapping } else { nil }
    }

    /// The entries of a list; empty where there is none.
    func list(_ key: String) -> [CheckedValue] {
        if case .list(let values) = self[key] { values } else { [] }
    }

    /// The texts of a list.
    func texts(_ key: String) -> [String] {
        list(key).compactMap { if case .text(let text) = $0.content { text } else { nil } }
    }

    /// The mappings of a list.
    func mappings(_ key: String) -> [CheckedMapping] {
        list(key).compactMap { if case .mapping(let mapping) = $0.content { mapping } else { nil } }
    }

    /// The user's own keys and what stands behind them.
    func table<Value>(_ value: (CheckedValue.Content) -> Value?) -> [String: Value] {
        var result: [String: Value] = [:]
        for entry in entries { result[entry.key] = value(entry.value.content) }
        return result
    }

    /// Where a key stands, or the mapping where it does not.
    func place(of key: String) -> Position { written[key] ?? position }

    /// Where a key's value stands, or the mapping where there is none.
    func placeOfValue(_ key: String) -> Position {
        entries.first { $0.key == key }?.value.position ?? place(of: key)
    }
}
