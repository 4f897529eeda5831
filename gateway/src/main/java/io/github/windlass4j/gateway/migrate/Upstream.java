package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.RuleDraft.object;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A Service's port behind an Ingress; {@code missing} says what does not exist.
 *
 * @param service the Service
 * @param there whether it exists
 * @param port number of its port, or the stated one
 * @param missing what does not exist
 * @param externalName the name elsewhere that the Service stands for, if it is only that
 */
record Upstream(
        ObjectRef service, boolean there, OptionalInt port, Optional<String> missing, Optional<String> externalName) {
    /** The backend of an Ingress; empty when it is no Service. */
    static Optional<Upstream> of(GatewaySet set, Ingress ingress, Ingress.Backend backend) {
        return of(set, ingress, backend, false);
    }

    /** The same for a controller that also knows ports by what they lead to. */
    static Optional<Upstream> byTargetPortToo(GatewaySet set, Ingress ingress, Ingress.Backend backend) {
        return of(set, ingress, backend, true);
    }

    private static Optional<Upstream> of(
            GatewaySet set, Ingress ingress, Ingress.Backend backend, boolean targetPorts) {
        return backend.service().map(name -> {
            String namespace = ingress.namespace();
            ObjectRef ref = ObjectRef.core(Service.KIND, namespace, name);
            Optional<Service> service = set.service(namespace, name);
            if (service.isEmpty()) {
                return new Upstream(
                        ref, false, backend.portNumber(), Optional.of("there is no " + ref), Optional.empty());
            }
            String stated = backend.portName()
                    .orElseGet(() -> backend.portNumber().isPresent()
                            ? Integer.toString(backend.portNumber().getAsInt())
                            : "");
            Optional<Service.Port> port = backend.portName()
                    .flatMap(service.get()::port)
                    .or(() -> backend.portNumber().isPresent()
                            ? service.get().port(backend.portNumber().getAsInt())
                            : Optional.empty())
                    .or(() -> service.get().ports().stream()
                            .filter(any -> targetPorts && any.targetPort().equals(stated))
                            .findFirst());
            Optional<String> externalName = service.get().externalName();
            OptionalInt number = port.isPresent() ? OptionalInt.of(port.get().port()) : backend.portNumber();
            // A Service that is only a name needs no ports: the controller takes any number (externalNamePorts).
            boolean known = port.isPresent() || (!targetPorts && externalName.isPresent() && number.isPresent());
            Optional<String> missing = known ? Optional.empty() : Optional.of(ref + " has no port " + stated);
            return new Upstream(ref, true, number, missing, externalName);
        });
    }

    /** The backend of a rule; without a weight when that is negative. */
    Map<String, Object> toObject(int weight) {
        return object(
                "name", service.name(),
                "port", port.isPresent() ? port.getAsInt() : 80,
                "weight", weight < 0 ? null : weight);
    }
}
