import Foundation
import Pages

/// The browser libraries that set-up fetched, read once at the start.
///
/// Without them pages still work, as they do without JavaScript; icons are missing.
struct VendorFolder {
    let files: [String: VendorFile]

    private static let types = [
        "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png",
    ]

    init(_ path: String) {
        var files: [String: VendorFile] = [:]
        for name in FileManager.default.enumerator(atPath: path)?.compactMap({ $0 as? String }) ?? [] {
            guard let type = Self.types[(name as NSString).pathExtension],
                let data = FileManager.default.contents(atPath: path + "/" + name)
            else { continue }
            files[name] = VendorFile(bytes: [UInt8](data), type: type)
        }
        self.files = files
    }
}
