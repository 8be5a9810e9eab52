import Errors
import Glibc

/// What is wrong with the configuration, and where.
public struct SettingsError: CodedError, Hashable {
    /// The file as it was given.
    public let file: String
    /// The line and column of what is wrong; `nil` where it is the file itself.
    public let position: Position?
    /// What is wrong.
    public let reason: Reason

    /// A place in a text; lines and columns count from 1, columns in Unicode scalars.
    public struct Position: Sendable, Hashable, Comparable {
        /// The line.
        public let line: Int
        /// The column.
        public let column: Int

        /// By line, then by column.
        public static func < (left: Position, right: Position) -> Bool {
            (left.line, left.column) < (right.line, right.column)
        }
    }

    /// The causes. `subject` is what the user calls the place: `'amount'`, `an entry of 'paths'`.
    public enum Reason: Sendable, Hashable {
        /// The system's number for why the file cannot be read.
        case notRead(Int32)
        /// More bytes than a configuration has; how many are allowed.
        case tooLarge(bytesMax: Int)
        /// Bytes that are not UTF-8.
        case notUTF8
        /// The YAML reader's problem and what usually causes it.
        case syntax(problem: String, remedy: String)
        /// A second document behind `---`.
        case severalDocuments
        /// A tag such as `!include`.
        case tagUnknown(String)
        /// A key that the schema does not have here, the nearest one, and all that it has here.
        case keyUnknown(String, nearest: String?, known: [String])
        /// A key that stood in the same mapping before, and in which line.
        case keyTwice(String, firstLine: Int)
        /// Another kind of node than the schema has here.
        case wrongType(subject: String, expected: String, found: String, example: String)
        /// A key without a value.
        case noValue(subject: String)
        /// A value that is not of its form; `nil` for text that must not be shown.
        case invalid(subject: String, text: String?, expected: String, example: String)
        /// A word that is not among the allowed ones.
        case wordUnknown(subject: String, text: String, allowed: [String], nearest: String?)
        /// A list with too few entries.
        case listEmpty(subject: String, example: String)
        /// A key that must be there.
        case keyMissing(String, example: String)
        /// A key that must be there because of another one.
        case keyNeeded(String, because: String)
        /// Two keys that exclude each other.
        case keysExclude([String])
        /// A key that says nothing in this combination.
        case keyIdle(String, because: String)
        /// A rule for sidecars where machines go by the provider's split, and in which line that is said.
        case sidecarsUntold(divisionLine: Int)
        /// A name that something else of its kind has, and in which line.
        case nameTaken(String, kind: String, firstLine: Int)
        /// A name that the file declares nowhere.
        case nameUnknown(String, kind: String, section: String, nearest: String?)
        /// Steps or dates in the wrong order.
        case notAscending(subject: String, first: String, second: String)
        /// Parts of a budget that are more than it: its name and amount, and their sum.
        case partsExceed(whole: String, String, sum: String)
        /// Parts that are all nought.
        case allNought([String])
        /// A variable that is not set.
        case variableMissing(String, subject: String)
        /// `${` that is not `${NAME}`.
        case variableMalformed(subject: String)
    }
}

extension SettingsError {
    /// `FILE:LINE:COLUMN`, or the file.
    public var place: String? { position.map { "\(file):\($0.line):\($0.column)" } ?? file }

    /// CB070 to CB079, one per kind of cause (docs/configuration.md).
    public var code: Int {
        switch reason {
        case .notRead, .tooLarge: 70
        case .notUTF8, .syntax, .tagUnknown: 71
        case .keyUnknown: 72
        case .keyTwice: 73
        case .wrongType, .noValue: 74
        case .invalid, .wordUnknown, .listEmpty, .notAscending, .allNought: 75
        case .keyMissing, .keyNeeded: 76
        case .keysExclude, .keyIdle, .sidecarsUntold, .nameTaken, .nameUnknown, .partsExceed: 77
        case .variableMissing, .variableMalformed: 78
        case .severalDocuments: 79
        }
    }

    /// 78, but 66 for a file that is not there, 77 for one that may not be read, 74 for a failing disk.
    public var exitCode: ExitCode {
        switch reason {
        case .notRead(ENOENT), .notRead(ENOTDIR): .inputMissing
        case .notRead(EACCES), .notRead(EPERM): .permission
        case .notRead(EISDIR): .configuration
        case .notRead: .inputOutput
        default: .configuration
        }
    }
}
