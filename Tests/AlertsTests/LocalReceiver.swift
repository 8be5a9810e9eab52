import Foundation

/// The receiver of fixtures/alerts/receiver.py, for the length of one test.
final class LocalReceiver {
    struct NotStarted: Error {}

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()
    /// Where it listens on 127.0.0.1.
    private(set) var port = 0

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", root.appending(path: "fixtures/alerts/receiver.py").path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        guard let line = nextLine(), let port = Int(line) else { throw NotStarted() }
        self.port = port
    }

    /// Ends with its stdin.
    deinit { try? input.fileHandleForWriting.close() }

    func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

    /// The next request that came in.
    func nextRequest() throws -> [String: Any] {
        guard let line = nextLine(),
            let request = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        else { throw NotStarted() }
        return request
    }

    private func nextLine() -> String? {
        while true {
            if let end = rest.firstIndex(of: 0x0A) {
                let line = String(decoding: rest[rest.startIndex..<end], as: UTF8.self)
                rest = Data(rest[(end + 1)...])
                return line
            }
            let piece = output.fileHandleForReading.availableData
            if piece.isEmpty { return nil }
            rest.append(piece)
        }
    }
}
