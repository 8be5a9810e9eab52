import Errors
import Foundation
import Keys
import Money
import Store

/// Exchange rates by month, read from CSV: `month,from,to,rate`.
///
/// ```
/// month,from,to,rate
/// 2026-09,USD,EUR,0.9127
/// ```
///
/// Rates are given, not derived: there is no inverse, no chain and no neighbouring month. A closed month's are locked.
public struct ExchangeRates {
    private let connection: Connection

    /// The rates of a database.
    public init(_ connection: Connection) { self.connection = connection }

    /// Reads a file and keeps its rates, all or none.
    ///
    /// - Returns: How many the file has.
    /// - Throws: `RateError` with the line of whatever is wrong.
    public func load(_ path: String) throws -> Int {
        guard let bytes = FileManager.default.contents(atPath: path) else { throw RateError(.unreadable, place: path) }
        let rates = try Self.parse(String(decoding: bytes, as: UTF8.self), path: path)
        try connection.transaction {
            for rate in rates {
                let key: [Parameter] = [
                    .date(rate.month.firstDate), .text(rate.from.code), .text(rate.to.code), .decimal(rate.rate),
                ]
                if try connection.query(SQL.text("accounting/changes_closed_rate.sql"), key)[0].flag("is_locked") {
                    throw RateError(.locked(rate.month), place: "\(path):\(rate.line)")
                }
                try connection.query(SQL.text("accounting/forget_rates.sql"), key)
                try connection.query(SQL.text("accounting/store_rate.sql"), key + [.text(path)])
            }
        }
        return rates.count
    }

    /// The rates of a month, or all.
    public func rows(_ month: Month?) throws -> Rows {
        try connection.query(SQL.text("accounting/rates.sql"), [.date(month?.firstDate)])
    }

    private struct Rate {
        let line: Int
        let month: Month
        let from: Currency
        let to: Currency
        let rate: ExactDecimal
    }

    private static func parse(_ text: String, path: String) throws(RateError) -> [Rate] {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.first == "month,from,to,rate" else { throw RateError(.header, place: "\(path):1") }
        var rates: [Rate] = []
        var seen: [String: Int] = [:]
        for (index, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            let place = "\(path):\(index + 1)"
            let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4, let month = Month(fields[0]), let from = Currency(fields[1]), let to = Currency(fields[2]),
                from != to, let rate = try? ExactDecimal(fields[3]), ExactDecimal.zero < rate
            else { throw RateError(.row(String(line)), place: place) }
            let key = fields[0...2].joined(separator: ",")
            if let first = seen.updateValue(index + 1, forKey: key) { throw RateError(.twice(key, firstLine: first), place: place) }
            rates.append(Rate(line: index + 1, month: month, from: from, to: to, rate: rate))
        }
        return rates
    }
}

/// What is wrong with exchange rates.
public struct RateError: CodedError, Equatable {
    /// The causes.
    public enum Reason: Sendable, Equatable {
        /// The file cannot be read.
        case unreadable
        /// The first line is not the header.
        case header
        /// A line is not a rate.
        case row(String)
        /// A month and pair of currencies stands twice.
        case twice(String, firstLine: Int)
        /// The month is closed.
        case locked(Month)
    }

    /// What is wrong.
    public let reason: Reason
    /// The file and line.
    public let place: String?

    init(_ reason: Reason, place: String?) {
        self.reason = reason
        self.place = place
    }

    /// CB233 to CB235.
    public var code: Int {
        switch reason {
        case .unreadable: 233
        case .header, .row, .twice: 234
        case .locked: 235
        }
    }

    /// 66 without the file, else 65.
    public var exitCode: ExitCode {
        switch reason {
        case .unreadable: .inputMissing
        case .header, .row, .twice, .locked: .inputRefused
        }
    }

    /// What is wrong; what to do.
    public var description: String {
        switch reason {
        case .unreadable: "the file of exchange rates cannot be read"
        case .header: "the first line has to be 'month,from,to,rate'"
        case .row(let text): "'\(text)' is no rate, e.g. 2026-09,USD,EUR,0.9127; nothing was stored"
        case .twice(let key, let line): "'\(key)' stands in line \(line) already; nothing was stored"
        case .locked(let month): "\(month) is closed and its rates are locked; nothing was stored"
        }
    }
}
