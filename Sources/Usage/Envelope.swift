/// What an answer says around its series, in whatever order.
struct Envelope {
    /// What a series holds: samples over a time, or one.
    enum Shape: String {
        case matrix
        case vector
    }

    /// Warnings that are kept: a server with much to say repeats itself.
    private static let warningsMax = 10

    /// The list of series alone, as promtool prints it.
    var isBare = false
    var status: String?
    var errorType: String?
    var errorMessage: String?
    var resultType: String?
    var hasResult = false
    var isPartial = false
    private(set) var shape: Shape?
    private var partialWords: [String] = []
    private var infos: [String] = []

    mutating func note(warning: String) {
        if partialWords.count < Self.warningsMax {
            partialWords.append(printed(Array(warning.utf8.prefix(300)), max: 300))
        }
    }

    mutating func note(info: String) {
        if infos.count < Self.warningsMax { infos.append("the server says: " + printed(Array(info.utf8), max: 300)) }
    }

    /// All series of an answer have the same shape.
    mutating func see(_ shape: Shape, at place: String) throws {
        guard self.shape ?? shape == shape else {
            throw UsageError(.wrongResultType("mixture of matrix and vector"), at: place)
        }
        self.shape = shape
    }

    /// What the run log should keep of what the server said.
    var warnings: [String] { partialTexts.map { "taken although incomplete: \($0)" } + infos }

    private var partialTexts: [String] { partialWords + (isPartial ? ["isPartial is true"] : []) }

    /// Refuses what is no whole answer, once the document is read.
    func check(options: UsageOptions, hasSeries: Bool, name: String) throws {
        if isBare { return }
        if let errorType = errorType ?? (status == "error" ? "unknown" : nil) {
            let message = printed(Array((errorMessage ?? "").utf8), max: 300)
            throw UsageError(.errorAnswer(type: errorType, message: message), at: name)
        }
        guard let status else { throw UsageError(.partMissing("status"), at: name) }
        guard status == "success" else {
            throw UsageError(.errorAnswer(type: "status", message: printed(Array(status.utf8))), at: name)
        }
        guard hasResult else { throw UsageError(.partMissing("result"), at: name) }
        guard let resultType else { throw UsageError(.partMissing("resultType"), at: name) }
        guard shape.map({ $0.rawValue == resultType }) ?? true else {
            throw UsageError(.wrongResultType("\(resultType) by name and a \(shape!.rawValue) by content"), at: name)
        }
        guard partialTexts.isEmpty || options.isPartialAllowed else {
            throw UsageError(.partial(partialTexts), at: name)
        }
    }
}
