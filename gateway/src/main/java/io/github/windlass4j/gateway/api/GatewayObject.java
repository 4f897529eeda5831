package io.github.windlass4j.gateway.api;

import io.github.windlass4j.manifest.object.ObjectView;

/** An object of the Gateway API. */
public sealed interface GatewayObject extends ObjectView
        permits GatewayClass, Gateway, ListenerSet, Route, ReferenceGrant, BackendTlsPolicy {
    /** The API group of all these kinds. */
    String GROUP = "gateway.networking.k8s.io";
}
