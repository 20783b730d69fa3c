import Files
import Flows
import Journal
import Keyring
import Notices
import People
import Places
import SignIn
public import Store

/// Everything that is held, as every module describes its own tables.
public enum HeldData {
    /// The maps of all modules, in the order of the schema.
    public static let maps: [DataMap] = [
        Journal.dataMap, Keyring.dataMap, Places.dataMap, People.dataMap, SignIn.dataMap, Files.dataMap,
        Notices.dataMap, Flows.dataMap,
    ]
}
