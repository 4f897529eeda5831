package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.CertificateBundle;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.chain.ChainRequest;
import io.github.windlass4j.core.chain.ChainVerdict;
import io.github.windlass4j.truststore.authority.Authorities;
import io.github.windlass4j.truststore.client.DriverKnowledge.DriverFacts;
import io.github.windlass4j.truststore.client.DriverRelease.ChainCheck;
import io.github.windlass4j.truststore.client.DriverRelease.Verifier;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.StoreFormat;
import io.github.windlass4j.truststore.store.TrustStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One TLS handshake as the client sees it: the store, the chain, then the host. */
final class TlsAttempt {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    /** What {@code sslfactoryarg} may start with; anything else makes pgjdbc's factory fail. */
    private static final List<String> ARGUMENT_PREFIXES = List.of("file:", "classpath:", "env:", "sys:", PEM);

    private final Client client;
    private final Server server;
    private final Instant at;
    private final Instant leafAt;
    private final DriverFacts facts;
    private final DriverRelease release;
    private final SslMode mode;
    private final List<Evidence> trace;

    TlsAttempt(
            Client client,
            Server server,
            Instant at,
            Instant leafAt,
            DriverFacts facts,
            DriverRelease release,
            SslMode mode,
            List<Evidence> trace) {
        this.client = client;
        this.server = server;
        this.at = at;
        this.leafAt = leafAt;
        this.facts = facts;
        this.release = release;
        this.mode = mode;
        this.trace = trace;
    }

    TlsOutcome run() {
        if (!server.offersTls()) {
            return TlsOutcome.failed(new Refusal.ServerWithoutTls());
        }
        Optional<Certificate> leaf = server.chain().leaf();
        if (leaf.isEmpty()) {
            return TlsOutcome.failed(new Refusal.NoCertificate(server.chain().name()));
        }
        Optional<Verifier> verifier = Connector.Settings.verifier(client, release);
        if (verifier.isEmpty()) {
            return TlsOutcome.undecided(
                    "what " + client.setting(Client.SSLFACTORY).orElse("the socket factory")
                            + " verifies; no facts about this class");
        }
        TlsOutcome chain = chain(verifier.get());
        return chain.failure() != null || chain.undecided() != null ? chain : host(verifier.get(), leaf.get(), chain);
    }

    private TlsOutcome chain(Verifier verifier) {
        ChainCheck check = verifier.chainCheck(mode);
        StoreKind kind = check == ChainCheck.NEVER ? StoreKind.NONE : verifier.storeOf(client, release);
        ignored(kind).stream()
                .filter(other -> other != verifier.also())
                .forEach(other -> trace.add(new Evidence.StoreIgnored(other, verifier.name())));
        if (check == ChainCheck.NEVER) {
            trace.add(new Evidence.ChainNotChecked(verifier.name(), mode, ""));
            return TlsOutcome.UNVERIFIED;
        }
        if (kind == StoreKind.ROOT_FILE && release.namesNoRootFile(client) && check == ChainCheck.ALWAYS) {
            return TlsOutcome.failed(new Refusal.StoreMissing(kind, "", says(verifier.missing(), "")));
        }
        return chain(verifier, kind, check == ChainCheck.IF_STORE_EXISTS);
    }

    /** {@code optional}: where there is no store, the chain is not checked. */
    private TlsOutcome chain(Verifier verifier, StoreKind kind, boolean optional) {
        TrustMaterial material = kind == StoreKind.FACTORY_ARGUMENT ? argument() : client.material(kind);
        if (kind == StoreKind.ROOT_FILE && release.namesNoRootFile(client)) {
            material = TrustMaterial.absent();
        }
        String name = name(kind, material);
        boolean isGone = material instanceof TrustMaterial.Absent || isFolder(material);
        if (kind == StoreKind.JVM_STORE && isGone && mayEndAtPublicAuthority()) {
            return TlsOutcome.undecided("what the JVM's own cacerts hold, which the JDK takes without a word where "
                    + "javax.net.ssl.trustStore names no file; tell the client's jvmStore");
        }
        if (material instanceof TrustMaterial.Present present && !(kind == StoreKind.JVM_STORE && isGone)) {
            return orBy(verifier, judge(verifier, kind, present, name));
        }
        if (material instanceof TrustMaterial.Unreadable unreadable) {
            return unusable(verifier, kind, name, unreadable.reason());
        }
        if (material instanceof TrustMaterial.NotAtHand) {
            return TlsOutcome.undecided("what the " + kind + (name.isEmpty() ? "" : " " + name)
                    + " holds; tell the client's " + kind.toldBy());
        }
        if (optional) {
            trace.add(new Evidence.ChainNotChecked(verifier.name(), mode, " as long as there is no " + kind));
            return TlsOutcome.UNVERIFIED;
        }
        return TlsOutcome.failed(new Refusal.StoreMissing(kind, name, says(verifier.missing(), name)));
    }

    private static boolean isFolder(TrustMaterial material) {
        return material instanceof TrustMaterial.Present present
                && present.store().format() == StoreFormat.DIRECTORY;
    }

