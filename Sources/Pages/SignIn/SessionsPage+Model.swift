import SignIn
package import Vocabulary

/// `/me/sessions`: where I am signed in.
package struct SessionsPage: Sendable {
    /// One session.
    package struct Row: Sendable {
        let id: String
        /// The program and the system, by the names that stand on their icons.
        let device: String
        let seen: Instant
        let isThis: Bool

        package init(id: String, device: String, seen: Instant, isThis: Bool) {
            self.id = id
            self.device = device
            self.seen = seen
            self.isThis = isThis
        }

        init(_ session: Session, own: ID<Session>?) {
            self.init(
                id: session.id.description, device: DeviceName.name(of: session.device), seen: session.seen,
                isThis: session.id == own)
        }
    }

    /// A connection with an account elsewhere.
    package struct Connection: Sendable {
        let code: String
        let name: LocalizedText
        let made: Instant

        package init(code: String, name: LocalizedText, made: Instant) {
            self.code = code
            self.name = name
            self.made = made
        }
    }

    /// The last used first.
    let sessions: [Row]
    /// The oldest first.
    let connections: [Connection]

    package init(sessions: [Row], connections: [Connection] = []) {
        self.sessions = sessions
        self.connections = connections
    }
}

/// The names of devices: proper names, the same in every language.
enum DeviceName {
    private static let names = [
        "wechat": "WeChat 微信", "dingtalk": "DingTalk 钉钉", "edge": "Edge", "firefox": "Firefox", "chrome": "Chrome",
        "safari": "Safari", "harmony": "HarmonyOS", "android": "Android", "iphone": "iPhone", "ipad": "iPad",
        "windows": "Windows", "mac": "Mac", "linux": "Linux",
    ]

    static func name(of word: String) -> String {
        let parts = word.split(separator: ".").compactMap { names[String($0)] }
        return parts.isEmpty ? "?" : parts.joined(separator: " · ")
    }
}
