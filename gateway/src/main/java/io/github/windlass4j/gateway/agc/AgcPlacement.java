package io.github.windlass4j.gateway.agc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What keeps the entry to an application up when a data centre or a region fails, by the vendor's statements.
 *
 * @param needs what was asked
 * @param balancer what stands in front of the regions, empty for a single region
 * @param statements why, each with its document
 */
public record AgcPlacement(Needs needs, Optional<Balancer> balancer, List<AgcKnowledge.Statement> statements) {
    /** Copies the list. */
    public AgcPlacement {
        statements = List.copyOf(statements);
    }

    /** What stands in front of several regions. */
    public enum Balancer {
        /** Azure Front Door: HTTP at layer 7. */
        FRONT_DOOR,
        /** Azure Traffic Manager: answers of DNS. */
        TRAFFIC_MANAGER
    }

    /**
     * What an application asks of its entry.
     *
     * @param zones whether the regions have availability zones
     * @param regions number of regions, at least 1
     * @param edge whether CDN, a web application firewall or TLS at the edge is wanted, or requests are to be told apart
     */
    public record Needs(boolean zones, int regions, boolean edge) {
        /** Checks the number. */
        public Needs {
            if (regions < 1) {
                throw new IllegalArgumentException("regions: " + regions + " (want at least 1)");
            }
        }
    }

    /**
     * Plans the entry.
     *
     * @param needs what is asked
     * @param knowledge the vendor's statements
     * @return the plan
     */
    public static AgcPlacement of(Needs needs, AgcKnowledge knowledge) {
        List<AgcKnowledge.Topic> topics = new ArrayList<>();
        topics.add(needs.zones() ? AgcKnowledge.Topic.ZONES : AgcKnowledge.Topic.FAULT_DOMAINS);
        Optional<Balancer> balancer = Optional.empty();
        if (needs.regions() > 1) {
            balancer = Optional.of(needs.edge() ? Balancer.FRONT_DOOR : Balancer.TRAFFIC_MANAGER);
            topics.add(needs.edge() ? AgcKnowledge.Topic.FRONT_DOOR : AgcKnowledge.Topic.TRAFFIC_MANAGER);
            topics.add(AgcKnowledge.Topic.FRONTEND_NAME);
        }
        return new AgcPlacement(
                needs,
                balancer,
                knowledge.resilience().stream()
                        .filter(statement -> topics.contains(statement.topic()))
                        .toList());
    }
}
