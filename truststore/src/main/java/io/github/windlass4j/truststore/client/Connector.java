package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.truststore.client.ConnectVerdict.Connects;
import io.github.windlass4j.truststore.client.ConnectVerdict.Refused;
import io.github.windlass4j.truststore.client.ConnectVerdict.Unknown;
import io.github.windlass4j.truststore.client.DriverKnowledge.DriverFacts;
import io.github.windlass4j.truststore.client.DriverRelease.Fallback;
import io.github.windlass4j.truststore.client.DriverRelease.ModeFacts;
import io.github.windlass4j.truststore.client.DriverRelease.Switch;
import io.github.windlass4j.truststore.client.DriverRelease.Verifier;
import io.github.windlass4j.truststore.store.LoadOutcome;
import io.github.windlass4j.truststore.store.StoreFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rule engine: interprets the facts of one release. Order of the steps as in the drivers: settings first, then one
 * attempt per channel of the mode; TLS before authentication; the host after the chain.
 */
final class Connector {
    private final Client client;
    private final Server server;
    private final Instant at;
    private final Instant leafAt;
    private final List<Evidence> trace = new ArrayList<>();

    Connector(Client client, Server server, Instant at, Instant leafAt) {
        this.client = Objects.requireNonNull(client);
        this.server = Objects.requireNonNull(server);
        this.at = Objects.requireNonNull(at);
        this.leafAt = Objects.requireNonNull(leafAt);
    }

    static Optional<SslMode> modeInForce(Client client) {
        return facts(client)
                .flatMap(f -> f.release(client))
                .flatMap(r -> Settings.mode(client, r).mode());
    }

    static Optional<StoreKind> storeInUse(Client client) {
        return facts(client)
                .flatMap(f -> f.release(client))
                .flatMap(r -> Settings.mode(client, r)
                        .mode()
                        .flatMap(mode -> Settings.verifier(client, r)
                                .map(v -> v.chainCheck(mode) == DriverRelease.ChainCheck.NEVER
                                        ? StoreKind.NONE
                                        : v.storeOf(client, r))));
    }

    static Optional<List<Certificate>> anchors(Client client) {
        Optional<StoreKind> kind = storeInUse(client).filter(used -> used != StoreKind.NONE);
        DriverFacts facts = facts(client).orElse(null);
        Engine engine = facts == null ? null : facts.engine();
        if (kind.isEmpty()
                || facts == null
                || engine == null
                || !(client.material(kind.get()) instanceof TrustMaterial.Present present)) {
            return Optional.empty();
        }
        boolean nothing = present.store().format() == StoreFormat.DIRECTORY
                || facts.release(client)
                        .filter(release -> release.namesNoRootFile(client))
                        .isPresent();
        if (kind.get() == StoreKind.ROOT_FILE && nothing) {
            return Optional.of(List.of());
        }
        List<Optional<List<Certificate>>> read = EngineRun.of(engine, client.runtimeRelease()).stream()
                .map(run -> facts.load(run, present, kind.get()).map(LoadOutcome::certificates))
                .distinct()
                .toList();
        return read.size() == 1 ? read.get(0) : Optional.empty();
    }

    private static Optional<DriverFacts> facts(Client client) {
        return client.knowledge().driver(client.driver());
    }

    ConnectVerdict connect() {
        Optional<DriverFacts> facts = facts(client);
        if (facts.isEmpty()) {
            return unknown("no facts about the driver " + client.driver() + "; known: "
                    + String.join(", ", client.knowledge().drivers()));
        }
        Optional<DriverRelease> release = facts.get().release(client);
        if (release.isEmpty()) {
            return unknown("no facts about " + client.driver() + " " + client.version() + "; known: "
                    + facts.get().known());
        }
        return connect(facts.get(), release.get());
    }

