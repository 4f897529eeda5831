package io.github.windlass4j.manifest.internal.cel;

/** CEL's null. */
public enum CelNull {
    /** The only one. */
    NULL
}
