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
    /// For whom, at which tier.
    case tenantTier = "tenant-tier"
    /// Which version of the code, and who answers for it.
    case commitOwner = "commit-owner"
    /// In which namespace, by which controller.
    case namespaceWorkload = "namespace-workload"
    /// Whose account, for which service.
    case accountService = "account-service"

    /// Those that often have many names; they come last.
    static let long: [ReportDimension] = [.owner, .commit, .tenantTier, .commitOwner, .namespaceWorkload, .accountService]

    /// The words for the columns with the names: one, or two where it breaks down by a pair.
    var words: [String] { rawValue.split(separator: "-").map(String.init) }

    /// What the view `report.month_breakdown` calls it.
    var dimension: String { words.joined(separator: " and ") }

    /// The section's heading.
    var title: String { "By \(dimension)" }

    /// The headings of the columns with the names.
    var headers: [String] { words.map { $0.prefix(1).uppercased() + $0.dropFirst() } }

    /// What stands where a cost has no name in this dimension.
    var namelesses: [String] { words.map { "(no \($0))" } }

    /// The same for a dimension of one name.
    var nameless: String { namelesses[0] }

    /// What is in the table.
    var note: String? {
        switch self {
        case .team:
            "Direct is what a team's own resources cost; shared is its part of idle capacity, platform, tax and the like."
        case .kind: "What the money went for."
        case .tenant, .tier, .owner, .commit, .tenantTier, .commitOwner: "From the labels of pods and the tags of resources."
        case .namespace, .namespaceWorkload: "Costs outside of clusters have no namespace."
        case .accountService: "The account, subscription or project that is charged."
        case .service: "The provider's service, as the bill says it."
        }
    }
}
