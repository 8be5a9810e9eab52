/// A text that must not reach a log, a report or an error line.
///
/// Printing, interpolating or dumping the value shows its masked form only; `revealed` is for the one place
/// that needs it.
public struct Confidential: Sendable, Hashable {
    /// The text itself, with variables expanded.
    public let revealed: String
    /// The text as the file writes it, with everything masked that is not a variable's name.
    public let shown: String

    /// A text and the form of it that people may see.
    public init(revealed: String, shown: String) {
        self.revealed = revealed
        self.shown = shown
    }
}

extension Confidential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The masked form.
    public var description: String { shown }
    /// The masked form.
    public var debugDescription: String { shown }
    /// The masked form, so that `dump` shows nothing else.
    public var customMirror: Mirror { Mirror(self, children: ["shown": shown]) }
}
