package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.VirtualService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What istiod's validation webhook says of one of Istio's objects, beyond the definition of its kind: names, hosts, fields that
 * exclude each other. Not looked at: what Envoy's own types would say of an EnvoyFilter's values beyond the types it names,
 * expressions in Telemetry, and the content of certificates.
 */
public final class Webhook {
    private static final Map<String, BiConsumer<At, Resource>> RULES = Map.ofEntries(
            Map.entry("Gateway.networking.istio.io", GatewayRules::gateway),
            Map.entry("VirtualService.networking.istio.io", VirtualServiceRules::virtualService),
            Map.entry("DestinationRule.networking.istio.io", TrafficRules::destinationRule),
            Map.entry("Sidecar.networking.istio.io", SidecarRules::sidecar),
            Map.entry("ServiceEntry.networking.istio.io", ServiceEntryRules::serviceEntry),
            Map.entry("WorkloadEntry.networking.istio.io", ServiceEntryRules::workloadEntry),
            Map.entry("WorkloadGroup.networking.istio.io", ServiceEntryRules::workloadGroup),
            Map.entry("EnvoyFilter.networking.istio.io", EnvoyFilterRules::envoyFilter),
            Map.entry("ProxyConfig.networking.istio.io", ExtensionRules::proxyConfig),
            Map.entry("AuthorizationPolicy.security.istio.io", AuthorizationRules::authorizationPolicy),
            Map.entry("RequestAuthentication.security.istio.io", AuthenticationRules::requestAuthentication),
            Map.entry("PeerAuthentication.security.istio.io", AuthenticationRules::peerAuthentication),
            Map.entry("Telemetry.telemetry.istio.io", ExtensionRules::telemetry),
            Map.entry("WasmPlugin.extensions.istio.io", ExtensionRules::wasmPlugin),
            Map.entry("TrafficExtension.extensions.istio.io", ExtensionRules::trafficExtension));

    private static final String DRY_RUN = "istio.io/dry-run";
    private static final String ALWAYS_REJECT = "internal.istio.io/webhook-always-reject";

    /** What istiod writes on objects that it makes itself; in a user's hands they would raise privileges. */
    private static final List<String> INTERNAL =
            List.of("internal.istio.io/parent-namespace", "internal.istio.io/parents");

    private Webhook() {}

    /**
     * What the webhook says.
     *
     * @param errors why it refuses the object; empty when it does not
     * @param warnings what it tells whoever applies the object
     */
    public record Answer(List<Complaint> errors, List<Complaint> warnings) {
        /** Copies the lists. */
        public Answer {
            errors = List.copyOf(errors);
            warnings = List.copyOf(warnings);
        }

        /**
         * Whether the object passes.
         *
         * @return true without errors
         */
        public boolean isAccepted() {
            return errors.isEmpty();
        }

        @Override
        public String toString() {
            return isAccepted() ? "accepted, " + Count.of(warnings.size(), "warning") : "refused: " + errors;
        }
    }

    /**
     * Asks the webhook.
     *
     * @param object an object of any version of one of Istio's kinds
     * @return its answer; empty for other kinds, which it does not see
     */
    public static Optional<Answer> review(Resource object) {
        BiConsumer<At, Resource> rules = RULES.get(object.kind() + "." + object.group());
        if (rules == null) {
            return Optional.empty();
        }
        Review review = new Review();
        metadata(object, review);
        if (review.errors().isEmpty()) {
            rules.accept(new At(object.spec(), "spec", review), object);
        }
        At spec = new At(object.spec(), "spec", review);
        VirtualService.KIND
                .view(object)
                .ifPresent(service -> UnusedRoute.all(service).forEach(unused -> spec.warn(unused.message())));
        return Optional.of(new Answer(review.errors(), review.warnings()));
    }

    private static void metadata(Resource object, Review review) {
        At metadata = new At(object.metadata(), "metadata", review);
        String dryRun = object.annotations().get(DRY_RUN);
        if (dryRun != null) {
            String action = object.spec().text("action", "ALLOW");
            if (!object.kind().equals("AuthorizationPolicy")) {
                metadata.error("has unsupported annotation " + DRY_RUN + ", please remove the annotation");
            } else if (!action.equals("ALLOW") && !action.equals("DENY")) {
                metadata.error("the annotation " + DRY_RUN + " currently only supports action ALLOW/DENY, found action "
                        + action);
            } else if (!List.of("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False")
                    .contains(dryRun)) {
                metadata.error("has annotation " + DRY_RUN + " with invalid value (" + dryRun + ")");
            }
        }
        metadata.errorIf(
                object.annotations().containsKey(ALWAYS_REJECT),
                '"' + ALWAYS_REJECT + "\" annotation found, rejecting");
        for (String internal : INTERNAL) {
            metadata.errorIf(
                    object.annotations().containsKey(internal),
                    '"' + internal + "\" annotation found, this may not be set by users");
        }
    }
}
