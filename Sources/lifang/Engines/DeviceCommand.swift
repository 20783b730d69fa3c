import ArgumentParser
import Decoders
import Foundation

/// `lifang device`: what concerns devices and can be done without a server.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device", abstract: "Read what devices send.", subcommands: [Decode.self])

    /// `lifang device decode`: prints what a frame or message says.
    struct Decode: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "decode",
            abstract: "Print what a frame or message of a device says.",
            discussion: """
                Prints one JSON object per frame. Exits with 1 and the reason on standard error if the bytes must be \
                refused: wrong marks, length, checksum, code or value. A frame whose marks and length fit is still \
                printed when only its checksum or command is wrong.
                """)

        @Option(help: "One of \(DeviceProtocol.allCases.map(\.rawValue).joined(separator: ", ")).")
        var `protocol`: DeviceProtocol

        @Option(help: "The bytes in hexadecimal; spaces, ':' and '-' are passed over.")
        var hex: String?

        @Option(help: "The message as text.")
        var text: String?

        @Flag(help: "Read the message from standard input.")
        var stdin = false

        @Flag(help: "Print one line of JSON per frame; otherwise indented.")
        var json = false

        @Flag(help: "Add the named values of meters of both editions as 'values'.")
        var values = false

        @Option(help: "gb28181: check the digest of an Authorization header with this password.")
        var password: String?

        @Option(help: "modbus: who speaks, request or response; otherwise the length decides.")
        var direction: String?

        func validate() throws {
            guard [hex != nil, text != nil, stdin].filter({ $0 }).count == 1 else {
                throw ValidationError("Give exactly one of --hex, --text and --stdin.")
            }
            guard direction == nil || direction == "request" || direction == "response" else {
                throw ValidationError("--direction is request or response.")
            }
        }

        func run() async throws {
            var decoding = DeviceDecoding(
                protocol: self.protocol, addsValues: values, password: password,
                direction: direction == "request" ? .request : direction == "response" ? .response : .unknown)
            do throws(DecodeError) {
                decoding.decode(try input())
            } catch {
                decoding.faults.append(error.description)
            }
            for object in decoding.objects { print(json ? object.description : try Self.indented(object)) }
            guard !decoding.faults.isEmpty else { return }
            for fault in decoding.faults {
                FileHandle.standardError.write(Data("lifang: \(self.protocol.rawValue) refused: \(fault)\n".utf8))
            }
            throw ExitCode(1)
        }

        private func input() throws(DecodeError) -> [UInt8] {
            if let hex { return try Hexadecimal.bytes(hex) }
            if let text { return Array(text.utf8) }
            return Array(FileHandle.standardInput.readDataToEndOfFile())
        }

        private static func indented(_ object: JSONValue) throws -> String {
            let value = try JSONSerialization.jsonObject(
                with: Data(object.description.utf8), options: .fragmentsAllowed)
            let options: JSONSerialization.WritingOptions = [
                .prettyPrinted, .withoutEscapingSlashes, .fragmentsAllowed, .sortedKeys,
            ]
            return String(decoding: try JSONSerialization.data(withJSONObject: value, options: options), as: UTF8.self)
        }
    }
}

/// What `lifang device decode` can read.
enum DeviceProtocol: String, CaseIterable, ExpressibleByArgument {
    case gb26875, fscn8001, dlt645, cjt188, modbus, gb28181, access, thingsboard, homeassistant, influx
    case dlt6451997 = "dlt645-1997"
    case modbusRTU = "modbus-rtu"
    case modbusTCP = "modbus-tcp"
}
