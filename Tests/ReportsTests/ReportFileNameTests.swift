import Testing

@testable import Reports

@Suite("File names of reports")
struct ReportFileNameTests {
    @Test(
        "A plain name is kept, any other gets letters and the digits of its digest",
        arguments: [
            ("payments", "payments"), ("team-42", "team-42"), ("Payments", "payments-632e1c583941"),
            ("../../etc/cron.d/x", "etc-cron-d-x-ea88c59c899b"), ("CON", "con-a3dbc4b644a9"),
            ("con", "con-1143da2bc54c"),
            ("", "x-e3b0c44298fc"), ("支払い", "x-e78820377e6c"), ("-rf", "rf-686c39acd632"), ("a--b", "a-b-90827a2e5636"),
        ])
    func slugs(name: String, expected: String) {
        let slug = ReportFileName.slug(name)
        // The digits are SHA-256 of the name's UTF-8 bytes: sha256sum gives the same.
        #expect(slug == expected)
    }

    @Test("Every name gives a safe name, and no two names the same")
    func collisionFree() {
        var names =
            Corpus.labels + [
                "payments", "Payments", "PAYMENTS", "pay ments", "pay-ments", "pay_ments", "manifest", "about",
            ]
        // A name that imitates the one made for another gets its own digest.
        names += names.map(ReportFileName.slug)
        names = Array(Set(names.map { Array($0.unicodeScalars) })).map { String(String.UnicodeScalarView($0)) }
        var owners: [String: [Unicode.Scalar]] = [:]
        for name in names {
            let slug = ReportFileName.slug(name)
            #expect(ReportFileName.isSafe(slug + ".csv") && slug.utf8.count <= 80)
            let scalars = Array(name.unicodeScalars)
            if let other = owners[slug] { #expect(other == scalars, "\(name.debugDescription)") }
            owners[slug] = scalars
        }
        #expect(owners.count > 100)
    }
}
