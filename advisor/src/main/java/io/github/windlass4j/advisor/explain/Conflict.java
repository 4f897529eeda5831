package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.core.knowledge.Resolution;

/**
 * Sources that contradict each other, and what was made of it.
 *
 * @param id id of the topic, or {@code catalogue/option/capability}
 * @param subject what the claims are about, for a human
 * @param resolution the claims in order of trust, the preferred one first, and what decided
 */
public record Conflict(String id, String subject, Resolution<String> resolution) {}
