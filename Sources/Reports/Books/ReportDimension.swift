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
    var title: Phrase { "By \(name)" }

    /// The headings of the columns with the names.
    var headers: [Phrase] { words.map(Self.header) }

    /// What stands where a cost has no name in this dimension.
    var namelesses: [Phrase] { words.map(Self.nameless) }

    /// The same for a dimension of one name.
    var nameless: Phrase { namelesses[0] }

    /// The dimension in words: `tenant and tier`.
    var name: Phrase { words.count > 1 ? "\(headers[0].lowercased) and \(headers[1].lowercased)" : headers[0].lowercased }

    private static func header(_ word: String) -> Phrase {
        switch word {
        case "team": "Team"
        case "kind": "Kind"
        case "tenant": "Tenant"
        case "tier": "Tier"
        case "namespace": "Namespace"
        case "service": "Service"
        case "owner": "Owner"
        case "commit": "Commit"
        case "workload": "Workload"
        case "account": "Account"
        default: preconditionFailure("a dimension without a heading: \(word)")
        }
    }

    private static func nameless(_ word: String) -> Phrase {
        switch word {
        case "team": "(no team)"
        case "kind": "(no kind)"
        case "tenant": "(no tenant)"
        case "tier": "(no tier)"
        case "namespace": "(no namespace)"
        case "service": "(no service)"
        case "owner": "(no owner)"
        case "commit": "(no commit)"
        case "workload": "(no workload)"
        case "account": "(no account)"
        default: preconditionFailure("a dimension without words: \(word)")
        }
    }

    /// What is in the table.
    var note: Phrase? {
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
