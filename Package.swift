// swift-tools-version: 6.1
import PackageDescription

// The targets stand in the order of the data's way: money and keys, what reads, what stores, what
// attributes, what people see, and the command on top. Arrows go one way (docs/decisions.md).
let package = Package(
    name: "chargeback",
    products: [
        .executable(name: "chargeback", targets: ["chargeback"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // What everything stands on.
        .target(name: "Errors"),
        .target(name: "Money"),
        .target(name: "Keys", dependencies: ["CLibCrypto"]),
        .target(name: "Streams", dependencies: ["Errors", "CZlib", "CIgzip", "CBytes"]),
        .target(name: "Texts"),
        // Requests to other servers: alerts go out by it, Prometheus is asked by it.
        .target(name: "HTTP", dependencies: ["CCurl"]),
        // Readers: files → values. They know nothing of PostgreSQL.
        .target(name: "Bills", dependencies: ["Errors", "Money", "Keys", "Streams", "CBytes", "CLibCSV", "CLibCrypto"]),
        .target(name: "Usage", dependencies: ["Errors", "Keys", "Streams"]),
        .target(name: "Labels", dependencies: ["Errors", "Keys", "Streams", "CLibCSV"]),
        // The configuration file, checked with line and column.
        .target(name: "Settings", dependencies: ["Errors", "Money", "Keys", "Labels", "Usage", "Yams"], plugins: ["EmbedFiles"]),
        // Live Prometheus → range exports and their manifest.
        .target(name: "Fetch", dependencies: ["Errors", "Keys", "Streams", "Usage", "Settings", "HTTP", "CZlib"]),
        // PostgreSQL: connection, binary COPY, migrations, the embedded server, the SQL of sql/.
        .target(name: "Store", dependencies: ["Errors", "Money", "Keys", "CLibPQ"], plugins: ["EmbedFiles"]),
        // Files into tables: one delivery, one transaction.
        .target(name: "Ingest", dependencies: ["Errors", "Money", "Keys", "Streams", "Bills", "Usage", "Labels", "Settings", "Store"]),
        // Attribution, verification, publishing: runs the SQL of sql/ledger and sql/checks.
        .target(name: "Ledger", dependencies: ["Errors", "Money", "Keys", "Store", "Settings", "Labels"]),
        // Two commits of a service at the same load, and whether the change may be merged.
        .target(name: "Change", dependencies: ["Errors", "Keys", "Money", "Settings", "Store", "CLibCSV"]),
        // Views → text, CSV, JSON, Markdown, HTML, XLSX; the bill → FOCUS.
        .target(
            name: "Reports",
            dependencies: [
                "Errors", "Keys", "Money", "Settings", "Store", "Texts", "CXLSXWriter",
                .product(name: "Mustache", package: "swift-mustache"),
            ], plugins: ["EmbedFiles"]),
        // Thresholds → alerts → outbox → receivers.
        .target(
            name: "Alerts",
            dependencies: ["Errors", "Money", "Keys", "Store", "Settings", "Texts", "HTTP", "CLibCrypto"]),
        // All steps in their order, as cron runs them.
        .target(
            name: "Nightly",
            dependencies: ["Errors", "Keys", "Bills", "Usage", "Fetch", "Ingest", "Ledger", "Reports", "Alerts", "Settings", "Store"]),
        // The command: one thin file per subcommand.
        .executableTarget(
            name: "chargeback",
            dependencies: [
                "Errors", "Money", "Keys", "Bills", "Usage", "Ingest", "Ledger", "Reports", "Alerts", "Settings", "Store",
                "Nightly", "Change", "Streams", "Texts", "Fetch",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // A measurement that make bench does not need: the reader of range exports beside JSONDecoder.
        .executableTarget(name: "bench-reader", dependencies: ["Settings", "Usage"]),
        // Tools of the build: sql/, catalogue/ and reports/templates become Swift, so that one file installs.
        .executableTarget(name: "embed-files"),
        .plugin(name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"]),
        // System libraries.
        .target(name: "CIgzip"),
        .target(name: "CBytes", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("crypto")]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .target(name: "CXLSXWriter", linkerSettings: [.linkedLibrary("xlsxwriter")]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibCSV", providers: [.apt(["libcsv-dev"])]),
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Tests: a folder per target; TestSupport has what several share, such as databases to throw away.
        .target(name: "TestSupport", dependencies: ["Store"], path: "Tests/Support"),
        .testTarget(name: "MoneyTests", dependencies: ["Money"]),
        .testTarget(name: "KeysTests", dependencies: ["Keys"]),
        .testTarget(name: "StreamsTests", dependencies: ["Streams"]),
        .testTarget(name: "UsageTests", dependencies: ["Usage", "Settings"]),
        .testTarget(name: "LabelsTests", dependencies: ["Labels"]),
        .testTarget(name: "BillsTests", dependencies: ["Bills", "CBytes", "Keys"]),
        // Budgets and habits of this repository, as rules that fail.
        .testTarget(name: "StyleTests", dependencies: ["Store", "TestSupport"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "Usage", "Errors", "Keys", "Money"]),
        .testTarget(name: "TextsTests", dependencies: ["Texts"]),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "Money", "Keys", "Errors", "Texts"]),
        .testTarget(name: "ChangeTests", dependencies: ["Change", "Errors", "Keys", "Money", "Settings", "Store", "TestSupport"]),
        .testTarget(
            name: "AlertsTests",
            dependencies: [
                "Alerts", "Errors", "Money", "Keys", "Usage", "Ingest", "Ledger", "Settings", "Store", "TestSupport",
            ]),
        .testTarget(name: "StoreTests", dependencies: ["Store", "Money", "Keys", "TestSupport"]),
        .testTarget(name: "IngestTests", dependencies: ["Bills", "Ingest", "Usage", "Settings", "Errors", "Money", "Keys", "Store", "TestSupport"]),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "Ingest", "Usage", "Money", "Keys", "Settings", "Store", "TestSupport"]),
        // Against a real Prometheus, filled with a cluster whose truth is known.
        .testTarget(
            name: "FetchTests",
            dependencies: [
                "Fetch", "HTTP", "Errors", "Keys", "Usage", "Settings", "Ingest", "Ledger", "Store", "Streams", "TestSupport",
            ]),
        .testTarget(name: "CommandTests", dependencies: ["Store", "TestSupport"]),
        .testTarget(
            name: "ReportLoaderTests", dependencies: ["Reports", "Ingest", "Keys", "Ledger", "Money", "Settings", "Store", "TestSupport", "Usage"]),
    ]
)
