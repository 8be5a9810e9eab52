/// The variables that `${NAME}` names.
struct Variables {
    private let environment: [String: String]

    init(_ environment: [String: String]) { self.environment = environment }

    /// Why a text cannot be expanded.
    enum Problem: Error {
        /// The variable is not set.
        case missing(String)
        /// `${` without a name and `}`.
        case malformed
    }

    /// The text with every `${NAME}` replaced by the variable's value, and `$${` by `${`.
    ///
    /// Values are not expanded again, and any other `$` is itself.
    func expand(_ text: String) throws(Problem) -> String {
        var result = ""
        var rest = Substring(text)
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[dollar...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                guard let end = rest.firstIndex(of: "}") else { throw .malformed }
                let name = String(rest[..<end].dropFirst(2))
                guard Self.isName(name) else { throw .malformed }
                guard let value = environment[name] else { throw .missing(name) }
                result += value
                rest = rest[end...].dropFirst()
            } else {
                result += "$"
                rest = rest.dropFirst()
            }
        }
        return result + rest
    }

    /// Whether a text is one variable and nothing else.
    static func isOne(_ text: some StringProtocol) -> Bool {
        text.hasPrefix("${") && text.hasSuffix("}") && isName(String(text.dropFirst(2).dropLast()))
    }

    /// A name of POSIX: letters, digits and `_`, no digit first.
    private static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
        return text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
    }
}