    /**
     * Whether the chain names a published authority as an issuer. Where the file of {@code javax.net.ssl.trustStore} is not
     * there the JDK takes its own cacerts (TrustStoreManager.java), which hold public authorities and nobody else's.
     */
    private boolean mayEndAtPublicAuthority() {
        List<DistinguishedName> known = Authorities.azure().certificates().stream()
                .map(authority -> DistinguishedName.parse(authority.subject()))
                .toList();
        return server.chain().certificates().stream()
                .anyMatch(sent -> known.stream().anyMatch(name -> name.matches(sent.issuer())));
    }

    /** What does not lead to the first store may lead to the second, for drivers that accept either. */
    private TlsOutcome orBy(Verifier verifier, TlsOutcome outcome) {
        StoreKind second = verifier.also();
        if (second == null || outcome.failure() == null) {
            return outcome;
        }
        TrustMaterial material = client.material(second);
        if (material instanceof TrustMaterial.NotAtHand) {
            return TlsOutcome.undecided("what the " + second + " holds, which " + client.driver()
                    + " accepts as well where the root file does not lead to the chain; tell the client's systemStore");
        }
        if (material instanceof TrustMaterial.Present present) {
            TlsOutcome other = judge(verifier, second, present, name(second, material));
            return other.failure() == null ? other : outcome;
        }
        return outcome;
    }

    private List<StoreKind> ignored(StoreKind used) {
        return List.of(StoreKind.ROOT_FILE, StoreKind.JVM_STORE, StoreKind.SYSTEM_STORE).stream()
                .filter(kind -> kind != used && client.material(kind) instanceof TrustMaterial.Present)
                .toList();
    }

    private TlsOutcome judge(Verifier verifier, StoreKind kind, TrustMaterial.Present present, String name) {
        Engine engine = facts.engine();
        if (engine == null) {
            return TlsOutcome.undecided("how " + facts.library() + " judges a chain; not modelled");
        }
        List<EngineRun> runs = EngineRun.of(engine, client.runtimeRelease());
        if (runs.isEmpty()) {
            return TlsOutcome.undecided("how " + engine + " of release "
                    + client.runtimeRelease().orElse("") + " judges a chain; modelled: "
                    + EngineRun.modelled(engine));
        }
        TlsOutcome first = null;
        for (EngineRun run : runs) {
            TlsOutcome outcome = judge(verifier, kind, present, name, run, first == null);
            if (first == null) {
                first = outcome;
            } else if ((first.failure() == null) != (outcome.failure() == null)) {
                return TlsOutcome.undecided("the release of " + engine + ", and " + runs.get(0) + " and " + run
                        + " disagree; tell the client's jdk or openssl");
            }
        }
        if (client.runtimeRelease().isPresent() && runs.size() > 1) {
            trace.add(new Evidence.NeighboursAgree(
                    engine + " of release " + client.runtimeRelease().get(),
                    runs.get(0).toString(),
                    runs.get(1).toString()));
        }
        return Objects.requireNonNull(first);
    }

    private TlsOutcome judge(
            Verifier verifier,
            StoreKind kind,
            TrustMaterial.Present present,
            String name,
            EngineRun run,
            boolean traced) {
        if (kind == StoreKind.ROOT_FILE && isFolder(present)) {
            return unusable(verifier, kind, name, "it is a directory");
        }
        Optional<LoadOutcome> read = facts.load(run, present, kind);
        if (read.isEmpty()) {
            return TlsOutcome.undecided("how " + run.engine() + " reads " + name
                    + ", of which OpenSSL and the JDK read different certificates; not modelled");
        }
        LoadOutcome loaded = read.get();
        if (loaded instanceof LoadOutcome.Failed failed) {
            return unusable(verifier, kind, name, failed.message().isEmpty() ? failed.exception() : failed.message());
        }
        List<Certificate> anchors = loaded.anchors();
        if (anchors.isEmpty()) {
            String says = says(verifier.empty() == null ? verifier.unreadable() : verifier.empty(), name);
            return TlsOutcome.failed(new Refusal.StoreUnreadable(kind, name, "no certificate is read from it", says));
        }
        if (traced) {
            trace.add(new Evidence.StoreConsulted(kind, name, anchors.size()));
        }
        TlsOutcome outcome = judge(verifier, name, anchors, run);
        if (traced && outcome.failure() == null && outcome.undecided() == null) {
            trace.add(new Evidence.PathFound(run.toString(), outcome.path()));
        }
        return outcome;
    }

    private TlsOutcome judge(Verifier verifier, String name, List<Certificate> anchors, EngineRun run) {
        ChainVerdict verdict = run.validate(request(anchors));
        if (verifier.chainAsSent() && verdict instanceof ChainVerdict.Trusted trusted && isPinSent(trusted.path())) {
            // The second check wants an anchor above the last certificate sent, not that certificate itself.
            Certificate pin = trusted.path().get(trusted.path().size() - 1);
            verdict = run.validate(request(
                    anchors.stream().filter(anchor -> !anchor.equals(pin)).toList()));
        }
        if (verdict instanceof ChainVerdict.Rejected rejected) {
            if (run.mayFetchIssuer(rejected, server.chain().certificates())) {
                return TlsOutcome.undecided("whether " + run.engine()
                        + " can download the issuer that is missing, from the address that a certificate names");
            }
            return TlsOutcome.failed(new Refusal.ChainRejected(run.engine(), name, rejected));
        }
        List<Certificate> path = ((ChainVerdict.Trusted) verdict).path();
        if (verifier.chainAsSent() && !holdsAsSent(path)) {
            return TlsOutcome.undecided(run + " accepts the chain, and " + client.driver()
                    + " checks the certificates as they are sent once more, with the anchor's dates; not modelled");
        }
        return TlsOutcome.verified(path, false);
    }

