import Foundation

/// A folder for a test's files; gone when the test is.
public final class TemporaryFolder: Sendable {
    /// The folder.
    public let root: URL

    /// An empty folder.
    public init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "chargeback-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// The path of a file in it.
    public func path(_ name: String) -> String { root.appending(path: name).path }

    /// Writes a file, folders included.
    public func write(_ name: String, _ text: String) throws {
        let url = root.appending(path: name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
}