    private ConnectVerdict connect(DriverFacts facts, DriverRelease release) {
        Settings.ModeChoice choice = Settings.mode(client, release);
        if (choice.mode().isEmpty()) {
            return refused(new Refusal.InvalidMode(
                    choice.given(),
                    release.invalidMode().replace("{value}", choice.given()),
                    release.modes().keySet().stream().sorted().toList()));
        }
        SslMode mode = choice.mode().get();
        trace.add(new Evidence.ModeInForce(mode, choice.because()));
        Optional<Refusal> contradiction = weakMode(release, mode).or(() -> incompleteMode(release, mode));
        if (contradiction.isPresent()) {
            return refused(contradiction.get());
        }
        Optional<DriverRelease.Condition> open = release.open(client);
        if (open.isPresent()) {
            String parameter = open.get().parameter();
            String why = open.get().why();
            return unknown("what " + client.driver() + " verifies with " + parameter + "="
                    + client.setting(parameter).orElseThrow() + "; " + (why == null ? "not modelled" : why));
        }
        Optional<String> missing = release.missesRootFile(client, mode);
        if (missing.isPresent()) {
            String file = client.setting(Client.SSLROOTCERT).orElseThrow();
            return refused(new Refusal.StoreMissing(StoreKind.ROOT_FILE, file, missing.get()));
        }
        Optional<ConnectVerdict> useless = uselessRootFile(facts, release, mode);
        if (useless.isPresent()) {
            return useless.get();
        }
        release.notModelled().stream()
                .filter(parameter -> client.setting(parameter).isPresent())
                .forEach(parameter -> trace.add(new Evidence.NotLookedAt(parameter)));
        Optional<String> socket = client.host().filter(h -> release.localSockets() && isSocket(h));
        if (socket.isPresent()) {
            trace.add(new Evidence.LocalSocket(socket.get()));
            return connects(Channel.PLAIN_TEXT, TlsOutcome.UNVERIFIED, List.of());
        }
        return attempts(facts, release, mode);
    }

    /** A root file that the driver stumbles over before it connects, in whatever mode. */
    private Optional<ConnectVerdict> uselessRootFile(DriverFacts facts, DriverRelease release, SslMode mode) {
        if (!release.opensRootFile(client, mode)) {
            return Optional.empty();
        }
        TrustMaterial material = client.material(StoreKind.ROOT_FILE);
        String says = release.saysOfEmptyRootFile(client).orElse("");
        String name = client.setting(Client.SSLROOTCERT).orElse(facts.defaultRootFile());
        if (material instanceof TrustMaterial.Unreadable unreadable) {
            if (release.saysOfEmptyRootFile(client).isPresent()) {
                return Optional.of(unusable(name, unreadable.reason(), says));
            }
            boolean needed = Settings.verifier(client, release)
                    .filter(verifier -> verifier.chainCheck(mode) != DriverRelease.ChainCheck.NEVER)
                    .isPresent();
            return needed
                    ? Optional.empty()
                    : Optional.of(unknown("whether " + client.driver() + ", which reads " + name
                            + " and makes nothing of it, can open it: " + unreadable.reason()));
        }
        if (!(material instanceof TrustMaterial.Present present)) {
            return Optional.empty();
        }
        if (present.store().format() == StoreFormat.DIRECTORY) {
            return Optional.of(unusable(name, "it is a directory", ""));
        }
        if (release.saysOfEmptyRootFile(client).isEmpty() || facts.engine() == null) {
            return Optional.empty();
        }
        List<LoadOutcome> read = EngineRun.of(facts.engine(), client.runtimeRelease()).stream()
                .flatMap(run -> facts.load(run, present, StoreKind.ROOT_FILE).stream())
                .toList();
        boolean nothing = !read.isEmpty()
                && read.stream().allMatch(loaded -> loaded.certificates().isEmpty());
        return nothing ? Optional.of(unusable(name, "no certificate is read from it", says)) : Optional.empty();
    }

    private ConnectVerdict unusable(String rootFile, String reason, String says) {
        return refused(new Refusal.StoreUnreadable(StoreKind.ROOT_FILE, rootFile, reason, says));
    }

    private Optional<Refusal> weakMode(DriverRelease release, SslMode mode) {
        return release.constraints().stream()
                .filter(rule -> rule.isBrokenBy(client, mode))
                .findFirst()
                .map(rule -> new Refusal.WeakMode(
                        mode, rule.parameter(), rule.value(), rule.message().replace("{mode}", mode.text())));
    }

    private Optional<Refusal> incompleteMode(DriverRelease release, SslMode mode) {
        return release.requirements().stream()
                .filter(rule -> rule.isBrokenBy(mode, client.setting(rule.parameter())))
                .findFirst()
                .map(rule -> new Refusal.IncompleteMode(mode, rule.parameter(), rule.message()));
    }

    // fe-connect.c: an absolute path or an abstract socket name, the latter spelled with @.
    private static boolean isSocket(String host) {
        return host.startsWith("/") || host.startsWith("@");
    }

