/// How far a reading has come.
public struct OSMProgress: Sendable, Equatable {
    /// Bytes taken in so far.
    public var byteCount: Int
    /// Elements seen so far, kept or not.
    public var elementCount: Int
}

/// The two formats of OpenStreetMap.
public enum OSMFormat: Sendable, Equatable {
    /// OSM XML, API 0.6.
    case xml
    /// OSM PBF, the protobuf format with zlib blocks.
    case pbf

    /// Tells the format from the first bytes of a file, or nil while there are too few or none fits.
    ///
    /// PBF begins with the length of a header of type `OSMHeader`; XML with `<`, after white space or a byte-order
    /// mark.
    public init?(start bytes: some Collection<UInt8>) {
        let first = Array(bytes.prefix(64))
        let type = Array("OSMHeader".utf8)
        if first.count >= 15, first[0] == 0, first[4] == 0x0A, first[5] == 9, Array(first[6..<15]) == type {
            self = .pbf
            return
        }
        let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x00, 0x20, 0x09, 0x0A, 0x0D]
        guard let character = first.first(where: { !marks.contains($0) }), character == UInt8(ascii: "<") else {
            return nil
        }
        self = .xml
    }
}

/// Reads OSM XML or OSM PBF piece by piece.
///
/// Feed the file in pieces of any size (1 MiB is good) and finish. The reader holds what it keeps and one block.
/// For a large file give `keep` and let pass only what is needed.
public struct OSMReader {
    private enum Engine {
        case undecided([UInt8])
        case xml(OSMXMLReader)
        case pbf(OSMPBFReader)
    }
    private var engine = Engine.undecided([])
    private var byteCount = 0
    private let limits: OSMLimits
    private let keep: ((OSMElement) -> Bool)?
    private let progress: ((OSMProgress) -> Bool)?

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - limits: Bounds on what is read.
    ///   - keep: Answers whether an element is kept; nil keeps all.
    ///   - progress: Called after each piece of at most 1 MiB; false cancels.
    public init(
        limits: OSMLimits = OSMLimits(), keep: ((OSMElement) -> Bool)? = nil,
        progress: ((OSMProgress) -> Bool)? = nil
    ) {
        self.limits = limits
        self.keep = keep
        self.progress = progress
    }

    /// Takes in the next bytes of the file.
    ///
    /// - Throws: ``OSMError``: each case. After an error the reader is not to be used again.
    public mutating func feed(_ bytes: UnsafeRawBufferPointer) throws(OSMError) {
        var start = 0
        while start < bytes.count {
            let end = min(start + 1 << 20, bytes.count)
            try feedPiece(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    private mutating func feedPiece(_ bytes: UnsafeRawBufferPointer) throws(OSMError) {
        byteCount += bytes.count
        var elementCount = 0
        switch engine {
        case .undecided(let before):
            let all = before + bytes
            if let format = OSMFormat(start: all) {
                try begin(format, with: all)
            } else if all.count >= 64 {
                throw .unknownFormat
            } else {
                engine = .undecided(all)
            }
        case .xml(let reader):
            try reader.feed(bytes)
            elementCount = reader.elementCount
        case .pbf(let reader):
            try reader.feed(bytes)
            elementCount = reader.elementCount
        }
        if let progress, !progress(OSMProgress(byteCount: byteCount, elementCount: elementCount)) {
            throw .cancelled
        }
    }

    private mutating func begin(_ format: OSMFormat, with bytes: [UInt8]) throws(OSMError) {
        let collector = OSMCollector(limits: limits, keep: keep)
        var fault: OSMError?
        switch format {
        case .xml:
            let reader = try OSMXMLReader(collector: collector)
            engine = .xml(reader)
            bytes.withUnsafeBytes { raw in
                do throws(OSMError) { try reader.feed(raw) } catch { fault = error }
            }
        case .pbf:
            let reader = OSMPBFReader(collector: collector)
            engine = .pbf(reader)
            bytes.withUnsafeBytes { raw in
                do throws(OSMError) { try reader.feed(raw) } catch { fault = error }
            }
        }
        if let fault { throw fault }
    }

    /// Ends the file and returns what was kept.
    ///
    /// - Throws: ``OSMError/unknownFormat`` where too few bytes came to tell, ``OSMError/malformed(_:at:)`` where the
    ///   file is not whole.
    public mutating func finish() throws(OSMError) -> OSMExtract {
        switch engine {
        case .undecided: throw .unknownFormat
        case .xml(let reader): return try reader.finish()
        case .pbf(let reader): return try reader.finish()
        }
    }
}

extension OSMExtract {
    /// Reads a whole file that is in memory.
    ///
    /// - Parameters:
    ///   - bytes: OSM XML or OSM PBF.
    ///   - limits: Bounds on what is read.
    ///   - progress: Called after each MiB; false cancels.
    /// - Throws: ``OSMError``: each case.
    public init(
        reading bytes: [UInt8], limits: OSMLimits = OSMLimits(), progress: ((OSMProgress) -> Bool)? = nil
    ) throws(OSMError) {
        var reader = OSMReader(limits: limits, progress: progress)
        var fault: OSMError?
        bytes.withUnsafeBytes { raw in
            do throws(OSMError) { try reader.feed(raw) } catch { fault = error }
        }
        if let fault { throw fault }
        self = try reader.finish()
    }
}
