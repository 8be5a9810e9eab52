/// A path that the file writes: of this machine, absolute or relative to the file's directory.
struct FilePath {
    private let text: String

    /// The path of a text, or `nil` where it is none: nothing, unprintable, a URL, or one that a shell would expand.
    init?(_ text: String) {
        guard !text.isEmpty, !text.hasPrefix("~"), !text.contains("${"), !text.contains("://") else { return nil }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else { return nil }
        self.text = text
    }

    /// The path as the process can open it.
    func path(in directory: String) -> String {
        text.hasPrefix("/") || directory.isEmpty ? text : join(directory, text)
    }

    /// The same for a pattern of `glob(3)`: wildcards in the directory's own name stand for themselves.
    func pattern(in directory: String) -> String {
        guard !text.hasPrefix("/"), !directory.isEmpty else { return text }
        return join(directory.map { "*?[]\\".contains($0) ? "\\\($0)" : String($0) }.joined(), text)
    }

    /// The directory of a file's path; empty for a file in the working directory.
    static func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "" }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func join(_ directory: String, _ path: String) -> String {
        directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }
}
