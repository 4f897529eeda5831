package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewayClass;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.GatewayTls;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.ParentRef;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.attach.Controller.Choice;
import io.github.windlass4j.manifest.object.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Classes, Gateways and ListenerSets of one controller; routes are attached to {@link #parents()} in between. */
final class GatewayCheck {
    private static final String ACCEPTED = "Accepted";
    private static final String PROGRAMMED = "Programmed";
    private static final String NOT_VALID = "ListenersNotValid";
    private static final String NO_PARAMETERS = "InvalidParameters";
    private static final String NO_ADDRESS = "UnsupportedAddress";

    private final GatewaySet set;
    private final CertificateCheck certificates;
    private final Set<String> classNames;
    private final Controller controller;
    private final List<Gateway> gateways = new ArrayList<>();
    private final Map<ObjectRef, List<ListenerDraft>> drafts = new LinkedHashMap<>();

    /** ListenerSets of each Gateway that it takes, in order of precedence. */
    private final Map<ObjectRef, List<ListenerSet>> members = new LinkedHashMap<>();

    GatewayCheck(GatewaySet set, Controller controller, CertificateCheck certificates) {
        this.set = set;
        this.controller = controller;
        this.certificates = certificates;
        this.classNames = new TreeSet<>(controller.classes());
        for (GatewayClass gatewayClass : set.classes()) {
            if (gatewayClass.controllerName().equals(controller.name())) {
                classNames.add(gatewayClass.name());
            }
        }
        ListenerCheck check = new ListenerCheck(certificates, controller);
        for (Gateway gateway : set.gateways()) {
            if (classNames.contains(gateway.className())) {
                gateways.add(gateway);
                gather(gateway, check);
            }
        }
    }

    private void gather(Gateway gateway, ListenerCheck check) {
        List<List<ListenerDraft>> owners = new ArrayList<>();
        owners.add(drafts(gateway, gateway, gateway.listeners(), check));
        List<ListenerSet> own = set.listenerSets().stream()
                .filter(one -> one.parentRef().target(one.namespace()).equals(gateway.ref()))
                .sorted(OldestFirst.order())
                .toList();
        List<ListenerSet> taken = new ArrayList<>();
        for (ListenerSet one : own) {
            drafts.put(one.ref(), List.of());
            if (refusal(gateway, one).isEmpty()) {
                taken.add(one);
                owners.add(drafts(gateway, one, one.listeners(), check));
            }
        }
        members.put(gateway.ref(), taken);
        new ListenerConflicts(controller).find(owners);
    }

    private List<ListenerDraft> drafts(
            Gateway gateway, GatewayObject owner, List<Listener> listeners, ListenerCheck check) {
        List<ListenerDraft> own = listeners.stream()
                .map(listener -> new ListenerDraft(gateway, owner, listener))
                .toList();
        own.forEach(check::check);
        drafts.put(owner.ref(), own);
        return own;
    }

    private Optional<Cause> refusal(Gateway gateway, ListenerSet one) {
        Gateway.AllowedListeners allowed = gateway.allowedListeners();
        boolean open = controller.has(ListenerSet.KIND)
                && switch (allowed.from()) {
                    case "All" -> true;
                    case "Same" -> one.namespace().equals(gateway.namespace());
                    case "Selector" ->
                        allowed.selector().isPresent()
                                && allowed.selector().matches(set.namespaceLabels(one.namespace()));
                    default -> false;
                };
        return open
                ? Optional.empty()
                : Optional.of(Cause.of(
                        gateway,
                        allowed,
                        "takes no ListenerSets of namespace " + one.namespace() + " (from " + allowed.from() + ")"));
    }

    /** The listeners of every Gateway and ListenerSet of the controller; none for a ListenerSet that is not taken. */
    Map<ObjectRef, List<ListenerDraft>> parents() {
        return drafts;
    }

    /** Gateways that routes can ask for without naming them (GEP-3793), as references to them. */
    List<ParentRef> defaults() {
        return gateways.stream()
                .filter(Gateway::isDefault)
                .map(gateway -> ParentRef.of(gateway.namespace(), gateway.name()))
                .toList();
    }

    List<ClassStatus> classes(Definitions definitions) {
        List<ClassStatus> classes = new ArrayList<>();
        for (GatewayClass gatewayClass : set.classes()) {
            if (classNames.contains(gatewayClass.name())) {
                Condition accepted = gatewayClass
                        .parametersRef()
                        .filter(ref -> set.find(ref.target(ref.namespace())).isEmpty())
                        .map(ref -> Condition.not(
                                ACCEPTED, NO_PARAMETERS, Cause.of(gatewayClass, ref, ref + " is not there")))
                        .orElseGet(() -> Condition.ok(ACCEPTED, ACCEPTED));
                List<Condition> conditions = new ArrayList<>(List.of(accepted));
                if (accepted.holds()) {
                    definitions.supported(controller).ifPresent(conditions::add);
                }
                classes.add(new ClassStatus(gatewayClass, conditions));
            }
        }
        return List.copyOf(classes);
    }

    List<GatewayStatus> gateways() {
        return gateways.stream().map(this::status).toList();
    }

    private GatewayStatus status(Gateway gateway) {
        List<ListenerDraft> own = drafts.getOrDefault(gateway.ref(), List.of());
        List<ListenerDraft> all = new ArrayList<>(own);
        int attached = 0;
        for (ListenerSet one : members.getOrDefault(gateway.ref(), List.of())) {
            List<ListenerDraft> more = drafts.getOrDefault(one.ref(), List.of());
            all.addAll(more);
            attached += more.stream().anyMatch(ListenerDraft::isAccepted) ? 1 : 0;
        }
        Condition accepted = accepted(gateway, own);
        List<Condition> conditions =
                new ArrayList<>(List.of(accepted, programmed(accepted, gateway), resolved(gateway, own)));
        insecure(gateway).ifPresent(conditions::add);
        return new GatewayStatus(
                gateway, conditions, all.stream().map(ListenerDraft::finish).toList(), attached);
    }

    private Condition accepted(Gateway gateway, List<ListenerDraft> own) {
        Optional<Reference> parameters = gateway.infrastructure().parametersRef();
        if (parameters.isPresent()
                && set.find(parameters.get().target(gateway.namespace())).isEmpty()) {
            return Condition.not(
                    ACCEPTED, NO_PARAMETERS, Cause.of(gateway, parameters.get(), parameters.get() + " is not there"));
        }
        for (Gateway.Address address : gateway.addresses()) {
            if (!Set.of("IPAddress", "Hostname").contains(address.type()) && !controller.defines(address.type())) {
                return Condition.not(
                        ACCEPTED, NO_ADDRESS, Cause.of(gateway, address, "address type " + address.type()));
            }
        }
        List<Cause> invalid = own.stream()
                .filter(draft -> !draft.isServing())
                .map(draft -> draft.cause("listener cannot be served"))
                .toList();
        if (invalid.isEmpty()) {
            return Condition.ok(ACCEPTED, ACCEPTED);
        }
        return invalid.size() == own.size()
                ? Condition.not(ACCEPTED, NOT_VALID, invalid)
                : new Condition(ACCEPTED, Condition.Status.TRUE, NOT_VALID, invalid);
    }

    private boolean tellsListenersApart() {
        return controller.chooses(Choice.TELLS_LISTENERS_APART);
    }

    private boolean programsAllTheSame(String reason) {
        return switch (reason) {
            case NOT_VALID -> tellsListenersApart();
            case NO_PARAMETERS -> controller.chooses(Choice.PROGRAMS_WITHOUT_PARAMETERS);
            default -> false;
        };
    }

    private boolean isRepeated(Condition accepted) {
        return accepted.reason().equals(NO_ADDRESS) && controller.chooses(Choice.REPEATS_UNSUPPORTED_ADDRESSES);
    }

    private Condition programmed(Condition accepted, Gateway gateway) {
        if (!accepted.holds() && !programsAllTheSame(accepted.reason())) {
            return Condition.not(PROGRAMMED, isRepeated(accepted) ? NO_ADDRESS : "Invalid", accepted.causes());
        }
        List<Cause> assumed = gateway.addresses().stream()
                .filter(address -> address.value().isPresent())
                .map(address -> Cause.of(gateway, address, "assumes that this address can be used"))
                .toList();
        return new Condition(PROGRAMMED, Condition.Status.TRUE, PROGRAMMED, assumed);
    }

    private Condition resolved(Gateway gateway, List<ListenerDraft> own) {
        Optional<CertificateCheck.Followed> client = gateway.tls()
                .backendClientCertificateRef()
                .map(ref -> certificates.keyPair(gateway, ref, "InvalidClientCertificateRef"))
                .filter(followed -> !followed.isGood());
        if (client.isPresent()) {
            return Condition.not(
                    "ResolvedRefs", client.get().reason(), client.get().causes());
        }
        List<Cause> unresolved = own.stream()
                .filter(draft -> !draft.isResolved())
                .map(draft -> draft.cause("references of the listener are not resolved"))
                .toList();
        return unresolved.isEmpty() || tellsListenersApart()
                ? Condition.ok("ResolvedRefs", "ResolvedRefs")
                : Condition.not("ResolvedRefs", "ListenersNotResolved", unresolved);
    }

    private static Optional<Condition> insecure(Gateway gateway) {
        List<GatewayTls.ClientValidation> all = new ArrayList<>();
        gateway.tls().frontendDefault().ifPresent(all::add);
        gateway.tls().frontendPorts().forEach(port -> port.validation().ifPresent(all::add));
        List<Cause> open = all.stream()
                .filter(GatewayTls.ClientValidation::allowsInsecureFallback)
                .map(validation -> Cause.of(gateway, validation, "lets clients in without a valid certificate"))
                .toList();
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of(new Condition(
                        "InsecureFrontendValidationMode", Condition.Status.TRUE, "ConfigurationChanged", open));
    }

    List<ListenerSetStatus> listenerSets() {
        List<ListenerSetStatus> statuses = new ArrayList<>();
        for (ListenerSet one : set.listenerSets()) {
            gateways.stream()
                    .filter(gateway -> gateway.ref().equals(one.parentRef().target(one.namespace())))
                    .findFirst()
                    .ifPresent(gateway -> statuses.add(status(gateway, one)));
        }
        return List.copyOf(statuses);
    }

    private ListenerSetStatus status(Gateway gateway, ListenerSet one) {
        Optional<Cause> refusal = refusal(gateway, one);
        if (refusal.isPresent()) {
            return new ListenerSetStatus(one, both("NotAllowed", List.of(refusal.get())), List.of());
        }
        List<ListenerDraft> own = drafts.getOrDefault(one.ref(), List.of());
        Condition parent = accepted(gateway, drafts.getOrDefault(gateway.ref(), List.of()));
        List<ListenerStatus> listeners = own.stream().map(ListenerDraft::finish).toList();
        if (!parent.holds() && !programsAllTheSame(parent.reason())) {
            String reason = isRepeated(parent) ? NO_ADDRESS : "ParentNotAccepted";
            return new ListenerSetStatus(one, both(reason, parent.causes()), listeners);
        }
        List<Cause> invalid = own.stream()
                .filter(draft -> !draft.isAccepted())
                .map(draft -> draft.cause("listener is not accepted"))
                .toList();
        if (invalid.size() == own.size()) {
            return new ListenerSetStatus(one, both(NOT_VALID, invalid), listeners);
        }
        Condition accepted = invalid.isEmpty() || tellsListenersApart()
                ? Condition.ok(ACCEPTED, ACCEPTED)
                : new Condition(ACCEPTED, Condition.Status.TRUE, NOT_VALID, invalid);
        Condition programmed = own.stream().anyMatch(ListenerDraft::isServing)
                ? Condition.ok(PROGRAMMED, PROGRAMMED)
                : Condition.not(PROGRAMMED, NOT_VALID, Cause.of(one, one, "no listener can be served"));
        return new ListenerSetStatus(one, List.of(accepted, programmed), listeners);
    }

    private static List<Condition> both(String reason, List<Cause> causes) {
        return List.of(Condition.not(ACCEPTED, reason, causes), Condition.not(PROGRAMMED, reason, causes));
    }
}
