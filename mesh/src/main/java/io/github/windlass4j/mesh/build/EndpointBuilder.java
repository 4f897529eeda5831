package io.github.windlass4j.mesh.build;

import io.github.windlass4j.manifest.build.PartBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what an endpoint, or each machine of a group, is. */
public final class EndpointBuilder extends PartBuilder<EndpointBuilder> {
    EndpointBuilder() {}

    /**
     * Where it listens.
     *
     * @param name name of the port
     * @param port port number
     * @return this builder
     */
    public EndpointBuilder port(String name, int port) {
        Map<String, Object> ports = new LinkedHashMap<>();
        if (fields().get("ports") instanceof Map<?, ?> before) {
            before.forEach((known, written) -> ports.put((String) known, written));
        }
        ports.put(name, port);
        return field("ports", ports);
    }

    /**
     * Its labels.
     *
     * @param labels label to value
     * @return this builder
     */
    public EndpointBuilder labels(Map<String, String> labels) {
        return field("labels", byKey(labels));
    }

    /**
     * Its identity.
     *
     * @param account service account
     * @return this builder
     */
    public EndpointBuilder serviceAccount(String account) {
        return field("serviceAccount", account);
    }

    /**
     * The network it is in.
     *
     * @param network name
     * @return this builder
     */
    public EndpointBuilder network(String network) {
        return field("network", network);
    }

    /**
     * Where it is.
     *
     * @param locality {@code region/zone/subzone}
     * @return this builder
     */
    public EndpointBuilder locality(String locality) {
        return field("locality", locality);
    }

    /**
     * Its share of the connections.
     *
     * @param weight 0 or more
     * @return this builder
     */
    public EndpointBuilder weight(int weight) {
        return field("weight", weight);
    }

    @Override
    protected EndpointBuilder self() {
        return this;
    }
}
