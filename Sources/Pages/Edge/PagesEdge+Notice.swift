import HTTPTypes
import Web

extension PagesEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    var noticeRoutes: [Route] { [] }
}
