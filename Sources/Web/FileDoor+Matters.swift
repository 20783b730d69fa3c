public import Files
public import Flows
import Vocabulary

extension FileSubject {
    /// A matter, to which files may belong.
    public init(_ matter: Matter) {
        self.init(matter.id.raw, kind: FileSight.matter, place: matter.place, community: matter.community)
    }
}

extension FileSight {
    static let matter = "matter"

    /// Whoever sees a matter sees its files.
    public static let ofMatters = FileSight([
        matter: { subject, actor, snapshot in
            do {
                _ = try Matters.known(.init(subject), to: actor, in: snapshot)
                return true
            } catch FlowError.notFound {
                return false
            }
        }
    ])
}

extension WebRequest {
    /// The preview that the path names by its longest side: `320` or `1280`.
    ///
    /// - Throws: ``Problem`` with status 404 for other sizes.
    public func filePart() throws -> FilePart {
        guard let size = parameters["size"],
            let part = FilePart.allCases.first(where: { $0.pixels.map(String.init) == size })
        else { throw Problem(.notFound) }
        return part
    }
}
