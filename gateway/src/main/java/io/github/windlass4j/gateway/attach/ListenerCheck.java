package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.gateway.api.GatewayTls.ClientValidation;
import io.github.windlass4j.gateway.api.GrpcRoute;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.Listener;
import io.github.windlass4j.gateway.api.ListenerSet;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.gateway.api.TcpRoute;
import io.github.windlass4j.gateway.api.TlsRoute;
import io.github.windlass4j.gateway.api.UdpRoute;
import io.github.windlass4j.gateway.attach.Controller.Choice;
import io.github.windlass4j.manifest.object.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What one listener says of itself: protocol, kinds, selector, certificates of the server, authorities of clients. */
final class ListenerCheck {
    private static final String UNSUPPORTED = "UnsupportedValue";
    private static final String NOT_PERMITTED = "RefNotPermitted";
    private static final String NO_AUTHORITY = "NoValidCACertificate";

    private final CertificateCheck certificates;
    private final Controller controller;

    ListenerCheck(CertificateCheck certificates, Controller controller) {
        this.certificates = certificates;
        this.controller = controller;
    }

    void check(ListenerDraft draft) {
        List<Listener.Kind> possible = kinds(draft.listener);
        if (possible.isEmpty()) {
            if (controller.chooses(Choice.PROGRAMS_LISTENERS_WITHOUT_KINDS)) {
                draft.programAllTheSame();
            }
            draft.refuse(
                    "UnsupportedProtocol",
                    draft.cause("protocol " + draft.listener.protocol() + " is not supported (want "
                            + (controller.has("UDPRoute") ? "HTTP, HTTPS, TLS, TCP, UDP)" : "HTTP, HTTPS, TLS, TCP)")));
            return;
        }
        allowedKinds(draft, possible);
        selector(draft);
        switch (draft.listener.protocol()) {
            case "HTTPS" -> {
                tls(draft);
                clients(draft);
            }
            case "TLS" -> tls(draft);
            case "TCP", "UDP" -> {
                if (draft.listener.hostname().isPresent()) {
                    draft.refuse(UNSUPPORTED, draft.cause(draft.listener.protocol() + " knows no hostname"));
                }
            }
            default -> {}
        }
    }

    /** The kinds that a protocol takes by itself; empty for a protocol that the controller does not have. */
    private List<Listener.Kind> kinds(Listener listener) {
        List<String> kinds = new ArrayList<>();
        switch (listener.protocol()) {
            case "HTTP", "HTTPS" -> kinds.addAll(List.of(HttpRoute.KIND, GrpcRoute.KIND));
            case "TLS" -> {
                kinds.add(TlsRoute.KIND);
                if (!listener.tls().isPassthrough()) {
                    kinds.add(TcpRoute.KIND);
                }
            }
            case "TCP" -> kinds.add(TcpRoute.KIND);
            case "UDP" -> kinds.add(UdpRoute.KIND);
            default -> {}
        }
        return kinds.stream().filter(controller::has).map(Listener.Kind::of).toList();
    }

    private void allowedKinds(ListenerDraft draft, List<Listener.Kind> possible) {
        List<Listener.Kind> wanted = draft.listener.allowedRoutes().kinds();
        List<Cause> wrong = new ArrayList<>();
        for (Listener.Kind kind : wanted) {
            if (!possible.contains(kind)) {
                wrong.add(Cause.of(
                        draft.owner,
                        draft.listener.allowedRoutes(),
                        kind + " cannot attach to " + draft.listener.protocol() + " (want "
                                + possible.stream().map(Object::toString).collect(Collectors.joining(", ")) + ")"));
            }
        }
        draft.supportedKinds.addAll(
                wanted.isEmpty()
                        ? possible
                        : possible.stream().filter(wanted::contains).toList());
        if (!wrong.isEmpty()) {
            draft.unresolved("InvalidRouteKinds", wrong);
            boolean useless = draft.supportedKinds.isEmpty()
                    ? !controller.chooses(Choice.PROGRAMS_LISTENERS_WITHOUT_KINDS)
                    : controller.chooses(Choice.WANTS_EVERY_ALLOWED_KIND);
            if (useless) {
                draft.cannotServe(wrong);
            }
        }
    }

