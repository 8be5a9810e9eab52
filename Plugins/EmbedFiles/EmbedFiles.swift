import Foundation
import PackagePlugin

/// Embeds a folder of texts into the target that asks for it: sql/ into Store, catalogue/ into Settings, reports/templates into Reports.
@main
struct EmbedFiles: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
        let (folder, name, suffix) =
            switch target.name {
            case "Store": ("sql", "EmbeddedSQL", ".sql")
            case "Settings": ("catalogue", "EmbeddedCatalogue", ".yaml")
            default: ("reports/templates", "EmbeddedTemplates", "")
            }
        let root = context.package.directoryURL.appending(path: folder)
        var files: [URL] = []
        if let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: [.isRegularFileKey]) {
            for case let file as URL in found where suffix.isEmpty || file.path.hasSuffix(suffix) {
                if try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true { files.append(file) }
            }
        }
        files.sort { $0.path < $1.path }
        let output = context.pluginWorkDirectoryURL.appending(path: "\(name).swift")
        return [
            .buildCommand(
                displayName: "Embedding \(folder)", executable: try context.tool(named: "embed-files").url,
                arguments: [output.path, name, root.path] + files.map(\.path),
                inputFiles: files, outputFiles: [output])
        ]
    }
}
