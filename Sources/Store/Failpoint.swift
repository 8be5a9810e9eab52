import Glibc
import Synchronization

/// Where tests kill the program: at the n-th place that changes something outside of it.
///
/// Only debug builds have it. `CHARGEBACK_KILL_AT=17` ends the process with SIGKILL at the seventeenth
/// place, so that a test can go through all of them.
public enum Failpoint {
    #if DEBUG
        private static let count = Atomic(0)
        private static let killAt = getenv("CHARGEBACK_KILL_AT").flatMap { Int(String(cString: $0)) }
    #endif

    /// A place: after each answer of the database, before each file takes its name.
    public static func pass() {
        #if DEBUG
            if count.add(1, ordering: .relaxed).newValue == killAt { kill(getpid(), SIGKILL) }
        #endif
    }

    /// A size that decides when something is done in parts: in debug builds a smaller one of the environment, so that a test
    /// needs no large input.
    public static func size(_ name: String, _ size: Int64) -> Int64 {
        #if DEBUG
            return getenv(name).flatMap { Int64(String(cString: $0)) } ?? size
        #else
            return size
        #endif
    }
}
