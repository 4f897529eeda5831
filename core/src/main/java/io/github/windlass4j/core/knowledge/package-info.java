/**
 * Dated, sourced facts as data, read by one strict loader.
 *
 * {@snippet :
 * record Limits(List<Source> sources, Map<String, Integer> limits) {}
 * Limits shipped = KnowledgeReader.read(in, "limits.json", Limits.class);
 * Layers<Integer> limits = Layers.of("shipped", shipped.limits()).with("ours", Map.of("listeners", 64));
 * limits.overrides().forEach(System.out::println);
 * }
 */
@NullMarked
package io.github.windlass4j.core.knowledge;

import org.jspecify.annotations.NullMarked;
