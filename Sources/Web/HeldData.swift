import Flows
import Journal
import Keyring
import People
import Places
public import Store

/// Everything that is held, as every module describes its own tables.
public enum HeldData {
    /// The maps of all modules, in the order of the schema.
    public static let maps: [DataMap] = [
        Journal.dataMap, Keyring.dataMap, Places.dataMap, People.dataMap, Flows.dataMap,
    ]
}
