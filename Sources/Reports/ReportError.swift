import Errors
import Glibc

/// Why a report cannot be made or written.
public struct ReportError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// A row has too few or too many cells, a cell is not of its column's kind, a key is missing or double.
        case malformed(String)
        /// A row or a total is not the sum it says it is; the column's key.
        case doesNotAddUp(column: String)
        /// A sum needs more than 38 digits; the column's key.
        case outOfRange(column: String)
        /// The report has no such section; those that it has.
        case sectionMissing(String, known: [String])
        /// The system's number for why a folder or file cannot be created.
        case notCreated(Int32)
        /// The system's number for why writing failed.
        case notWritten(Int32)
        /// Something other than a regular file lies where a report belongs: a link, a folder, a pipe.
        case notRegularFile
        /// A file name that could leave the folder.
        case nameUnsafe
        /// Another run is writing into the folder.
        case folderBusy
        /// A table has more rows than a sheet of a workbook.
        case tooManyRows(Int)
        /// Why a workbook cannot be made.
        case workbookFailed(String)
    }

    /// The section with the row, or the file.
    public let place: String?
    /// What is wrong.
    public let reason: Reason

    /// An error at a place.
    public init(_ reason: Reason, at place: String?) {
        self.reason = reason
        self.place = place
    }
}

extension ReportError {
    /// CB130 to CB138, CB180 and CB181, one per cause.
    public var code: Int {
        switch reason {
        case .malformed: 130
        case .doesNotAddUp: 131
        case .outOfRange: 132
        case .sectionMissing: 133
        case .notCreated: 134
        case .notWritten: 135
        case .notRegularFile: 136
        case .nameUnsafe: 137
        case .folderBusy: 138
        case .tooManyRows: 180
        case .workbookFailed: 181
        }
    }

    /// 73 and 74 for the file system, 64 for a wrong section, 75 while another writes; what does not add up is our bug.
    public var exitCode: ExitCode {
        switch reason {
        case .malformed, .doesNotAddUp, .nameUnsafe: .invariantBroken
        case .outOfRange: .inputRefused
        case .sectionMissing, .tooManyRows: .usage
        case .notCreated(EACCES), .notCreated(EPERM): .permission
        case .notCreated, .notRegularFile: .cannotCreate
        case .notWritten, .workbookFailed: .inputOutput
        case .folderBusy: .tryAgain
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .malformed(let what): "\(what); this is a bug of chargeback, please report it"
        case .doesNotAddUp(let column):
            "column '\(column)' does not add up; nothing was written; this is a bug of chargeback, please report it"
        case .outOfRange(let column): "the sum of column '\(column)' needs more than 38 digits; report by currency unit"
        case .sectionMissing(let key, let known):
            "the report has no section '\(key)'; it has \(known.joined(separator: ", "))"
        case .notCreated(let number): "cannot be created: \(String(cString: strerror(number)))"
        case .notWritten(let number):
            "cannot be written: \(String(cString: strerror(number))); the earlier reports are left as they were"
        case .notRegularFile: "is not a regular file (a link, folder or pipe); remove it and report again"
        case .nameUnsafe: "is not a file name that reports may have; this is a bug of chargeback, please report it"
        case .folderBusy: "another run is writing reports here; try again when it is done"
        case .tooManyRows(let count):
            "the table has \(count) rows, a sheet of a workbook holds \(XLSXWriter.rowCountOfSheet - 2) and a total; report as csv"
        case .workbookFailed(let why): "the workbook cannot be made: \(why); make room in the folder for temporary files"
        }
    }
}
