package io.github.windlass4j.gateway.attach;

import java.util.Set;
import java.util.TreeSet;

/**
 * Whose status is predicted: a controller by its name, the classes it accepts beside those whose objects name it, and the
 * features of the specification that it does not have.
 *
 * @param name the controller's name, as in {@code spec.controllerName} of a GatewayClass
 * @param classes names of classes that are its own although their objects are not given
 * @param backends kinds of backends that it takes, each as {@code group/kind} ({@code /Service})
 * @param values values that it defines itself, with the prefix of a domain: types of addresses ({@code example.com/pool}),
 *     names of well-known authorities
 * @param lacks features by the names of the conformance reports ({@code TLSRouteModeTerminate}, {@code UDPRoute}); empty for a
 *     controller that has everything that the specification defines
 * @param choices what it does where the specification leaves it open
 * @param bundles releases of the Gateway API's definitions that it is known to recognize ({@code v1.6.1})
 */
public record Controller(
        String name,
        Set<String> classes,
        Set<String> backends,
        Set<String> values,
        Set<String> lacks,
        Set<Choice> choices,
        Set<String> bundles) {
    /** Copies the sets. */
    public Controller {
        classes = Set.copyOf(classes);
        backends = Set.copyOf(backends);
        values = Set.copyOf(values);
        lacks = Set.copyOf(lacks);
        choices = Set.copyOf(choices);
        bundles = Set.copyOf(bundles);
    }

    /** What the specification leaves to controllers. */
    public enum Choice {
        /** Conditions do not tell of ports that a Service does not have, neither as a backend nor as a parent. */
        IGNORES_SERVICE_PORTS,
        /** The conditions Programmed and ResolvedRefs of a Gateway tell nothing of its listeners. */
        TELLS_LISTENERS_APART,
        /** A Gateway whose parameters are not there is not accepted, and programmed without them. */
        PROGRAMS_WITHOUT_PARAMETERS,
        /** Authorities may stand in Secrets too, under the key ca.crt. */
        TAKES_AUTHORITIES_FROM_SECRETS,
        /** Authorities may stand in ClusterTrustBundles too. */
        TAKES_AUTHORITIES_FROM_TRUST_BUNDLES,
        /** References to authorities are followed by their kind alone, whatever group they name. */
        FOLLOWS_AUTHORITIES_BY_KIND,
        /** Where the key ca.crt is missing, authorities are looked for under tls.crt. */
        TAKES_TLS_CRT_WITHOUT_CA_CRT,
        /** Where the key ca.crt is missing, authorities are looked for under the only key that there is. */
        TAKES_THE_ONLY_KEY_WITHOUT_CA_CRT,
        /** A backend without ready endpoints fails with 500 like one that is not there, instead of 503. */
        ANSWERS_500_WITHOUT_ENDPOINTS,
        /** Regular expressions are those of RE2; a route with another one is not accepted. */
        REFUSES_WHAT_RE2_CANNOT_READ,
        /**
         * HTTPRoutes and GRPCRoutes may have hosts of a listener in common; the specification says that it must not be so,
         * and not every controller heeds it.
         */
        LETS_HTTP_AND_GRPC_SHARE_HOSTS,
        /**
         * Routes that a listener takes count as attached even if a value keeps them from being accepted, as Gateway API v1.2
         * wants; since v1.5 only accepted ones count.
         */
        COUNTS_ROUTES_WITH_UNSUPPORTED_VALUES
    }

    /**
     * A controller that has every feature and sends requests to Services only.
     *
     * @param name its name
     * @return the controller, without classes of its own
     */
    public static Controller named(String name) {
        return new Controller(name, Set.of(), Set.of("/Service"), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /**
     * This controller with a class whose object is not given.
     *
     * @param gatewayClass name of the class
     * @return a changed copy
     */
    public Controller accepting(String gatewayClass) {
        return new Controller(name, with(classes, gatewayClass), backends, values, lacks, choices, bundles);
    }

    /**
     * This controller with a further kind of backends.
     *
     * @param group API group, empty for the core group
     * @param kind kind
     * @return a changed copy
     */
    public Controller withBackend(String group, String kind) {
        return new Controller(name, classes, with(backends, group + "/" + kind), values, lacks, choices, bundles);
    }

    /**
     * This controller with a value of its own.
     *
     * @param value type of an address or name of well-known authorities, with the prefix of a domain
     * @return a changed copy
     */
    public Controller defining(String value) {
        return new Controller(name, classes, backends, with(values, value), lacks, choices, bundles);
    }

    /**
     * This controller without a feature.
     *
     * @param feature name of the feature in the conformance reports
     * @return a changed copy
     */
    public Controller without(String feature) {
        return new Controller(name, classes, backends, values, with(lacks, feature), choices, bundles);
    }

    /**
     * This controller with a choice of its own.
     *
     * @param choice what it does
     * @return a changed copy
     */
    public Controller choosing(Choice choice) {
        return new Controller(name, classes, backends, values, lacks, with(choices, choice), bundles);
    }

    /**
     * This controller with a release of definitions that it recognizes.
     *
     * @param bundle value of the annotation {@code gateway.networking.k8s.io/bundle-version} ({@code v1.6.1})
     * @return a changed copy
     */
    public Controller recognizing(String bundle) {
        return new Controller(name, classes, backends, values, lacks, choices, with(bundles, bundle));
    }

    boolean has(String feature) {
        return !lacks.contains(feature);
    }

    /** Whether a value that the specification leaves to implementations is one of this controller's. */
    boolean defines(String value) {
        return values.contains(value);
    }

    private static <T extends Comparable<T>> Set<T> with(Set<T> set, T one) {
        Set<T> more = new TreeSet<>(set);
        more.add(one);
        return more;
    }

    @Override
    public String toString() {
        return name;
    }
}
