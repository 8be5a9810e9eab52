// swift-tools-version: 6.1
import PackageDescription

// The readers and what tries them, for libFuzzer. scripts/fuzz puts it together in .build-fuzz: a package of its own, because
// SwiftPM builds everything with the fuzzer's main, the tools of the build included.
let package = Package(
    name: "chargeback-fuzz",
    products: [.executable(name: "chargeback-fuzz", targets: ["chargeback-fuzz"])],
    dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
    targets: [
        .target(name: "Errors"),
        .target(name: "Money"),
        .target(name: "Keys", dependencies: ["CLibCrypto"]),
        .target(name: "Streams", dependencies: ["Errors", "CZlib", "CIgzip", "CBytes"]),
        .target(name: "Bills", dependencies: ["Errors", "Money", "Keys", "Streams", "CBytes", "CLibCSV"]),
        .target(name: "Usage", dependencies: ["Errors", "Keys", "Streams"]),
        .target(name: "Labels", dependencies: ["Errors", "Keys", "Streams", "CLibCSV"]),
        .target(name: "Settings", dependencies: ["Errors", "Money", "Keys", "Labels", "Usage", "Yams"]),
        .executableTarget(
            name: "chargeback-fuzz", dependencies: ["Bills", "Errors", "Keys", "Labels", "Money", "Settings", "Streams", "Usage"]),
        .target(name: "CIgzip"),
        .target(name: "CBytes", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("crypto")]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto"),
        .systemLibrary(name: "CLibCSV"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    ]
)
