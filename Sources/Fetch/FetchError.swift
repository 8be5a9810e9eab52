import Errors
import Glibc
import Keys

/// Why range exports could not be fetched.
public struct FetchError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// The configured address is none, or has a user name in it.
        case badURL
        /// A password or token that cannot be had: the system's number, and what it is of.
        case secretNotRead(Int32, String)
        /// A file with a password or token that others can read.
        case secretReadable(String)
        /// A certificate, key or file of authorities that libcurl cannot use; its words.
        case credentialsUnusable(String)
        /// Nobody answers, or not to the end, however often it is tried; what happened last.
        case unreachable(String)
        /// Who asks is not known or not allowed (401, 403).
        case notAllowed(status: Int)
        /// The server refused a query; its words.
        case queryRefused(status: Int, String)
        /// The smallest part of a query is still too much for the server; its words.
        case tooBig(String)
        /// An answer that does not count; what the reader says of it.
        case answerRefused(String)
        /// A signal that must have series has none; the signal and the time.
        case noSeries(signal: String, from: Instant, to: Instant)
        /// A step that does not divide a day evenly.
        case unevenStep(Int)
        /// The folder cannot be written to: the system's number.
        case notWritten(Int32)
        /// Another process fetches into the folder.
        case busy
        /// The folder has a manifest of another cluster.
        case otherCluster(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The server with the query and time, or the file.
    public let place: String?

    init(_ reason: Reason, at place: String?) {
        self.reason = reason
        self.place = place
    }

    /// CB185 to CB193, one per kind of remedy.
    public var code: Int {
        switch reason {
        case .badURL, .unevenStep: 185
        case .secretNotRead, .secretReadable, .credentialsUnusable: 186
        case .unreachable: 187
        case .notAllowed: 188
        case .queryRefused: 189
        case .tooBig: 190
        case .answerRefused: 191
        case .noSeries: 192
        case .notWritten, .busy, .otherCluster: 193
        }
    }

    /// 75 where it may work later, 76 where Prometheus answers wrongly, 77 where somebody has to allow it.
    public var exitCode: ExitCode {
        switch reason {
        case .badURL, .unevenStep, .credentialsUnusable, .otherCluster: .configuration
        case .secretNotRead, .secretReadable, .notAllowed: .permission
        case .unreachable, .busy: .tryAgain
        case .queryRefused, .tooBig, .answerRefused, .noSeries: .prometheusWrong
        case .notWritten: .cannotCreate
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .badURL: "is no http:// or https:// address, or has a user name in it; write user and password_file beside it"
        case .unevenStep(let seconds): "a step of \(seconds) s does not divide a day into whole hours; change step_seconds"
        case .secretNotRead(let number, let what):
            "the \(what) cannot be read: \(String(cString: strerror(number))); check its file"
        case .secretReadable(let what): "the file of the \(what) can be read by others; chmod o= it"
        case .credentialsUnusable(let words): "certificate, key or ca_file cannot be used (\(words)); check the files"
        case .unreachable(let words): "does not answer (\(words)); what was fetched stays, the next call goes on"
        case .notAllowed(let status): "refuses who asks (HTTP \(status)); check user, password, token, certificate and tenant"
        case .queryRefused(let status, let words): "refused the query (HTTP \(status)): \(words); check the catalogue's expr"
        case .tooBig(let words):
            "one hour of it is too much for the server: \(words); raise its --query.max-samples and --query.timeout"
        case .answerRefused(let words): "answered with what does not count: \(words)"
        case .noSeries(let signal, let from, let to):
            "\(signal) has no series from \(from) to \(to), but must have; check the catalogue's expr and the exporters"
        case .notWritten(let number): "cannot be written: \(String(cString: strerror(number)))"
        case .busy: "another process fetches into this folder; wait for it"
        case .otherCluster(let cluster): "the folder holds range exports of cluster \(cluster); take another output"
        }
    }
}
