import Keys
import Money

/// Words of ours, such as a heading, with what stands in them: a translation replaces the words, never a label.
///
/// Written as text; what is interpolated keeps its kind, so that each language writes it its own way. The English
/// words are the key of the translation (`reports/templates/zh-CN.po`).
///
/// ```swift
/// let title: Phrase = "Cost of team \(team)"  // key: "Cost of team {}"
/// ```
public struct Phrase: Hashable, Sendable {
    /// Something that stands in a phrase.
    enum Piece: Hashable, Sendable {
        /// From outside, or the same in every language.
        case text(String)
        case phrase(Phrase)
        case month(Month)
        case percent(ExactDecimal)
        case amount(ExactDecimal, places: Int, isChange: Bool)
    }

    /// The English words, `{}` where a piece stands.
    let key: String
    /// What stands there, in order.
    let pieces: [Piece]

    /// Words that are no phrase of ours: a label, a name, a digest.
    public init(verbatim words: String) {
        key = "{}"
        pieces = [.text(words)]
    }

    /// Several phrases with something between them.
    static func joined(_ phrases: [Phrase], by separator: String = " ") -> Phrase {
        guard phrases.count != 1 else { return phrases[0] }
        return Phrase(
            key: phrases.map { _ in "{}" }.joined(separator: separator), pieces: phrases.map { .phrase($0) })
    }

    /// The same words within a sentence.
    var lowercased: Phrase {
        guard key != "{}" else { return self }
        return Phrase(key: key.lowercased(), pieces: pieces)
    }

    private init(key: String, pieces: [Piece]) {
        self.key = key
        self.pieces = pieces
    }
}

extension Phrase: ExpressibleByStringInterpolation {
    /// Words without pieces.
    public init(stringLiteral words: String) { self.init(key: words, pieces: []) }

    /// Words with pieces in them.
    public init(stringInterpolation words: Words) { self.init(key: words.key, pieces: words.pieces) }

    /// Words and pieces as they are written.
    public struct Words: StringInterpolationProtocol {
        fileprivate var key = ""
        fileprivate var pieces: [Piece] = []

        /// Room for words and pieces.
        public init(literalCapacity: Int, interpolationCount: Int) { key.reserveCapacity(literalCapacity) }

        /// The next words.
        public mutating func appendLiteral(_ words: String) { key += words }

        /// A label, a name, a number that is an identifier.
        public mutating func appendInterpolation(_ words: String) { append(.text(words)) }

        /// A phrase within a phrase.
        public mutating func appendInterpolation(_ phrase: Phrase) { append(.phrase(phrase)) }

        /// `October 2026`, or as the language has it.
        public mutating func appendInterpolation(_ month: Month) { append(.month(month)) }

        /// A whole number with thousands apart.
        public mutating func appendInterpolation(_ count: Int64) {
            append(.amount(ExactDecimal(significand: Int128(count)), places: 0, isChange: false))
        }

        /// An amount with so many decimals.
        mutating func appendInterpolation(_ amount: ExactDecimal, places: Int, isChange: Bool = false) {
            append(.amount(amount, places: places, isChange: isChange))
        }

        /// A ratio in per cent.
        mutating func appendInterpolation(percent ratio: ExactDecimal) { append(.percent(ratio)) }

        private mutating func append(_ piece: Piece) {
            key += "{}"
            pieces.append(piece)
        }
    }
}
