import Glibc

/// An IP address and how far it reaches (IANA's special-purpose registries, RFC 6890).
struct NetworkAddress: Hashable, Sendable {
    /// How far packets to an address go.
    enum Reach: Hashable, Sendable {
        /// Anywhere.
        case global
        /// This machine.
        case loopback
        /// An organisation's own networks.
        case privateNetwork
        /// The same wire: neighbours, and the metadata services of clouds.
        case linkLocal
        /// Nowhere that an alert belongs: unspecified, multicast, reserved, documentation.
        case none
    }

    /// 4 or 16 bytes in network order.
    let bytes: [UInt8]

    /// An address from its bytes; IPv4 inside IPv6 becomes plain IPv4, so that it cannot hide there.
    init(bytes: [UInt8]) {
        precondition(bytes.count == 4 || bytes.count == 16, "an IP address has 4 or 16 bytes")
        self.bytes = Self.embeddedIPv4(bytes) ?? bytes
    }

    /// The address of a socket, or `nil` where it is not IP.
    init?(_ address: UnsafePointer<sockaddr>) {
        switch Int32(address.pointee.sa_family) {
        case AF_INET:
            self = address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { pointer in
                NetworkAddress(bytes: withUnsafeBytes(of: pointer.pointee.sin_addr) { Array($0) })
            }
        case AF_INET6:
            self = address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { pointer in
                NetworkAddress(bytes: withUnsafeBytes(of: pointer.pointee.sin6_addr) { Array($0) })
            }
        default: return nil
        }
    }

    /// The address a text spells, or `nil` where it is a name.
    init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(bytes: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(bytes: withUnsafeBytes(of: six) { Array($0) })
        } else {
            return nil
        }
    }

    /// Whether a host of a URL is this very address.
    func isSpelling(of host: String) -> Bool { NetworkAddress(host) == self }

    /// How far the address reaches.
    var reach: Reach { bytes.count == 4 ? reachOfIPv4 : reachOfIPv6 }

    private static func embeddedIPv4(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count == 16 else { return nil }
        // ::ffff:a.b.c.d (mapped), 64:ff9b::a.b.c.d (NAT64), 2002:a.b.c.d:: (6to4).
        if bytes[..<12] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] { return Array(bytes[12...]) }
        if bytes[..<12] == [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0] { return Array(bytes[12...]) }
        if bytes[..<2] == [0x20, 0x02] { return Array(bytes[2..<6]) }
        return nil
    }

    private var reachOfIPv4: Reach {
        switch (bytes[0], bytes[1], bytes[2]) {
        case (127, _, _): .loopback
        case (10, _, _), (172, 16...31, _), (192, 168, _), (100, 64...127, _): .privateNetwork
        case (169, 254, _): .linkLocal
        case (0, _, _), (192, 0, 0), (192, 0, 2), (198, 18...19, _), (198, 51, 100), (203, 0, 113), (224..., _, _):
            .none
        default: .global
        }
    }

    private var reachOfIPv6: Reach {
        if bytes.dropLast().allSatisfy({ $0 == 0 }) { return bytes[15] == 1 ? .loopback : .none }
        switch (bytes[0], bytes[1]) {
        case (0xFE, 0x80...0xBF): return .linkLocal
        case (0xFC...0xFD, _): return .privateNetwork
        // 2001:db8::/32 and 2001::/23 are documentation, Teredo and protocols; the rest of 2000::/3 is the world.
        case (0x20, 0x01): return bytes[2] < 2 || (bytes[2] == 0x0D && bytes[3] == 0xB8) ? .none : .global
        case (0x20...0x3F, _): return .global
        default: return .none
        }
    }
}
