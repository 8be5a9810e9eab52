import Glibc
import Store

/// Hands mail to the system's `sendmail -t`, as cron does: the machine's mail server knows where it goes, queues it and
/// tries again.
struct Sendmail {
    /// The program; the one place that all mail servers agree on, or `CHARGEBACK_SENDMAIL`.
    private let program: String

    init(program: String? = nil) {
        self.program = program ?? getenv("CHARGEBACK_SENDMAIL").map { String(cString: $0) } ?? "/usr/sbin/sendmail"
    }

    /// One attempt.
    func send(_ message: MailMessage) -> DeliveryOutcome {
        guard access(program, X_OK) == 0 else { return .failed(.sendmailMissing, isRetryable: false) }
        switch ChildProcess.run(program, ["-t", "-i"], input: message.text) {
        case .failure: return .failed(.sendmailMissing, isRetryable: false)
        case .success(let outcome) where outcome.status == 0: return .delivered(status: 0)
        // EX_TEMPFAIL of sysexits.h.
        case .success(let outcome): return .failed(.sendmailFailed(outcome.status), isRetryable: outcome.status == 75)
        }
    }
}
