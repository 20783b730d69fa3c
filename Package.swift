// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// For what is measured also in tests: optimised in debug builds too.
let quick: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nio: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")

let package = Package(
    name: "Lifang",
    products: [.executable(name: "lifang", targets: ["lifang"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .target(name: "Vocabulary", swiftSettings: house),
        .target(name: "Store", dependencies: ["Vocabulary", logging], swiftSettings: house),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "Journal", dependencies: ["Store", "Vocabulary", logging], swiftSettings: house),
        .target(name: "Places", dependencies: ["Journal", "Store", "Vocabulary"], swiftSettings: house),
        .target(name: "Flows", dependencies: ["Places", "Journal", "Store", "Vocabulary"], swiftSettings: house),
        .target(
            name: "Web",
            dependencies: [
                "Flows", "Places", "Journal", "Store", "Vocabulary", hummingbird, httpTypes, nio, lifecycle, logging,
            ],
            resources: [.embedInCode("Strings/zh-Hans.json"), .embedInCode("Strings/en.json")], swiftSettings: house),
        .target(
            name: "API",
            dependencies: ["Web", "Flows", "Places", "Journal", "Store", "Vocabulary", httpTypes], swiftSettings: house),
        .target(name: "HTML", swiftSettings: house + quick),
        .target(
            name: "Pages",
            dependencies: ["HTML", "Web", "Flows", "Places", "Journal", "Store", "Vocabulary", httpTypes],
            exclude: ["Assets/icons.txt"],
            resources: [
                .embedInCode("Strings/zh-Hans.json"), .embedInCode("Strings/en.json"),
                .embedInCode("Assets/tokens.css"), .embedInCode("Assets/base.css"),
                .embedInCode("Assets/components.css"), .embedInCode("Assets/lifang.js"),
                .embedInCode("Assets/mark.svg"),
            ], swiftSettings: house),
        .target(
            name: "CommunityFixture", dependencies: ["Flows", "Places", "Store", "Vocabulary"], swiftSettings: house),
        .target(
            name: "StoreSQLite", dependencies: ["Store", "Vocabulary", "CSQLite", logging], swiftSettings: house),
        .target(
            name: "StorePostgres", dependencies: ["Store", "Vocabulary", "CPostgres", logging], swiftSettings: house),
        .executableTarget(
            name: "lifang",
            dependencies: [
                "Pages", "API", "Web", "CommunityFixture", "Flows", "Places", "Journal", "StoreSQLite", "StorePostgres",
                "Store",
                "Vocabulary", hummingbird, lifecycle, signals, arguments, logging, httpTypes,
            ],
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
