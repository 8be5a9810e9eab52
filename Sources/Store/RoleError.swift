import Errors

/// Why a role was not granted or revoked.
public struct RoleError: CodedError, Hashable {
    /// The causes.
    public enum Reason: Hashable, Sendable {
        /// The role is a superuser or bypasses row-level security.
        case unbound
        /// The role owns the tables.
        case isOwner
        /// The tables belong to a superuser, and a loader would be one.
        case ownerIsSuperuser(String)
        /// The server's version shows rows that are hidden.
        case serverLeaks(needed: String)
        /// The role was not granted that.
        case notGranted
    }

    /// What is wrong.
    public let reason: Reason
    /// The role it is about.
    public let role: String

    /// An error about a role.
    public init(_ reason: Reason, role: String) {
        self.reason = reason
        self.role = role
    }

    /// Nowhere in particular.
    public var place: String? { nil }

    /// CB250 to CB252, by what the user can do about it.
    public var code: Int {
        switch reason {
        case .unbound, .isOwner, .ownerIsSuperuser: 250
        case .serverLeaks: 251
        case .notGranted: 252
        }
    }

    /// 77 where the role is the wrong one, 78 for the server, 64 for a wrong word.
    public var exitCode: ExitCode {
        switch reason {
        case .unbound, .isOwner, .ownerIsSuperuser: .permission
        case .serverLeaks: .configuration
        case .notGranted: .usage
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .unbound:
            "role '\(role)' is a superuser or bypasses row-level security and sees everything; take another role"
        case .isOwner: "role '\(role)' owns the tables and sees everything; take another role"
        case .ownerIsSuperuser(let owner):
            "the tables belong to the superuser '\(owner)', and a loader can do what their owner can; "
                + "migrate with a role that is none"
        case .serverLeaks(let needed):
            "this server shows hidden rows through statistics (CVE-2025-8713); update it to PostgreSQL \(needed) or later"
        case .notGranted: "role '\(role)' was not granted that; 'chargeback db roles' lists what was"
        }
    }
}
