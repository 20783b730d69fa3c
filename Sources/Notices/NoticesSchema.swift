public import Store

extension Notices {
    /// The tables of this module.
    ///
    /// Deliveries are ephemeral: work that goes on. What must be remembered of them stands in the journal.
    public static let schema = SchemaModule(
        "Notices",
        [
            Migration(
                tables: [
                    Table(
                        "notice", .domain,
                        columns: """
                            id {id} PRIMARY KEY, person {id} NOT NULL, kind {text} NOT NULL, facts {text} NOT NULL, \
                            subject {id} NOT NULL, community {id}, cause {id} NOT NULL, at_ms {integer} NOT NULL, \
                            read_ms {integer}, UNIQUE (person, cause, kind)
                            """),
                    Table(
                        "notice_choice", .domain,
                        columns: """
                            person {id} NOT NULL, topic {text} NOT NULL, channel {text} NOT NULL, \
                            is_on {integer} NOT NULL CHECK (is_on IN (0, 1)), PRIMARY KEY (person, topic, channel)
                            """),
                    Table(
                        "notice_rhythm", .domain,
                        columns: """
                            person {id} PRIMARY KEY, quiet_from_minute {integer} NOT NULL, \
                            quiet_until_minute {integer} NOT NULL, digest {text} NOT NULL \
                            CHECK (digest IN ('none', 'daily', 'weekly')), digest_minute {integer} NOT NULL, \
                            digest_weekday {integer} NOT NULL CHECK (digest_weekday BETWEEN 1 AND 7), \
                            CHECK (quiet_from_minute BETWEEN 0 AND 1439 AND quiet_until_minute BETWEEN 0 AND 1439 \
                            AND digest_minute BETWEEN 0 AND 1439)
                            """),
                    Table(
                        "notice_delivery", .ephemeral,
                        columns: """
                            id {id} PRIMARY KEY, person {id} NOT NULL, channel {text} NOT NULL, topic {text} NOT NULL, \
                            community {id}, is_digest {integer} NOT NULL CHECK (is_digest IN (0, 1)), \
                            leaves_ms {integer} NOT NULL, state {text} NOT NULL CHECK (state IN \
                            ('waiting', 'sending', 'sent', 'failed', 'parked', 'dropped')), \
                            attempts {integer} NOT NULL, next_ms {integer} NOT NULL, claimer {id}, reason {text}, \
                            made_ms {integer} NOT NULL, changed_ms {integer} NOT NULL, \
                            CHECK (state <> 'sending' OR claimer IS NOT NULL)
                            """),
                    Table(
                        "notice_delivery_item", .ephemeral,
                        columns: """
                            delivery {id} NOT NULL REFERENCES notice_delivery (id) ON DELETE CASCADE, \
                            notice {id} NOT NULL REFERENCES notice (id) ON DELETE CASCADE, \
                            PRIMARY KEY (delivery, notice)
                            """),
                    Table(
                        "webhook_received", .ephemeral,
                        columns: """
                            sender {text} NOT NULL, message {text} NOT NULL, at_ms {integer} NOT NULL, \
                            PRIMARY KEY (sender, message)
                            """),
                ],
                statements: [
                    "CREATE INDEX notice_by_person ON notice (person, id)",
                    "CREATE INDEX notice_unread ON notice (person) WHERE read_ms IS NULL",
                    "CREATE INDEX notice_by_age ON notice (at_ms)",
                    """
                    CREATE INDEX notice_delivery_due ON notice_delivery (channel, next_ms, id) \
                    WHERE state IN ('waiting', 'failed', 'sending')
                    """,
                    """
                    CREATE UNIQUE INDEX notice_delivery_digest ON notice_delivery (person, channel, leaves_ms) \
                    WHERE is_digest = 1
                    """,
                    "CREATE INDEX notice_delivery_parked ON notice_delivery (changed_ms, id) WHERE state = 'parked'",
                    "CREATE INDEX notice_delivery_by_person ON notice_delivery (person)",
                    "CREATE INDEX notice_delivery_by_age ON notice_delivery (made_ms)",
                    "CREATE INDEX notice_delivery_item_by_notice ON notice_delivery_item (notice)",
                    "CREATE INDEX webhook_received_by_age ON webhook_received (at_ms)",
                ])
        ])
}
