/// A sentence of what a report comes to, for whoever has a minute.
public struct ReportHighlight: Hashable, Sendable {
    /// Which of a reader's questions it answers.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// What was spent.
        case spent
        /// Why it changed.
        case cause
        /// What to do.
        case action
    }

    /// The question.
    public var kind: Kind
    /// The answer.
    public var words: Phrase

    /// A sentence and the question that it answers.
    public init(_ kind: Kind, _ words: Phrase) {
        self.kind = kind
        self.words = words
    }
}

extension ReportHighlight.Kind {
    /// The question in words.
    var title: Phrase {
        switch self {
        case .spent: "What was spent"
        case .cause: "Why it changed"
        case .action: "What to do"
        }
    }
}

extension ReportDocument {
    /// The sentences by question, in the order in which a reader asks; questions without an answer are left out.
    var highlightGroups: [(kind: ReportHighlight.Kind, words: [Phrase])] {
        ReportHighlight.Kind.allCases.compactMap { kind in
            let words = highlights.filter { $0.kind == kind }.map(\.words)
            return words.isEmpty ? nil : (kind, words)
        }
    }
}
