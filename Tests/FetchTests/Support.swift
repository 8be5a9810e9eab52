import Foundation
import Settings
import TestSupport
import Usage

@testable import Fetch

/// The hours of the made-up cluster.
let knownSpan = TimeSpan(from: SyntheticCluster.start, to: SyntheticCluster.end)

/// A server of the configuration, with retries that do not take long.
func server(
    _ url: String, _ folder: TemporaryFolder, retries: Int = 3, allowPartial: Bool = false,
    _ change: (inout Settings.Prometheus) -> Void = { _ in }
) -> Settings.Prometheus {
    Settings.Prometheus(
        cluster: "c1", url: Confidential(revealed: url, shown: url), output: folder.path("exports"), retries: retries,
        allowPartial: allowPartial)
}

/// The signals of the shipped catalogue with these ids.
func catalogue(_ ids: String...) -> Catalogue {
    Catalogue(Catalogue.standard.signals.filter { ids.contains($0.id) })
}

extension TemporaryFolder {
    /// The manifest of the cluster's one day.
    func manifest() throws -> UsageManifest? { try UsageManifest(folder: path("exports/c1/2026-10-25")) }

    /// The paths of all files below the exports, but for the manifest.
    func exports() -> [String] {
        let names = FileManager.default.enumerator(atPath: path("exports"))?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".gz") || $0.hasSuffix(".part") }.sorted()
    }
}

extension UsageManifest {
    /// `2026-10-25T00:00:00Z` … of a signal's files.
    func spans(of id: String) -> [String] { files.filter { $0.query == id }.compactMap(\.from).sorted() }
}
