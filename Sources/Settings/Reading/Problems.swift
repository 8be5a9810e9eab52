import Errors

/// The errors of one file, as they are found.
struct Problems {
    /// How many are shown at once: about what one mends before trying again.
    static let shownMax = 10

    let file: String
    private var found: Set<SettingsError> = []

    init(file: String) { self.file = file }

    var isEmpty: Bool { found.isEmpty }

    /// Notes an error. The same one at the same place counts once: aliases lead there several times.
    mutating func add(_ reason: SettingsError.Reason, at position: Position) {
        found.insert(SettingsError(file: file, position: position, reason: reason))
    }

    /// The errors in the order of their places; there must be some.
    var errors: CodedErrors {
        let sorted = found.sorted { left, right in
            guard let a = left.position, let b = right.position, a != b else {
                return left.description < right.description
            }
            return a < b
        }
        return CodedErrors(errors: Array(sorted.prefix(Self.shownMax)), moreCount: max(0, sorted.count - Self.shownMax))
    }
}
