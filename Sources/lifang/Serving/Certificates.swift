import Foundation
import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals
import Vocabulary

/// The certificate that new connections are shown; read again when its files change or the process gets SIGHUP.
///
/// Connections that stand keep what they have. Files that cannot be read leave the old certificate in place.
final class Certificates: Service {
    let files: CertificateFiles
    private let surroundings: Surroundings
    private let logger: Logger
    private let current: Mutex<State>

    private struct State {
        var shown: ShownCertificate
        /// How the files looked when they were read, and when reading them failed for the last time.
        var stamp, refused: String
        /// The day on which the end was spoken of last.
        var warned: LocalDay?
    }

    /// Reads both files once.
    ///
    /// - Throws: ``Refusal`` with the file that cannot be read, or if the key does not belong to the certificate.
    init(_ files: CertificateFiles, _ surroundings: Surroundings, logger: Logger) throws {
        self.files = files
        self.surroundings = surroundings
        self.logger = logger
        current = Mutex(State(shown: try files.read(), stamp: files.stamp, refused: ""))
    }

    /// When the certificate that is shown ends.
    var end: Instant { current.withLock { $0.shown.end } }

    /// TLS 1.2 with forward secrecy and TLS 1.3, HTTP/2 before HTTP/1.1.
    ///
    /// Source: Mozilla, Server Side TLS 5.7, intermediate; without CBC suites.
    var configuration: TLSConfiguration {
        let shown = current.withLock { $0.shown }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: shown.chain, privateKey: shown.key)
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = [
            .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
            .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
        ]
        configuration.renegotiationSupport = .none
        configuration.sslContextCallback = { [self] _, promise in
            promise.succeed(current.withLock { $0.shown.override })
        }
        return configuration
    }

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() { reload() }
            }
            group.addTask { [self] in
                warnOfEnd()
                await cancelWhenGracefulShutdown { [self] in
                    while (try? await Task.sleep(for: Setting.certificateLook)) != nil {
                        if current.withLock({ $0.stamp }) != files.stamp { reload() }
                        warnOfEnd()
                    }
                }
            }
        }
    }

    private func reload() {
        let stamp = files.stamp
        do {
            let shown = try files.read()
            current.withLock { $0 = State(shown: shown, stamp: stamp, refused: "") }
            logger.notice("the certificate was read again", metadata: ["until": "\(shown.end)"])
        } catch {
            // The stamp is not taken over, so the files are tried again at the next look; it is told once.
            let isTold = current.withLock { state in
                defer { state.refused = stamp }
                return state.refused == stamp
            }
            guard !isTold else { return }
            logger.error("the certificate cannot be read; the old one stays", metadata: ["error": "\(error)"])
        }
    }

    /// Says once a day that the certificate ends soon, or has ended.
    private func warnOfEnd() {
        let now = surroundings.now()
        let today = LocalDay(now, offsetSeconds: Setting.zoneSeconds)
        let end = current.withLock { state -> Instant? in
            let days = Int64(Setting.certificateWarningDays)
            guard state.warned != today, state.shown.end < now.advanced(byMilliseconds: days * 86_400_000) else {
                return nil
            }
            state.warned = today
            return state.shown.end
        }
        guard let end else { return }
        let sentence: Logger.Message = end < now ? "the certificate has ended" : "the certificate ends soon"
        logger.log(level: end < now ? .error : .warning, sentence, metadata: ["until": "\(end)"])
    }
}

/// A certificate with its key as new connections are shown it.
struct ShownCertificate: Sendable {
    let chain: [NIOSSLCertificateSource]
    let key: NIOSSLPrivateKeySource
    /// When the server's own certificate ends.
    let end: Instant

    var override: NIOSSLContextConfigurationOverride {
        var override = NIOSSLContextConfigurationOverride()
        override.certificateChain = chain
        override.privateKey = key
        return override
    }
}

/// The two files of a certificate.
struct CertificateFiles: Sendable {
    /// The chain in PEM, the server's own certificate first.
    let certificate: String
    /// The private key in PEM, without a password.
    let privateKey: String

    /// What changes when one of the files does: when they were written, how long they are, which file they are.
    var stamp: String {
        [certificate, privateKey].map { path in
            let known = try? FileManager.default.attributesOfItem(atPath: path)
            let written = (known?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            return "\(written) \(known?[.size] ?? 0) \(known?[.systemFileNumber] ?? 0)"
        }.joined(separator: " ")
    }

    func read() throws -> ShownCertificate {
        let chain: [NIOSSLCertificate]
        let key: NIOSSLPrivateKey
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw Refusal("the certificate \(certificate) cannot be read: it must be PEM")
        }
        do {
            key = try NIOSSLPrivateKey(file: privateKey, format: .pem)
        } catch {
            throw Refusal("the private key \(privateKey) cannot be read: it must be PEM without a password")
        }
        guard let first = chain.first else { throw Refusal("\(certificate) holds no certificate") }
        // A context is made only of a key and a certificate that belong together.
        do {
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: [.certificate(first)], privateKey: .privateKey(key)))
        } catch {
            throw Refusal("the private key does not belong to the certificate")
        }
        return ShownCertificate(
            chain: chain.map { .certificate($0) }, key: .privateKey(key),
            end: Instant(millisecondsSince1970: Int64(first.notValidAfter) * 1_000))
    }
}