    /**
     * A selector that is not there ("must be specified when From is set to "Selector"", RouteNamespaces), or one that the
     * API server would refuse elsewhere, but that no schema of the Gateway API looks into.
     */
    private static void selector(ListenerDraft draft) {
        Listener.AllowedRoutes allowed = draft.listener.allowedRoutes();
        if (!allowed.from().equals("Selector")) {
            return;
        }
        if (!allowed.selector().isPresent()) {
            draft.refuse(UNSUPPORTED, Cause.of(draft.owner, allowed, "namespaces from Selector without a selector"));
        }
        for (Fields expression : allowed.selector().fields().list("matchExpressions")) {
            boolean listed = !expression.texts("values").isEmpty();
            boolean legal = switch (expression.text("operator", "")) {
                case "In", "NotIn" -> listed;
                case "Exists", "DoesNotExist" -> !listed;
                default -> false;
            };
            if (!legal) {
                draft.refuse(
                        UNSUPPORTED,
                        new Cause(
                                draft.owner.ref(),
                                expression.path(),
                                expression.at(),
                                "no valid requirement: " + expression
                                        + " (want In or NotIn with values, Exists or DoesNotExist without)"));
            }
        }
    }

    private void tls(ListenerDraft draft) {
        Listener listener = draft.listener;
        if (!listener.hasTls()) {
            withoutTls(draft);
            return;
        }
        if (listener.tls().isPassthrough()) {
            passthrough(draft);
            return;
        }
        if (listener.protocol().equals("TLS") && !controller.has("TLSRouteModeTerminate")) {
            draft.refuse(
                    UNSUPPORTED,
                    Cause.of(draft.owner, listener.tls(), "the controller does not terminate TLS for TLS routes"));
        }
        boolean certificatesByOption =
                !listener.tls().fields().child("options").names().isEmpty();
        if (listener.tls().certificateRefs().isEmpty() && !certificatesByOption) {
            draft.refuse(UNSUPPORTED, Cause.of(draft.owner, listener.tls(), "no certificateRefs"));
        }
        certificates(draft);
    }

    private void passthrough(ListenerDraft draft) {
        Listener listener = draft.listener;
        if (listener.protocol().equals("HTTPS")) {
            draft.refuse(UNSUPPORTED, Cause.of(draft.owner, listener.tls(), "HTTPS cannot pass TLS through"));
        }
        if (!listener.tls().certificateRefs().isEmpty()
                && controller.chooses(Choice.REFUSES_CERTIFICATES_BESIDE_PASSTHROUGH)) {
            draft.cannotServe(List.of(
                    Cause.of(draft.owner, listener.tls(), "names certificates although it passes TLS through")));
        }
    }

    /** A listener needs one certificate that can be used; what is wrong with others is said all the same. */
    private void certificates(ListenerDraft draft) {
        List<Cause> wrong = new ArrayList<>();
        boolean forbidden = true;
        for (Reference reference : draft.listener.tls().certificateRefs()) {
            CertificateCheck.Followed followed = certificates.keyPair(draft.owner, reference, "InvalidCertificateRef");
            if (followed.isGood()) {
                draft.certificates.add(new ServerCertificate(
                        reference, reference.target(draft.owner.namespace()), followed.certificates()));
            } else {
                draft.unresolved(followed.reason(), followed.causes());
                wrong.addAll(followed.causes());
            }
            forbidden &= followed.reason().equals(NOT_PERMITTED);
        }
        if (wrong.isEmpty() || !draft.certificates.isEmpty()) {
            return;
        }
        // A Secret that is missing may come; one that must not be used makes the listener itself unacceptable.
        if (forbidden) {
            boolean asAuthority = controller.chooses(Choice.TELLS_FORBIDDEN_CERTIFICATES_AS_AUTHORITIES);
            draft.refuse(asAuthority ? NO_AUTHORITY : NOT_PERMITTED, wrong);
        }
        draft.cannotServe(wrong);
    }

    private void withoutTls(ListenerDraft draft) {
        boolean lenient = draft.listener.protocol().equals("HTTPS")
                && controller.chooses(Choice.WANTS_TLS_SETTINGS_IN_LISTENER_SETS_ONLY);
        if (!lenient) {
            draft.refuse(UNSUPPORTED, draft.cause(draft.listener.protocol() + " without tls"));
        } else if (draft.owner instanceof ListenerSet) {
            draft.refuse("UnsupportedProtocol", draft.cause("HTTPS without tls"));
        }
    }

    private void clients(ListenerDraft draft) {
        List<Reference> references = draft.gateway
                .tls()
                .frontend(draft.listener.port())
                .map(ClientValidation::caCertificateRefs)
                .orElse(List.of());
        List<Cause> wrong = new ArrayList<>();
        boolean any = false;
        for (Reference reference : references) {
            CertificateCheck.Followed followed = certificates.authorities(
                    draft.gateway, reference, "InvalidCACertificateRef", "InvalidCACertificateKind");
            any |= followed.isGood();
            if (!followed.isGood()) {
                draft.unresolved(followed.reason(), followed.causes());
                wrong.addAll(followed.causes());
            }
        }
        if (!references.isEmpty() && !any) {
            draft.refuse(NO_AUTHORITY, wrong);
        }
    }
}
