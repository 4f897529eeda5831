package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Optional;
import java.util.function.Function;

/** What became of a reference to a backend. */
public sealed interface BackendResolution {
    /**
     * The reference.
     *
     * @return the reference as the route writes it
     */
    BackendRef backendRef();

    /**
     * The object that is meant.
     *
     * @return its identity, whether it exists or not
     */
    ObjectRef target();

    /**
     * Requests reach a port of a Service.
     *
     * @param backendRef the reference
     * @param service the Service
     * @param port its port
     */
    record Found(BackendRef backendRef, Service service, Service.Port port) implements BackendResolution {
        @Override
        public ObjectRef target() {
            return service.ref();
        }

        @Override
        public <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super Foreign, ? extends R> onForeign,
                Function<? super Broken, ? extends R> onBroken) {
            return onFound.apply(this);
        }

        @Override
        public String toString() {
            return target() + ", port " + port.port();
        }
    }

    /**
     * The backend is of a kind that the controller takes and this library does not model: whether requests reach anything
     * is not known.
     *
     * @param backendRef the reference
     * @param target the object
     */
    record Foreign(BackendRef backendRef, ObjectRef target) implements BackendResolution {
        @Override
        public <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super Foreign, ? extends R> onForeign,
                Function<? super Broken, ? extends R> onBroken) {
            return onForeign.apply(this);
        }

        @Override
        public String toString() {
            return target + " is not ours to resolve";
        }
    }

    /**
     * The reference leads nowhere: its share of HTTP and gRPC requests gets 500, connections are refused.
     *
     * @param backendRef the reference
     * @param target the object that is meant
     * @param reason why: InvalidKind, RefNotPermitted, BackendNotFound, or PortNotFound, for which the specification knows
     *     no reason of its own
     * @param cause what is the matter
     */
    record Broken(BackendRef backendRef, ObjectRef target, String reason, Cause cause) implements BackendResolution {
        @Override
        public <R> R fold(
                Function<? super Found, ? extends R> onFound,
                Function<? super Foreign, ? extends R> onForeign,
                Function<? super Broken, ? extends R> onBroken) {
            return onBroken.apply(this);
        }

        @Override
        public String toString() {
            return target + " does not resolve: " + reason;
        }
    }

    /**
     * Case analysis.
     *
     * @param onFound asked when a Service's port was found
     * @param onForeign asked when the backend is of another kind
     * @param onBroken asked when the reference leads nowhere
     * @param <R> type of the answer
     * @return the answer
     */
    <R> R fold(
            Function<? super Found, ? extends R> onFound,
            Function<? super Foreign, ? extends R> onForeign,
            Function<? super Broken, ? extends R> onBroken);

    /**
     * The reason why the reference leads nowhere.
     *
     * @return the reference, if it is broken
     */
    default Optional<Broken> broken() {
        return this instanceof Broken broken ? Optional.of(broken) : Optional.empty();
    }
}
