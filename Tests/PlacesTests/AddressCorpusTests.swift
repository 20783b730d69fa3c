import Foundation
import Places
import Testing

/// Real names and real addresses, which are not part of the repository.
private enum Corpus {
    static let folder: URL? = {
        let manager = FileManager.default
        if let path = ProcessInfo.processInfo.environment["LIFANG_SHARED_DATA"] {
            return manager.fileExists(atPath: path) ? URL(fileURLWithPath: path) : nil
        }
        var ancestor = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        while ancestor.path != "/" {
            let candidate = ancestor.appendingPathComponent("shared/data")
            if manager.fileExists(atPath: candidate.path) { return candidate }
            ancestor.deleteLastPathComponent()
        }
        return nil
    }()
    static let note: Comment = "the shared data are not here; set LIFANG_SHARED_DATA"

    static func text(_ path: String) throws -> String {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }

    /// Names of compounds on the map of Hangzhou and of villages and communities of Zhejiang, Chinese characters only.
    static func names() throws -> [String] {
        let map = try text("geo_hangzhou/landuse.geojson").matches(of: #/"fclass":"residential","name":"([^"]+)"/#)
        let list = try text("divisions_zhejiang/zhejiang_2023_names.csv").split(whereSeparator: \.isNewline).dropFirst()
        let villages = list.compactMap { line -> String? in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            return cells.count > 6 ? String(cells[6]) : nil
        }
        let all = Set(map.map { String($0.output.1) } + villages)
        return all.filter { name in name.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) } }.sorted()
    }

    /// Every so many of them, so that the tests stay quick.
    static let stride = 24
}

@Suite("Spoken addresses: real names and real addresses", .enabled(if: Corpus.folder != nil, Corpus.note))
struct AddressCorpusTests {
    @Test("whatever a compound or village is called, the numbers after its name are read")
    func names() throws {
        let names = try Corpus.names().enumerated().filter { $0.offset % Corpus.stride == 0 }.map(\.element)
        var wrong: [String] = []
        var count = 0
        for (index, name) in names.enumerated() {
            let (building, unit, room) = (
                String(index % 60 + 1), String(index % 4 + 1), String((index % 30 + 1) * 100 + 1)
            )
            let forms = [
                "\(name)\(building)幢\(unit)单元\(room)室", "\(name)\(building)号楼\(unit)单元\(room)",
                "\(name) \(building)-\(unit)-\(room)",
                "文一路70号\(name)\(building)幢\(unit)单元\(room)室",
            ]
            for form in forms {
                count += 1
                let read = SpokenAddress(form)
                if read.building != building || read.unit != unit || read.room != room || read.area != name {
                    wrong.append(form)
                }
            }
        }
        print("addresses of \(names.count) names: \(count - wrong.count) of \(count) read; wrong: \(wrong.prefix(40))")
        #expect(wrong.count * 500 <= count, "\(wrong.count) of \(count): \(wrong.prefix(20))")
        #expect(names.count > 800)
    }

    @Test(
        "addresses as people wrote them say the building, unit and room that stand in them",
        arguments: [
            "geo_hangzhou/community_service_points_2022.csv", "pii_synthetic/pii_samples.csv",
            "complaints_fuzhou12345/fuzhou_water.csv", "complaints_teddy2020/labelled.csv",
        ])
    func written(_ file: String) throws {
        let pieces = try Corpus.text(file).split { $0.isNewline || ",，。；;：:“”\"（）()、! ！?？".contains($0) }
        var wrong: [String] = []
        var count = 0
        for piece in Set(pieces.map(String.init)).sorted() where piece.contains(where: { "幢栋楼".contains($0) }) {
            let found = piece.matches(
                of: #/([A-Za-z]?[0-9]{1,3})(?:号楼|幢|栋)(?:([0-9]{1,2})单元)?(?:([0-9]{3,4})(?![0-9.])(?:室|房|号|户)?)?/#)
            guard found.count == 1, let match = found.first, piece.count < 60 else { continue }
            count += 1
            let read = SpokenAddress(piece)
            func plain(_ number: Substring?) -> String? { number?.lowercased() }
            let isRoomRight = match.output.3 == nil || read.room == plain(match.output.3)
            let isUnitRight = match.output.2 == nil || read.unit == plain(match.output.2)
            if read.building != plain(match.output.1) || !isUnitRight || !isRoomRight { wrong.append(piece) }
        }
        print("\(file): \(count - wrong.count) of \(count) read; wrong: \(wrong.prefix(40))")
        #expect(count > 10)
        #expect(wrong.count * 50 <= count, "\(wrong.count) of \(count): \(wrong.prefix(20))")
    }
}
