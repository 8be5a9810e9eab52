import Dispatch

/// Work on all elements of an array at once, on as many threads as the machine has cores.
enum Concurrently {
    /// What the body makes of each element, in their order; the first error in that order where there is one.
    ///
    /// The body runs on several threads at a time.
    static func map<Element: Sendable, Value: Sendable>(
        _ elements: [Element], _ body: @Sendable (Element) throws -> Value
    ) throws -> [Value] {
        let slots = UnsafeMutableBufferPointer<Result<Value, any Error>?>.allocate(capacity: elements.count)
        slots.initialize(repeating: nil)
        defer { slots.deinitialize().deallocate() }
        // Each iteration writes its own slot, and nothing reads one before all have ended.
        nonisolated(unsafe) let open = slots
        DispatchQueue.concurrentPerform(iterations: elements.count) { index in
            open[index] = Result { try body(elements[index]) }
        }
        return try slots.map { slot in
            guard let slot else { preconditionFailure("an element without a result") }
            return try slot.get()
        }
    }
}
