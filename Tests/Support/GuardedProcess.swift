import Foundation
import Glibc

/// A program that ends when this process does, in whatever way, or when nobody holds it any more.
///
/// A shell looks five times a second whether we are still there and want it; then it stops the program and removes its
/// folder. It is bash, which lets in the signal of a child's end: threads of Dispatch hand it on blocked, and with it dash
/// waits for ever.
public final class GuardedProcess: @unchecked Sendable {
    private let shell = Process()
    private let stop: String

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - words: The program and its arguments.
    ///   - folder: What is removed behind it.
    public init(_ words: [String], removing folder: String) throws {
        stop = folder + ".stop"
        shell.executableURL = URL(filePath: "/bin/bash")
        let script = """
            folder=$1; parent=$2; shift 2
            "$@" & program=$!
            while kill -0 "$parent" && [ ! -e "$folder.stop" ]; do sleep 0.2; done
            kill -9 "$program"; wait "$program"; rm -rf "$folder" "$folder.stop"
            """
        shell.arguments = ["-c", script, "guard", folder, "\(getpid())"] + words
        shell.standardInput = FileHandle.nullDevice
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        try shell.run()
    }

    deinit {
        FileManager.default.createFile(atPath: stop, contents: nil)
        shell.waitUntilExit()
    }
}