    private ConnectVerdict attempts(DriverFacts facts, DriverRelease release, SslMode mode) {
        ModeFacts order = Objects.requireNonNull(release.modes().get(mode));
        List<Refusal> failures = new ArrayList<>();
        for (Channel channel : order.attempts()) {
            trace.add(new Evidence.Tried(channel));
            TlsOutcome outcome = channel == Channel.TLS
                    ? new TlsAttempt(client, server, at, leafAt, facts, release, mode, trace).run()
                    : TlsOutcome.UNVERIFIED;
            if (outcome.undecided() != null) {
                return unknown(outcome.undecided());
            }
            Refusal failure = outcome.failure();
            if (failure == null && !server.hba().admits(channel)) {
                failure = new Refusal.NotAdmitted(server.hba(), channel);
            }
            if (failure == null) {
                trace.add(new Evidence.Admitted(server.hba(), channel));
                return connects(channel, outcome, failures);
            }
            trace.add(new Evidence.Failed(channel, failure));
            failures.add(failure);
            if (!order.fallbackOn().contains(kind(failure))) {
                break;
            }
        }
        return refused(failures);
    }

    private static Fallback kind(Refusal failure) {
        if (failure instanceof Refusal.ServerWithoutTls) {
            return Fallback.SERVER_WITHOUT_TLS;
        }
        return failure instanceof Refusal.NotAdmitted ? Fallback.SERVER_POLICY : Fallback.TLS_FAILURE;
    }

    private ConnectVerdict connects(Channel channel, TlsOutcome outcome, List<Refusal> failures) {
        return new Connects(
                channel, !outcome.path().isEmpty(), outcome.hostVerified(), outcome.path(), failures, trace);
    }

    private ConnectVerdict refused(Refusal only) {
        return new Refused(only, List.of(only), trace);
    }

    // What the server does not admit is usually meant that way; a failing TLS attempt beside it is what has to be
    // cured.
    private ConnectVerdict refused(List<Refusal> failures) {
        Refusal main = failures.stream()
                .filter(failure -> kind(failure) == Fallback.TLS_FAILURE)
                .findFirst()
                .orElse(failures.get(0));
        return new Refused(main, failures, trace);
    }

    private ConnectVerdict unknown(String reason) {
        return new Unknown(reason, trace);
    }

    /** Which mode and which verifier the settings select. */
    static final class Settings {
        record ModeChoice(Optional<SslMode> mode, String given, String because) {}

        private Settings() {}

        static ModeChoice mode(Client client, DriverRelease release) {
            Optional<String> given = release.givenMode(client);
            Optional<Switch> active = activeSwitch(client, release);
            if (given.isPresent() && active.filter(Switch::always).isEmpty()) {
                String text = given.get();
                Optional<SslMode> mode = Stream.of(SslMode.values())
                        .filter(m -> release.modeIgnoresCase()
                                ? m.text().equalsIgnoreCase(text)
                                : m.text().equals(text))
                        .filter(release.modes()::containsKey)
                        .findFirst()
                        .or(() -> release.aliasOf(text));
                return new ModeChoice(mode, text, "set");
            }
            return active.map(s -> new ModeChoice(
                            Optional.of(s.mode()),
                            "",
                            "because of " + s.parameter() + "="
                                    + client.setting(s.parameter()).orElseThrow()))
                    .orElseGet(() -> new ModeChoice(Optional.of(release.defaultMode()), "", "the default"));
        }

        private static Optional<Switch> activeSwitch(Client client, DriverRelease release) {
            return release.switches().stream()
                    .filter(s -> client.setting(s.parameter()).filter(s::isOn).isPresent())
                    .findFirst();
        }

        /** Empty for a factory of which there are no facts. */
        static Optional<Verifier> verifier(Client client, DriverRelease release) {
            Optional<Verifier> selected = release.verifiers().stream()
                    .filter(v -> v.isSelectedBy(client))
                    .findFirst();
            if (selected.isPresent()) {
                return selected;
            }
            if (release.factory().flatMap(client::setting).isPresent()) {
                return Optional.empty();
            }
            Optional<Verifier> switched = release.givenMode(client).isPresent()
                    ? Optional.empty()
                    : activeSwitch(client, release).map(Switch::verifier).map(release::verifierNamed);
            return switched.or(() -> Optional.of(release.verifiers().get(0)));
        }
    }
}
