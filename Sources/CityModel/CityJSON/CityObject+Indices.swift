extension CityObject {
    /// Replaces every vertex index, those of address locations included.
    mutating func mapVertices(_ change: (Int32) -> Int32) {
        for index in geometry?.indices ?? 0..<0 { geometry?[index].boundaries.mapIndices(change) }
        guard let position = extra.firstIndex(where: { $0.key == "address" }),
            var addresses = extra[position].value.array
        else { return }
        for index in addresses.indices {
            guard var address = addresses[index].object, var location = address["location"]?.object,
                let boundaries = location["boundaries"]?.array
            else { continue }
            location["boundaries"] = .array(
                boundaries.map { item in
                    guard let old = item.int, let small = Int32(exactly: old), small >= 0 else { return item }
                    return .integer(Int(change(small)))
                })
            address["location"] = .object(location)
            addresses[index] = .object(address)
        }
        extra[position].value = .array(addresses)
    }

    /// Replaces every index of a material, a texture and a texture vertex.
    mutating func mapAppearance(
        material: (Int32) -> Int32, texture: (Int32) -> Int32, textureVertex: (Int32) -> Int32
    ) {
        for index in geometry?.indices ?? 0..<0 {
            for theme in geometry?[index].materials?.indices ?? 0..<0 {
                if let value = geometry?[index].materials?[theme].value {
                    geometry?[index].materials?[theme].value = Int(material(Int32(clamping: value)))
                }
                geometry?[index].materials?[theme].values?.mapIndices(material)
            }
            for theme in geometry?[index].textures?.indices ?? 0..<0 {
                geometry?[index].textures?[theme].values?.mapRings(first: texture, rest: textureVertex)
            }
        }
    }
}

extension IndexTree {
    /// Replaces the numbers of each innermost array, its first one by another rule.
    mutating func mapRings(first: (Int32) -> Int32, rest: (Int32) -> Int32) {
        var position = 0
        while position < tokens.count {
            let token = tokens[position]
            position += 1
            guard token < -1 else { continue }
            let count = Self.count(token)
            guard count > 0, position + count <= tokens.count,
                tokens[position..<position + count].allSatisfy({ $0 >= -1 })
            else { continue }
            for item in position..<position + count where tokens[item] >= 0 {
                tokens[item] = item == position ? first(tokens[item]) : rest(tokens[item])
            }
            position += count
        }
    }
}
