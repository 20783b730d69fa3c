import HTTPTypes
import Web

extension PagesEdge {
    /// Codes on walls, looking after places, grids; each file has its table.
    var groundRoutes: [Route] { codeRoutes + keepingRoutes + gridRoutes }
}
