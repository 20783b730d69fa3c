import CZlib

/// Reads OSM PBF: a chain of blobs, each a header block or a block of elements.
///
/// Source: OpenStreetMap wiki, "PBF Format"; fileformat.proto and osmformat.proto of OSM-binary.
final class OSMPBFReader {
    private var collector: OSMCollector
    private var waiting: [UInt8] = []
    private var consumed = 0
    private var offset = 0
    private var hasHeader = false
    private var block = OSMPBFBlock()

    private static let headerByteCountMax = 64 << 10

    var elementCount: Int { collector.elementCount }

    init(collector: OSMCollector) { self.collector = collector }

    func feed(_ bytes: UnsafeRawBufferPointer) throws(OSMError) {
        waiting.append(contentsOf: bytes)
        var fault: OSMError?
        waiting.withUnsafeBytes { raw in
            do throws(OSMError) {
                while try readBlob(raw) {}
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        if consumed > 0 { waiting.removeFirst(consumed) }
        consumed = 0
    }

    func finish() throws(OSMError) -> OSMExtract {
        guard waiting.isEmpty else { throw .malformed(.truncated, at: .byte(offset)) }
        guard hasHeader else { throw .malformed(.header, at: .byte(0)) }
        return collector.extract
    }

    /// Reads one blob where it is whole; false where bytes are missing.
    private func readBlob(_ raw: UnsafeRawBufferPointer) throws(OSMError) -> Bool {
        let left = raw.count - consumed
        guard left >= 4 else { return false }
        let headerCount = Int(raw.loadUnaligned(fromByteOffset: consumed, as: UInt32.self).bigEndian)
        guard headerCount > 0, headerCount <= Self.headerByteCountMax else {
            throw .malformed(.protobuf, at: .byte(offset))
        }
        guard left >= 4 + headerCount else { return false }
        var header = ProtobufCursor(slice(raw, consumed + 4, headerCount), origin: offset)
        var type: UnsafeRawBufferPointer?
        var blobCount = -1
        while !header.isAtEnd {
            let (field, wire) = try header.key()
            switch (field, wire) {
            case (1, 2): type = try header.message()
            case (3, 0):
                let count = try header.varint()
                if count > UInt64(collector.limits.blockByteCountMax) {
                    throw .limitExceeded(.block, at: .byte(offset))
                }
                blobCount = Int(count)
            default: try header.skip(wire)
            }
        }
        guard let type, blobCount >= 0 else { throw header.broken }
        guard left >= 4 + headerCount + blobCount else { return false }
        try readBlob(slice(raw, consumed + 4 + headerCount, blobCount), type: type)
        consumed += 4 + headerCount + blobCount
        offset += 4 + headerCount + blobCount
        return true
    }

    private func slice(_ raw: UnsafeRawBufferPointer, _ start: Int, _ count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: raw[start..<start + count])
    }

    private func readBlob(_ blob: UnsafeRawBufferPointer, type: UnsafeRawBufferPointer) throws(OSMError) {
        let isHeader = type.elementsEqual("OSMHeader".utf8)
        guard isHeader || type.elementsEqual("OSMData".utf8) else { return }
        guard isHeader != hasHeader else { throw .malformed(.header, at: .byte(offset)) }
        var cursor = ProtobufCursor(blob, origin: offset)
        var raw: UnsafeRawBufferPointer?
        var packed: UnsafeRawBufferPointer?
        var rawCount = -1
        while !cursor.isAtEnd {
            let (field, wire) = try cursor.key()
            switch (field, wire) {
            case (1, 2): raw = try cursor.message()
            case (2, 0): rawCount = Int(truncatingIfNeeded: try cursor.varint())
            case (3, 2): packed = try cursor.message()
            case (4...7, 2): throw .unsupportedCompression(at: .byte(offset))
            default: try cursor.skip(wire)
            }
        }
        if let raw {
            guard raw.count <= collector.limits.blockByteCountMax else {
                throw .limitExceeded(.block, at: .byte(offset))
            }
            try read(raw, isHeader: isHeader)
        } else if let packed {
            guard rawCount >= 0 else { throw cursor.broken }
            guard rawCount <= collector.limits.blockByteCountMax else {
                throw .limitExceeded(.block, at: .byte(offset))
            }
            let plain = try inflated(packed, count: rawCount)
            var fault: OSMError?
            plain.withUnsafeBytes { bytes in
                do throws(OSMError) { try read(bytes, isHeader: isHeader) } catch { fault = error }
            }
            if let fault { throw fault }
        } else {
            throw cursor.broken
        }
    }

    private func inflated(_ packed: UnsafeRawBufferPointer, count: Int) throws(OSMError) -> [UInt8] {
        var isWhole = false
        let plain = [UInt8](unsafeUninitializedCapacity: count + 1) { buffer, filled in
            var length = uLongf(count + 1)
            let source = packed.baseAddress?.assumingMemoryBound(to: Bytef.self)
            let status = uncompress(buffer.baseAddress, &length, source, uLong(packed.count))
            isWhole = status == Z_OK && Int(length) == count
            filled = isWhole ? count : 0
        }
        guard isWhole else { throw .malformed(.compression, at: .byte(offset)) }
        return plain
    }

    private func read(_ bytes: UnsafeRawBufferPointer, isHeader: Bool) throws(OSMError) {
        if isHeader {
            try readHeader(ProtobufCursor(bytes, origin: offset))
            hasHeader = true
        } else {
            try block.read(bytes, origin: offset, into: &collector)
        }
    }

    private func readHeader(_ header: ProtobufCursor) throws(OSMError) {
        var header = header
        while !header.isAtEnd {
            let (field, wire) = try header.key()
            switch (field, wire) {
            case (1, 2): try readBounds(ProtobufCursor(try header.message(), origin: offset))
            case (4, 2):
                let feature = try header.message()
                guard feature.elementsEqual("OsmSchema-V0.6".utf8) || feature.elementsEqual("DenseNodes".utf8) else {
                    throw .unsupportedFeature(at: .byte(offset))
                }
            default: try header.skip(wire)
            }
        }
    }

    private func readBounds(_ box: ProtobufCursor) throws(OSMError) {
        var box = box
        var edges = [Double](repeating: 0, count: 4)
        while !box.isAtEnd {
            let (field, wire) = try box.key()
            if (1...4).contains(field), wire == 0 {
                edges[field - 1] = Double(try box.signed()) / 1e9
            } else {
                try box.skip(wire)
            }
        }
        collector.extract.bounds = OSMBounds(
            minLatitude: edges[3], minLongitude: edges[0], maxLatitude: edges[2], maxLongitude: edges[1])
    }
}
