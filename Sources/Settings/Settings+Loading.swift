import Errors

extension Settings {
    /// What an empty file says: every default.
    public static let standard: Settings = {
        guard let settings = try? parse("", file: "standard") else {
            preconditionFailure("the schema refuses an empty file")
        }
        return settings
    }()

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
            billFormats: ["auto", "focus", "aws-cur", "aws-cur-2", "azure", "oci", "gcp", "alibaba", "alibaba-split"])
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
        let bytes: [UInt8]
        do throws(SettingsError) {
            bytes = try ConfigurationFile.read(path)
        } catch {
            throw CodedErrors(errors: [error])
        }
        let directory = FilePath.directory(of: path)
        return try parse(bytes, file: path, directory: directory, environment: environment, vocabulary: vocabulary)
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
        _ text: String, file: String, directory: String = "", environment: [String: String] = [:],
        vocabulary: Vocabulary = .standard
    ) throws(CodedErrors) -> Settings {
        let bytes = Array(text.utf8)
        return try parse(bytes, file: file, directory: directory, environment: environment, vocabulary: vocabulary)
    }

    private static func parse(
        _ bytes: [UInt8], file: String, directory: String, environment: [String: String], vocabulary: Vocabulary
    ) throws(CodedErrors) -> Settings {
        let document: Document
        do throws(SyntaxProblem) {
            document = try Document(ConfigurationFile.text(of: bytes))
        } catch {
            let only = SettingsError(file: file, position: error.position, reason: error.reason)
            throw CodedErrors(errors: [only])
        }
        let reader = ScalarReader(directory: directory, environment: environment)
        var checker = Checker(problems: Problems(file: file), scalars: reader, names: document.names)
        let root = checker.checkRoot(document.root, .root(vocabulary))
        var builder = Builder(root: root, problems: checker.problems)
        guard let settings = builder.build(), builder.problems.isEmpty else { throw builder.problems.errors }
        return settings
    }
}
