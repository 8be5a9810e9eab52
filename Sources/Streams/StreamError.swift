import Errors
import Glibc

/// Why a file's bytes cannot be had.
public struct StreamError: CodedError {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// The system's number for why it does not open.
        case notOpened(Int32)
        /// The system's number for why it cannot be read on.
        case notRead(Int32)
        /// A folder where a file was expected.
        case isDirectory
        /// The file stops inside a gzip member; the byte it stops at.
        case gzipEndsEarly(at: Int64)
        /// A wrong checksum or a broken block; the byte it was seen at.
        case gzipDamaged(at: Int64)
        /// Bytes that are no gzip member behind one; where they start.
        case gzipHasTrailingBytes(at: Int64)
        /// The content is more than 1100 times the file; how much of it was read.
        case gzipIsBomb(bytes: Int64)
        /// The zip archive is cut off or contradicts itself; what is wrong.
        case zipDamaged(String)
        /// A zip archive that is well but cannot be read; why.
        case zipNotRead(String)
    }

    /// The file as it was given.
    public let name: String
    /// What is wrong.
    public let reason: Reason
}

extension StreamError {
    /// The file.
    public var place: String? { name }

    /// CB010 to CB016, CB170 and CB171, one per cause.
    public var code: Int {
        switch reason {
        case .notOpened: 10
        case .notRead: 11
        case .isDirectory: 12
        case .gzipEndsEarly: 13
        case .gzipDamaged: 14
        case .gzipHasTrailingBytes: 15
        case .gzipIsBomb: 16
        case .zipDamaged: 170
        case .zipNotRead: 171
        }
    }

    /// 66 for a file that is not there, 77 for one that may not be read, 74 for a failing disk, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .notOpened(ENOENT), .notOpened(ENOTDIR): .inputMissing
        case .notOpened(EACCES), .notOpened(EPERM): .permission
        case .notOpened, .notRead: .inputOutput
        default: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .notOpened(let number): "cannot be opened: \(String(cString: strerror(number)))"
        case .notRead(let number): "cannot be read on: \(String(cString: strerror(number)))"
        case .isDirectory: "is a directory, not a file"
        case .gzipEndsEarly(let offset): "the gzip data ends early at byte \(offset); fetch the file again"
        case .gzipDamaged(let offset): "the gzip data is damaged at byte \(offset); fetch the file again"
        case .gzipHasTrailingBytes(let offset):
            "bytes that are not gzip follow the gzip data at byte \(offset); fetch the file again"
        case .gzipIsBomb(let bytes):
            "expands to over 1100 times its size (\(bytes) bytes so far); decompress it yourself if it is real"
        case .zipDamaged(let what): "the zip archive is damaged or cut off: \(what); fetch the file again"
        case .zipNotRead(let what): "the zip archive cannot be read: \(what); unpack it yourself"
        }
    }
}
