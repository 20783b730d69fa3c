import Testing

@testable import Connectors

@Suite("Connectors")
struct ConnectorsTests {
    @Test("the module has a name of its own")
    func named() {
        #expect("\(Connectors.self)" == "Connectors")
    }
}
