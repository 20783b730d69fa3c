// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Tests name what they test; they need not repeat every import.
let tests: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For what is measured also in tests: optimised in debug builds too.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let bigInt: Target.Dependency = .product(name: "BigInt", package: "BigInt")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdHTTP2: Target.Dependency = .product(name: "HummingbirdHTTP2", package: "hummingbird")

let package = Package(
    name: "Lifang",
    products: [.executable(name: "lifang", targets: ["lifang"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/attaswift/BigInt", exact: "6.0.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "Vocabulary", swiftSettings: house),
        .target(name: "Store", dependencies: ["Vocabulary", logging], swiftSettings: house),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Journal", dependencies: ["Store", "Vocabulary", logging], swiftSettings: house),
        .target(name: "Places", dependencies: ["Journal", "Store", "Vocabulary"], swiftSettings: house),
        .target(name: "Keyring", dependencies: ["Journal", "Store", "Vocabulary", crypto], swiftSettings: house),
        .target(
            name: "People", dependencies: ["Keyring", "Places", "Journal", "Store", "Vocabulary"], swiftSettings: house),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .target(
            name: "SignIn",
            dependencies: [
                "People", "Keyring", "Places", "Journal", "Store", "Vocabulary", "CArgon2", crypto, cryptoExtras,
            ],
            resources: [.embedInCode("common-passwords.bin")], swiftSettings: house),
        .target(
            name: "Files", dependencies: ["Places", "Journal", "Store", "Vocabulary", crypto, subprocess, logging],
            swiftSettings: house),
        .target(
            name: "Notices", dependencies: ["People", "Keyring", "Places", "Journal", "Store", "Vocabulary", logging],
            resources: [.embedInCode("Strings/zh-Hans.json"), .embedInCode("Strings/en.json")], swiftSettings: house),
        .target(
            name: "Telling", dependencies: ["Flows", "Notices", "People", "Places", "Journal", "Store", "Vocabulary"],
            swiftSettings: house),
        .target(name: "Flows", dependencies: ["Places", "Journal", "Store", "Vocabulary"], swiftSettings: house),
        .target(
            name: "Connectors",
            dependencies: [
                "Notices", "SignIn", "Journal", "Store", "Vocabulary", crypto, httpClient, nio, nioHTTP1, nioPosix,
                nioSSL, logging,
            ], swiftSettings: house),
        .target(
            name: "Web",
            dependencies: [
                "Flows", "Notices", "Files", "SignIn", "People", "Keyring", "Places", "Journal", "Store", "Vocabulary",
                hummingbird, httpTypes, nio, lifecycle, logging,
            ],
            resources: [.embedInCode("Strings/zh-Hans.json"), .embedInCode("Strings/en.json")], swiftSettings: house),
        .target(
            name: "API",
            dependencies: [
                "Web", "Flows", "Notices", "Files", "SignIn", "People", "Keyring", "Places", "Journal", "Store",
                "Vocabulary", httpTypes,
            ], swiftSettings: house),
        .target(name: "HTML", swiftSettings: house + quick),
        .target(
            name: "Pages",
            dependencies: [
                "HTML", "QRCodes", "Web", "Flows", "Notices", "Files", "SignIn", "People", "Keyring", "Places",
                "Journal",
                "Store", "Vocabulary", httpTypes,
            ],
            exclude: ["Assets/icons.txt"],
            resources: [
                .embedInCode("Strings/zh-Hans.json"), .embedInCode("Strings/en.json"),
                .embedInCode("Strings/Files.zh-Hans.json"), .embedInCode("Strings/Files.en.json"),
                .embedInCode("Strings/Ground.zh-Hans.json"), .embedInCode("Strings/Ground.en.json"),
                .embedInCode("Strings/Notices.zh-Hans.json"), .embedInCode("Strings/Notices.en.json"),
                .embedInCode("Strings/SignIn.zh-Hans.json"), .embedInCode("Strings/SignIn.en.json"),
                .embedInCode("Strings/People.zh-Hans.json"), .embedInCode("Strings/People.en.json"),
                .embedInCode("Strings/Data.zh-Hans.json"), .embedInCode("Strings/Data.en.json"),
                .embedInCode("Assets/tokens.css"), .embedInCode("Assets/base.css"),
                .embedInCode("Assets/components.css"), .embedInCode("Assets/ground.css"),
                .embedInCode("Assets/lifang.js"),
                .embedInCode("Assets/mark.svg"),
            ], swiftSettings: house),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CityModel", dependencies: ["CExpat", "CZlib"], swiftSettings: house + quick),
        .target(name: "WalkGraph", swiftSettings: house + quick),
        .target(name: "Log", dependencies: [crypto], swiftSettings: house + quick),
        .target(name: "MajorityRules", swiftSettings: house + quick),
        .systemLibrary(name: "CQrencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "QRCodes", dependencies: ["CQrencode"], swiftSettings: house + quick),
        .testTarget(name: "QRCodesTests", dependencies: ["QRCodes"], swiftSettings: tests),
        .target(name: "IFC", swiftSettings: house + quick),
        .target(name: "Learning", swiftSettings: house + quick),
        .target(name: "WorkCalendar", dependencies: ["Vocabulary"], swiftSettings: house),
        .target(name: "Rules", dependencies: ["Store", "Vocabulary"], swiftSettings: house),
        .target(name: "BudgetShares", dependencies: [bigInt], swiftSettings: house + quick),
        .target(name: "Decoders", dependencies: [crypto], swiftSettings: house + quick),
        .target(
            name: "CommunityFixture",
            dependencies: [
                "Flows", "Notices", "SignIn", "People", "Keyring", "Places", "Journal", "Store", "Vocabulary",
            ], swiftSettings: house),
        .target(
            name: "StoreSQLite", dependencies: ["Store", "Vocabulary", "CSQLite", logging], swiftSettings: house),
        .target(
            name: "StorePostgres", dependencies: ["Store", "Vocabulary", "CPostgres", logging], swiftSettings: house),
        .executableTarget(
            name: "lifang",
            dependencies: [
                "CityModel", "IFC", "WalkGraph", "Learning", "BudgetShares", "Decoders", "Log", "MajorityRules",
                "QRCodes", "Pages", "API", "Web", "Connectors", "Telling", "CommunityFixture",
                "Flows", "Notices", "Files", "SignIn", "People", "Keyring", "Places",
                "Journal", "StoreSQLite",
                "StorePostgres",
                "Store",
                "Vocabulary", crypto, hummingbird, hummingbirdCore, hummingbirdTLS, hummingbirdHTTP2, nio, nioSSL,
                lifecycle, signals,
                arguments, logging, httpTypes,
            ],
            resources: [.embedInCode("Engines/TwinView/Page")], swiftSettings: house),
        .target(
            name: "StoreContract",
            dependencies: ["StoreSQLite", "StorePostgres", "Store", "Vocabulary", "CPostgres", logging],
            swiftSettings: house),
        .testTarget(
            name: "CityModelTests", dependencies: ["CityModel"], exclude: ["OpenStreetMap/Fixtures"],
            swiftSettings: tests),
        .testTarget(name: "WalkGraphTests", dependencies: ["CityModel", "WalkGraph"], swiftSettings: tests),
        .testTarget(name: "TwinViewTests", dependencies: ["lifang"], swiftSettings: tests),
        .testTarget(name: "LogTests", dependencies: ["Log"], swiftSettings: tests),
        .testTarget(name: "MajorityRulesTests", dependencies: ["MajorityRules"], swiftSettings: tests),
        .testTarget(
            name: "AssemblyBundleTests", dependencies: ["lifang", "Log", "MajorityRules"], swiftSettings: tests),
        .testTarget(name: "IFCTests", dependencies: ["IFC"], swiftSettings: tests),
        .testTarget(name: "LearningTests", dependencies: ["Learning"], swiftSettings: tests),
        .testTarget(
            name: "WorkCalendarTests", dependencies: ["WorkCalendar", "Vocabulary"], swiftSettings: tests),
        .testTarget(
            name: "RulesTests", dependencies: ["Rules", "StoreContract", "Store", "Vocabulary"], swiftSettings: tests),
        .testTarget(name: "BudgetSharesTests", dependencies: ["BudgetShares", bigInt], swiftSettings: tests),
        .testTarget(name: "DecodersTests", dependencies: ["Decoders"], swiftSettings: tests),
        .testTarget(name: "VocabularyTests", dependencies: ["Vocabulary"], swiftSettings: tests),
        .testTarget(
            name: "JournalTests", dependencies: ["Journal", "Store", "StoreContract", "Vocabulary", logging],
            swiftSettings: tests),
        .testTarget(
            name: "PlacesTests", dependencies: ["Places", "Journal", "Store", "StoreContract", "Vocabulary"],
            swiftSettings: tests),
        .testTarget(
            name: "FlowsTests",
            dependencies: [
                "CommunityFixture", "Flows", "Places", "Journal", "Store", "StoreContract", "Vocabulary", logging,
            ], swiftSettings: tests),
        .testTarget(
            name: "KeyringTests",
            dependencies: [
                "Keyring", "Journal", "Store", "StoreContract", "StoreSQLite", "Vocabulary", crypto, logging,
            ],
            swiftSettings: tests),
        .testTarget(
            name: "PeopleTests",
            dependencies: [
                "CommunityFixture", "People", "Keyring", "Places", "Journal", "Store", "StoreContract", "StoreSQLite",
                "Vocabulary", crypto, logging,
            ], swiftSettings: tests),
        .testTarget(
            name: "SignInTests",
            dependencies: [
                "CommunityFixture", "SignIn", "People", "Keyring", "Places", "Journal", "Store", "StoreContract",
                "Vocabulary", crypto, cryptoExtras, logging,
            ], swiftSettings: tests),
        .testTarget(
            name: "FilesTests",
            dependencies: ["Files", "Places", "Journal", "Store", "StoreContract", "Vocabulary", crypto, logging],
            swiftSettings: tests),
        .testTarget(
            name: "NoticesTests",
            dependencies: [
                "CommunityFixture", "Notices", "People", "Keyring", "Places", "Journal", "Store", "StoreContract",
                "Vocabulary", logging,
            ], swiftSettings: tests),
        .testTarget(
            name: "TellingTests",
            dependencies: [
                "Telling", "CommunityFixture", "Flows", "Notices", "People", "Keyring", "Places", "Journal", "Store",
                "StoreContract", "Vocabulary", logging,
            ], swiftSettings: tests),
        .testTarget(
            name: "ConnectorsTests",
            dependencies: [
                "Connectors", "Notices", "SignIn", "Vocabulary", crypto, httpClient, nio, nioPosix, logging,
            ],
            swiftSettings: tests),
        .executableTarget(
            name: "store-fixture", dependencies: ["StoreSQLite", "Store", "Vocabulary", logging], swiftSettings: house),
        .testTarget(
            name: "StoreTests",
            dependencies: [
                "StoreSQLite", "StorePostgres", "Store", "StoreContract", "Vocabulary", "store-fixture", logging,
            ], swiftSettings: tests),
        .target(name: "StrictPage", path: "Tests/StrictPage", swiftSettings: house + quick),
        .target(
            name: "PageGallery",
            dependencies: [
                "HTML", "Pages", "Flows", "Notices", "SignIn", "People", "Keyring", "Journal", "Places", "QRCodes",
                "Store",
                "Vocabulary",
            ],
            path: "Tests/PageGallery", swiftSettings: house),
        .testTarget(name: "HTMLTests", dependencies: ["HTML", "StrictPage"], swiftSettings: tests + quick),
        .testTarget(
            name: "PagesTests",
            dependencies: ["HTML", "Pages", "PageGallery", "StrictPage", "Flows", "Places", "Vocabulary"],
            exclude: ["Golden"], swiftSettings: tests),
        .executableTarget(
            name: "store-bench",
            dependencies: ["StoreSQLite", "StorePostgres", "Store", "Vocabulary", "CSQLite", logging],
            path: "Benchmarks/store", exclude: ["run"], swiftSettings: tests),
        .executableTarget(
            name: "keyring-bench", dependencies: ["StoreSQLite", "Keyring", "Journal", "Store", "Vocabulary", logging],
            path: "Benchmarks/keyring", exclude: ["run"], swiftSettings: tests),
        .executableTarget(
            name: "notices-bench",
            dependencies: [
                "StoreSQLite", "StorePostgres", "Notices", "People", "Keyring", "Places", "Journal", "Store",
                "Vocabulary", logging,
            ], path: "Benchmarks/notices", exclude: ["run"], swiftSettings: tests),
        .executableTarget(
            name: "people-bench",
            dependencies: [
                "StoreSQLite", "StorePostgres", "People", "Places", "Keyring", "Journal", "Store", "Vocabulary",
                logging,
            ], path: "Benchmarks/people", exclude: ["run"], swiftSettings: tests),
        .executableTarget(
            name: "benchmark-html", dependencies: ["HTML", "Pages", "PageGallery", "Vocabulary"],
            path: "Benchmarks/html", exclude: ["run"], sources: ["PageBenchmark.swift"], swiftSettings: house),
        .testTarget(
            name: "EdgeTests",
            dependencies: [
                "CityModel", "IFC", "WalkGraph", "Learning", "BudgetShares", "Decoders", "Log", "MajorityRules",
                "Pages", "API", "Web", "CommunityFixture",
                "Flows", "Notices", "Files", "SignIn", "People", "Keyring", "Places",
                "Journal", "Store",
                "StoreContract",
                "Vocabulary", httpTypes, logging,
            ], exclude: ["rights-matrix.txt"], swiftSettings: tests),
    ],
    swiftLanguageModes: [.v6]
)
