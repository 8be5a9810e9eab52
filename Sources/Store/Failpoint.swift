import Glibc

/// Where tests kill the program: at the n-th place that changes something outside of it.
///
/// Only debug builds have it. `CHARGEBACK_KILL_AT=17` ends the process with SIGKILL at the seventeenth
/// place, so that a test can go through all of them.
public enum Failpoint {
    #if DEBUG
        nonisolated(unsafe) private static var count = 0
        private static let killAt = getenv("CHARGEBACK_KILL_AT").flatMap { Int(String(cString: $0)) }
    #endif

    /// A place: after each answer of the database, before each file takes its name.
    public static func pass() {
        #if DEBUG
            count += 1
            if count == killAt { kill(getpid(), SIGKILL) }
        #endif
    }
}
