/// The outer ends of channels: one external system each, given as closures so that a test can stand in for it.
public enum Connectors {
    /// How long an exchange with another system may take in all.
    ///
    /// Source: Standard Webhooks, "timeout 15 to 30 seconds".
    public static let secondsMax = 20
    /// How many bytes of an answer are read.
    static let answerBytesMax = 65_536
    /// How long a connection may take to stand.
    static let connectSeconds: Int64 = 5
}
