/// What an answer says around its series, in whatever order.
struct Envelope {
    /// What a series holds: samples over a time, or one.
    enum Shape: String {
        case matrix
        case vector
    }

    /// Warnings that are kept: a server with much to say repeats itself.
    static let textsMax = 10
    private static let textBytesMax = 300

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

    mutating func note(warnings: [String]) { partialWords = warnings.map(Self.shortened) }

    mutating func note(infos: [String]) { self.infos = infos.map { "the server says: " + Self.shortened($0) } }

    /// Whether a series has the shape of those before.
    mutating func see(_ shape: Shape) -> Bool {
        defer { self.shape = shape }
        return self.shape ?? shape == shape
    }

    /// What the run log should keep of what the server said.
    var warnings: [String] { partialTexts.map { "taken although incomplete: \($0)" } + infos }

    /// Whether the server says that something is missing, or may be.
    var isIncomplete: Bool { !partialTexts.isEmpty }

    private var partialTexts: [String] { partialWords + (isPartial ? ["isPartial is true"] : []) }

    private static func shortened(_ text: String) -> String { printed(Array(text.utf8), max: textBytesMax) }

    /// Refuses what is no whole answer, once the document is read.
    func check(options: UsageOptions, name: String) throws {
        if isBare { return }
        if status == "error" || errorType != nil {
            let message = Self.shortened(errorMessage ?? "")
            throw UsageError(.errorAnswer(type: errorType.map(printable) ?? "error", message: message), at: name)
        }
        guard let status else { throw UsageError(.partMissing("status"), at: name) }
        guard status == "success" else {
            throw UsageError(.errorAnswer(type: "status", message: Self.shortened(status)), at: name)
        }
        guard hasResult else { throw UsageError(.partMissing("result"), at: name) }
        guard let resultType else { throw UsageError(.partMissing("resultType"), at: name) }
        if let shape, shape.rawValue != resultType {
            throw UsageError(.shapeDiffers(name: resultType, content: shape.rawValue), at: name)
        }
        guard partialTexts.isEmpty || options.isPartialAllowed else {
            throw UsageError(.partial(partialTexts), at: name)
        }
    }
}
