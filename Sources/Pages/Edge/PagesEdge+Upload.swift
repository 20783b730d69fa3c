import Files
import HTTPTypes
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    /// | GET | /files/{id} | the owner; whoever sees what it belongs to; staff of the place | the file, for saving |
    /// | GET | /files/{id}/preview/{size} | the same | a preview of 320 or 1,280 pixels |
    /// | POST | /matters | whoever has a role that reaches the place | opens a matter, with its pictures |
    var uploadRoutes: [Route] {
        [
            route(.get, "/files/{id}") { try await files.give(.whole, $0) },
            route(.get, "/files/{id}/preview/{size}") { try await files.give(try $0.filePart(), $0) },
            route(.post, "/matters", intake: .stream) { request in
                try await request.submission(into: files.room, filesMax: ReportPage.picturesMax) {
                    try await report(request, $0)
                }
            },
        ]
    }
}
