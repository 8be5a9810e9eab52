/// An error that a user can act on: a stable code, a place, a remedy and an exit code.
///
/// It is printed as one line, `PLACE: CBnnn what is wrong; what to do`, so that editors and grep
/// follow it. The number and the exit code of a cause never change once published
/// (docs/errors.md lists them).
///
/// Numbers by module: 1–9 command line, 10–19 Streams, 20–44 Bills, 45–49 Ingest, 50–69 and 200–202 Usage, 185–199 Fetch, 70–79 Settings,
/// 80–89 Store, 90–99 Alerts, 100–129 and 220–239 Ledger, 130–139 and 160–169 Reports, 140–149 Labels, 150–159 Nightly,
/// 260–269 Change.
public protocol CodedError: Error, Sendable, CustomStringConvertible {
    /// The number behind `CB`.
    var code: Int { get }
    /// What the process ends with because of it.
    var exitCode: ExitCode { get }
    /// `FILE:LINE:COLUMN`, `FILE`, a host, or `nil` where there is no place.
    var place: String? { get }
    /// What is wrong and what to do, without the place.
    var description: String { get }
}

extension CodedError {
    /// The whole line, without a line end.
    public var line: String {
        let number = String(code)
        let padded = String(repeating: "0", count: max(0, 3 - number.count)) + number
        return "\(place ?? "chargeback"): CB\(padded) \(description)"
    }
}

/// Several errors of one input, in the order of their places.
public struct CodedErrors: Error, Sendable {
    /// The first ones, at most as many as a reader wants to see at once.
    public let errors: [any CodedError]
    /// How many more there were.
    public let moreCount: Int

    /// Errors and how many were left out.
    public init(errors: [any CodedError], moreCount: Int = 0) {
        precondition(!errors.isEmpty, "no errors are no error")
        self.errors = errors
        self.moreCount = moreCount
    }
}

/// How the process ends; part of the contract with cron, systemd and scripts.
public enum ExitCode: Int32, Error, Sendable, CaseIterable {
    /// Done, or nothing to do.
    case done = 0
    /// Done, with findings to look at.
    case findings = 1
    /// The command line is wrong.
    case usage = 64
    /// An input was refused and nothing of it stored.
    case inputRefused = 65
    /// An expected input is not there.
    case inputMissing = 66
    /// Everything is stored, but alerts are undelivered and queued.
    case undelivered = 69
    /// An invariant of ours is broken and nothing was stored: our bug.
    case invariantBroken = 70
    /// An output cannot be created.
    case cannotCreate = 73
    /// Reading or writing failed, e.g. a full disk.
    case inputOutput = 74
    /// Try again later: the database is down, a lock is held, usage is on hold.
    case tryAgain = 75
    /// Prometheus answered wrongly or partially.
    case prometheusWrong = 76
    /// Permission is missing.
    case permission = 77
    /// The configuration or the schema version is wrong.
    case configuration = 78
}
