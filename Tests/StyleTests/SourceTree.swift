import Foundation

/// The project's files, as the rules of this folder see them.
enum SourceTree {
    /// The package's folder.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// What the build and the demonstration make; .gitignore names the same.
    private static let madeFolders: Set<String> = [".git", ".build", ".swiftpm", ".demo", ".bench"]

    /// All files below a folder by their path from the package's root, in the order of their paths.
    static func files(under folder: String = "", suffix: String = "") -> [String] {
        let start = folder.isEmpty ? root : root.appending(path: folder)
        guard let found = FileManager.default.enumerator(at: start, includingPropertiesForKeys: [.isRegularFileKey])
        else { return [] }
        var paths: [String] = []
        for case let url as URL in found {
            let name = url.lastPathComponent
            if madeFolders.contains(name) || name.hasPrefix(".build") {
                found.skipDescendants()
            } else if name.hasSuffix(suffix),
                (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
            {
                paths.append(String(url.path.dropFirst(root.path.count + 1)))
            }
        }
        return paths.sorted()
    }

    /// A file's text; empty where it is not text.
    static func text(_ path: String) -> String {
        (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
    }

    /// How many lines a text has.
    static func lineCount(_ text: String) -> Int {
        text.utf8.count { $0 == UInt8(ascii: "\n") } + (text.isEmpty || text.hasSuffix("\n") ? 0 : 1)
    }
}
