import Errors

extension Settings {
    /// What an empty file says: every default.
    public static let standard = try! parse("", file: "standard", directory: "", environment: [:])

    /// Words that other modules know and the file may use.
    public struct Vocabulary: Sendable {
        /// The bill formats, `auto` first.
        public let billFormats: [String]
        /// The signals of range exports; `nil` lets every word pass.
        public let signals: [String]?

        /// The words that Bills and Usage know.
        public init(billFormats: [String], signals: [String]? = nil) {
            self.billFormats = billFormats
            self.signals = signals
        }

        /// The formats of `chargeback ingest bills --format`, and any signal.
        public static let standard = Vocabulary(
            billFormats: ["auto", "focus", "aws-cur", "gcp", "azure", "alibaba", "oci"])
    }

    /// Reads and checks a configuration file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - environment: The variables that `${NAME}` may name.
    ///   - vocabulary: The words that other modules know.
    /// - Throws: `CodedErrors` of `SettingsError`, in the order of their places, at most ten and how many more.
    public static func load(
        path: String, environment: [String: String], vocabulary: Vocabulary = .standard
    ) throws(CodedErrors) -> Settings {
        fatalError("not yet")
    }

    /// Checks a configuration's text.
    ///
    /// - Parameters:
    ///   - text: The YAML; empty for every default.
    ///   - file: What error lines call it.
    ///   - directory: What relative paths are relative to; empty for the working directory.
    ///   - environment: The variables that `${NAME}` may name.
    ///   - vocabulary: The words that other modules know.
    /// - Throws: `CodedErrors` of `SettingsError`.
    public static func parse(
        _ text: String, file: String, directory: String, environment: [String: String],
        vocabulary: Vocabulary = .standard
    ) throws(CodedErrors) -> Settings {
        fatalError("not yet")
    }
}
