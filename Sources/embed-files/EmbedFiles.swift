/// Writes a Swift file that holds the text of other files: `embed-files OUTPUT NAME ROOT FILE…`.
///
/// The names are the files' paths below ROOT, so that what is embedded is found as it lies in the tree.
import Foundation

@main
struct EmbedFiles {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 4 else {
            FileHandle.standardError.write(Data("usage: embed-files OUTPUT NAME ROOT FILE…\n".utf8))
            exit(64)
        }
        let root = arguments[3].hasSuffix("/") ? arguments[3] : arguments[3] + "/"
        var swift = "/// The texts of \(root.split(separator: "/").last ?? "")/, by path.\n"
        swift += "package enum \(arguments[2]) {\n    package static let files: [(path: String, text: String)] = [\n"
        for file in arguments.dropFirst(4).sorted() {
            let text = try String(contentsOfFile: file, encoding: .utf8)
            let path = file.hasPrefix(root) ? String(file.dropFirst(root.count)) : file
            swift += "        (\n            \"\(path)\",\n            ####\"\"\"\n\(text)\n\"\"\"####\n        ),\n"
        }
        swift += "    ]\n}\n"
        try swift.write(toFile: arguments[1], atomically: true, encoding: .utf8)
    }
}
