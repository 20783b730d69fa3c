import HTTPTypes
import Web

extension APIEdge {
    /// | method | path | who | effect |
    /// |---|---|---|---|
    var peopleEndpoints: [Endpoint] { [] }
}
