import Foundation
import Vocabulary
import Web

/// Looks whether an answer holds what belongs to a community of which the reader may know nothing.
struct Canary: Sendable {
    /// Where the public lists are read; names and ids of places and organisations stand there for everybody.
    private static let directory: Set<String> = [
        "/", "/places", "/places/{id}", "/places/{id}/report", "/c/{code}", "/community", "/api/v1/places",
        "/api/v1/places/{id}", "/api/v1/places/{id}/path", "/api/v1/places/{id}/addresses", "/api/v1/codes/{code}",
        "/api/v1/places/{id}/aliases", "/api/v1/places/{id}/system-codes", "/api/v1/places/{id}/card",
        "/places/{id}/organisations", "/organisations/{id}", "/api/v1/places/{id}/organisations",
        "/api/v1/organisations/{id}",
    ]
    private static let placeWords: Set<String> = ["place", "building", "home", "alias", "move", "organisation"]

    private let hidden: [String]
    private let places: [String]

    init(_ communities: [Foreign]) {
        let ids = communities.flatMap(\.ids)
        places =
            [Foreign.placeCanary]
            + ids.filter { Self.placeWords.contains($0.key) }.map(\.value.description)
        hidden =
            [Foreign.canary]
            + ids.filter { !Self.placeWords.contains($0.key) }.map(\.value.description)
    }

    /// What an answer tells besides what the request said itself; empty when all is well.
    func found(in answer: Answer, to request: MatrixRequest, of route: Route) -> [String] {
        let asked = request.path + "\n" + request.body + "\n" + "\(request.query)"
        let marks = Self.directory.contains(route.path) ? hidden : hidden + places
        return Self.marks(marks, in: answer.everything).filter { Self.marks([$0], in: asked).isEmpty }
    }

    /// Which marks stand in a text without a NUL; by the C library, which is quick in debug builds too.
    static func marks(_ marks: [String], in text: String) -> [String] {
        text.withCString { text in marks.filter { strstr(text, $0) != nil } }
    }
}

extension Answer {
    /// Fields of the head, text, and the bytes of a file.
    var everything: String {
        let head = headers.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
        return head + "\n" + text + (bytes.isEmpty ? "" : String(decoding: bytes, as: UTF8.self))
    }
}
