package io.github.windlass4j.advisor.explain;

import io.github.windlass4j.core.knowledge.Claim;

/**
 * A claim in use that nobody has confirmed since its review date.
 *
 * @param id id of the topic, or {@code catalogue/option/capability}
 * @param subject what the claim is about, for a human
 * @param claim the claim
 */
public record StaleClaim(String id, String subject, Claim<String> claim) {}
