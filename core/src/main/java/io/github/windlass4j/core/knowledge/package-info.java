/**
 * Dated, sourced facts as data, read by one strict loader.
 *
 * {@snippet :
 * Facts facts = KnowledgeReader.read(in, "facts.json", Facts.class);
 * Layers<Limit> limits = Layers.of("windlass", facts.limits()).with("ours", ourFacts.limits());
 * }
 */
@NullMarked
package io.github.windlass4j.core.knowledge;

import org.jspecify.annotations.NullMarked;
