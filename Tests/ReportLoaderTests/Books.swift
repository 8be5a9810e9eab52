import Foundation
import Ingest
import Keys
import Ledger
import Money
import Settings
import Store
import TestSupport
import Usage

@testable import Reports

/// Databases with books in them.
enum Books {
    static let october = Month("2026-10")!

    /// The matched month: bill in two versions, range exports, rules of fixtures/config/matched.yaml; allocated.
    ///
    /// One database for all tests: they only read it, and a copy for each case would be hundreds of files.
    static func matched() throws -> ThrowAwayDatabase { try matchedMonth.get() }

    private static let matchedMonth: Result<ThrowAwayDatabase, any Error> = Result { try matchedCopy() }

    /// A copy of the matched month for a test that grants roles.
    static func matchedCopy() throws -> ThrowAwayDatabase {
        try ThrowAwayDatabase(filled: "matched_month") { connection in
            let bills = ["provisional", "final"].map { Checkout.path("fixtures/bills/aws-cur-2026-10-\($0).csv.gz") }
            _ = try BillLoader(connection, source: "aws-main").load(bills, several: .versions)
            for path in try FileFinder.exports(in: [Checkout.path("fixtures/usage/matched")]) {
                _ = try UsageLoader(connection, options: UsageOptions(cluster: "prod-use1")).load(path)
            }
            let settings = try Settings.load(path: Checkout.path("fixtures/config/matched.yaml"), environment: [:])
            _ = try Allocator(connection, settings: settings).allocate(october)
        }
    }

    /// The fortnight of fixtures/nights/change, in which changes are planted.
    static func change() throws -> ThrowAwayDatabase { try plantedChanges.get() }

    private static let plantedChanges: Result<ThrowAwayDatabase, any Error> = Result {
        try ThrowAwayDatabase(filled: "planted_changes") { try loadChanges(into: $0) }
    }

    /// Loads and allocates that fortnight.
    static func loadChanges(into connection: Connection) throws {
        let folder = Checkout.path("fixtures/nights/change")
        _ = try BillLoader(connection, source: "focus-main").load(["\(folder)/bill.csv.gz"])
        let catalogue = try Catalogue.load(path: "\(folder)/catalogue.yaml")
        for path in try FileFinder.exports(in: ["\(folder)/usage"]) {
            _ = try UsageLoader(connection, catalogue: catalogue, options: UsageOptions(cluster: "prod")).load(path)
        }
        let settings = try Settings.load(path: "\(folder)/chargeback.yaml", environment: [:])
        _ = try Allocator(connection, settings: settings).allocate(october)
    }

    /// The year of fixtures/nights/year: twelve months, the last of them running.
    static func year() throws -> ThrowAwayDatabase { try wholeYear.get() }

    /// Its configuration.
    static func yearSettings() throws -> Settings {
        try Settings.load(path: Checkout.path("fixtures/nights/year/chargeback.yaml"), environment: [:])
    }

    private static let wholeYear: Result<ThrowAwayDatabase, any Error> = Result {
        try ThrowAwayDatabase(filled: "year") { connection in
            _ = try BillLoader(connection, source: "focus-main").load([Checkout.path("fixtures/bills/focus-year.csv.gz")])
            let allocator = Allocator(connection, settings: try yearSettings())
            for month in try allocator.months() { _ = try allocator.allocate(month) }
        }
    }

    /// A database with one FOCUS bill of lines like `2026-09 USD payments 12.50`; the fourth word may have tags
    /// beside the team: `payments/owner=ada`. Months are allocated unless a line's month is among those left out.
    static func small(_ lines: String, notAllocated: Set<String> = []) throws -> ThrowAwayDatabase {
        let database = try ThrowAwayDatabase()
        let connection = try database.connect()
        try load(lines, into: connection)
        try allocate(connection, except: notAllocated)
        return database
    }

    /// Loads lines as one delivery per month and currency.
    static func load(_ lines: String, into connection: Connection) throws {
        let rows = lines.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let bills = Dictionary(grouping: rows) { "\($0[0])-\($0[1])" }
        for (name, rows) in bills.sorted(by: { $0.key < $1.key }) {
            let path = "/tmp/cb-test-\(UInt64.random(in: 0 ... .max)).csv"
            defer { unlink(path) }
            try csv(rows).write(toFile: path, atomically: true, encoding: .utf8)
            _ = try BillLoader(connection, source: name.hasSuffix("EUR") ? "azure" : "aws").load([path])
        }
    }

    /// Allocates the months.
    static func allocate(_ connection: Connection, except: Set<String> = []) throws {
        let settings = try Settings.load(path: Checkout.path("fixtures/config/tagged.yaml"), environment: [:])
        let allocator = Allocator(connection, settings: settings)
        for month in try allocator.months() where !except.contains(month.description) {
            _ = try allocator.allocate(month)
        }
    }

    private static func csv(_ rows: [[String]]) throws -> String {
        var text = "BilledCost,EffectiveCost,BillingCurrency,BillingAccountId,BillingPeriodStart,BillingPeriodEnd,"
        text += "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName,ResourceId,Tags\n"
        for (index, row) in rows.enumerated() {
            guard let month = Month(row[0]) else { preconditionFailure("no month: \(row[0])") }
            let words = row[2].split(separator: "/")
            var tags = words[0] == "-" ? [:] : ["team": String(words[0])]
            for word in words.dropFirst() {
                let pair = word.split(separator: "=")
                tags[String(pair[0])] = String(pair[1])
            }
            let json = String(decoding: try JSONSerialization.data(withJSONObject: tags), as: UTF8.self)
            let start = "\(month)-01T00:00:00Z"
            text += "\(row[3]),\(row[3]),\(row[1]),acme-\(row[1].lowercased()),\(start),\(month.next)-01T00:00:00Z,"
            text += "\(start),\(month)-02T00:00:00Z,Usage,Storage,bucket-\(index),"
            text += "\"" + json.replacingOccurrences(of: "\"", with: "\"\"") + "\"\n"
        }
        return text
    }
}

/// A number written in a test.
func number(_ text: String) -> ExactDecimal {
    do { return try ExactDecimal(text) } catch { preconditionFailure("\(text) \(error)") }
}

extension ReportDocument {
    /// The section of a key.
    func section(_ key: String) throws -> ReportSection {
        guard let section = sections.first(where: { $0.key == key }) else { throw SectionMissing(key: key) }
        return section
    }

    /// The value of a fact.
    func fact(_ name: String) -> String? { facts.first { "\($0.name)" == name }.map { "\($0.value)" } }
}

/// A section that a test looks for is not there.
struct SectionMissing: Error {
    let key: String
}

extension ReportSection {
    /// The rows as `name total`, with other columns where they are asked for.
    func lines(_ columns: String...) -> [String] {
        rows.map { row in
            ([self.columns[0].key] + (columns.isEmpty ? ["total"] : columns)).map { key in
                switch row[columnIndex(key) ?? 0] {
                case .text(let words): words
                case .phrase(let phrase): "\(phrase)"
                case .money(let amount), .percent(let amount), .quantity(let amount): amount.description
                case .count(let count): "\(count)"
                case .absent: "–"
                }
            }.joined(separator: " ")
        }
    }
}
