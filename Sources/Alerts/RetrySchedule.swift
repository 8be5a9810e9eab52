/// When a message is tried again within one run: soon, a little later, then not until the next run.
///
/// What is still undelivered then stays in the outbox; a run must not hang on somebody else's server.
public struct RetrySchedule: Hashable, Sendable {
    /// The wait before the second attempt; it doubles with each one after.
    public let firstDelayMilliseconds: Int
    /// How often a message is tried in one run, the first time included.
    public let attemptsMax: Int

    /// A schedule; the default is three attempts, 100 ms and 200 ms apart.
    public init(firstDelayMilliseconds: Int = 100, attemptsMax: Int = 3) {
        precondition((1...10).contains(attemptsMax) && (0...60_000).contains(firstDelayMilliseconds))
        self.firstDelayMilliseconds = firstDelayMilliseconds
        self.attemptsMax = attemptsMax
    }

    /// How long to wait behind an attempt, or `nil` where it was the last of the run.
    ///
    /// - Parameter attempt: 1 for the first.
    public func delayMilliseconds(afterAttempt attempt: Int) -> Int? {
        attempt >= 1 && attempt < attemptsMax ? firstDelayMilliseconds << (attempt - 1) : nil
    }

    /// Hands a message over, as often as the schedule has it.
    ///
    /// - Parameters:
    ///   - send: One attempt.
    ///   - wait: Sleeps so many milliseconds.
    /// - Returns: The last outcome and how many attempts there were.
    public func deliver(
        send: () throws -> DeliveryOutcome, wait: (Int) -> Void
    ) rethrows -> (outcome: DeliveryOutcome, attempts: Int) {
        var attempt = 1
        while true {
            let outcome = try send()
            guard outcome.isRetryable, let delay = delayMilliseconds(afterAttempt: attempt) else {
                return (outcome, attempt)
            }
            wait(delay)
            attempt += 1
        }
    }
}
