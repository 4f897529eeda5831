package io.github.windlass4j.core.knowledge;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record component of type {@code String}, {@code List<String>} or {@code Set<String>} that names sources.
 * {@link KnowledgeReader} refuses a document in which such a name is empty or is not the id of a {@link Source} of the
 * same document.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface SourceRef {}
