import Errors

/// Why there is no comparison.
public struct ChangeError: CodedError, Equatable {
    /// The causes; `side` is `base` or `head` with what it stands for.
    public enum Reason: Sendable, Equatable {
        /// No workload has the name; the nearest, and how many there are.
        case serviceUnknown(String, nearest: String?, known: [String])
        /// Several workloads have the name.
        case serviceAmbiguous(String, [String])
        /// The service never ran the commit; the nearest, and those that it ran.
        case commitUnknown(String, service: String, nearest: String?, known: [String])
        /// No scope is of the kind, or has the name; the nearest, and those that there are.
        case scopeUnknown(String, kind: String, nearest: String?, known: [String])
        /// A side lacks something without which its figures mean nothing.
        case noData(side: String, String)
        /// The loads are too different.
        case loadDiffers(base: String, head: String, percentMax: String)
        /// Two sides are of different services, currencies or metrics.
        case notComparable(String)
        /// A file of commits cannot be read.
        case commitsNotRead(path: String)
        /// A file of commits has something that is none; where and what.
        case commitsRefused(place: String, String)
        /// A snapshot is none.
        case snapshotRefused(path: String, String)
    }

    /// What is wrong.
    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    /// The snapshot's file, where it is about one.
    public var place: String? {
        switch reason {
        case .snapshotRefused(let path, _), .commitsNotRead(let path): path
        case .commitsRefused(let place, _): place
        default: nil
        }
    }

    /// CB260 to CB268.
    public var code: Int {
        switch reason {
        case .serviceUnknown: 260
        case .serviceAmbiguous: 261
        case .commitUnknown: 262
        case .noData: 263
        case .loadDiffers: 264
        case .notComparable: 265
        case .snapshotRefused: 266
        case .commitsNotRead, .commitsRefused: 267
        case .scopeUnknown: 268
        }
    }

    /// 1 where no number would be honest, so that a merge waits; else as for other inputs.
    public var exitCode: ExitCode {
        switch reason {
        case .serviceUnknown: .inputMissing
        case .serviceAmbiguous: .usage
        case .commitUnknown, .scopeUnknown: .inputMissing
        case .noData: .findings
        case .loadDiffers: .findings
        case .notComparable: .findings
        case .snapshotRefused, .commitsRefused: .inputRefused
        case .commitsNotRead: .inputMissing
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .serviceUnknown(let name, let nearest, let known):
            known.isEmpty
                ? "no workload is known, so '\(name)' is none; range exports need kube_pod_owner (docs/prometheus.md)"
                : "no usage has a service '\(name)'; \(Self.advice(nearest, known))"
        case .serviceAmbiguous(let name, let known):
            "'\(name)' is several services; name one of \(known.joined(separator: ", "))"
        case .commitUnknown(let commit, let service, let nearest, let known):
            known.isEmpty
                ? "\(service) has run no commit that is known, so '\(commit)' is none; its pods need the label (docs/configuration.md)"
                : "\(service) has not run commit '\(commit)'; \(Self.advice(nearest, known))"
        case .scopeUnknown(let name, let kind, let nearest, let known):
            known.isEmpty ? "nothing published has a scope of kind \(kind), so '\(name)' is none" : "there is no \(kind) '\(name)'; \(Self.advice(nearest, known))"
        case .noData(let side, let what): "not compared: \(side) \(what)"
        case .loadDiffers(let base, let head, let percentMax):
            "not compared: the load is too different, \(base) an hour and \(head) an hour; up to \(percentMax) % is allowed "
                + "(load_difference)"
        case .notComparable(let what): "not compared: \(what)"
        case .commitsNotRead: "the file of commits cannot be read; check its path and permissions"
        case .commitsRefused(_, let what): what
        case .snapshotRefused(_, let what): "this is no snapshot of 'chargeback snapshot': \(what)"
        }
    }

    private static func advice(_ nearest: String?, _ known: [String]) -> String {
        if let nearest { return "did you mean '\(nearest)'?" }
        return "there are \(known.prefix(10).joined(separator: ", "))" + (known.count > 10 ? " and \(known.count - 10) more" : "")
    }
}
