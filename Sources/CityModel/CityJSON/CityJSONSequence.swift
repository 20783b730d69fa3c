/// Reads a CityJSONSeq from pieces of any size, one feature at a time.
///
/// Memory is that of the longest line. A file goes through ``read(_:each:)`` piece by piece and ends with
/// ``finish(each:)``.
///
/// Source: CityJSON 2.0 section 8; media type application/city+json-seq.
public struct CityJSONSequenceReader: Sendable {
    private let limits: JSONLimits
    private var lines = LineSplitter()
    /// The header, once its line has been read.
    public private(set) var header: CityHeader?
    /// Features so far.
    public private(set) var featureCount = 0

    /// Makes a reader; the limits hold for each line.
    public init(limits: JSONLimits = JSONLimits()) { self.limits = limits }

    /// Takes the next bytes and hands over each feature that they complete.
    ///
    /// - Throws: ``CityJSONError`` with the line; ``CityJSONError/cancelled`` when `each` returns false.
    public mutating func read(
        _ bytes: some Sequence<UInt8>, each: (CityFeature) -> Bool
    ) throws(CityJSONError) {
        lines.append(bytes)
        while let line = lines.next() { try take(line, lines.number, each: each) }
        guard lines.pendingCount <= limits.bytesMax else {
            throw .json(.tooLarge(offset: limits.bytesMax), line: lines.number + 1)
        }
    }

    /// Takes the last line, which needs no line end.
    ///
    /// - Throws: as ``read(_:each:)``; also when not even a header was there.
    public mutating func finish(each: (CityFeature) -> Bool) throws(CityJSONError) {
        if let line = lines.last() { try take(line, lines.number, each: each) }
        if header == nil { throw .json(.unexpectedEnd(offset: 0), line: 1) }
    }

    private mutating func take(
        _ bytes: [UInt8], _ number: Int, each: (CityFeature) -> Bool
    ) throws(CityJSONError) {
        guard !LineSplitter.isBlank(bytes) else { return }
        let document: JSONDocument
        do throws(JSONError) {
            document = try JSONDocument(bytes, limits: limits)
        } catch {
            throw .json(error, line: number)
        }
        do throws(CityJSONError) {
            guard let header else {
                self.header = try CityJSONReader.header(document.root)
                return
            }
            let feature = try CityJSONReader.body(
                document.root, templates: header.templates?.geometries.count ?? 0, isFeature: true)
            featureCount += 1
            if !each(feature) { throw .cancelled }
        } catch {
            throw error.atLine(number)
        }
    }
}

/// Cuts bytes into lines; a carriage return before the line end is dropped.
struct LineSplitter: Sendable {
    private var buffer = [UInt8]()
    private var start = 0
    private var scanned = 0
    /// Number of the line handed over last, from 1.
    private(set) var number = 0

    var pendingCount: Int { buffer.count - start }

    mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            scanned -= start
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    mutating func next() -> [UInt8]? {
        guard let end = buffer[scanned...].firstIndex(of: 0x0A) else {
            scanned = buffer.count
            return nil
        }
        let line = Array(buffer[start..<end])
        start = end + 1
        scanned = start
        number += 1
        return line
    }

    mutating func last() -> [UInt8]? {
        guard start < buffer.count else { return nil }
        let line = Array(buffer[start...])
        buffer = []
        (start, scanned) = (0, 0)
        number += 1
        return line
    }

    static func isBlank(_ line: [UInt8]) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }
    }
}

/// Writes the lines of a CityJSONSeq.
///
/// Source: CityJSON 2.0 section 8.
public enum CityJSONSequenceWriter {
    /// The first line, with its line end.
    public static func headerLine(_ header: CityHeader) -> [UInt8] {
        var writer = JSONWriter(capacity: 1024)
        writer.beginObject()
        CityJSONWriter.header(header, to: &writer)
        CityJSONWriter.body(CityFeature(), to: &writer)
        writer.endObject()
        return writer.bytes + [0x0A]
    }

    /// One feature as a line, with its line end.
    public static func line(_ feature: CityFeature) -> [UInt8] {
        var writer = JSONWriter(capacity: feature.vertices.count * 24 + 512)
        writer.beginObject()
        writer.key("type")
        writer.string("CityJSONFeature")
        writer.key("id")
        writer.string(feature.id)
        CityJSONWriter.body(feature, to: &writer)
        writer.members(feature.extra)
        writer.endObject()
        return writer.bytes + [0x0A]
    }
}

extension CityModel {
    /// The model as a CityJSONSeq: the header line, then one line per feature.
    public var cityJSONSequence: [UInt8] {
        var header = header
        // Templates of the first line may use materials, so the appearance stays with them there.
        if header.templates != nil { header.appearance = body.appearance }
        var bytes = CityJSONSequenceWriter.headerLine(header)
        for feature in features() { bytes.append(contentsOf: CityJSONSequenceWriter.line(feature)) }
        return bytes
    }

    /// Reads a whole CityJSONSeq into one model.
    ///
    /// - Throws: ``CityJSONError`` with the line.
    public init(cityJSONSequence bytes: [UInt8], limits: JSONLimits = JSONLimits()) throws(CityJSONError) {
        var reader = CityJSONSequenceReader(limits: limits)
        var features = [CityFeature]()
        func keep(_ feature: CityFeature) -> Bool {
            features.append(feature)
            return true
        }
        try reader.read(bytes, each: keep)
        try reader.finish(each: keep)
        guard let header = reader.header else { throw .json(.unexpectedEnd(offset: 0), line: 1) }
        self.init(sequenceHeader: header)
        for feature in features { try append(feature) }
    }

    /// Makes a model without objects from the first line of a CityJSONSeq; ``append(_:)`` adds its features.
    public init(sequenceHeader header: CityHeader) {
        self.init(header: header)
        body.appearance = header.appearance
        self.header.appearance = nil
    }
}
