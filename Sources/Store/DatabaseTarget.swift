/// Where the database is and why there.
public struct DatabaseTarget: Sendable, Equatable {
    /// What libpq reads: a URL or `key=value` words; never with a password.
    public let connectionText: String
    /// The same for people.
    public let place: String
    /// The embedded server to start first, where it is ours.
    public let embedded: EmbeddedServer?

    /// A server that someone else runs.
    ///
    /// - Parameter text: A `postgresql://` URL or `key=value` words.
    /// - Throws: `StoreError.passwordInURL`.
    public init(given text: String) throws(StoreError) {
        let place = Self.withoutSecrets(text)
        guard place == text else { throw StoreError(.passwordInURL, place: place) }
        connectionText = text
        self.place = place
        embedded = nil
    }

    /// The embedded server.
    public init(_ server: EmbeddedServer) {
        connectionText = server.connectionText
        place = server.socketDirectory
        embedded = server
    }

    private init(environment place: String) {
        connectionText = ""
        self.place = place
        embedded = nil
    }

    /// The first that is given: the option, the configuration, `CHARGEBACK_DATABASE_URL`, the PG* variables,
    /// else the embedded server in its data directory.
    ///
    /// - Parameters:
    ///   - option: `--database`.
    ///   - configured: `database` of chargeback.yaml.
    ///   - environment: The process's variables.
    ///   - dataDirectory: The embedded server's home.
    public static func find(
        option: String?, configured: String?, environment: [String: String], dataDirectory: String
    ) throws(StoreError) -> DatabaseTarget {
        if let text = option ?? configured ?? environment["CHARGEBACK_DATABASE_URL"], !text.isEmpty {
            return try DatabaseTarget(given: text)
        }
        if environment["PGHOST"] != nil || environment["PGSERVICE"] != nil || environment["PGDATABASE"] != nil {
            let words = ["PGSERVICE", "PGHOST", "PGPORT", "PGDATABASE"].compactMap { environment[$0] }
            return DatabaseTarget(environment: words.joined(separator: "/"))
        }
        return DatabaseTarget(try EmbeddedServer(dataDirectory: dataDirectory))
    }

    /// The text without a password, for error lines.
    static func withoutSecrets(_ text: String) -> String {
        var result = text
        if let scheme = result.range(of: "://"), let at = result[scheme.upperBound...].firstIndex(of: "@") {
            let user = result[scheme.upperBound..<at]
            if let colon = user.firstIndex(of: ":") { result.removeSubrange(colon..<at) }
        }
        let words = result.split(separator: " ").filter { !$0.hasPrefix("password=") }
        return result.contains(" ") || result.hasPrefix("password=") ? words.joined(separator: " ") : result
    }
}
