package io.github.windlass4j.examples.fleet;

import io.github.windlass4j.core.chain.JsseProfile;
import io.github.windlass4j.core.chain.OpensslProfile;
import io.github.windlass4j.core.chain.Profile;
import io.github.windlass4j.core.report.Progress;
import io.github.windlass4j.scan.fleet.FleetAssessment;
import io.github.windlass4j.scan.fleet.FleetAssessor;
import io.github.windlass4j.scan.inventory.Inventory;
import io.github.windlass4j.truststore.client.PresentedChain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked about a fleet, in a form that can be sent to workers.
 *
 * @param profile {@linkplain Profile#name name} of who judges, such as {@code PRIVATE_PKI} or {@code OPENSSL 3.0}
 * @param at when
 * @param chains what the servers present
 */
public record FleetQuestion(String profile, Instant at, List<Chain> chains) implements Serializable {
    private static final List<Profile> PROFILES = Stream.<Profile>concat(
                    Stream.of(
                            Profile.RFC5280,
                            Profile.RFC5280_PATH,
                            Profile.WEBPKI,
                            Profile.WEBPKI_STRICT,
                            Profile.PRIVATE_PKI,
                            Profile.jsse(17, JsseProfile.Entry.TRUST_MANAGER),
                            Profile.jsse(25, JsseProfile.Entry.TRUST_MANAGER)),
                    Stream.of(OpensslProfile.Version.values()).map(Profile::openssl))
            .toList();

    /** Checks that the profile is one that is known by name. */
    public FleetQuestion {
        chains = List.copyOf(chains);
        find(profile);
    }

    /**
     * What one server presents.
     *
     * @param name what to call it in the result
     * @param pem its certificates, leaf first
     */
    public record Chain(String name, String pem) implements Serializable {
        private PresentedChain read() {
            return PresentedChain.read(pem.getBytes(StandardCharsets.UTF_8), name);
        }
    }

    /**
     * Judges the stores among some lines of an inventory.
     *
     * @param lines one fact each, in any order, also repeatedly; a store counts if its content and the certificates of that
     *     are among them
     * @throws io.github.windlass4j.scan.inventory.MalformedInventoryException if a line is no fact of an inventory
     * @throws IOException if the lines come from where reading can fail
     */
    public FleetAssessment assess(Iterator<String> lines) throws IOException {
        Inventory inventory = Inventory.read(new BufferedReader(new LineReader(lines)), "inventory");
        List<PresentedChain> presented = chains.stream().map(Chain::read).toList();
        return FleetAssessor.of(find(profile), presented, at).assess(inventory, Progress.UNSTOPPED);
    }

    private static Profile find(String name) {
        return PROFILES.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("profile " + name + " (want one of "
                        + PROFILES.stream().map(Profile::name).collect(Collectors.joining(", ")) + ")"));
    }
}
