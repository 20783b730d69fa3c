extension IFCMesh {
    /// The mesh with faces turned to agree with their neighbours, where a closed surface has faces that do not agree.
    ///
    /// Corners within 10 µm are one. Open surfaces, and closed ones that agree, come back as they are. Each connected
    /// piece faces outwards afterwards.
    func oriented() -> IFCMesh {
        let corners = weldedCorners()
        var sides: [SIMD2<Int>: (count: Int, balance: Int, first: Int, second: Int)] = [:]
        for triangle in 0..<triangleCount {
            for side in 0..<3 {
                let a = corners[Int(triangles[3 * triangle + side])]
                let b = corners[Int(triangles[3 * triangle + (side + 1) % 3])]
                if a == b { continue }
                var entry = sides[SIMD2(Swift.min(a, b), Swift.max(a, b))] ?? (0, 0, -1, -1)
                entry.count += 1
                entry.balance += a < b ? 1 : -1
                if entry.first < 0 { entry.first = triangle } else { entry.second = triangle }
                sides[SIMD2(Swift.min(a, b), Swift.max(a, b))] = entry
            }
        }
        let isClosed = sides.values.allSatisfy { $0.count % 2 == 0 }
        let agrees = sides.values.allSatisfy { $0.balance == 0 }
        if !isClosed || agrees { return self }
        var result = self
        let turned = turns(
            corners, sides.filter { $0.value.count == 2 }.mapValues { ($0.first, $0.second, $0.balance) })
        for triangle in 0..<triangleCount where turned[triangle] {
            result.triangles.swapAt(3 * triangle + 1, 3 * triangle + 2)
        }
        return result
    }

    /// For each corner the number of its place.
    private func weldedCorners() -> [Int] {
        var numbers: [SIMD3<Int64>: Int] = [:]
        return positions.map { position in
            guard position.isFinite else { return -1 }
            let scaled = (position * 1e5).clamped(
                lowerBound: Vector3(repeating: -9e17), upperBound: Vector3(repeating: 9e17))
            let key = SIMD3<Int64>(scaled.rounded(.toNearestOrEven))
            let number = numbers[key] ?? numbers.count
            numbers[key] = number
            return number
        }
    }

    /// Which triangles to turn so that neighbours agree and each connected piece faces outwards.
    private func turns(
        _ corners: [Int], _ sides: [SIMD2<Int>: (first: Int, second: Int, balance: Int)]
    ) -> [Bool] {
        var turned = [Bool](repeating: false, count: triangleCount)
        var piece = [Int](repeating: -1, count: triangleCount)
        var pieceCount = 0
        for start in 0..<triangleCount where piece[start] < 0 {
            var members: [Int] = [start]
            piece[start] = pieceCount
            var next = 0
            while next < members.count {
                let triangle = members[next]
                next += 1
                for side in 0..<3 {
                    let a = corners[Int(triangles[3 * triangle + side])]
                    let b = corners[Int(triangles[3 * triangle + (side + 1) % 3])]
                    guard let entry = sides[SIMD2(Swift.min(a, b), Swift.max(a, b))] else { continue }
                    let other = entry.first == triangle ? entry.second : entry.first
                    if other < 0 || piece[other] >= 0 { continue }
                    piece[other] = pieceCount
                    turned[other] = entry.balance == 0 ? turned[triangle] : !turned[triangle]
                    members.append(other)
                }
            }
            if volume(members, turned) < 0 { for triangle in members { turned[triangle].toggle() } }
            pieceCount += 1
        }
        return turned
    }

    private func volume(_ members: [Int], _ turned: [Bool]) -> Double {
        let centre = positions[Int(triangles[3 * members[0]])]
        return members.reduce(0) { sum, triangle in
            let a = positions[Int(triangles[3 * triangle])] - centre
            let b = positions[Int(triangles[3 * triangle + 1])] - centre
            let c = positions[Int(triangles[3 * triangle + 2])] - centre
            let part = a.dot(b.cross(c))
            return sum + (turned[triangle] ? -part : part)
        }
    }
}
