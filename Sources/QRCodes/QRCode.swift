import CQrencode

/// A QR code: a square of dark and light modules that a camera reads.
///
/// The version (the size) is the smallest that holds the text; the quiet zone is left to whoever draws it.
///
/// Source: ISO/IEC 18004:2015; encoded by libqrencode.
public struct QRCode: Sendable, Hashable {
    /// How much of a damaged code can still be read.
    ///
    /// Source: ISO/IEC 18004:2015, 6.5.1.
    public enum Correction: Sendable, Hashable, CaseIterable {
        /// About 7 %.
        case low
        /// About 15 %.
        case medium
        /// About 25 %; for what hangs outdoors.
        case quartile
        /// About 30 %.
        case high
    }

    /// Why a text cannot become a code.
    public enum Failure: Error, Sendable, Hashable {
        /// There is no text, or a NUL in it.
        case unreadable
        /// The text is longer than the largest code holds: 2,953 bytes at the lowest correction.
        ///
        /// Source: ISO/IEC 18004:2015, table 7, version 40.
        case tooLong
        /// No memory was left.
        case noMemory
    }

    /// How many modules a side has: 21 to 177.
    public let side: Int
    /// The modules row by row, `side` × `side`; true is dark.
    public let modules: [Bool]

    /// Light modules that must stay free on each side of a printed or shown code.
    ///
    /// Source: ISO/IEC 18004:2015, 6.3.8.
    public static let quietModules = 4

    /// Encodes a text.
    ///
    /// - Parameters:
    ///   - text: UTF-8; digits, upper-case letters and `$%*+-./:` need least room.
    ///   - correction: How much damage it bears.
    /// - Throws: ``Failure/unreadable`` for an empty text or one with U+0000; ``Failure/tooLong``; ``Failure/noMemory``.
    public init(_ text: String, correction: Correction = .medium) throws(Failure) {
        guard !text.isEmpty, !text.utf8.contains(0) else { throw .unreadable }
        // The smallest version and the best mixture of modes are found by the library.
        guard let code = QRcode_encodeString(text, 0, correction.level, QR_MODE_8, 1) else {
            throw text.utf8.count > 1_000 ? .tooLong : .noMemory
        }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        // Bit 0 of each byte says dark; the others say what the module is for.
        modules = (0..<side * side).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// Whether a module is dark; light outside the square, as the quiet zone is.
    public func isDark(column: Int, row: Int) -> Bool {
        guard (0..<side).contains(column), (0..<side).contains(row) else { return false }
        return modules[row * side + column]
    }

    /// One dark stroke: modules that stand beside each other in a row.
    public struct Stroke: Sendable, Hashable {
        /// The first module, from the left, 0 to side − 1.
        public let column: Int
        /// The row, from the top, 0 to side − 1.
        public let row: Int
        /// How many modules.
        public let length: Int
    }

    /// The dark modules as strokes, row by row from the left: what a drawing needs least of.
    public var strokes: [Stroke] {
        var result: [Stroke] = []
        for row in 0..<side {
            var column = 0
            while column < side {
                let start = column
                while column < side, modules[row * side + column] { column += 1 }
                if column > start { result.append(Stroke(column: start, row: row, length: column - start)) }
                column += 1
            }
        }
        return result
    }
}

extension QRCode.Correction {
    fileprivate var level: QRecLevel {
        switch self {
        case .low: QR_ECLEVEL_L
        case .medium: QR_ECLEVEL_M
        case .quartile: QR_ECLEVEL_Q
        case .high: QR_ECLEVEL_H
        }
    }
}
