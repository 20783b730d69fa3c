import SignIn
import Vocabulary

/// `/me/sessions`: where I am signed in.
struct SessionsPage: Sendable {
    /// One session.
    struct Row: Sendable {
        let id: String
        /// The program and the system, by the names that stand on their icons.
        let device: String
        let seen: Instant
        let isThis: Bool

        init(id: String, device: String, seen: Instant, isThis: Bool) {
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

    /// The last used first.
    let sessions: [Row]
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
