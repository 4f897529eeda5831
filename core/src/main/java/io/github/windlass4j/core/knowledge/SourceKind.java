package io.github.windlass4j.core.knowledge;

/**
 * How close a source stands to its subject, the most trusted first. Contradicting claims are decided by this order;
 * only between sources of one kind does the later date win. The newest page alone would be a bad judge: an overview
 * edited yesterday may repeat what the page on the subject corrected a year ago.
 */
public enum SourceKind {
    /** Stated by the user for their own platform. */
    USER,
    /** Observed by running or reading the thing itself. */
    MEASURED,
    /** Release notes or change log of the thing itself. */
    RELEASE_NOTES,
    /** The owner's page on exactly this subject, a specification, or the source code. */
    SUBJECT_PAGE,
    /** The owner's page that mentions the subject among others. */
    OVERVIEW,
    /** Anybody else: articles, answers, secondary copies. */
    COMMUNITY
}
