import Glibc

/// Where words go: data to standard output, everything else to standard error.
enum Console {
    /// One line of diagnosis.
    static func complain(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        _ = write(2, bytes, bytes.count)
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
