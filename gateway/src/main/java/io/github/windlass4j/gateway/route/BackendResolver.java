package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.Route;
import java.util.Optional;

/** Says what a backend reference leads to. */
interface BackendResolver {
    /**
     * What a reference leads to.
     *
     * @param backend the backend, as far as it is known
     * @param failure why requests for it fail, if they do
     * @param unknown what cannot be said about it
     */
    record Resolved(Backend backend, Optional<Target.Failure> failure, Optional<String> unknown) {}

    Resolved resolve(Route route, BackendRef reference);
}
