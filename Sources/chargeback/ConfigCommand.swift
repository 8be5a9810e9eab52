import ArgumentParser
import Settings
import Usage

/// `chargeback config`.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "The configuration: checks it, shows it, explains its keys.",
        subcommands: [Check.self, Show.self, Schema.self, Catalogue.self])

    /// `chargeback config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Checks the configuration; every error with line and column.")
        @OptionGroup var common: CommonOptions

        func run() throws {
            let settings = try common.settings()
            print("the configuration is right; its digest is \(settings.digest)")
        }
    }

    /// `chargeback config show`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the configuration with every default, secrets masked.")
        @OptionGroup var common: CommonOptions

        func run() throws { print(try common.settings().canonicalText) }
    }

    /// `chargeback config schema`.
    struct Schema: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Explains every key: type, default, meaning.")

        func run() { print(Settings.schemaText) }
    }

    /// `chargeback config catalogue`.
    struct Catalogue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the shipped catalogue of usage signals and their queries, to be edited.",
            discussion: "Example: chargeback config catalogue > catalogue.yaml")

        func run() { print(Usage.Catalogue.standardText, terminator: "") }
    }
}
