import Errors
import Fetch
import Ingest
import Keys
import Settings
import Usage

extension NightlyRun {
    /// Fetches the hours that are missing from the servers of the configuration, and takes them in.
    ///
    /// What one server refuses does not keep the others from being asked, nor what was fetched from being taken in.
    func fetchUsage(_ catalogue: Catalogue) throws {
        for server in settings.prometheus {
            var folders: [String] = []
            try attempt("fetch usage", server.cluster) {
                let end = asOf.map { Instant(seconds: Int64($0.days + 1) * 86_400) }
                let span = UsageFetcher.span(of: server, now: .now, until: end)
                guard span.from < span.to else { return nil }
                let outcome = try UsageFetcher(server, catalogue: catalogue).fetch(span, isPastOpen: true)
                folders = outcome.folders
                outcome.warnings.forEach(complain)
                for error in outcome.errors {
                    complain(error.line)
                    note(error.exitCode)
                }
                return outcome.isChanged ? outcome.words : nil
            }
            let options = UsageOptions(cluster: server.cluster, isPartialAllowed: server.allowPartial)
            for folder in folders { try ingestUsage(in: [folder], options, catalogue) }
        }
    }
}
