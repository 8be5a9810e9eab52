import Foundation
import Money
import Settings

/// What a service cost and used at some load: one side of a comparison, and the file of `chargeback snapshot`.
///
/// Numbers are decimal texts, so that a file says what the database said. Extensive figures are there by the hour and by the
/// thousand of the load's metric; utilisations are shares.
public struct Snapshot: Codable, Hashable, Sendable {
    /// A figure by the hour and by the thousand.
    public struct Amount: Codable, Hashable, Sendable {
        /// By the hour in which the service ran.
        public let perHour: String
        /// By the thousand of the metric.
        public let perThousand: String
    }

    /// `cluster/namespace/Kind/name`.
    public let service: String
    /// What it is of: a commit, or days.
    public let subject: String
    /// The first UTC day with usage.
    public let from: String
    /// The last one.
    public let to: String
    /// Hours in which it ran.
    public let hours: String
    /// The currency.
    public let currency: String
    /// The metric that says the load.
    public internal(set) var metric: String
    /// The metric by the hour.
    public let load: String
    /// Pods, on average.
    public let pods: String
    /// Cost, CPU (cores), memory (GiB) and what of them is reserved.
    public internal(set) var amounts: [String: Amount]
    /// Used divided by requested; a resource of which nothing is requested is not there.
    public let shares: [String: String]
    /// GiB that its pods received and sent, where exports say it.
    public var network: Amount?
    /// The mean of the metric that says the latency, where one is named and there.
    public var latency: String?
    /// What suits the memory limit of its largest container if that runs Go, where limits and classes of service are exported.
    public var goLimit: GoLimit?

    /// A GOMEMLIMIT and its evidence (`report.go_memory_limit`).
    public struct GoLimit: Codable, Hashable, Sendable {
        /// The container.
        public let container: String
        /// Its pods' class of service.
        public let qosClass: String
        /// The memory limit.
        public let limitBytes: String
        /// The GOMEMLIMIT.
        public let bytes: String
    }

    /// Reads a file.
    ///
    /// - Throws: `ChangeError`.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ChangeError(.snapshotRefused(path: path, "it cannot be read"))
        }
        do {
            self = try JSONDecoder().decode(Snapshot.self, from: data)
        } catch {
            throw ChangeError(.snapshotRefused(path: path, "it is not JSON with the members of one"))
        }
        let texts = amounts.values.flatMap { [$0.perHour, $0.perThousand] } + [network?.perHour, network?.perThousand, latency].compactMap { $0 } + shares.values + [hours, load, pods]
        for text in texts where Self.number(text) == nil {
            throw ChangeError(.snapshotRefused(path: path, "'\(text)' is not a number from 0 to 10¹² with at most 12 decimals"))
        }
        for figure in ChangeRules.Figure.extensive where amounts[figure.rawValue] == nil {
            throw ChangeError(.snapshotRefused(path: path, "it has no \(figure.rawValue)"))
        }
    }

    init(
        service: String, subject: String, from: String, to: String, hours: String, currency: String, metric: String, load: String,
        pods: String, amounts: [String: Amount], shares: [String: String]
    ) {
        (self.service, self.subject, self.from, self.to, self.hours) = (service, subject, from, to, hours)
        (self.currency, self.metric, self.load, self.pods) = (currency, metric, load, pods)
        (self.amounts, self.shares) = (amounts, shares)
    }

    /// The file's text.
    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { preconditionFailure("texts are JSON") }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// What a figure compares by: per thousand, or the share; `nil` where there is none.
    func compared(_ figure: ChangeRules.Figure) -> ExactDecimal? {
        (amounts[figure.rawValue]?.perThousand ?? shares[figure.rawValue]).flatMap(Self.number)
    }

    /// A number small enough that products of comparisons are exact.
    static func number(_ text: String) -> ExactDecimal? {
        guard let number = try? ExactDecimal(text), number.scale <= 12, number >= .zero,
            number <= ExactDecimal(significand: 1_000_000_000_000)
        else { return nil }
        return number
    }
}

extension ChangeRules.Figure {
    /// Those that grow with the load.
    static let extensive: [ChangeRules.Figure] = [.cost, .cpu, .cpuRequest, .memory, .memoryRequest]

    /// As people say it.
    var title: String {
        switch self {
        case .cost: "cost"
        case .cpu: "CPU used, cores"
        case .memory: "memory used, GiB"
        case .cpuRequest: "CPU requested, cores"
        case .memoryRequest: "memory requested, GiB"
        case .cpuUtilisation: "CPU utilisation"
        case .memoryUtilisation: "memory utilisation"
        }
    }
}
