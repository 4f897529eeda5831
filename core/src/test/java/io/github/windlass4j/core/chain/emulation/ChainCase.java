package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.hostname.ServerName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One question that is put to an engine and to its emulation.
 *
 * @param id to find it again
 * @param chain as sent, leaf first
 * @param anchors in the order of the store
 * @param at whole seconds
 * @param host name or address; empty = not checked
 * @param client a client's certificate is judged instead of a server's
 */
record ChainCase(
        String id,
        List<Certificate> chain,
        List<Certificate> anchors,
        Instant at,
        Optional<String> host,
        boolean client) {
    ChainCase {
        chain = List.copyOf(chain);
        anchors = List.copyOf(anchors);
    }

    ChainRequest request() {
        ChainRequest request = ChainRequest.of(chain)
                .anchors(anchors)
                .at(at)
                .purpose(client ? Purpose.CLIENT_AUTH : Purpose.SERVER_AUTH);
        return host.map(name -> request.host(ServerName.parse(name))).orElse(request);
    }

    boolean isHostAnAddress() {
        return host.map(ServerName::parse)
                .filter(ServerName.Ip.class::isInstance)
                .isPresent();
    }

    @Override
    public String toString() {
        return id;
    }
}
