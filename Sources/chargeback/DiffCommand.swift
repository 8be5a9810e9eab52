import ArgumentParser
import Change
import Errors
import Keys
import Settings

/// `chargeback diff --service S --base A --head B`.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "What a change does to cost at the same load; fails where a rule blocks it.",
        discussion: """
            Compares two commits of a service, two windows of days, or two files of 'chargeback snapshot', which needs no
            database. Ends with 0 where no rule holds and with 1 where one does, or where there is no honest number.

            Example: chargeback diff --service payments/api --base 3f2a91c --head 91bb02d --format markdown
            Example: chargeback diff --service api --base-from 2026-10-01 --base-to 2026-10-08 \\
                     --head-from 2026-10-08 --head-to 2026-10-15
            Example: chargeback diff --base-file main.json --head-file branch.json --rules gate.yaml
            """)

    /// As what it is printed.
    enum Format: String, CaseIterable, ExpressibleByArgument { case text, markdown, json }

    @OptionGroup var common: CommonOptions

    @Option(help: "The service: api, payments/api or cluster/namespace/Kind/name.")
    var service: String?

    @Option(help: "The commit before.")
    var base: String?

    @Option(help: "The commit that is to be merged.")
    var head: String?

    @Option(help: "The first day of the base, UTC.")
    var baseFrom: UTCDate?

    @Option(help: "The first day no longer of the base.")
    var baseTo: UTCDate?

    @Option(help: "The first day of the head, UTC.")
    var headFrom: UTCDate?

    @Option(help: "The first day no longer of the head.")
    var headTo: UTCDate?

    @Option(help: ArgumentHelp("A snapshot as the base.", valueName: "path"))
    var baseFile: String?

    @Option(help: ArgumentHelp("A snapshot as the head.", valueName: "path"))
    var headFile: String?

    @Option(help: ArgumentHelp("The rules; built-in ones where no file is given.", valueName: "path"))
    var rules: String?

    @Option(help: "As what: text, markdown or json.")
    var format: Format = .text

    func validate() throws {
        for (file, commit, from, to, name) in [
            (baseFile, base, baseFrom, baseTo, "base"), (headFile, head, headFrom, headTo, "head"),
        ] {
            let hasOther = commit != nil || from != nil || to != nil
            if file != nil, hasOther { throw ValidationError("--\(name)-file goes with no other option of the \(name)") }
            if file == nil, !hasOther { throw ValidationError("give --\(name), --\(name)-from and --\(name)-to, or --\(name)-file") }
            if let from, let to, from >= to { throw ValidationError("--\(name)-from is before --\(name)-to") }
        }
        if service == nil, baseFile == nil || headFile == nil { throw ValidationError("--service is needed beside commits and days") }
    }

    func run() throws {
        let rules = try ChangeRules.load(path: rules)
        let connection = baseFile != nil && headFile != nil ? nil : try common.connection(common.settings())
        func side(_ path: String?, _ subject: SnapshotLoader.Subject, _ name: String) throws -> Snapshot {
            if let path { return try Snapshot(path: path) }
            guard let connection, let service else { preconditionFailure("validated") }
            return try SnapshotLoader(connection, rules: rules).load(service: service, subject: subject, side: name)
        }
        let comparison = try Comparison(
            base: side(baseFile, .init(commit: base, from: baseFrom, to: baseTo), "base"),
            head: side(headFile, .init(commit: head, from: headFrom, to: headTo), "head"), rules: rules)
        if let connection { try Decisions(connection).record(comparison, rules: rules) }
        switch format {
        case .text: print(comparison.text, terminator: "")
        case .markdown: print(comparison.markdown, terminator: "")
        case .json: print(comparison.json, terminator: "")
        }
        if comparison.isBlocked { throw Errors.ExitCode.findings }
    }
}

/// `chargeback snapshot --service S --commit C`.
struct SnapshotCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", abstract: "What a service costs and uses at its load, as a file for 'chargeback diff'.",
        discussion: """
            Example: chargeback snapshot --service payments/api --commit 3f2a91c > main.json
            """)

    @OptionGroup var common: CommonOptions

    @Option(help: "The service: api, payments/api or cluster/namespace/Kind/name.")
    var service: String

    @Option(help: "The commit; all of them where none is given.")
    var commit: String?

    @Option(help: "The first day, UTC.")
    var from: UTCDate?

    @Option(help: "The first day no longer.")
    var to: UTCDate?

    @Option(help: ArgumentHelp("The rules, which name the metric.", valueName: "path"))
    var rules: String?

    func validate() throws {
        if let from, let to, from >= to { throw ValidationError("--from is before --to") }
    }

    func run() throws {
        let rules = try ChangeRules.load(path: rules)
        let loader = SnapshotLoader(try common.connection(common.settings()), rules: rules)
        let snapshot = try loader.load(service: service, subject: .init(commit: commit, from: from, to: to), side: "it")
        print(snapshot.json, terminator: "")
    }
}
