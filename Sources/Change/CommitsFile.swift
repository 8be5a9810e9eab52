import CLibCSV
import Errors
import Foundation
import Keys

/// A file that says who made commits, when, and what they say of themselves: a CSV with a header out of
/// `commit,author,date,title`, or the lines of `git log --format='%H%x09%an%x09%aI%x09%s'`.
public struct CommitsFile: Sendable {
    /// One commit.
    public struct Commit: Sendable, Hashable {
        /// Its hash, whole or abbreviated to at least seven digits.
        public let hash: String
        /// Who made it.
        public let author: String?
        /// When.
        public let at: Instant?
        /// The first line of its message.
        public let title: String?
    }

    /// The commits, in the order of the file.
    public let commits: [Commit]

    /// The columns of a CSV.
    public static let columnNames = ["commit", "author", "date", "title"]
    private static let errorsMax = 10

    /// Reads a file.
    ///
    /// - Throws: `ChangeError`, or `CodedErrors` with the first ten rows that are wrong.
    public init(path: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ChangeError(.commitsNotRead(path: path))
        }
        try self.init(Array(data), path: path)
    }

    init(_ bytes: [UInt8], path: String) throws {
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw ChangeError(.commitsRefused(place: path, "it is not UTF-8 text; convert it"))
        }
        let firstLine = text.prefix { $0 != "\n" && $0 != "\r\n" }
        let rows = firstLine.contains("\t") ? Self.logRows(text) : try Self.csvRows(bytes, path: path)
        var commits: [Commit] = []
        var errors: [ChangeError] = []
        for row in rows {
            do throws(ChangeError) { commits.append(try Self.commit(row, path: path)) } catch { errors.append(error) }
        }
        guard errors.isEmpty else {
            throw CodedErrors(errors: Array(errors.prefix(Self.errorsMax)), moreCount: max(0, errors.count - Self.errorsMax))
        }
        self.commits = commits
    }

    /// A row: its line, and commit, author, date and title as far as it has them.
    private struct Row {
        let line: Int
        let cells: [String?]
    }

    private static func logRows(_ text: String) -> [Row] {
        text.split(separator: /\r?\n/, omittingEmptySubsequences: false).enumerated().compactMap { number, line in
            guard !line.isEmpty else { return nil }
            let cells = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map { $0.isEmpty ? nil : String($0) }
            return Row(line: number + 1, cells: cells + Array(repeating: nil, count: 4 - cells.count))
        }
    }

    private static func csvRows(_ bytes: [UInt8], path: String) throws -> [Row] {
        let table = try CommitsCSV(bytes, path: path).rows
        guard let header = table.first else {
            throw ChangeError(.commitsRefused(place: path, "it is empty; the first line names the columns: \(columnNames.joined(separator: ","))"))
        }
        for (index, name) in header.cells.enumerated() where !columnNames.contains(name) || header.cells[..<index].contains(name) {
            throw ChangeError(
                .commitsRefused(
                    place: "\(path):1:\(index + 1)", "'\(name)' is none of the columns \(columnNames.joined(separator: ", ")), or comes twice"))
        }
        guard header.cells.contains("commit") else {
            throw ChangeError(.commitsRefused(place: "\(path):1", "there is no column 'commit'"))
        }
        return try table.dropFirst().map { row in
            guard row.cells.count == header.cells.count else {
                throw ChangeError(
                    .commitsRefused(place: "\(path):\(row.line)", "the row has \(row.cells.count) cells, but the header \(header.cells.count)"))
            }
            return Row(
                line: row.line,
                cells: columnNames.map { name in
                    header.cells.firstIndex(of: name).map { row.cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
                })
        }
    }

    private static func commit(_ row: Row, path: String) throws(ChangeError) -> Commit {
        let hash = (row.cells[0] ?? "").lowercased()
        guard (7...64).contains(hash.utf8.count), hash.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }) else {
            throw ChangeError(
                .commitsRefused(place: "\(path):\(row.line)", "'\(row.cells[0] ?? "")' is no commit: 7 to 64 hexadecimal digits"))
        }
        var at: Instant?
        if let date = row.cells[2] {
            guard let instant = Self.instant(date) else {
                throw ChangeError(
                    .commitsRefused(place: "\(path):\(row.line)", "'\(date)' is no moment, e.g. 2026-10-01T12:00:00+02:00 or 2026-10-01"))
            }
            at = instant
        }
        return Commit(hash: hash, author: row.cells[1], at: at, title: row.cells[3].map { String($0.prefix(200)) })
    }

    /// A moment in UTC, or with an offset as git writes it.
    private static func instant(_ text: String) -> Instant? {
        if let instant = Instant(iso: text) { return instant }
        let formatter = ISO8601DateFormatter()
        return formatter.date(from: text).map { Instant(seconds: Int64($0.timeIntervalSince1970)) }
    }
}

/// The rows of a CSV as libcsv in its strict mode reads them, with the lines in which they end.
private final class CommitsCSV {
    private(set) var rows: [(line: Int, cells: [String])] = []
    private var cells: [String] = []
    private var line = 1

    init(_ bytes: [UInt8], path: String) throws {
        var parser = csv_parser()
        precondition(csv_init(&parser, UInt8(CSV_STRICT | CSV_STRICT_FINI)) == 0, "libcsv cannot start")
        defer { csv_free(&parser) }
        csv_set_space_func(&parser) { _ in 0 }
        let this = Unmanaged.passUnretained(self).toOpaque()
        let takeCell: @convention(c) (UnsafeMutableRawPointer?, Int, UnsafeMutableRawPointer?) -> Void = { cell, count, context in
            let table = Unmanaged<CommitsCSV>.fromOpaque(context!).takeUnretainedValue()
            table.cells.append(String(decoding: UnsafeRawBufferPointer(start: cell, count: count), as: UTF8.self))
        }
        let takeRowEnd: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = { _, context in
            let table = Unmanaged<CommitsCSV>.fromOpaque(context!).takeUnretainedValue()
            table.rows.append((table.line, table.cells))
            table.cells = []
        }
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for piece in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            var part = Array(piece)
            if piece.endIndex < content.endIndex { part.append(0x0A) }
            guard csv_parse(&parser, part, part.count, takeCell, takeRowEnd, this) == part.count else {
                throw ChangeError(.commitsRefused(place: "\(path):\(line)", "a quote stands where none may; write it twice inside a quoted cell"))
            }
            line += 1
        }
        let cut = (rows.last?.line ?? 0) + 1
        guard csv_fini(&parser, takeCell, takeRowEnd, this) == 0, content.isEmpty || content.last == 0x0A else {
            throw ChangeError(
                .commitsRefused(place: "\(path):\(cut)", "the file ends inside the row that starts here, as one that was cut off; fetch it again"))
        }
    }
}
