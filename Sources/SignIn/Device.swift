/// What a session was opened on, in words of a closed list: `chrome.android`.
///
/// Says enough to recognise one's own telephone, and too little to recognise a person.
public enum Device {
    private static let systems = [
        ("HarmonyOS", "harmony"), ("OpenHarmony", "harmony"), ("Android", "android"), ("iPhone", "iphone"),
        ("iPad", "ipad"), ("Windows", "windows"), ("Macintosh", "mac"), ("Linux", "linux"),
    ]
    private static let programs = [
        ("MicroMessenger", "wechat"), ("DingTalk", "dingtalk"), ("Edg/", "edge"), ("Firefox", "firefox"),
        ("Chrome", "chrome"), ("Safari", "safari"),
    ]

    /// The words for what a browser says of itself; `other.other` for what is not known.
    public static func word(for userAgent: String?) -> String {
        let text = userAgent ?? ""
        let program = programs.first { text.contains($0.0) }?.1 ?? "other"
        let system = systems.first { text.contains($0.0) }?.1 ?? "other"
        return program + "." + system
    }
}
