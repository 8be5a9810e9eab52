import Foundation
import Settings

/// Sends one message that says it is a test, so that a receiver is known to work before it has to.
public struct ReceiverTest {
    private let receiver: Settings.Receiver

    /// The test of a receiver.
    ///
    /// - Throws: `AlertError.noSuchReceiver`.
    public init(_ name: String, of settings: Settings) throws(AlertError) {
        guard let receiver = settings.receivers.first(where: { $0.name == name }) else {
            throw AlertError(.noSuchReceiver(known: settings.receivers.map(\.name)), receiver: name)
        }
        self.receiver = receiver
    }

    /// Sends it, once: whoever tests wants to see what happens.
    ///
    /// - Returns: The status of the receiver's answer.
    /// - Throws: `AlertError` where it did not take it.
    @discardableResult
    public func send() throws(AlertError) -> Int {
        let payload = AlertPayload(testID: "test-\(UUID().uuidString.lowercased())")
        let outcome = try Channel(receiver).send(AlertContent(payload: payload))
        guard case .delivered(let status) = outcome else {
            throw AlertError(AlertError.Reason(outcome), receiver: receiver.name)
        }
        return status
    }
}
