import Glibc

/// Runs a program to its end and returns what it wrote.
///
/// Foundation's `Process` waits until every descendant has closed its descriptors, which a server that
/// the program leaves running never does; here only the program itself is waited for.
package enum ChildProcess {
    /// What came of a program.
    package struct Outcome {
        /// Its exit status; 128 and the signal's number where one ended it.
        package let status: Int32
        /// Standard output and standard error, in the order in which they came.
        package let output: String
    }

    /// Runs a program.
    ///
    /// - Parameters:
    ///   - path: The program.
    ///   - arguments: Without the program's own name.
    ///   - input: Its standard input.
    /// - Returns: What came of it, or the system's number for why it did not start.
    package static func run(
        _ path: String, _ arguments: [String], input: String = ""
    ) -> Result<Outcome, StartFailure> {
        // The words go to a file without a name: a pipe would be held open by the server, too.
        guard let sink = namelessFile(), let source = namelessFile() else {
            return .failure(StartFailure(number: errno))
        }
        defer {
            close(sink)
            close(source)
        }
        guard write(input, to: source) else { return .failure(StartFailure(number: errno)) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, source, 0)
        posix_spawn_file_actions_adddup2(&actions, sink, 1)
        posix_spawn_file_actions_adddup2(&actions, sink, 2)
        // From the root folder: the server's user may not be allowed into ours.
        let command = ["/usr/bin/env", "-C", "/", path] + arguments
        var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var child = pid_t()
        let number = posix_spawn(&child, command[0], &actions, nil, &words, environ)
        guard number == 0 else { return .failure(StartFailure(number: number)) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let isSignalled = status & 0x7F != 0
        let code = isSignalled ? 128 + (status & 0x7F) : (status >> 8) & 0xFF
        return .success(Outcome(status: code, output: content(of: sink)))
    }

    /// Why a program did not start.
    package struct StartFailure: Error {
        /// The system's number.
        package let number: Int32
    }

    /// A file that is gone with its last descriptor, which no other program of ours inherits.
    private static func namelessFile() -> Int32? {
        var name = Array("/tmp/chargeback-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    /// Writes a text and goes back to its start.
    private static func write(_ text: String, to descriptor: Int32) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return lseek(descriptor, 0, SEEK_SET) == 0
    }

    private static func content(of descriptor: Int32) -> String {
        lseek(descriptor, 0, SEEK_SET)
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 4096)
        while case let count = read(descriptor, &block, block.count), count > 0 { bytes += block[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
