import Keys
import Streams

/// The manifest of a delivery of AWS' Cost and Usage Report: which files it is made of, and of which billing period.
///
/// AWS writes it last: a delivery without its manifest is not there yet.
public struct AWSManifest: Sendable {
    /// The manifest's file.
    public let path: String
    /// AWS' name of the delivery; another one for each refresh.
    public let assemblyID: String
    /// The name of the report.
    public let reportName: String
    /// The start of the billing period.
    public let startedAt: Instant
    /// The end of the billing period; not part of it.
    public let endedAt: Instant
    /// The files' keys in the bucket.
    public let keys: [String]

    /// Whether a path has the name of a manifest.
    public static func isManifest(_ path: String) -> Bool { path.hasSuffix("-Manifest.json") }

    /// Reads a manifest, of the legacy report or of a data export.
    ///
    /// - Throws: `StreamError` or `ManifestError`.
    public init(path: String) throws {
        self.path = path
        let root = try Self.json(path)
        if let type = root["contentType"]?.scalar, type != "text/csv" {
            throw ManifestError(.notCSV(type), path: path)
        }
        guard case .list(let files) = root["reportKeys"] ?? root["dataFiles"] else {
            throw ManifestError(.memberMissing("reportKeys"), path: path)
        }
        keys = try files.map { file in
            guard let key = file.scalar else { throw ManifestError(.memberMissing("reportKeys"), path: path) }
            return key
        }
        assemblyID = root["assemblyId"]?.scalar ?? root["executionId"]?.scalar ?? ""
        reportName = root["reportName"]?.scalar ?? root["exportName"]?.scalar ?? ""
        let period = root["billingPeriod"]
        if let start = period?["start"]?.scalar.flatMap(Self.instant),
            let end = period?["end"]?.scalar.flatMap(Self.instant), start < end
        {
            (startedAt, endedAt) = (start, end)
        } else if let month = Self.month(inPath: path) {
            (startedAt, endedAt) = (month.firstDate.startedAt, month.next.firstDate.startedAt)
        } else {
            guard let period else { throw ManifestError(.memberMissing("billingPeriod"), path: path) }
            let days = [period["start"], period["end"]].map { $0?.scalar ?? "nothing" }
            throw ManifestError(.notPeriod(days.joined(separator: " to ")), path: path)
        }
    }

    /// The files beside the manifest, as the bucket was copied to disk: the longest end of a key that is found below the
    /// manifest's folder or one of those around it.
    ///
    /// - Parameter exists: Whether a file lies at a path.
    /// - Throws: `ManifestError` where a file is missing.
    public func paths(exists: (String) -> Bool) throws -> [String] {
        try ManifestPlaces(manifest: path).paths(of: keys, exists: exists)
    }

    /// `20181001T000000.000Z`, or ISO 8601.
    private static func instant(_ text: String) -> Instant? {
        let digits = text.prefix(8)
        if digits.utf8.count == 8, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard text.dropFirst(8).allSatisfy({ "T0.Z".contains($0) }) else { return nil }
            return Instant(iso: "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
        }
        return Instant(iso: text)
    }

    /// `…/BILLING_PERIOD=2026-10/…`, as data exports name their folders, in large letters or small.
    private static func month(inPath path: String) -> Month? {
        path.split(separator: "/").lazy.filter { folded(String($0)).hasPrefix("billing_period=") }
            .compactMap { Month($0.dropFirst("BILLING_PERIOD=".count)) }.first
    }

    /// The JSON of a manifest.
    static func json(_ path: String) throws -> Literal {
        let bytes = try bytes(of: path)
        do {
            return try bytes.withUnsafeBufferPointer { try LiteralReader.value(of: $0) }
        } catch let fault as LiteralFault { throw ManifestError(.notJSON(fault), path: path) }
    }

    private static let bytesMax = 1 << 24

    private static func bytes(of path: String) throws -> [UInt8] {
        let stream = try ByteStream(path: path)
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
        defer { chunk.deallocate() }
        while case let count = try stream.read(into: chunk), count > 0 {
            bytes += chunk[..<count]
            if bytes.count > bytesMax { throw ManifestError(.tooLong, path: path) }
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        return bytes
    }
}

extension AWSManifest {
    /// The newest delivery of each report and period among the manifests of a folder.
    ///
    /// A copy of each assembly's manifest lies beside its files; the period's own, which is overwritten each time, lies
    /// above them.
    ///
    /// - Throws: `ManifestError` where several assemblies of a period have no manifest above them.
    public static func newest(of manifests: [AWSManifest]) throws -> [AWSManifest] {
        var order: [[String]] = []
        var groups: [[String]: [AWSManifest]] = [:]
        for manifest in manifests {
            let key = [manifest.reportName, manifest.startedAt.description, manifest.endedAt.description]
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(manifest)
        }
        return try order.map { key in
            let sorted = groups[key]!.sorted { $0.depth < $1.depth }
            let top = sorted.filter { $0.depth == sorted[0].depth }
            if let other = top.first(where: { $0.assemblyID != top[0].assemblyID }) {
                throw ManifestError(.severalAssemblies(other: other.path), path: top[0].path)
            }
            return top[0]
        }
    }

    private var depth: Int { path.split(separator: "/").count }
}
