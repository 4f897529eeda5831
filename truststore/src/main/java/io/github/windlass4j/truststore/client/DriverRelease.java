package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one range of releases of a driver, of all its clients or of those with one setting; read from {@code drivers.json},
 * interpreted by {@link Connector}.
 */
record DriverRelease(
        String from,
        String to,
        @Omittable @Nullable Condition when,
        @SourceRef List<String> sources,
        SslMode defaultMode,
        boolean modeIgnoresCase,
        String invalidMode,
        Map<SslMode, ModeFacts> modes,
        @Omittable Map<String, SslMode> aliases,
        @Omittable List<Switch> switches,
        @Omittable List<Constraint> constraints,
        @Omittable List<Requirement> requirements,
        @Omittable List<Condition> undecided,
        @Omittable @Nullable String factoryParameter,
        List<Verifier> verifiers,
        HostRules hostRules,
        @Omittable @Nullable String hostParameter,
        @Omittable @Nullable String hostVerifierParameter,
        @Omittable Set<SslMode> hostVerifierModes,
        @Omittable boolean localSockets,
        @Omittable Set<SslMode> readsNamedRootFile,
        @Omittable @Nullable RootFileUse rootFileUse,
        @Omittable boolean emptyRootFileIsNone,
        @Omittable boolean emptyModeIsNone,
        @Omittable boolean ignoresMode,
        @Omittable List<String> notModelled) {

    private static final String ANY = "*";

    DriverRelease {
        if (verifiers.isEmpty()) {
            throw new IllegalArgumentException("verifiers: 0 (want >= 1; the first is the default)");
        }
        if (Version.parse(from).isEmpty() || Version.parse(to).isEmpty()) {
            throw new IllegalArgumentException("from, to: want dotted numbers, found " + from + " and " + to);
        }
        for (Switch rule : switches) {
            if (rule.verifier != null && verifiers.stream().noneMatch(v -> v.name.equals(rule.verifier))) {
                throw new IllegalArgumentException("switches: no verifier is named " + rule.verifier);
            }
        }
    }

    /** Both ends belong to the range; {@code 17} includes 17.11, {@code 42.2.4} ends before 42.2.5. */
    boolean covers(Version version) {
        return version.isWithin(from, to);
    }

    /** Whether these are the facts for a client with such settings. */
    boolean isFor(Client client) {
        return when == null || when.isMetBy(client);
    }

    /** The mode as it is set; empty where the driver does not read it, or takes an empty text for none. */
    Optional<String> givenMode(Client client) {
        return client.setting(Client.SSLMODE).filter(text -> !ignoresMode && !(emptyModeIsNone && text.isEmpty()));
    }

    /**
     * What the driver says of a root file that is named and does not exist, if it reads it in this mode, needed or not; empty if
     * this client names none, or there is one, or it is only read where the chain is checked.
     */
    Optional<String> missesRootFile(Client client, SslMode mode) {
        return namedRootFile(client)
                .filter(file -> readsNamedRootFile.contains(mode)
                        && client.material(StoreKind.ROOT_FILE) instanceof TrustMaterial.Absent)
                .map(file -> ofRootFile(client, Verifier::missing).replace("{store}", file));
    }

    /** Whether the root file is opened in this mode, needed or not, so that one that cannot be opened ends it. */
    boolean opensRootFile(Client client, SslMode mode) {
        return readsNamedRootFile.contains(mode)
                && rootFileUse != RootFileUse.EXISTS
                && (namedRootFile(client).isPresent()
                        || (rootFileUse == RootFileUse.PARSED
                                && client.setting(Client.SSLROOTCERT).isEmpty()));
    }

    /** What the driver says of a root file without a certificate, if it wants one of every file that it opens. */
    Optional<String> saysOfEmptyRootFile(Client client) {
        return rootFileUse == RootFileUse.PARSED
                ? Optional.of(ofRootFile(client, Verifier::unreadable))
                : Optional.empty();
    }

    private Optional<String> namedRootFile(Client client) {
        return client.setting(Client.SSLROOTCERT)
                .filter(file -> !file.isEmpty() && verifiers.stream().noneMatch(verifier -> verifier.isNoFile(file)));
    }

    private String ofRootFile(Client client, Function<Verifier, @Nullable String> text) {
        return Stream.concat(verifiers.stream().filter(verifier -> verifier.isSelectedBy(client)), verifiers.stream())
                .filter(verifier -> verifier.store == StoreKind.ROOT_FILE)
                .flatMap(verifier -> Stream.ofNullable(text.apply(verifier)))
                .findFirst()
                .orElse("");
    }

    Verifier verifierNamed(String name) {
        return verifiers.stream().filter(v -> v.name.equals(name)).findFirst().orElseThrow();
    }

    /** What a text that names no mode is taken for; empty if it is refused. */
    Optional<SslMode> aliasOf(String text) {
        return Optional.ofNullable(aliases.getOrDefault(plain(text), aliases.get(ANY)));
    }

    /** The first condition that this client meets and under which the answer is not known. */
    Optional<Condition> open(Client client) {
        Client read = client.setting(Client.SSLMODE)
                .map(text -> client.sslmode(plain(text)))
                .orElse(client);
        return undecided.stream().filter(condition -> condition.isMetBy(read)).findFirst();
    }

    private String plain(String mode) {
        return modeIgnoresCase ? mode.toLowerCase(Locale.ROOT) : mode;
    }

    /** Whether an empty name of a root file is taken as it is, so that the default one is not looked for either. */
    boolean namesNoRootFile(Client client) {
        return emptyRootFileIsNone && client.setting(Client.SSLROOTCERT).equals(Optional.of(""));
    }

    /** The name that the certificate must be for: what a parameter says, else the host that the client asks for. */
    Optional<String> expectedName(Client client) {
        return Optional.ofNullable(hostParameter)
                .flatMap(client::setting)
                .filter(name -> !name.isEmpty())
                .or(client::host);
    }

    Optional<String> factory() {
        return Optional.ofNullable(factoryParameter);
    }

    /** Whose rules decide whether a certificate is for a host. */
    enum HostRules {
        PGJDBC,
        LIBPQ,
        LIBPQ_14,
        /** Go: alternative names only, an asterisk is the whole first label. */
        GO,
        /** PgBouncer: as {@link #GO}, and the first common name too, whatever alternative names there are. */
        PGBOUNCER,
        /**
         * node-postgres before 8.23.1: names as for {@link #EXACT_NAME}, but for an address the certificate must be for
         * localhost.
         */
        LOCALHOST_FOR_ADDRESSES,
        /** Decided where all rules that are modelled agree, or the certificate names the host letter by letter. */
        EXACT_NAME,
        NOT_MODELLED
    }

    /** When a chain is checked. */
    enum ChainCheck {
        ALWAYS,
        IF_STORE_EXISTS,
        NEVER
    }

    /** What becomes of a root file in the modes of {@code readsNamedRootFile}, whether it is needed or not; opened unless stated. */
    enum RootFileUse {
        /** It has to exist. */
        EXISTS,
        /** It is read, the default one too, and has to hold a certificate. */
        PARSED
    }

    /** What makes a client try the next channel of its mode. */
    enum Fallback {
        SERVER_WITHOUT_TLS,
        SERVER_POLICY,
        TLS_FAILURE
    }

    /** The channels that a mode tries, in order, and what makes it go on after a failure. */
    record ModeFacts(List<Channel> attempts, @Omittable Set<Fallback> fallbackOn) {}

    /**
     * A parameter that has one of these values, {@code *} is any, while none of the others is set. {@code why}: what makes the
     * answer unknown then.
     */
    record Condition(
            String parameter,
            List<String> values,
            @Omittable List<String> unless,
            @Omittable @Nullable String why) {
        boolean isMetBy(Client client) {
            return client.setting(parameter)
                            .filter(value -> matches(values, value))
                            .isPresent()
                    && unless.stream().noneMatch(other -> client.setting(other).isPresent());
        }
    }

    /** A parameter that decides the mode where {@code sslmode} is not given, or always. */
    record Switch(
            String parameter,
            List<String> values,
            SslMode mode,
            @Omittable @Nullable String verifier,
            @Omittable boolean always) {
        private static final Set<String> WORDS = Set.of("true", "false", "yes", "no");

        /** Whether this value is one of those that switch; drivers read these words in any case. */
        boolean isOn(String value) {
            String lower = value.toLowerCase(Locale.ROOT);
            return matches(values, WORDS.contains(lower) ? lower : value);
        }
    }

    /** A parameter value that is only accepted together with some modes; {@code implied} = only where no mode is given. */
    record Constraint(
            String parameter,
            String value,
            Set<SslMode> modes,
            String message,
            @Omittable boolean implied) {
        boolean isBrokenBy(Client client, SslMode mode) {
            return client.setting(parameter).filter(value::equals).isPresent()
                    && !modes.contains(mode)
                    && !(implied && client.setting(Client.SSLMODE).isPresent());
        }
    }

    /** A mode that is only accepted together with one of these values of a parameter; {@code *} is any. */
    record Requirement(SslMode mode, String parameter, List<String> values, String message) {
        boolean isBrokenBy(SslMode asked, Optional<String> value) {
            return mode == asked
                    && value.filter(given -> matches(values, given)).isEmpty();
        }
    }

    /** Whether a value is one of those listed; {@code *} stands for any but the empty one. */
    static boolean matches(List<String> values, String value) {
        return values.contains(value) || (values.contains(ANY) && !value.isEmpty());
    }

    /**
     * One way of verifying: which store, in which modes the chain, in which modes the host. {@code otherwise} is the store
     * where the first does not exist, {@code also} one that a chain may lead to just as well; {@code hostUnlessAddress}: the modes
     * in which a name is compared and an address is not.
     */
    record Verifier(
            String name,
            @Omittable @Nullable String parameter,
            List<String> values,
            StoreKind store,
            @Omittable @Nullable StoreKind otherwise,
            @Omittable @Nullable StoreKind also,
            @Omittable boolean chainAsSent,
            Map<SslMode, ChainCheck> chain,
            Set<SslMode> host,
            @Omittable Set<SslMode> hostUnlessAddress,
            @Omittable @Nullable String missing,
            @Omittable @Nullable String unreadable,
            @Omittable @Nullable String empty) {

        /** Whether a verified certificate must be for this host. */
        boolean checksHost(SslMode mode, Optional<String> name) {
            return host.contains(mode)
                    || (hostUnlessAddress.contains(mode)
                            && name.filter(HostCheck::isAddress).isEmpty());
        }

        /** Whether this value of sslrootcert, which looks like a file, means another store. */
        boolean isNoFile(String value) {
            return store != StoreKind.ROOT_FILE && Client.SSLROOTCERT.equals(parameter) && values.contains(value);
        }

        ChainCheck chainCheck(SslMode mode) {
            return chain.getOrDefault(mode, ChainCheck.NEVER);
        }

        boolean isSelectedBy(Client client) {
            return parameter != null
                    && client.setting(parameter)
                            .filter(value -> matches(values, value))
                            .isPresent();
        }

        /** The store that counts for this client: the other one where the first is known not to exist, or named away. */
        StoreKind storeOf(Client client, DriverRelease release) {
            return otherwise != null
                            && (client.material(store) instanceof TrustMaterial.Absent
                                    || (store == StoreKind.ROOT_FILE && release.namesNoRootFile(client)))
                    ? otherwise
                    : store;
        }
    }
}
