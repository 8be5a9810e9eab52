import Glibc

/// What is asked of a server, and how far it is trusted.
public struct HTTPRequest {
    /// A header.
    public typealias Header = (name: String, value: String)

    /// Where to.
    public var target: HTTPTarget
    /// Headers beside libcurl's own.
    public var headers: [Header] = []
    /// The body of a POST; `nil` is a GET.
    public var body: [UInt8]?
    /// The name and password of basic authentication.
    public var login: (user: String, password: String)?
    /// For all of it, from the name to the last byte; `nil` as long as bytes come.
    public var timeoutSeconds: Double?
    /// How long may pass without a byte; `nil` for ever.
    public var silenceSecondsMax: Int?
    /// How long connecting may take.
    public var connectSecondsMax = 10.0
    /// A file of certificates that are trusted in place of the system's.
    public var authorityFile: String?
    /// The certificate that this side shows, and its key.
    public var certificateFile: String?
    /// The key of the certificate, where it lies in a file of its own.
    public var keyFile: String?
    /// The way to the server.
    public var proxy = Proxy.none
    /// Whether the connection may serve the next request, too.
    public var keepsConnection = false
    /// Asked with every address before a connection is made to it; `nil` allows all.
    public var allowsAddress: ((UnsafePointer<sockaddr>) -> Bool)?

    /// The way to a server.
    public enum Proxy: Sendable, Hashable {
        /// Straight, whatever the environment says.
        case none
        /// As `http_proxy`, `https_proxy` and `no_proxy` say.
        case environment
        /// Through this one.
        case named(String)
    }

    /// A request with nothing but its target.
    public init(_ target: HTTPTarget) { self.target = target }

    /// Whether a header can be sent as it is: a token, and no line end, NUL or other control in the value.
    public static func isValid(_ header: Header) -> Bool {
        let marks = Set("!#$%&'*+-.^_`|~".utf8)
        let isToken = header.name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || marks.contains(byte)
        }
        return isToken && !header.name.isEmpty && header.value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
}

/// How a transfer ended.
public struct HTTPEnd: Sendable, Hashable {
    /// The answer's status; 0 where none came.
    public let status: Int
    /// What kept the transfer from its end; `nil` where all of the answer came.
    public let failure: HTTPFailure?
    /// libcurl's own words for the failure, which may name the host, never a header or a body.
    public let detail: String
}

/// What keeps a transfer from its end. No case holds a URL, a header or a key.
public enum HTTPFailure: Sendable, Hashable {
    /// The host's or the proxy's name is unknown.
    case nameNotResolved
    /// Nobody answers at the address, or no address is allowed.
    case notConnected
    /// The server's certificate is not trusted, or not its own.
    case certificateRefused
    /// Our own certificate, key or file of authorities cannot be used.
    case credentialsUnusable
    /// TLS could not be set up.
    case tlsFailed
    /// The time was up.
    case timedOut
    /// The connection ended before the answer did.
    case connectionLost
    /// Who takes the answer in wants no more of it.
    case stopped
    /// An option that libcurl does not take: our bug, or a libcurl without it.
    case notConfigured
    /// Another error of libcurl, by its number.
    case other(Int32)
}
