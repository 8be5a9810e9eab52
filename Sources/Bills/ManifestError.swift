import Errors

/// Why a delivery cannot be taken by its manifest.
public struct ManifestError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// No JSON.
        case notJSON(LiteralFault)
        /// A member is missing or is of another kind.
        case memberMissing(String)
        /// A billing period that is none.
        case notPeriod(String)
        /// A report in another form, as Parquet.
        case notCSV(String)
        /// Longer than any manifest.
        case tooLong
        /// A file of the delivery is not there.
        case partMissing(String)
        /// A file has another size than the manifest says.
        case sizeDiffers(String, expected: Int64, found: Int64)
        /// Several deliveries of one period, and none says that it is the last.
        case severalAssemblies(other: String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The manifest.
    public let path: String

    /// An error and its manifest.
    public init(_ reason: Reason, path: String) {
        self.reason = reason
        self.path = path
    }

    /// CB042 to CB044, CB172.
    public var code: Int {
        switch reason {
        case .notJSON, .memberMissing, .notPeriod, .notCSV, .tooLong: 42
        case .partMissing: 43
        case .severalAssemblies: 44
        case .sizeDiffers: 172
        }
    }

    /// The manifest.
    public var place: String? { path }

    /// 66 for a missing file, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .partMissing: .inputMissing
        case .notJSON, .memberMissing, .notPeriod, .notCSV, .tooLong, .severalAssemblies, .sizeDiffers: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .notJSON(let fault): "no manifest: \(fault); fetch it again"
        case .memberMissing(let name): "no manifest of a cost report: it has no \(name); fetch it again"
        case .notPeriod(let text):
            "its billingPeriod is \(printable(text)), which are no two midnights, as 20261001T000000.000Z to 20261101T000000.000Z; "
                + "fetch it again, or name its files instead of the manifest"
        case .notCSV(let type): "the report is \(printable(type)); export it as text/csv, GZIP"
        case .tooLong: "the file is longer than any manifest"
        case .partMissing(let key): "the delivery's file \(printable(key)) is not there; fetch all of its files"
        case .sizeDiffers(let name, let expected, let found):
            "the delivery's file \(printable(name)) has \(found) bytes, the manifest says \(expected); fetch it again"
        case .severalAssemblies(let other):
            "another delivery of the same period lies beside it, \(printable(other)); name the manifest that counts"
        }
    }
}
