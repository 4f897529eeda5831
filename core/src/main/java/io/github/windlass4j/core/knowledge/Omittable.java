package io.github.windlass4j.core.knowledge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component whose property may be left out of the document. Left out, a list, set or map is empty, a
 * {@code boolean} is {@code false} and any other reference is {@code null} (declare it {@code @Nullable}). Numbers of
 * primitive type cannot be omitted: zero would be an invented fact.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Omittable {}
