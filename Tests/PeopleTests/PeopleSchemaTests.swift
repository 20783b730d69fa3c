import People
import Store
import StoreContract
import Testing

@Suite("People: schema")
struct PeopleSchemaTests {
    @Test("the tables stand under the name of the module")
    func named() {
        #expect(People.schema.name == "People")
    }
}
