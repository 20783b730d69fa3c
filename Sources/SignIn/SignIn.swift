public import Store

/// How somebody proves who they are: accounts, sessions, codes, keys of programs.
public enum SignIn {}

extension SignIn {
    /// The tables of this module.
    public static let schema = SchemaModule("SignIn", [])
}
