extension WorkYear {
    /// The years that are published, as lines for ``init(_:)``; later ones are given to the calendar when they come out.
    ///
    /// Source: the yearly notices of the General Office of the State Council on the arrangement of holidays, by number.
    public static let published = [
        """
        year 2024 国办发明电〔2023〕7号
        off 2024-01-01 2024-01-01 元旦
        off 2024-02-10 2024-02-17 春节
        work 2024-02-04
        work 2024-02-18
        off 2024-04-04 2024-04-06 清明节
        work 2024-04-07
        off 2024-05-01 2024-05-05 劳动节
        work 2024-04-28
        work 2024-05-11
        off 2024-06-08 2024-06-10 端午节
        off 2024-09-15 2024-09-17 中秋节
        work 2024-09-14
        off 2024-10-01 2024-10-07 国庆节
        work 2024-09-29
        work 2024-10-12
        """,
        """
        year 2025 国办发明电〔2024〕12号
        off 2025-01-01 2025-01-01 元旦
        off 2025-01-28 2025-02-04 春节
        work 2025-01-26
        work 2025-02-08
        off 2025-04-04 2025-04-06 清明节
        off 2025-05-01 2025-05-05 劳动节
        work 2025-04-27
        off 2025-05-31 2025-06-02 端午节
        off 2025-10-01 2025-10-08 国庆节、中秋节
        work 2025-09-28
        work 2025-10-11
        """,
        """
        year 2026 国办发明电〔2025〕7号
        off 2026-01-01 2026-01-03 元旦
        work 2026-01-04
        off 2026-02-15 2026-02-23 春节
        work 2026-02-14
        work 2026-02-28
        off 2026-04-04 2026-04-06 清明节
        off 2026-05-01 2026-05-05 劳动节
        work 2026-05-09
        off 2026-06-19 2026-06-21 端午节
        off 2026-09-25 2026-09-27 中秋节
        off 2026-10-01 2026-10-07 国庆节
        work 2026-09-20
        work 2026-10-10
        """,
    ]
}
