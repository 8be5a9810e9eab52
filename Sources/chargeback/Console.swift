import Glibc

/// Where words go: data to standard output, everything else to standard error.
enum Console {
    /// One line of data, at once, so that it keeps its place among the lines of diagnosis.
    static func say(_ line: String) { put(line, on: 1) }

    /// One line of diagnosis.
    static func complain(_ line: String) { put(line, on: 2) }

    private static func put(_ line: String, on descriptor: Int32) {
        ProgressLine.clear()
        let bytes = Array((line + "\n").utf8)
        _ = write(descriptor, bytes, bytes.count)
    }

    /// Whether a person watches: then the steps may speak, otherwise silence is success.
    static var isWatched: Bool { isatty(1) == 1 }

    /// The terminal's width, or 80.
    static var width: Int {
        var size = winsize()
        guard isWatched, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}
