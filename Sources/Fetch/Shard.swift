import Usage

/// A part of the series of a query, by how the value of one label starts.
///
/// The parts of a part are that part again: sixteen hexadecimal digits in four classes, then each by itself, then by
/// the second digit; and what starts with no such digit, which cannot be divided.
struct Shard: Hashable, Sendable {
    /// All series.
    static let whole = Shard(text: "")
    private static let rest = "rest"
    private static let classes = ["[0-3]", "[4-7]", "[89ab]", "[c-f]"]

    /// The regular expression of the start; empty for all series.
    let text: String

    /// The text that manifests keep; `nil` for all series.
    var noted: String? { text.isEmpty ? nil : text }

    /// A file's name holds it in digits alone: names with letters would say another signal.
    var digits: String {
        text.isEmpty ? "" : "-" + text.utf8.map { ($0 < 100 ? "0" : "") + String($0) }.joined()
    }

    /// Its parts; none where it is as small as it gets.
    var parts: [Shard] {
        if text.isEmpty { return (Self.classes + [Self.rest]).map(Shard.init) }
        if text == Self.rest { return [] }
        guard text.hasSuffix("]") else { return text.utf8.count < 2 ? Self.classes.map { Shard(text: text + $0) } : [] }
        let start = text.prefix { $0 != "[" }
        let inner = text.dropFirst(start.count + 1).dropLast()
        return Self.digits(of: inner).map { Shard(text: start + String($0)) }
    }

    private static func digits(of inner: Substring) -> [Character] {
        let all = Array("0123456789abcdef")
        guard inner.utf8.count == 3, inner.dropFirst().first == "-", let first = inner.first, let last = inner.last,
            let start = all.firstIndex(of: first), let end = all.firstIndex(of: last)
        else { return Array(inner) }
        return Array(all[start...end])
    }

    /// The query for this part; `nil` where it cannot be asked for.
    func expression(of signal: Signal) -> String? {
        guard let expression = signal.expression else { return nil }
        if text.isEmpty { return expression }
        guard let label = Self.label(of: signal) else { return nil }
        // A cgroup's path has the uid in its middle, with an underscore or a hyphen in place of each hyphen.
        let start = label == "id" ? ".*pod" : ""
        let matcher =
            text == Self.rest ? "\(label)!~\"\(start)[0-9a-f].*\"" : "\(label)=~\"\(start)\(text).*\""
        return Selectors(of: expression).adding(matcher)
    }

    /// The label that divides a signal's series: the catalogue's, else the uid where one selector has it.
    static func label(of signal: Signal) -> String? {
        if let label = signal.shardLabel { return label }
        guard signal.subject.contains(.uid), let expression = signal.expression else { return nil }
        return Selectors(of: expression).places.count == 1 ? "uid" : nil
    }
}
