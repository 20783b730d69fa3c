import Notices
import Store
import StoreContract
import Testing

@Suite("Notices: schema")
struct NoticesSchemaTests {
    @Test("the tables stand under the name of the module")
    func named() {
        #expect(Notices.schema.name == "Notices")
    }
}
