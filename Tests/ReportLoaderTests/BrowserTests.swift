import Foundation
import TestSupport
import Testing

/// Pages in a real Chromium (`scripts/browse`); the pictures stay in .build/screenshots.
@Suite("Pages in a browser")
struct BrowserTests {
    /// What scripts/browse says of a page.
    private struct Look: Decodable {
        let page: String
        let width: String
        var scheme: String?
        var complaints: [String]?
        var picture: String?
        var scrollWidth: Int?
        var innerWidth: Int?
        var contrast: Double?
        var contrastAt: String?
        var fontSizeMin: Double?
        var wide: [String]?
        var language: String?
        var headersWithoutScope: Int?
        var tablesWithoutCaption: Int?
        var pageCount: Int?
        var sizes: [String]?
    }

    private static func looks(at pages: [String]) throws -> [Look] {
        let output = Checkout.path(".build/screenshots")
        let process = Process()
        process.executableURL = URL(filePath: Checkout.path("scripts/browse"))
        process.arguments = [output] + pages.map(Checkout.path)
        let (words, complaints) = (Pipe(), Pipe())
        process.standardOutput = words
        process.standardError = complaints
        try process.run()
        let text = words.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let said = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.terminationStatus == 0, "scripts/browse: \(said); 'scripts/deps test' installs Chromium")
        return try text.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Look.self, from: Data($0)) }
    }

    @Test("Pages fit a telephone and a desk, light and dark, break no policy, can be read by everybody, and print to A4")
    func pages() throws {
        let pages = [
            "reports/golden-year/2026-10-effective-usd-organisation.html",
            "reports/golden-year/2026-10-effective-usd-team-search.zh-CN.html", "reports/golden-year/index.html",
            "reports/golden-matched/2026-10-effective-usd-organisation.html",
            "reports/golden-change/2026-10-effective-usd-organisation.html",
            "reports/golden-change/2026-10-effective-usd-team-search.zh-CN.html",
        ]
        let looks = try Self.looks(at: pages)
        #expect(looks.count == pages.count * 5)
        for look in looks where look.width != "paper" {
            let place = "\(look.page), \(look.width), \(look.scheme ?? "")"
            #expect(look.complaints == [], "\(place): the console or the policy complains")
            #expect(look.scrollWidth == look.innerWidth && look.wide == [], "\(place): \(look.wide ?? []) stick out")
            // WCAG 2.2, AA, for text of any size.
            #expect(look.contrast ?? 0 >= 4.5, "\(place): contrast \(look.contrast ?? 0) at '\(look.contrastAt ?? "")'")
            #expect(look.fontSizeMin ?? 0 >= 12, "\(place)")
            #expect(look.headersWithoutScope == 0 && look.tablesWithoutCaption == 0, "\(place)")
            #expect(look.language == (look.page.hasSuffix("zh-CN") ? "zh-CN" : "en"), "\(place)")
            let picture = try #require(look.picture.flatMap { FileManager.default.contents(atPath: $0) })
            #expect(picture.count > 10_000, "\(place): an empty picture")
        }
        for look in looks where look.width == "paper" {
            #expect(look.sizes == ["0 0 595 842"], "\(look.page): \(look.sizes ?? []) is not A4")
            #expect((1...20).contains(look.pageCount ?? 0), "\(look.page): \(look.pageCount ?? 0) pages")
        }
    }
}
