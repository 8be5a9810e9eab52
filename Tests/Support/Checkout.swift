import Foundation

/// Where the checkout's files are.
public enum Checkout {
    /// The checkout's root.
    public static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The path of a file below the root.
    public static func path(_ name: String) -> String { root.appending(path: name).path }
}
