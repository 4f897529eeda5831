package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.gateway.attach.Controller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one version of ALB Controller does, by the vendor's release notes. A version that the notes do not list has no
 * profile: its behaviour would be a guess.
 *
 * @param release the version
 * @param knowledge the statements that this profile is taken from
 */
public record AgcProfile(AgcKnowledge.Release release, AgcKnowledge knowledge) {
    /**
     * The newest version that the bundled statements know.
     *
     * @return its profile
     */
    public static AgcProfile newest() {
        AgcKnowledge knowledge = AgcKnowledge.shipped();
        return new AgcProfile(knowledge.releases().get(0), knowledge);
    }

    /**
     * A version of the bundled statements.
     *
     * @param version {@code 1.11.3}, or {@code 1.11} for the newest of that line
     * @return its profile, if the statements know it
     */
    public static Optional<AgcProfile> of(String version) {
        return of(version, AgcKnowledge.shipped());
    }

    /**
     * A version.
     *
     * @param version {@code 1.11.3}, or {@code 1.11} for the newest of that line
     * @param knowledge the statements to look at
     * @return its profile, if the statements know it
     */
    private static Optional<AgcProfile> of(String version, AgcKnowledge knowledge) {
        return knowledge.releases().stream()
                .filter(release ->
                        release.version().equals(version) || release.version().startsWith(version + "."))
                .findFirst()
                .map(release -> new AgcProfile(release, knowledge));
    }

    /**
     * The version that the AKS add-on runs.
     *
     * @param kubernetes minor version of the cluster ("1.34")
     * @return the newest known version of that line; empty for a cluster of which nothing is stated
     */
    public static Optional<AgcProfile> ofAddOn(String kubernetes) {
        AgcKnowledge knowledge = AgcKnowledge.shipped();
        return knowledge.addOn().stream()
                .filter(row -> {
                    String last = row.toKubernetes();
                    return compare(kubernetes, row.fromKubernetes()) >= 0
                            && (last == null || compare(kubernetes, minor(last, kubernetes)) <= 0);
                })
                .findFirst()
                .flatMap(row -> of(row.controller(), knowledge));
    }

    /** A last minor version stands for its patches too: as many parts as the other has count. */
    private static String minor(String last, String kubernetes) {
        int parts = numbers(kubernetes).size();
        return parts > 2 ? last + ".999999999" : last;
    }

    /**
     * The version.
     *
     * @return such as 1.12.1
     */
    public String version() {
        return release.version();
    }

    /**
     * The controller as attachment asks it: without the kinds that this version lacks, with its own type of address and with
     * the choices that its documents tell.
     *
     * @return a controller that takes the class that it makes itself
     */
    public Controller controller() {
        AgcKnowledge.Names names = knowledge.names();
        Controller controller = Controller.named(names.controller())
                .accepting(names.gatewayClass())
                .defining(names.frontendAddress())
                .recognizing(release.gatewayApi());
        for (AgcKnowledge.Choice known : knowledge.choices()) {
            controller = controller.choosing(known.choice());
        }
        for (AgcKnowledge.Feature feature : knowledge.features()) {
            String lacking = feature.conformanceName();
            if (lacking != null && !supports(feature.id())) {
                controller = controller.without(lacking);
            }
        }
        return controller;
    }

    /**
     * Whether this version has a feature.
     *
     * @param feature what is asked
     * @return true if it came with this version or an earlier one
     */
    public boolean supports(AgcFeature feature) {
        String since = statement(feature).since();
        return since != null && compare(version(), since) >= 0;
    }

    /**
     * What is said of a feature.
     *
     * @param feature what is asked
     * @return the statement with its first version
     */
    public AgcKnowledge.Feature statement(AgcFeature feature) {
        return knowledge.features().stream()
                .filter(known -> known.id() == feature)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing is said of " + feature));
    }

    /**
     * The documents behind this profile.
     *
     * @return the sources in order
     */
    public List<Source> sources() {
        return knowledge.sources();
    }

    /**
     * Compares dotted numbers.
     *
     * @param a one version ("1.9.11")
     * @param b another
     * @return negative if {@code a} is older; a missing part counts as 0
     * @throws IllegalArgumentException for anything but dotted numbers of up to nine digits
     */
    static int compare(String a, String b) {
        List<Integer> left = numbers(a);
        List<Integer> right = numbers(b);
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            int order = Integer.compare(i < left.size() ? left.get(i) : 0, i < right.size() ? right.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : version.split("\\.", -1)) {
            if (part.isEmpty() || part.length() > 9 || !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new IllegalArgumentException("version \"" + version + "\" (want numbers like 1.34)");
            }
            numbers.add(Integer.parseInt(part));
        }
        return numbers;
    }

    /** {@code ALB Controller 1.12.1 (Gateway API v1.5.1)}. */
    @Override
    public String toString() {
        return "ALB Controller " + version() + " (Gateway API " + release.gatewayApi() + ")";
    }
}
