package io.github.windlass4j.mesh.istio;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;

/**
 * A view of an AuthorizationPolicy: who may do what.
 *
 * @param resource the object
 */
public record AuthorizationPolicy(Resource resource) implements IstioObject {
    /** What names the kind. */
    public static final IstioKind<AuthorizationPolicy> KIND = new IstioKind<>(
            IstioKind.SECURITY, "AuthorizationPolicy", List.of("v1", "v1beta1"), AuthorizationPolicy::new);

    /** What becomes of requests that a rule takes. */
    public enum Action {
        /** They pass; others do not, once one policy with this action applies. */
        ALLOW,
        /** They are refused. */
        DENY,
        /** They are logged. */
        AUDIT,
        /** An external service decides. */
        CUSTOM
    }

    /**
     * What it applies to.
     *
     * @return its selector
     */
    public PolicyTarget target() {
        return new PolicyTarget(spec());
    }

    /**
     * What becomes of requests that a rule takes.
     *
     * @return the action, ALLOW when absent or unknown
     */
    public Action action() {
        String text = spec().text("action", "");
        for (Action action : Action.values()) {
            if (action.name().equals(text)) {
                return action;
            }
        }
        return Action.ALLOW;
    }

    /**
     * The rules, of which one must take a request.
     *
     * @return the rules in order; empty takes no request
     */
    public List<Rule> rules() {
        return spec().list("rules").stream().map(Rule::new).toList();
    }

    /**
     * The service that decides for CUSTOM.
     *
     * @return its name in the mesh's configuration, empty when absent
     */
    public String provider() {
        return spec().child("provider").text("name", "");
    }

    /**
     * One rule: a source, an operation and all conditions must hold.
     *
     * @param fields its fields
     */
    public record Rule(Fields fields) {
        /**
         * The sources, of which one must hold.
         *
         * @return fields of each {@code source} in order; empty for any source
         */
        public List<Fields> from() {
            return fields.list("from").stream()
                    .map(from -> from.child("source"))
                    .toList();
        }

        /**
         * The operations, of which one must hold.
         *
         * @return fields of each {@code operation} in order; empty for any operation
         */
        public List<Fields> to() {
            return fields.list("to").stream().map(to -> to.child("operation")).toList();
        }

        /**
         * The conditions, which must all hold.
         *
         * @return fields of each condition ({@code key}, {@code values}, {@code notValues}) in order
         */
        public List<Fields> when() {
            return fields.list("when");
        }
    }
}
