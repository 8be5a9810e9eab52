/// One line that says how far the reading of a file is: `cur.csv.gz: 120 of 338 MB, 710,000 rows, 355,000 rows/s, 4 s left`.
public enum ProgressText {
    /// The line.
    ///
    /// - Parameters:
    ///   - name: The file.
    ///   - bytesRead: Bytes of it that were read.
    ///   - byteCount: Its size; null where it is not known, as of a pipe.
    ///   - rows: Rows so far; nought where there are none to count.
    ///   - seconds: How long it has taken, above 0.
    public static func line(name: String, bytesRead: Int64, byteCount: Int64?, rows: Int64, seconds: Double) -> String {
        var parts: [String] = []
        if let byteCount { parts.append("\(megabytes(bytesRead)) of \(megabytes(byteCount)) MB") } else {
            parts.append("\(megabytes(bytesRead)) MB")
        }
        if rows > 0 { parts.append("\(grouped(rows)) rows") }
        guard byteCount.map({ bytesRead < $0 }) ?? true else { return "\(name): \(parts.joined(separator: ", ")), storing" }
        parts.append(
            rows > 0
                ? "\(grouped(rounded(Double(rows) / seconds))) rows/s"
                : "\(megabytes(Int64(Double(bytesRead) / seconds))) MB/s")
        if let byteCount, bytesRead > 0 {
            let left = seconds / Double(bytesRead) * Double(byteCount - bytesRead)
            parts.append("\(duration(left)) left")
        }
        return "\(name): \(parts.joined(separator: ", "))"
    }

    /// One decimal below ten, as small files move by less than a megabyte.
    private static func megabytes(_ bytes: Int64) -> String {
        let tenths = (bytes + 50_000) / 100_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)" : grouped((bytes + 500_000) / 1_000_000)
    }

    /// Three digits that count; the others would only flicker.
    private static func rounded(_ value: Double) -> Int64 {
        var unit = 1.0
        while value / unit >= 1000 { unit *= 10 }
        return Int64((value / unit).rounded() * unit)
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int64(seconds.rounded(.up))
        if whole < 90 { return "\(whole) s" }
        return whole < 5400 ? "\((whole + 30) / 60) min" : "\((whole + 1800) / 3600) h"
    }

    private static func grouped(_ value: Int64) -> String {
        var digits = Substring(String(value))
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.append(digits.suffix(3))
            digits = digits.dropLast(3)
        }
        return ([digits] + groups.reversed()).joined(separator: ",")
    }
}
