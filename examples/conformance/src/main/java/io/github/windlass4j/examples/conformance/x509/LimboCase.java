package io.github.windlass4j.examples.conformance.x509;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.revocation.Crl;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One testcase of x509-limbo's schema as a question to the validator. */
record LimboCase(JsonNode node, Clock clock) {
    String id() {
        return node.get("id").asString();
    }

    String expected() {
        return node.get("expected_result").asString();
    }

    /** Cases on the web's own rules say so in their name; all others ask about RFC 5280. */
    Profile profile() {
        return id().startsWith("webpki::") ? Profile.WEBPKI : Profile.RFC5280;
    }

    ChainVerdict verdict() {
        return ChainValidator.of(profile()).validate(request());
    }

    /** Throws for what a client could not even ask: an unreadable leaf, a reference name that is none. */
    ChainRequest request() {
        List<Certificate> presented = new ArrayList<>();
        presented.add(Pem.certificate(node.get("peer_certificate").asString()));
        presented.addAll(readable("untrusted_intermediates"));
        ChainRequest request =
                ChainRequest.of(presented).anchors(readable("trusted_certs")).at(instant());
        JsonNode name = node.get("expected_peer_name");
        if (name != null && !name.isNull()) {
            request = request.host(ServerName.parse(name.get("value").asString()));
        }
        if (node.get("validation_kind").asString().equals("CLIENT")) {
            List<String> mailboxes = new ArrayList<>();
            node.get("expected_peer_names")
                    .forEach(peer -> mailboxes.add(peer.get("value").asString()));
            request = request.purpose(Purpose.CLIENT_AUTH).mailboxes(mailboxes);
        }
        List<Crl> crls = new ArrayList<>();
        node.get("crls").forEach(pem -> crls.add(Crl.parse(Pem.decode(pem.asString()))));
        if (!crls.isEmpty()) {
            request = request.revocation(RevocationData.crls(crls), RevocationPolicy.REQUIRE);
        }
        JsonNode depth = node.get("max_chain_depth");
        return depth == null || depth.isNull() ? request : request.maxIntermediates(depth.asInt());
    }

    /** No time means now. */
    private Instant instant() {
        JsonNode time = node.get("validation_time");
        return time == null || time.isNull()
                ? clock.instant()
                : OffsetDateTime.parse(time.asString()).toInstant();
    }

    private List<Certificate> readable(String field) {
        List<Certificate> certificates = new ArrayList<>();
        for (JsonNode pem : node.get(field)) {
            try {
                certificates.add(Pem.certificate(pem.asString()));
            } catch (MalformedCertificateException unusable) {
                // A store drops what it cannot read; a path cannot use it either.
            }
        }
        return certificates;
    }
}
