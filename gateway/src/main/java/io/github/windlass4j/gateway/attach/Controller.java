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
 *     names of well-known authorities, kinds of filters ({@code example.com/Limit})
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
        /**
         * The conditions Programmed and ResolvedRefs of a Gateway tell nothing of its listeners, and neither does Accepted of a
         * ListenerSet that has a valid one.
         */
        TELLS_LISTENERS_APART,
        /** Programmed of a Gateway, and the conditions of its ListenerSets, repeat the reason UnsupportedAddress of its Accepted. */
        REPEATS_UNSUPPORTED_ADDRESSES,
        /** A listener is programmed although no route can attach to it, for its protocol or the kinds that it allows. */
        PROGRAMS_LISTENERS_WITHOUT_KINDS,
        /** A listener is not programmed if one of the kinds that it allows cannot attach to it. */
        WANTS_EVERY_ALLOWED_KIND,
        /** A listener whose certificates must not be used has the reason of missing authorities of clients, NoValidCACertificate. */
        TELLS_FORBIDDEN_CERTIFICATES_AS_AUTHORITIES,
        /** An HTTPS listener of a Gateway needs no TLS settings, and one of a ListenerSet without them is an unsupported protocol. */
        WANTS_TLS_SETTINGS_IN_LISTENER_SETS_ONLY,
        /** A listener that passes TLS through is not programmed if it names certificates, which the specification ignores. */
        REFUSES_CERTIFICATES_BESIDE_PASSTHROUGH,
        /** Certificates of listeners are not compared ("MAY detect the presence of overlapping certificates"), only host names. */
        LEAVES_CERTIFICATES_UNCOMPARED,
        /** Of the UDP listeners of a Gateway at one port the first one serves; the specification lets nobody win. */
        LETS_THE_FIRST_UDP_LISTENER_STAND,
        /** A listener that cannot be served, for what its references lead to, stands in no other listener's way. */
        LETS_ONLY_SERVED_LISTENERS_CONFLICT,
        /** A Gateway whose parameters are not there is not accepted, and programmed without them. */
        PROGRAMS_WITHOUT_PARAMETERS,
        /** A BackendTLSPolicy is not accepted if one of its targets is missing, although others are there. */
        WANTS_EVERY_TARGET,
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
        /** Filters of headers neither touch Host nor remove what is no name of a header; a route that asks for it is not accepted. */
        REFUSES_DISPUTED_HEADERS,
        /** Filters of the type ExtensionRef are those that it defines, as {@code group/kind}; a route with another one is not accepted. */
        REFUSES_FILTERS_OF_OTHERS,
        /** TCPRoutes and UDPRoutes have one rule, as in version v1, also in older ones; another route is not accepted and not counted. */
        REFUSES_FURTHER_RULES,
        /** Of a route that neither the hosts nor the namespaces of a listener let in the hosts are told. */
        ASKS_HOSTS_BEFORE_NAMESPACES,
        /** Of several backends that are not resolved the last one gives the reason. */
        TELLS_THE_LAST_BACKEND,
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
     * @param value type of an address, name of well-known authorities or kind of a filter, with the prefix of a domain
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

    boolean chooses(Choice choice) {
        return choices.contains(choice);
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
