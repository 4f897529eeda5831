package io.github.windlass4j.testkit;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainValidator;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.truststore.store.TrustStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about a trust store and about what it trusts.
 *
 * {@snippet :
 * assertThat(store).under(Profile.WEBPKI).at(cutOver).forHost("db.example.test").trusts(newChain);
 * }
 */
public final class TrustStoreAssert extends AbstractAssert<TrustStoreAssert, TrustStore> {
    private @Nullable Profile profile;
    private @Nullable Instant at;
    private @Nullable ServerName host;

    TrustStoreAssert(TrustStore actual) {
        super(actual, TrustStoreAssert.class);
    }

    /** Whose rules decide in what follows. */
    public TrustStoreAssert under(Profile rules) {
        profile = rules;
        return this;
    }

    /** The instant of validation in what follows. */
    public TrustStoreAssert at(Instant instant) {
        at = instant;
        return this;
    }

    /** The host that the leaf must name in what follows; without it names are not checked. */
    public TrustStoreAssert forHost(String hostOrAddress) {
        host = ServerName.parse(hostOrAddress);
        return this;
    }

    /** Verifies that the chain, leaf first, is accepted; otherwise the message lists the obstacles. */
    public TrustStoreAssert trusts(List<Certificate> presented) {
        verdictOn(presented).isTrusted();
        return this;
    }

    /** Verifies that the chain, leaf first, is rejected. */
    public TrustStoreAssert rejects(List<Certificate> presented) {
        verdictOn(presented).isRejected();
        return this;
    }

    /** The verdict on the chain, leaf first, to assert more about. */
    public ChainVerdictAssert verdictOn(List<Certificate> presented) {
        isNotNull();
        if (profile == null || at == null) {
            throw new IllegalStateException(
                    "call under(...) and at(...) first: no verdict without rules and an instant");
        }
        ChainRequest request =
                ChainRequest.of(presented).anchors(actual.certificates()).at(at);
        ChainVerdict verdict = ChainValidator.of(profile).validate(host == null ? request : request.host(host));
        return new ChainVerdictAssert(verdict).as("%s under %s", actual.origin(), profile.name());
    }

    /** Verifies that the store holds exactly this certificate, byte for byte. */
    public TrustStoreAssert contains(Certificate certificate) {
        isNotNull();
        if (!actual.certificates().contains(certificate)) {
            throw failure(
                    "Expected %s to hold%n  %s%nbut it holds%n%s",
                    actual.origin(),
                    certificate,
                    actual.certificates().stream().map(held -> "  " + held).collect(Collectors.joining("\n")));
        }
        return this;
    }

    /** Verifies that no certificate of the store expires before this instant. */
    public TrustStoreAssert staysValidUntil(Instant instant) {
        isNotNull();
        List<Certificate> early = actual.certificates().stream()
                .filter(certificate -> certificate.notAfter().isBefore(instant))
                .toList();
        if (!early.isEmpty()) {
            throw failure(
                    "Expected %s to stay valid until %s, but these expire before:%n%s",
                    actual.origin(),
                    instant,
                    early.stream()
                            .map(certificate -> "  " + certificate.notAfter() + " " + certificate.subject())
                            .collect(Collectors.joining("\n")));
        }
        return this;
    }

    /** The findings of reading the store, to assert more about. */
    public FindingsAssert findings() {
        isNotNull();
        return new FindingsAssert(actual.findings()).as(actual.origin());
    }
}
