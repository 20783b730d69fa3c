/// The bytes of a classifier: at most 2,000,000, the same for the same model.
///
/// Layout, numbers little-endian: `LFTC`, version (1 byte), count of classes (2), count of grams (4), unit, slope (4
/// each,
/// IEEE 754), then per class bias and offset (4 each), length of the name (2) and name in UTF-8; then the hashes of the
/// grams as differences in LEB128; then their steps (1 each); then the weights (2 each, row by row, only real classes);
/// last the CRC-32 of everything before (4).
enum ModelFile {
    static let magic: [UInt8] = Array("LFTC".utf8)
    static let version: UInt8 = 1

    /// How many grams fit: five bytes at most for the hash, one for the step, two for each class.
    static func rowsMax(labels: [String]) -> Int {
        let head = 23 + labels.reduce(0) { $0 + 10 + $1.utf8.count }
        // Differences of n ascending 32-bit numbers take at most 3 bytes each, and 2 more where they pass 2^21: at most
        // 2^32 / 2^21 of them.
        let long = 2 * (1 << 11)
        return max((TextClassifier.fileBytesMax - head - long) / (4 + 2 * labels.count), 1)
    }
}

/// Why bytes are no classifier.
public enum ModelFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The bytes do not begin as a model file.
    case notAModel
    /// The version of the format is not known here.
    case unknownVersion(UInt8)
    /// The bytes end too early, go on too long, or contradict themselves at this offset.
    case damaged(offset: Int)
    /// The checksum does not fit the content.
    case checksum

    /// The reason in one sentence, without data.
    public var description: String {
        switch self {
        case .notAModel: "the file is no classifier model"
        case .unknownVersion(let version): "version \(version) of the model format is not known"
        case .damaged(let offset): "the model file is damaged at byte \(offset)"
        case .checksum: "the model file is damaged: its checksum is wrong"
        }
    }
}

extension TextClassifier {
    /// The model as bytes for a file. At most ``fileBytesMax`` unless the names of the classes are very long.
    public func encoded() -> [UInt8] {
        var bytes = ModelFile.magic + [ModelFile.version]
        func append(_ value: some FixedWidthInteger) {
            withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
        }
        append(UInt16(truncatingIfNeeded: labels.count))
        append(UInt32(truncatingIfNeeded: hashes.count))
        append(unit.bitPattern)
        append(calibration.slope.bitPattern)
        for (index, label) in labels.enumerated() {
            append(biases[index].bitPattern)
            append(calibration.offsets[index].bitPattern)
            append(UInt16(truncatingIfNeeded: label.utf8.count))
            bytes.append(contentsOf: label.utf8)
        }
        var last: UInt32 = 0
        for hash in hashes {
            var difference = hash &- last
            last = hash
            while difference >= 0x80 {
                bytes.append(UInt8(truncatingIfNeeded: difference) | 0x80)
                difference >>= 7
            }
            bytes.append(UInt8(truncatingIfNeeded: difference))
        }
        bytes.append(contentsOf: steps)
        for row in hashes.indices {
            for label in labels.indices { append(weights[row * blockCount + label / 8][label % 8]) }
        }
        append(CRC32.checksum(bytes[...]))
        return bytes
    }

    /// Reads a model.
    ///
    /// - Throws: ``ModelFileError``: `.notAModel`, `.unknownVersion`, `.damaged`, `.checksum`.
    public init(encoded bytes: [UInt8]) throws(ModelFileError) {
        guard bytes.starts(with: ModelFile.magic) else { throw .notAModel }
        var reader = ModelReader(bytes: bytes, offset: ModelFile.magic.count)
        let version: UInt8 = try reader.integer()
        guard version == ModelFile.version else { throw .unknownVersion(version) }
        let sum = bytes.suffix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        guard CRC32.checksum(bytes.dropLast(4)) == sum else { throw .checksum }
        let labelCount = Int(try reader.integer() as UInt16)
        let gramCount = Int(try reader.integer() as UInt32)
        let unit = try reader.number()
        let slope = try reader.number()
        guard (2...TextClassifier.labelsMax).contains(labelCount), unit > 0, slope > 0,
            bytes.count / (2 + 2 * labelCount) >= gramCount
        else { throw .damaged(offset: reader.offset) }
        var names: [String] = []
        var biases: [Float] = []
        var offsets: [Float] = []
        for _ in 0..<labelCount {
            biases.append(try reader.number())
            offsets.append(try reader.number())
            names.append(try reader.name())
            guard names.count < 2 || names[names.count - 2] < names[names.count - 1] else {
                throw .damaged(offset: reader.offset)
            }
        }
        let hashes = try reader.ascending(gramCount)
        let steps = try reader.bytes(gramCount)
        let blockCount = (labelCount + 7) / 8
        var weights = [SIMD8<Int16>](repeating: .zero, count: gramCount * blockCount)
        for row in 0..<gramCount {
            for label in 0..<labelCount { weights[row * blockCount + label / 8][label % 8] = try reader.integer() }
        }
        guard reader.offset == bytes.count - 4 else { throw .damaged(offset: reader.offset) }
        self.init(
            labels: names, hashes: hashes, steps: steps, weights: weights, unit: unit, biases: biases,
            calibration: Calibration(slope: slope, offsets: offsets))
    }
}

/// Reads the parts of a model file one after another.
private struct ModelReader {
    let bytes: [UInt8]
    var offset: Int

    mutating func bytes(_ count: Int) throws(ModelFileError) -> [UInt8] {
        guard count >= 0, offset + count <= bytes.count else { throw .damaged(offset: offset) }
        defer { offset += count }
        return Array(bytes[offset..<offset + count])
    }

    mutating func integer<Integer: FixedWidthInteger>() throws(ModelFileError) -> Integer {
        let size = Integer.bitWidth / 8
        guard offset + size <= bytes.count else { throw .damaged(offset: offset) }
        var value: Integer = 0
        for index in 0..<size { value |= Integer(truncatingIfNeeded: bytes[offset + index]) << (8 * index) }
        offset += size
        return value
    }

    mutating func number() throws(ModelFileError) -> Float {
        let value = Float(bitPattern: try integer())
        guard value.isFinite, abs(value) < 1e9 else { throw .damaged(offset: offset) }
        return value
    }

    mutating func name() throws(ModelFileError) -> String {
        let length = Int(try integer() as UInt16)
        let content = try bytes(length)
        guard length > 0, let name = String(validating: content, as: UTF8.self) else { throw .damaged(offset: offset) }
        return name
    }

    mutating func ascending(_ count: Int) throws(ModelFileError) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(count)
        var last: UInt64 = 0
        for index in 0..<count {
            var difference: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                let byte: UInt8 = try integer()
                difference |= UInt64(byte & 0x7F) << shift
                shift += 7
                if byte & 0x80 == 0 { break }
                guard shift < 35 else { throw .damaged(offset: offset) }
            }
            last += difference
            guard last <= UInt64(UInt32.max), index == 0 || difference > 0 else { throw .damaged(offset: offset) }
            result.append(UInt32(last))
        }
        return result
    }
}

/// The checksum of ZIP and Ethernet. Source: ISO/IEC 8802-3, polynomial 0xEDB88320 reflected.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
    }

    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { $0 >> 8 ^ table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] }
    }
}