    /** A chain in order up to an anchor in date: here a second check of the certificates as sent cannot differ. */
    private boolean holdsAsSent(List<Certificate> path) {
        List<Certificate> sent = server.chain().certificates();
        List<Certificate> below = path.subList(0, path.size() - 1);
        return path.get(path.size() - 1).isValidAt(at)
                && (sent.equals(below) || (sent.equals(path) && !isPinSent(path)));
    }

    private boolean isPinSent(List<Certificate> path) {
        return server.chain().certificates().equals(path)
                && !path.get(path.size() - 1).isSelfIssued();
    }

    private ChainRequest request(List<Certificate> anchors) {
        ChainRequest request = ChainRequest.of(server.chain().certificates())
                .anchors(anchors)
                .at(at)
                .leafAt(leafAt);
        return client.memo().map(request::memo).orElse(request);
    }

    private TlsOutcome unusable(Verifier verifier, StoreKind kind, String name, String reason) {
        return TlsOutcome.failed(new Refusal.StoreUnreadable(kind, name, reason, says(verifier.unreadable(), name)));
    }

    private static String says(@Nullable String template, String name) {
        return template == null ? "" : template.replace("{store}", name);
    }

    private String name(StoreKind kind, TrustMaterial material) {
        if (material instanceof TrustMaterial.Present present) {
            return present.store().origin();
        }
        return switch (kind) {
            case ROOT_FILE ->
                client.setting(Client.SSLROOTCERT)
                        .filter(file -> !file.isEmpty())
                        .orElse(facts.defaultRootFile());
            case FACTORY_ARGUMENT ->
                client.setting(Client.SSLFACTORYARG)
                        .filter(text -> !text.startsWith(PEM))
                        .orElse("");
            default -> "";
        };
    }

    // The argument itself may be the certificate, or wrong in a way that no content could cure.
    private TrustMaterial argument() {
        TrustMaterial told = client.material(StoreKind.FACTORY_ARGUMENT);
        if (!(told instanceof TrustMaterial.NotAtHand)) {
            return told;
        }
        String text = client.setting(Client.SSLFACTORYARG).orElse("");
        if (text.isEmpty()) {
            return TrustMaterial.unreadable("sslfactoryarg is empty");
        }
        if (ARGUMENT_PREFIXES.stream().noneMatch(text::startsWith)) {
            return TrustMaterial.unreadable(
                    "sslfactoryarg starts with none of file:, classpath:, env:, sys: and " + PEM);
        }
        if (!text.startsWith(PEM)) {
            return told;
        }
        // The factory reads one certificate and ignores what follows.
        List<Certificate> inside = CertificateBundle.read(text.getBytes(StandardCharsets.UTF_8), Client.SSLFACTORYARG)
                .certificates();
        return inside.isEmpty()
                ? TrustMaterial.unreadable("sslfactoryarg holds no readable certificate")
                : TrustMaterial.of(TrustStore.of(Client.SSLFACTORYARG, inside.subList(0, 1)));
    }

    private TlsOutcome host(Verifier verifier, Certificate leaf, TlsOutcome chain) {
        // Where the chain is checked only if there is a store, so is the host.
        boolean skipped = verifier.chainCheck(mode) == ChainCheck.IF_STORE_EXISTS
                && chain.path().isEmpty();
        boolean own = !skipped && verifier.checksHost(mode, release.expectedName(client));
        Optional<String> custom = Optional.ofNullable(release.hostVerifierParameter())
                .flatMap(client::setting)
                .filter(name -> release.hostVerifierModes().contains(mode));
        if (custom.isPresent()) {
            return TlsOutcome.undecided("what the host name verifier " + custom.get() + " accepts");
        }
        if (!own) {
            trace.add(new Evidence.HostNotChecked(mode));
            return chain;
        }
        Optional<String> expected = release.expectedName(client);
        if (expected.isEmpty()) {
            return TlsOutcome.undecided("the host that the client asks for; tell the client's host");
        }
        String host = expected.get();
        Optional<Boolean> matches = HostCheck.matches(release.hostRules(), host, leaf);
        if (matches.isEmpty()) {
            return TlsOutcome.undecided(
                    "how " + client.driver() + " " + client.version() + " compares host names; not modelled");
        }
        if (!matches.get()) {
            return TlsOutcome.failed(new Refusal.HostMismatch(host, HostCheck.names(leaf)));
        }
        trace.add(new Evidence.HostMatched(host));
        return TlsOutcome.verified(chain.path(), true);
    }
}
