package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.BackendTlsPolicy;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which BackendTLSPolicy counts for which port of which Service, and what their status says. */
final class PolicyCheck {
    /** A target and its section; an empty section means the whole object. */
    private record Target(ObjectRef object, String section) {}

    private final GatewaySet set;
    private final Controller controller;
    private final CertificateCheck certificates;
    private final Map<Target, BackendTlsPolicy> owners = new HashMap<>();

    PolicyCheck(GatewaySet set, Controller controller, CertificateCheck certificates) {
        this.set = set;
        this.controller = controller;
        this.certificates = certificates;
        set.backendTlsPolicies().stream()
                .sorted(OldestFirst.order())
                .forEach(policy -> targets(policy).forEach(target -> owners.putIfAbsent(target, policy)));
    }

    private static List<Target> targets(BackendTlsPolicy policy) {
        return policy.targetRefs().stream()
                .map(target -> new Target(
                        target.reference().target(policy.namespace()),
                        target.sectionName().orElse("")))
                .toList();
    }

    /** The policy for one port: the one that names the port, or else the one for the whole Service. */
    Optional<BackendTlsPolicy> of(ObjectRef service, Service.Port port) {
        return Optional.ofNullable(owners.get(new Target(service, port.name())))
                .or(() -> Optional.ofNullable(owners.get(new Target(service, ""))));
    }

    /** {@code reached}: for each Service the Gateways whose routes lead there. */
    PolicyStatus status(BackendTlsPolicy policy, Map<ObjectRef, Set<ObjectRef>> reached) {
        Set<ObjectRef> ancestors =
                new TreeSet<>(Comparator.comparing(ObjectRef::namespace).thenComparing(ObjectRef::name));
        targets(policy).forEach(target -> ancestors.addAll(reached.getOrDefault(target.object(), Set.of())));
        List<Cause> broken = new ArrayList<>();
        String reason = "";
        boolean any = policy.validation().wellKnownCaCertificates().isPresent();
        for (Reference reference : policy.validation().caCertificateRefs()) {
            CertificateCheck.Followed followed =
                    certificates.authorities(policy, reference, "InvalidCACertificateRef", "InvalidKind");
            any |= followed.isGood();
            if (!followed.isGood()) {
                reason = reason.isEmpty() ? followed.reason() : reason;
                broken.addAll(followed.causes());
            }
        }
        Condition resolved = broken.isEmpty()
                ? Condition.ok("ResolvedRefs", "ResolvedRefs")
                : Condition.not("ResolvedRefs", reason, broken);
        return new PolicyStatus(policy, List.copyOf(ancestors), List.of(accepted(policy, any, broken), resolved));
    }

    private Condition accepted(BackendTlsPolicy policy, boolean trusts, List<Cause> broken) {
        List<Cause> lost = new ArrayList<>();
        List<Cause> missing = new ArrayList<>();
        for (BackendTlsPolicy.Target target : policy.targetRefs()) {
            ObjectRef object = target.reference().target(policy.namespace());
            BackendTlsPolicy owner =
                    owners.get(new Target(object, target.sectionName().orElse("")));
            if (owner != null && !owner.ref().equals(policy.ref())) {
                lost.add(Cause.of(policy, target, owner + " is older or comes first by name"));
            }
            if (!exists(target, object)) {
                missing.add(Cause.of(
                        policy,
                        target,
                        object
                                + target.sectionName()
                                        .map(name -> ", port \"" + name + "\"")
                                        .orElse("") + " is not there"));
            }
        }
        if (!lost.isEmpty()) {
            return Condition.not("Accepted", "Conflicted", lost);
        }
        boolean every = controller.chooses(Controller.Choice.WANTS_EVERY_TARGET);
        if (every ? !missing.isEmpty() : missing.size() == policy.targetRefs().size()) {
            return Condition.not("Accepted", "TargetNotFound", missing);
        }
        Optional<String> strange = policy.validation()
                .wellKnownCaCertificates()
                .filter(name -> !name.equals("System") && !controller.defines(name));
        if (strange.isPresent()) {
            return Condition.not(
                    "Accepted",
                    "Invalid",
                    Cause.of(policy, policy.validation(), controller + " knows no authorities " + strange.get()));
        }
        return trusts
                ? Condition.ok("Accepted", "Accepted")
                : Condition.not(
                        "Accepted",
                        "NoValidCACertificate",
                        broken.isEmpty() ? List.of(Cause.of(policy, policy.validation(), "trusts nothing")) : broken);
    }

    private boolean exists(BackendTlsPolicy.Target target, ObjectRef object) {
        if (!target.reference().isA("", Service.KIND)) {
            return set.find(object).isPresent();
        }
        return set.service(object.namespace(), object.name())
                .filter(service -> target.sectionName()
                        .map(name -> service.port(name).isPresent())
                        .orElse(true))
                .isPresent();
    }
}
