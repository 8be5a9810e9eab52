/// Which hosts may be sent alerts: a webhook's URL comes from a configuration that many may edit, and
/// must not turn chargeback into a way to reach what only this machine can reach.
///
/// An empty list means any public host over https. A list means those hosts alone; they may be on
/// private networks or this machine, and may speak plain http. Link-local addresses, where clouds
/// keep credentials, are reached only where the address itself is listed.
public struct HostPolicy: Hashable, Sendable {
    /// Names or addresses, without a port; compared without case.
    public let allowedHosts: Set<String>

    /// Hosts besides which none is asked, `*.` in front for all below one; empty for any. Being among them opens no
    /// private address.
    public let patterns: [String]

    /// A policy from the hosts of the configuration.
    public init(allowedHosts: [String] = [], patterns: [String] = []) {
        self.allowedHosts = Set(allowedHosts.map(Self.normalised))
        self.patterns = patterns.map(Self.normalised)
    }

    /// Whether the host is one of those besides which none is asked.
    private func matches(_ host: String) -> Bool {
        let host = Self.normalised(host)
        return patterns.isEmpty
            || patterns.contains { $0.hasPrefix("*.") ? host.hasSuffix($0.dropFirst()) && host.utf8.count > $0.utf8.count - 1 : host == $0 }
    }

    /// Lower case, without brackets and without the dot of a root.
    private static func normalised(_ host: String) -> String {
        var text = host.lowercased()
        if text.hasPrefix("["), text.hasSuffix("]") { text = String(text.dropFirst().dropLast()) }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// Whether the host is named in the list.
    func isListed(_ host: String) -> Bool { allowedHosts.contains(Self.normalised(host)) }

    /// Why a host may not be asked for over a scheme, or `nil` where it may.
    func refusal(scheme: String, host: String) -> DeliveryFailure? {
        guard scheme == "https" || scheme == "http" else { return .schemeForbidden }
        if !matches(host) || (!allowedHosts.isEmpty && !isListed(host)) { return .hostNotListed }
        if scheme == "http" && !isListed(host) { return .schemeForbidden }
        return nil
    }

    /// Whether a connection to an address may be made for a host.
    func allows(_ address: NetworkAddress, host: String) -> Bool {
        switch address.reach {
        case .global: true
        case .loopback, .privateNetwork: isListed(host)
        case .linkLocal: isListed(host) && address.isSpelling(of: Self.normalised(host))
        case .none: false
        }
    }
}
