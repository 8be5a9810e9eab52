import Foundation
import Glibc

/// Stands between a client and a server of this machine and makes what networks make: cuts, refusals, silence.
///
/// Each connection carries one request. The test says of each, by its number from 0, what becomes of it.
public final class FaultyProxy: @unchecked Sendable {
    /// What becomes of a request.
    public enum Fault: Sendable {
        /// It goes through.
        case none
        /// The connection ends after so many bytes of the answer.
        case cut(afterBytes: Int)
        /// It is answered with this, and not passed on.
        case answer(String)
        /// Nothing comes back.
        case silence
    }

    /// Where it listens on 127.0.0.1.
    public let port: Int
    private let target: Int
    private let listener: Int32
    private let fault: @Sendable (Int, String) -> Fault
    private let lock = NSLock()
    private var requests: [String] = []

    /// A proxy before a port; `fault` gets the request's number and its text.
    public init(to target: Int, _ fault: @escaping @Sendable (Int, String) -> Fault = { _, _ in .none }) throws {
        self.target = target
        self.fault = fault
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = PrometheusProcess.loopback(0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let listening = listener
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, size) == 0 && listen(listening, 64) == 0 && getsockname(listening, $0, &size) == 0
            }
        }
        guard isListening else { throw PrometheusProcess.NotStarted(description: "no free port") }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listening, nil, nil)
                if connection < 0 { return }
                guard let self else { return }
                Thread.detachNewThread { self.serve(connection) }
            }
        }
    }

    deinit {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Its address.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// The requests so far.
    public var received: [String] { lock.withLock { requests } }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let request = Self.request(from: connection) else { return }
        let number = lock.withLock {
            requests.append(request)
            return requests.count - 1
        }
        switch fault(number, request) {
        case .none: forward(request, to: connection, bytesMax: .max)
        case .cut(let bytes): forward(request, to: connection, bytesMax: bytes)
        case .answer(let text): Self.send(Array(text.utf8), to: connection)
        case .silence: sleep(600)
        }
    }

    /// A head and, by its length, a body.
    private static func request(from connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let end = text.range(of: "\r\n\r\n") {
                let head = text[..<end.lowerBound]
                let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
                let length = line.flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) } ?? 0
                if text[end.upperBound...].utf8.count >= length { return text }
            }
            let count = recv(connection, &piece, piece.count, 0)
            guard count > 0 else { return nil }
            bytes += piece[..<count]
        }
    }

    private func forward(_ request: String, to connection: Int32, bytesMax: Int) {
        guard let server = PrometheusProcess.connected(to: target) else { return }
        defer { close(server) }
        let closing = request.replacingOccurrences(of: "\r\n\r\n", with: "\r\nConnection: close\r\n\r\n", range: request.range(of: "\r\n\r\n"))
        Self.send(Array(closing.utf8), to: server)
        var left = bytesMax
        var piece = [UInt8](repeating: 0, count: 65_536)
        while left > 0 {
            let count = recv(server, &piece, min(piece.count, left), 0)
            guard count > 0 else { return }
            Self.send(Array(piece[..<count]), to: connection)
            left -= count
        }
    }

    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress! + done, bytes.count - done, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            done += count
        }
    }
}
