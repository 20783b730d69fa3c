import Keyring
import Store
import StoreContract
import Testing

@Suite("Keyring: schema")
struct KeyringSchemaTests {
    @Test("the tables stand under the name of the module")
    func named() {
        #expect(Keyring.schema.name == "Keyring")
    }
}
