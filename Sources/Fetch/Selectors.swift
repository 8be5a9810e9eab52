/// Finds the vector selectors of a PromQL expression, so that each can be asked for one label more.
///
/// Reads tokens, not grammar: names before `(` are functions, keywords and the label lists behind them are passed
/// over, as are strings, comments, ranges and numbers. What is left is a metric's name, or braces.
struct Selectors {
    private static let keywords: Set<String> = [
        "by", "without", "on", "ignoring", "group_left", "group_right", "bool", "offset", "and", "or", "unless", "atan2",
        "inf", "nan", "sum", "min", "max", "avg", "group", "stddev", "stdvar", "count", "count_values", "bottomk", "topk",
        "quantile", "limitk", "limit_ratio", "default", "if", "ifnot", "keep_metric_names",
    ]
    private static let listed: Set<String> = ["by", "without", "on", "ignoring", "group_left", "group_right"]

    private let bytes: [UInt8]
    /// Where a matcher goes, and whether braces are there already.
    private(set) var places: [(offset: Int, hasBraces: Bool)] = []

    init(of expression: String) {
        bytes = Array(expression.utf8)
        find()
    }

    /// The expression with a matcher in every selector.
    func adding(_ matcher: String) -> String {
        var result: [UInt8] = []
        var start = 0
        for place in places {
            result += bytes[start..<place.offset]
            if place.hasBraces {
                let isEmpty = bytes[place.offset...].first { !Self.isSpace($0) } == UInt8(ascii: "}")
                result += (matcher + (isEmpty ? "" : ",")).utf8
            } else {
                result += "{\(matcher)}".utf8
            }
            start = place.offset
        }
        return String(decoding: result + bytes[start...], as: UTF8.self)
    }

    private mutating func find() {
        var index = 0
        // Behind `by` and its kin a list of labels stands in parentheses.
        var isBeforeList = false
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): index = end(ofText: index)
            case UInt8(ascii: "#"): index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            case UInt8(ascii: "["): index = end(ofGroup: index, UInt8(ascii: "]"))
            case UInt8(ascii: "{"):
                places.append((index + 1, true))
                index = end(ofGroup: index, UInt8(ascii: "}"))
            case UInt8(ascii: "(") where isBeforeList: index = end(ofGroup: index, UInt8(ascii: ")"))
            case _ where Self.isNameStart(byte):
                let start = index
                while index < bytes.count, Self.isName(bytes[index]) { index += 1 }
                let name = String(decoding: bytes[start..<index], as: UTF8.self)
                isBeforeList = Self.listed.contains(name.lowercased())
                note(name, endingAt: index)
                continue
            case _ where (0x30...0x39).contains(byte):
                while index < bytes.count, Self.isName(bytes[index]) || bytes[index] == UInt8(ascii: ".") { index += 1 }
                continue
            default:
                if Self.isSpace(byte) {
                    index += 1
                    continue
                }
                index += 1
            }
            isBeforeList = false
        }
    }

    /// Notes a name that is a metric's; one with braces is noted with them.
    private mutating func note(_ name: String, endingAt end: Int) {
        let next = bytes[end...].first { !Self.isSpace($0) }
        guard !Self.keywords.contains(name.lowercased()), next != UInt8(ascii: "("), next != UInt8(ascii: "{") else { return }
        // `@ start()` and `@ end()` were taken for functions.
        places.append((end, false))
    }

    private func end(ofText start: Int) -> Int {
        let quote = bytes[start]
        var index = start + 1
        while index < bytes.count, bytes[index] != quote {
            index += bytes[index] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    private func end(ofGroup start: Int, _ closing: UInt8) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != closing {
            let isQuote = [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains(bytes[index])
            index = isQuote ? end(ofText: index) : index + 1
        }
        return min(index + 1, bytes.count)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte == UInt8(ascii: ":")
    }

    private static func isName(_ byte: UInt8) -> Bool { isNameStart(byte) || (0x30...0x39).contains(byte) }
}
