/// People, their households, homes, organisations, roles and consents.
///
/// What is personal – name, telephone, document, birth date, language – is held here and nowhere else, sealed with a key of
/// each person's own. Other modules hold the person's identifier.
public enum People {}
