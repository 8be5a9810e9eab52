import Dispatch
import Fetch
import Glibc
import Streams
import Synchronization
import Texts

/// The last line of a terminal while files are read: how far it is, how fast, how long it will take.
///
/// Only where standard error is a terminal, and only for what takes more than two seconds; cron never sees it.
enum ProgressLine {
    private struct State {
        var isActive = false
        var file: String?
        var fileStartedAt = DispatchTime.now()
        var isVisible = false
    }

    private static let state = Mutex(State())
    private static let patience = DispatchTimeInterval.seconds(2)

    /// Runs the body, under whose work the line stands.
    static func during<Value>(_ body: () throws -> Value) rethrows -> Value {
        guard isatty(2) == 1 else { return try body() }
        let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "chargeback.progress"))
        timer.setEventHandler { show() }
        timer.schedule(deadline: .now() + patience, repeating: .milliseconds(500))
        timer.resume()
        state.withLock { $0.isActive = true }
        defer {
            timer.cancel()
            state.withLock { state in
                state.isActive = false
                erase(&state)
            }
        }
        return try body()
    }

    /// Makes room for another line.
    static func clear() { state.withLock { erase(&$0) } }

    private static func erase(_ state: inout State) {
        if state.isVisible { put("\r\u{1B}[K") }
        state.isVisible = false
    }

    private static func show() {
        if let line = FetchProgress.shared.line {
            state.withLock { state in
                guard state.isActive else { return }
                put("\r\u{1B}[K" + DisplayWidth.shortened(VisibleText.of(line), to: width - 1))
                state.isVisible = true
            }
            return
        }
        guard let reading = ReadingProgress.shared.state else { return }
        state.withLock { state in
            guard state.isActive else { return }
            if state.file != reading.name {
                state.file = reading.name
                // The first file was opened about when the timer was set.
                state.fileStartedAt = state.isVisible ? .now() : .now() - patience
            }
            let nanoseconds = DispatchTime.now().uptimeNanoseconds - state.fileStartedAt.uptimeNanoseconds
            let line = ProgressText.line(
                name: VisibleText.of(reading.name), bytesRead: reading.bytesRead, byteCount: reading.byteCount,
                rows: reading.rows, seconds: max(Double(nanoseconds) / 1e9, 0.1))
            put("\r\u{1B}[K" + DisplayWidth.shortened(line, to: width - 1))
            state.isVisible = true
        }
    }

    private static var width: Int {
        var size = winsize()
        return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 1 ? Int(size.ws_col) : 80
    }

    private static func put(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(2, bytes, bytes.count)
    }
}
