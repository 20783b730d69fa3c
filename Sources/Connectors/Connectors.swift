/// The outer ends of channels: one external system each.
enum Connectors {}
