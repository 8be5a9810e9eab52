import Keys

extension Settings {
    /// A live Prometheus, or what answers like one, from which a cluster's range exports are fetched.
    public struct Prometheus: Sendable, Hashable {
        /// The cluster's name.
        public let cluster: String
        /// The server, with the path before `/api/v1` where there is one.
        public let url: Confidential
        /// The folder that range exports are fetched into, below the cluster's name.
        public private(set) var output: String
        /// Who asks, by basic authentication; `nil` without.
        public let user: String?
        /// The password of basic authentication.
        public let password: SigningKey?
        /// A bearer token.
        public let token: SigningKey?
        /// What `X-Scope-OrgID` says; `nil` for servers without tenants.
        public let tenant: String?
        /// Certificates that are trusted in place of the system's.
        public let authorityFile: String?
        /// The certificate that this side shows.
        public let certificateFile: String?
        /// Its key, where it has a file of its own.
        public let keyFile: String?
        /// The proxy; `nil` for the environment's.
        public let proxy: Confidential?
        /// What else is asked with every query.
        public let parameters: [String: String]
        /// The first day that a run fetches.
        public let start: UTCDate?
        /// How many days back a run looks for hours that are missing.
        public let lookbackDays: Int
        /// How old an hour must be before it is asked for.
        public let lagSeconds: Int
        /// How long the server may be silent.
        public let timeoutSeconds: Int
        /// How often a query is asked again that failed for a reason that passes.
        public let retries: Int
        /// Whether partial answers are taken.
        public private(set) var allowPartial: Bool

        /// A server from its parts; what is left out has the default of the configuration.
        public init(
            cluster: String, url: Confidential, output: String = "range-exports", user: String? = nil,
            password: SigningKey? = nil, token: SigningKey? = nil, tenant: String? = nil, authorityFile: String? = nil,
            certificateFile: String? = nil, keyFile: String? = nil, proxy: Confidential? = nil,
            parameters: [String: String] = [:], start: UTCDate? = nil, lookbackDays: Int = 35, lagSeconds: Int = 600,
            timeoutSeconds: Int = 150, retries: Int = 8, allowPartial: Bool = false
        ) {
            self.cluster = cluster
            self.url = url
            self.output = output
            self.user = user
            self.password = password
            self.token = token
            self.tenant = tenant
            self.authorityFile = authorityFile
            self.certificateFile = certificateFile
            self.keyFile = keyFile
            self.proxy = proxy
            self.parameters = parameters
            self.start = start
            self.lookbackDays = lookbackDays
            self.lagSeconds = lagSeconds
            self.timeoutSeconds = timeoutSeconds
            self.retries = retries
            self.allowPartial = allowPartial
        }

        /// The same server with what a command line says.
        public func with(output: String?, allowPartial: Bool) -> Settings.Prometheus {
            var copy = self
            copy.output = output ?? self.output
            copy.allowPartial = allowPartial || self.allowPartial
            return copy
        }
    }
}
