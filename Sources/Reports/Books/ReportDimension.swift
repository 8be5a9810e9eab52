/// By what a report breaks the month's cost down; also the key of the section.
public enum ReportDimension: String, CaseIterable, Hashable, Sendable {
    /// Who bears it.
    case team
    /// What it is: cpu, memory, idle, tax, ….
    case kind
    /// For whom it was spent.
    case tenant
    /// At which service tier.
    case tier
    /// In which namespace.
    case namespace
    /// For which of the provider's services.
    case service
    /// Who answers for it.
    case owner
    /// For which version of the code.
    case commit

    /// Those that often have many names; they come last.
    static let long: [ReportDimension] = [.owner, .commit]

    /// The section's heading.
    var title: String { "By \(rawValue)" }

    /// The heading of the column with the names.
    var header: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

    /// What stands where a cost has no name in this dimension.
    var nameless: String { "(no \(rawValue))" }

    /// What is in the table.
    var note: String? {
        switch self {
        case .team:
            "Direct is what a team's own resources cost; shared is its part of idle capacity, platform, tax and the like."
        case .kind: "What the money went for."
        case .tenant, .tier, .owner, .commit: "From the labels of pods and the tags of resources."
        case .namespace: "Costs outside of clusters have no namespace."
        case .service: "The provider's service, as the bill says it."
        }
    }
}
