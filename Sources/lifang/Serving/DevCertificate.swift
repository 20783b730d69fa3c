import Foundation
import NIOCore

#if canImport(Glibc)
    import Glibc
#endif

/// A certificate that this machine makes for itself, so that a phone in the same network can open the pages.
///
/// Browsers warn of it once. Made by openssl beside the data folder, kept for a year, made again when the machine's names
/// or addresses change.
struct DevCertificate {
    /// The folder of certificate and key: the data folder's name with `-dev-certificate`.
    let folder: String
    /// Names and addresses for which it speaks, `localhost` and loopback first.
    let names: [String]

    init(beside data: String) {
        var data = data
        while data.count > 1, data.hasSuffix("/") { data.removeLast() }
        folder = data + "-dev-certificate"
        names = ["localhost", "127.0.0.1", "::1"] + Self.hostNames + Self.addresses
    }

    /// The address of this machine that a phone in the same network reaches; nil if there is none.
    var phoneAddress: String? { Self.addresses.first { !$0.contains(":") } ?? Self.addresses.first }

    /// Makes the certificate if there is none that fits and lasts another week.
    ///
    /// - Throws: ``Refusal`` if openssl is missing or refuses.
    func make() throws -> CertificateFiles {
        let files = CertificateFiles(certificate: folder + "/certificate.pem", privateKey: folder + "/key.pem")
        let list = folder + "/names.txt"
        let wanted = names.joined(separator: "\n") + "\n"
        let present = try? String(contentsOfFile: list, encoding: .utf8)
        if present == wanted,
            (try? openssl(["x509", "-in", files.certificate, "-noout", "-checkend", "604800"])) != nil,
            FileManager.default.fileExists(atPath: files.privateKey)
        {
            return files
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let spoken = names.map {
            $0.contains(":") || $0.allSatisfy { $0.isNumber || $0 == "." } ? "IP:\($0)" : "DNS:\($0)"
        }
        try openssl([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "365",
            "-subj", "/CN=Lifang development", "-addext", "subjectAltName=" + spoken.joined(separator: ","),
            "-addext", "basicConstraints=critical,CA:FALSE", "-addext", "extendedKeyUsage=serverAuth",
            "-keyout", files.privateKey, "-out", files.certificate,
        ])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: files.privateKey)
        try Data(wanted.utf8).write(to: URL(fileURLWithPath: list))
        return files
    }

    private func openssl(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Refusal("openssl is missing: Scripts/setup installs it")
        }
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refusal("openssl could not make a certificate") }
    }

    private static var hostNames: [String] {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return [] }
        let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let name = String(decoding: bytes, as: UTF8.self).lowercased()
        let isName =
            !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        guard isName, name != "localhost" else { return [] }
        return name.contains(".") ? [name] : [name, name + ".local"]
    }

    /// The machine's addresses other than loopback and link-local, IPv4 first.
    private static var addresses: [String] {
        let all = (try? System.enumerateDevices())?.compactMap { $0.address?.ipAddress } ?? []
        let outside = Set(all).filter {
            !$0.hasPrefix("127.") && $0 != "::1" && !$0.hasPrefix("fe80") && !$0.contains("%")
        }
        return outside.sorted { ($0.contains(":") ? 1 : 0, $0) < ($1.contains(":") ? 1 : 0, $1) }
    }
}
