import Errors

/// Why files that are well by themselves cannot be stored together.
public struct IngestError: CodedError {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// Parts of one delivery in two formats.
        case formatsMixed(String, String)
        /// Several files of one command hold the same account and period, and nobody said what they are.
        case severalForOnePeriod(account: String, month: String, other: String)
        /// The stored sums are not the read ones.
        case sumsDiffer(account: String)
        /// Lines of another billing period than the manifest's.
        case periodNotOfManifest(account: String, found: String, expected: String)
        /// Azure's actual and amortised costs of one bill, which tell the same usage twice.
        case actualAndAmortised(String, other: String)
        /// No file fits the path.
        case nothingMatches
        /// A folder of bills without a manifest that says which of its files are one delivery.
        case noManifest
    }

    /// What is wrong.
    public let reason: Reason
    /// The file or the database.
    public let place: String?

    /// An error and its place.
    public init(_ reason: Reason, place: String?) {
        self.reason = reason
        self.place = place
    }

    /// CB045 to CB049 and CB173, one per cause.
    public var code: Int {
        switch reason {
        case .formatsMixed: 45
        case .severalForOnePeriod: 46
        case .sumsDiffer: 47
        case .nothingMatches, .noManifest: 48
        case .periodNotOfManifest: 49
        case .actualAndAmortised: 173
        }
    }

    /// 70 for sums that differ, 66 for no file, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .sumsDiffer: .invariantBroken
        case .nothingMatches, .noManifest: .inputMissing
        default: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .formatsMixed(let first, let other):
            "is \(other), the delivery's first file is \(first); load them as deliveries of their own"
        case .severalForOnePeriod(let account, let month, let other):
            "holds account \(account) of \(month), as \(other) does; say with --several whether they are versions or parts"
        case .sumsDiffer(let account):
            "the stored sums of account \(account) differ from those read; nothing was stored; this is a bug of chargeback"
        case .periodNotOfManifest(let account, let found, let expected):
            "the files hold account \(account) of the billing period \(found), the manifest says \(expected); "
                + "nothing was stored; fetch the delivery again, or name its files instead of the manifest"
        case .actualAndAmortised(let basis, let other):
            "holds Azure's \(basis) costs, \(other) the same account and period the other way; "
                + "together they would count usage twice; load one of the two"
        case .nothingMatches: "no file fits this path"
        case .noManifest: "is a folder without an AWS manifest; name the bills in it, e.g. by a glob"
        }
    }
}
