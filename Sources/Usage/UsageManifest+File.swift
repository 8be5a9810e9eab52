import Foundation

extension UsageManifest {
    /// One file of the manifest.
    public struct File: Sendable, Codable, Equatable {
        /// Its path below the manifest's folder.
        public var path: String
        /// The signal's id.
        public var query: String
        /// The PromQL that was asked.
        public var expression: String?
        /// How the signal's samples are to be understood, by the catalogue.
        public var kind: String?
        /// The step in seconds.
        public var stepSeconds: Int?
        /// The time that the samples stand for, ISO 8601, and the end of it.
        public var from: String?
        /// The end of that time, exclusive.
        public var to: String?
        /// Which part of the series it has; `nil` for all.
        public var shard: String?
        /// Series in it.
        public var seriesCount: Int?
        /// Samples in it.
        public var sampleCount: Int?
        /// Bytes on disk.
        public var bytes: Int64?
        /// SHA-256 of the file as it lies on disk, in hexadecimal digits.
        public var sha256: String
        /// What the server warned of.
        public var warnings: [String]?
        /// Whether the server called it partial, and it was taken all the same.
        public var isPartial: Bool?
        /// When it was fetched, ISO 8601.
        public var fetchedAt: String?
        /// Which version the server said it is.
        public var serverVersion: String?

        private enum CodingKeys: String, CodingKey {
            case path, query, expression, kind, stepSeconds = "step_seconds", from, to, shard
            case seriesCount = "series", sampleCount = "samples", bytes, sha256, warnings, isPartial = "partial"
            case fetchedAt = "fetched_at", serverVersion = "server_version"
        }

        /// A file of which only the least is known.
        public init(path: String, query: String, sha256: String) {
            self.path = path
            self.query = query
            self.sha256 = sha256
        }

        /// Whether another file answers the same question, perhaps in other words.
        func answers(_ other: File) -> Bool {
            query == other.query && from != nil && from == other.from && to == other.to && shard == other.shard
        }
    }

    /// What was asked for and had no series.
    public struct Empty: Sendable, Codable, Equatable {
        /// The signal's id.
        public var query: String
        /// The PromQL that was asked.
        public var expression: String
        /// The step in seconds.
        public var stepSeconds: Int
        /// The time that was asked for, ISO 8601.
        public var from: String
        /// The end of that time, exclusive.
        public var to: String
        /// Which part of the series; `nil` for all.
        public var shard: String?

        private enum CodingKeys: String, CodingKey {
            case query, expression, stepSeconds = "step_seconds", from, to, shard
        }

        /// A question without an answer.
        public init(query: String, expression: String, stepSeconds: Int, from: String, to: String, shard: String?) {
            self.query = query
            self.expression = expression
            self.stepSeconds = stepSeconds
            self.from = from
            self.to = to
            self.shard = shard
        }
    }
}
