package io.github.windlass4j.gateway.route;

import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.gateway.api.GatewayTls.ClientValidation;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.route.Trace.Stage;
import io.github.windlass4j.gateway.route.Trace.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Client certificates as a Gateway's {@code spec.tls.frontend} wants them checked (GEP-91). A chain is judged by the
 * rules for private PKIs; which rules an implementation adds is its own affair.
 */
final class ClientCertificates implements ClientCheck {
    private static final ChainValidator VALIDATOR = ChainValidator.of(Profile.PRIVATE_PKI);

    private final Attachment attachment;
    private final Optional<Instant> at;

    /** @param at the time of the requests; without it certificates that are shown cannot be judged */
    ClientCertificates(Attachment attachment, Optional<Instant> at) {
        this.attachment = attachment;
        this.at = at;
    }

    @Override
    public Optional<String> refuses(Door door, Request request, List<Step> steps) {
        if (door.clients().isEmpty() || door.clients().get().allowsInsecureFallback()) {
            return Optional.empty();
        }
        ClientValidation validation = door.clients().get();
        if (request.clientChain().isEmpty()) {
            return Optional.of("the listener demands a client certificate");
        }
        if (at.isEmpty()) {
            steps.add(new Step(
                    Stage.UNKNOWN, door + ", client certificate", "no time is given at which it could be judged"));
            return Optional.empty();
        }
        ChainVerdict verdict = VALIDATOR.validate(ChainRequest.of(request.clientChain())
                .anchors(attachment.authorities(
                        validation.caCertificateRefs(), door.owner().namespace()))
                .at(at.get())
                .purpose(Purpose.CLIENT_AUTH));
        return verdict.isTrusted()
                ? Optional.empty()
                : Optional.of("the client certificate is not accepted: " + verdict);
    }
}
