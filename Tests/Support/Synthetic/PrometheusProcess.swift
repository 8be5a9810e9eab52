import Foundation
import Glibc

/// A real Prometheus on a free port of this machine, filled with a made-up cluster; it ends with the test.
public final class PrometheusProcess: @unchecked Sendable {
    /// Why there is none.
    public struct NotStarted: Error, CustomStringConvertible {
        /// The program and what it said.
        public let description: String
    }

    /// Where it listens on 127.0.0.1.
    public let port: Int
    private let guarded: GuardedProcess
    private let folder: TemporaryFolder

    /// The blocks of a cluster, made once in the process and copied: a server rewrites its own.
    private static let blocks: Result<(folder: TemporaryFolder, guard: GuardedProcess), any Error> = Result {
        let folder = try TemporaryFolder()
        let keeper = try GuardedProcess(["/bin/sleep", "100000"], removing: folder.root.path)
        let cluster = SyntheticCluster()
        guard let writer = OpenMetricsWriter(path: folder.path("cluster.om"), cluster: cluster) else {
            throw NotStarted(description: "cluster.om cannot be written")
        }
        writer.write()
        _ = consume writer
        try run("/usr/bin/promtool", ["tsdb", "create-blocks-from", "openmetrics", folder.path("cluster.om"), folder.path("data")])
        try FileManager.default.removeItem(atPath: folder.path("cluster.om"))
        return (folder, keeper)
    }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - options: Further options of the command line.
    ///   - web: The content of `--web.config.file`, for TLS and basic authentication.
    ///   - isReady: Whether it answers; where it does not do so to anybody, the test says how to ask.
    public init(
        options: [String] = [], web: String? = nil, in given: TemporaryFolder? = nil,
        isReady: ((Int) -> Bool)? = nil
    ) throws {
        folder = try given ?? TemporaryFolder()
        port = try Self.freePort()
        let data = try Self.blocks.get().folder.path("data")
        try FileManager.default.copyItem(atPath: data, toPath: folder.path("prometheus-data"))
        try folder.write("prometheus.yml", "global: {scrape_interval: 1h}\n")
        var arguments = [
            "--config.file=\(folder.path("prometheus.yml"))", "--storage.tsdb.path=\(folder.path("prometheus-data"))",
            // Retention counts back from the newest block, but a backfill may be older than the default allows.
            "--storage.tsdb.retention.time=10y", "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
        ]
        if let web {
            try folder.write("web.yml", web)
            arguments.append("--web.config.file=\(folder.path("web.yml"))")
        }
        guarded = try GuardedProcess(["/usr/bin/prometheus"] + arguments + options, removing: folder.path("prometheus-data"))
        for _ in 0..<400 {
            if isReady.map({ $0(port) }) ?? Self.answers(port) { return }
            usleep(25_000)
        }
        throw NotStarted(description: "prometheus does not answer on port \(port)")
    }

    /// Its address.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// Whether `/-/ready` is answered in plain HTTP.
    private static func answers(_ port: Int) -> Bool {
        guard let socket = connected(to: port) else { return false }
        defer { close(socket) }
        let request = "GET /-/ready HTTP/1.0\r\n\r\n"
        _ = request.withCString { Glibc.send(socket, $0, strlen($0), Int32(MSG_NOSIGNAL)) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = recv(socket, &bytes, bytes.count, 0)
        return count > 12 && String(decoding: bytes[..<count], as: UTF8.self).contains(" 200 ")
    }

    /// A connection to a port of this machine, or `nil`.
    public static func connected(to port: Int) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = loopback(port)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        if isConnected { return descriptor }
        close(descriptor)
        return nil
    }

    static func loopback(_ port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(UInt32(0x7F00_0001).bigEndian)
        return address
    }

    /// A port that the system says is free.
    public static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw NotStarted(description: "no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Runs a program to its end.
    public static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let errors = Pipe()
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NotStarted(description: "\(program): \(String(decoding: said.prefix(500), as: UTF8.self))")
        }
    }
}
