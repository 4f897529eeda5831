package io.github.windlass4j.core.finding;

/** How much a {@link Finding} matters, most serious first. */
public enum Severity {
    /** Does not work, or works against the intention, today. */
    ERROR,
    /** Works today and breaks or weakens under a change that is to be expected. */
    WARNING,
    /** Worth knowing; nothing breaks. */
    NOTE
}
