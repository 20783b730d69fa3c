import Files
import Testing

@Suite("Files: schema")
struct FilesSchemaTests {
    @Test("the tables stand under the name of the module")
    func named() {
        #expect(Files.schema.name == "Files")
    }
}
