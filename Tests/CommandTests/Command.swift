import Foundation
import Store
import TestSupport

/// Runs the built `chargeback` as a user does.
struct Command {
    /// What came of a command.
    struct Outcome {
        let status: Int32
        let output: String
        let errors: String
    }

    let database: ThrowAwayDatabase
    let folder: TemporaryFolder

    init() throws {
        database = try ThrowAwayDatabase()
        folder = try TemporaryFolder()
    }

    /// The program beside the test bundle.
    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "chargeback")

    /// Runs the program on this test's database.
    func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
        try Self.run(
            arguments, environment: ["CHARGEBACK_DATABASE_URL": database.target.connectionText].merging(environment) { $1 },
            folder: folder)
    }

    /// Runs the program, or the shell that a test wraps around it.
    static func run(
        _ arguments: [String], environment: [String: String], folder: TemporaryFolder, program: URL = program
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": folder.root.path]
            .merging(environment) { $1 }
        process.currentDirectoryURL = folder.root
        let files = ["output", "errors"].map { folder.root.appending(path: "\($0)-\(UUID().uuidString)") }
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
        let isSignalled = process.terminationReason == .uncaughtSignal
        return Outcome(
            status: isSignalled ? 128 + process.terminationStatus : process.terminationStatus, output: texts[0],
            errors: texts[1])
    }
}
