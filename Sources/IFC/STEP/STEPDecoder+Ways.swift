extension STEPDecoder {
    /// Reads `((x,y,z))` or `(x,y)` as the first value of a record; missing coordinates are 0.
    mutating func coordinates() -> (x: Double, y: Double, z: Double, count: Int)? {
        skipSpace()
        guard current == 0x28 else { return nil }
        place += 1
        skipSpace()
        guard current == 0x28 else { return nil }
        place += 1
        var result = (x: 0.0, y: 0.0, z: 0.0, count: 0)
        while result.count < 3 {
            guard let number = value()?.number else { return nil }
            if result.count == 0 {
                result.x = number
            } else if result.count == 1 {
                result.y = number
            } else {
                result.z = number
            }
            result.count += 1
            skipSpace()
            if current != 0x2C { break }
            place += 1
        }
        return result
    }

    /// Reads the list of references which is the first value of a record.
    mutating func firstReferences() -> [UInt32]? {
        skipSpace()
        guard current == 0x28 else { return nil }
        place += 1
        skipSpace()
        guard current == 0x28 else { return nil }
        place += 1
        var result: [UInt32] = []
        while true {
            skipSpace()
            if current == 0x23 {
                guard let id = referenceNumber() else { return nil }
                result.append(id)
            } else if current == 0x2C {
                place += 1
            } else {
                return result
            }
        }
    }

    /// Walks over all values; the first thing that is wrong, nil for a good record.
    mutating func check(_ exists: (UInt32) -> Bool) -> STEPProblem.Reason? {
        var depth = 0
        repeat {
            skipSpace()
            switch current {
            case 0x28:
                depth += 1
                place += 1
                if depth > Self.depthMax { return .nestedTooDeep }
            case 0x29:
                depth -= 1
                place += 1
            case 0x2C, 0x24, 0x2A: place += 1
            case 0x23:
                guard let id = referenceNumber() else { return .malformedValue }
                if !exists(id) { return .missingInstance }
            case 0x27: if stringRange() == nil { return .unfinishedString }
            case 0x2E: if enumeration() == nil { return .malformedValue }
            case 0x22: if binary() == nil { return .malformedValue }
            case 0x2B, 0x2D, 0x30...0x39: if numeral() == nil { return .malformedValue }
            default:
                let start = place
                while place < bytes.count, isNameByte(bytes[place]) { place += 1 }
                if place == start { return .malformedValue }
            }
        } while depth > 0
        return nil
    }
}
