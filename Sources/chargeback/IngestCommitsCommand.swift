import ArgumentParser
import Change
import Store

/// `chargeback ingest commits PATH…`.
struct IngestCommitsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "commits", abstract: "Takes in who made commits, when, and their titles, for the cost of changes.",
        discussion: """
            Reads a CSV with a header out of commit,author,date,title, or what git itself writes.

            Example: git log --format='%H%x09%an%x09%aI%x09%s' > commits.tsv; chargeback ingest commits commits.tsv
            """)

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp("The files.", valueName: "path"))
    var paths: [String]

    func run() throws {
        let settings = try common.settings()
        let connection = try common.connection(settings)
        try RunLog.run(
            connection, command: "ingest commits", programVersion: Version.current, configuration: nil
        ) { log in
            for path in paths {
                let count = try log.step("ingest commits", path) {
                    try CommitLoader(connection).load(path)
                } outcome: {
                    $0.map { "\($0) commits" }
                }
                print("\(path): " + (count.map { "\($0) commits" } ?? "nothing new"))
            }
        }
    }
}
