package io.github.windlass4j.mesh.aks;

/** What the add-on says to a field or kind. */
public enum FieldSupport {
    /** May be used, and Microsoft helps. */
    SUPPORTED,
    /** May be used, outside of Microsoft's support. */
    ALLOWED,
    /** The add-on's webhook refuses it. */
    BLOCKED
}
