package io.github.windlass4j.gateway.route;

import io.github.windlass4j.gateway.api.BackendRef;
import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.Route;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.BackendResolution;
import io.github.windlass4j.gateway.attach.Condition;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.attach.PolicyStatus;
import io.github.windlass4j.gateway.attach.RouteStatus;
import io.github.windlass4j.manifest.k8s.EndpointSlice;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.yaml.Mapping;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Backends as attachment has resolved them. */
final class AttachedBackends implements BackendResolver {
    private static final int NO_VALID_BACKEND = 500;
    private static final int NO_ENDPOINT = 503;
    private static final BackendRef NO_REFERENCE = new BackendRef(Fields.of(Mapping.empty()));

    private final Attachment attachment;
    private final Map<ObjectRef, RouteStatus> routes = new HashMap<>();

    AttachedBackends(Attachment attachment) {
        this.attachment = attachment;
        attachment.routes().forEach(status -> routes.put(status.route().ref(), status));
    }

    /**
     * The same for routes of a mesh: a consumer's route leads to Services of other namespaces without a grant, because
     * whoever sends the requests could send them there anyway.
     */
    BackendResolver inMesh() {
        return (route, reference) -> {
            ObjectRef target = reference.target(route.namespace());
            return attachment
                    .gatewaySet()
                    .service(target.namespace(), target.name())
                    .filter(service ->
                            target.equals(service.ref()) && reference.port().isPresent())
                    .flatMap(service -> service.port(reference.port().getAsInt())
                            .map(port -> new BackendResolution.Found(reference, service, port)))
                    .map(this::found)
                    .orElseGet(() -> resolve(route, reference));
        };
    }

    @Override
    public Resolved resolve(Route route, BackendRef reference) {
        RouteStatus status = routes.get(route.ref());
        if (status == null) {
            throw new IllegalArgumentException(route.ref() + " is not attached");
        }
        OptionalInt port = reference.port();
        return status.backend(reference)
                .fold(
                        this::ofGateway,
                        foreign -> new Resolved(
                                new Backend(foreign.target(), port, Optional.empty()),
                                Optional.empty(),
                                Optional.of("what becomes of requests for " + foreign.target()
                                        + " is up to the implementation")),
                        broken -> new Resolved(
                                new Backend(broken.target(), port, Optional.empty()),
                                Optional.of(new Target.Failure(
                                        NO_VALID_BACKEND,
                                        broken.reason() + ": " + broken.cause().text())),
                                Optional.empty()));
    }

    /** As {@link #found}; of Services that are only a name elsewhere the specification says that they should not be supported. */
    private Resolved ofGateway(BackendResolution.Found found) {
        Resolved resolved = found(found);
        Optional<String> unknown = found.service()
                .externalName()
                .map(name -> found.target() + " stands for " + name
                        + " (ExternalName): whether requests are sent there is up to the implementation");
        return new Resolved(resolved.backend(), resolved.failure(), unknown);
    }

    /** What the port of a Service leads to when no route names it. */
    Resolved service(Service service, Service.Port port) {
        return found(new BackendResolution.Found(NO_REFERENCE, service, port));
    }

    private Resolved found(BackendResolution.Found found) {
        Optional<PolicyStatus> policy = attachment.policyFor(found);
        Optional<BackendTls> tls = policy.map(status -> tls(status.policy()));
        Backend backend =
                new Backend(found.target(), OptionalInt.of(found.port().port()), tls);
        Optional<Target.Failure> failure = policy.flatMap(AttachedBackends::unusable)
                .or(() -> hasNoEndpoint(found.target())
                        ? Optional.of(new Target.Failure(
                                attachment
                                                .controller()
                                                .choices()
                                                .contains(Controller.Choice.ANSWERS_500_WITHOUT_ENDPOINTS)
                                        ? NO_VALID_BACKEND
                                        : NO_ENDPOINT,
                                found.target() + " has no ready endpoint"))
                        : Optional.empty());
        return new Resolved(backend, failure, Optional.empty());
    }

    private BackendTls tls(BackendTlsPolicy policy) {
        BackendTlsPolicy.Validation validation = policy.validation();
        List<String> names = validation.subjectAltNames();
        return new BackendTls(
                validation.hostname(),
                names.isEmpty() ? List.of(validation.hostname()) : names,
                attachment.authorities(validation.caCertificateRefs(), policy.namespace()));
    }

    /** A backend behind an invalid policy is not reached at all, rather than without TLS. */
    private static Optional<Target.Failure> unusable(PolicyStatus status) {
        return status.conditions().stream()
                .filter(condition -> condition.status() == Condition.Status.FALSE)
                .findFirst()
                .map(condition ->
                        new Target.Failure(NO_VALID_BACKEND, status.policy().ref() + ": " + condition.reason()));
    }

    /** Without any EndpointSlice nothing is known of the endpoints, and the Service counts as healthy. */
    private boolean hasNoEndpoint(ObjectRef service) {
        List<EndpointSlice> slices = attachment.gatewaySet().endpointSlices(service);
        return !slices.isEmpty()
                && slices.stream()
                        .flatMap(slice -> slice.endpoints().stream())
                        .noneMatch(EndpointSlice.Endpoint::isReady);
    }
}
