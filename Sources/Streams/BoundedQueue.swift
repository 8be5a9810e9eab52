import Dispatch
import Synchronization

/// A queue of a few places between two threads: who puts waits for room, who takes waits for something to take.
///
/// Either side may close it. What was put before is still taken; whoever waits is woken.
public final class BoundedQueue<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let filledPlaces = DispatchSemaphore(value: 0)
    private let freePlaces = DispatchSemaphore(value: 0)

    /// A queue of `capacity` places, all of them free.
    public init(capacity: Int) {
        precondition(capacity > 0, "a queue has a place")
        // Signalled rather than given as the first value, below which a semaphore must not be when it goes.
        for _ in 0..<capacity { freePlaces.signal() }
    }

    /// Waits for a free place and fills it.
    ///
    /// - Returns: False where the queue is closed: nobody will take the element.
    @discardableResult
    public func put(_ element: Element) -> Bool {
        freePlaces.wait()
        let isTaken = state.withLock { state in
            if !state.isClosed { state.elements.append(element) }
            return !state.isClosed
        }
        if isTaken { filledPlaces.signal() } else { freePlaces.signal() }
        return isTaken
    }

    /// Waits for the oldest element and takes it out; nil where there are none and the queue is closed.
    public func take() -> Element? {
        filledPlaces.wait()
        let element = state.withLock { state in state.elements.isEmpty ? nil : state.elements.removeFirst() }
        // Without an element it is the signal of the close, which the next one to ask needs too.
        if element == nil { filledPlaces.signal() } else { freePlaces.signal() }
        return element
    }

    /// Closes the queue for good.
    public func close() {
        state.withLock { $0.isClosed = true }
        filledPlaces.signal()
        freePlaces.signal()
    }
}
