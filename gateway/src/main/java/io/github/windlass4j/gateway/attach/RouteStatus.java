package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.List;

/**
 * The predicted status of a route.
 *
 * @param route the route
 * @param parents the status at each parent that the controller serves, in order of the references
 * @param backends what became of each backend reference, filters' ones included, in document order
 */
public record RouteStatus(Route route, List<Parent> parents, List<BackendResolution> backends) {
    /** Copies the lists. */
    public RouteStatus {
        parents = List.copyOf(parents);
        backends = List.copyOf(backends);
    }

    /**
     * What became of a backend reference.
     *
     * @param backendRef a reference of this route
     * @return the resolution
     * @throws IllegalArgumentException when the reference is not one of this route's
     */
    public BackendResolution backend(BackendRef backendRef) {
        return backends.stream()
                .filter(one -> one.backendRef().field().equals(backendRef.field()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(backendRef.field() + ": no backend of " + route));
    }

    /**
     * The status at one parent.
     *
     * @param parentRef the reference as the route writes it
     * @param parent the object that is meant
     * @param conditions the conditions: Accepted, ResolvedRefs, and PartiallyInvalid where it holds: some rules have values
     *     that are not supported and are dropped, the others serve
     */
    public record Parent(ParentRef parentRef, ObjectRef parent, List<Condition> conditions) implements Conditioned {
        /** Copies the conditions. */
        public Parent {
            conditions = List.copyOf(conditions);
        }

        /**
         * Whether the route is attached here.
         *
         * @return true if the condition Accepted holds
         */
        public boolean isAccepted() {
            return holds("Accepted");
        }

        /** The reference and its conditions. */
        @Override
        public String toString() {
            return parentRef + " " + conditions;
        }
    }

    /** The route and its parents. */
    @Override
    public String toString() {
        return route + " " + parents;
    }
}
