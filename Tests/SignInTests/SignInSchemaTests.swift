import SignIn
import Store
import StoreContract
import Testing

@Suite("SignIn: schema")
struct SignInSchemaTests {
    @Test("the tables stand under the name of the module")
    func named() {
        #expect(SignIn.schema.name == "SignIn")
    }
}
