package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.gateway.api.HostnamePattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Which listeners of one Gateway cannot be told apart. Owners come in order of precedence: the Gateway, then its
 * ListenerSets; an earlier owner's listener stays, but among the listeners of one owner nobody wins.
 */
final class ListenerConflicts {
    private static final String PROTOCOL = "ProtocolConflict";
    private static final String HOSTNAME = "HostnameConflict";

    private final Controller controller;

    ListenerConflicts(Controller controller) {
        this.controller = controller;
    }

    void find(List<List<ListenerDraft>> owners) {
        boolean servedOnly = controller.chooses(Controller.Choice.LETS_ONLY_SERVED_LISTENERS_CONFLICT);
        List<ListenerDraft> earlier = new ArrayList<>();
        for (List<ListenerDraft> owner : owners) {
            List<ListenerDraft> own = owner.stream()
                    .filter(draft -> servedOnly ? draft.isServing() : !draft.isRefused())
                    .toList();
            mark(own, earlier, PROTOCOL, this::protocolsClash);
            mark(own, earlier, HOSTNAME, ListenerConflicts::hostnamesClash);
            // What lost against an earlier owner stands in nobody's way; two that stop each other stop later ones too.
            List<ListenerDraft> standing =
                    own.stream().filter(draft -> !draft.isConflicted()).toList();
            mark(
                    standing,
                    standing,
                    PROTOCOL,
                    (draft, other) -> protocolsClash(draft, other) && !stays(draft, other, standing));
            List<ListenerDraft> rest =
                    standing.stream().filter(draft -> !draft.isConflicted()).toList();
            mark(rest, rest, HOSTNAME, ListenerConflicts::hostnamesClash);
            earlier.addAll(standing);
        }
        overlaps(owners.stream()
                .flatMap(List::stream)
                .filter(ListenerDraft::isAccepted)
                .toList());
    }

    /** Whether a listener serves although a later one of its owner clashes with it. */
    private boolean stays(ListenerDraft draft, ListenerDraft other, List<ListenerDraft> order) {
        return controller.chooses(Controller.Choice.LETS_THE_FIRST_UDP_LISTENER_STAND)
                && family(draft).equals("UDP")
                && order.indexOf(draft) < order.indexOf(other);
    }

    private static void mark(
            List<ListenerDraft> drafts,
            List<ListenerDraft> others,
            String reason,
            BiPredicate<ListenerDraft, ListenerDraft> clash) {
        Map<ListenerDraft, List<Cause>> found = new LinkedHashMap<>();
        for (ListenerDraft draft : drafts) {
            if (draft.isConflicted()) {
                continue;
            }
            for (ListenerDraft other : others) {
                if (other != draft && clash.test(draft, other)) {
                    found.computeIfAbsent(draft, unseen -> new ArrayList<>())
                            .add(draft.cause("cannot be told from " + other.owner.ref() + " " + other.listener));
                }
            }
        }
        found.forEach((draft, causes) -> draft.conflict(reason, causes));
    }

    private boolean protocolsClash(ListenerDraft a, ListenerDraft b) {
        if (a.listener.port() != b.listener.port()) {
            return false;
        }
        String one = family(a);
        String other = family(b);
        if (one.equals("UDP") || other.equals("UDP")) {
            return one.equals(other);
        }
        if (!one.equals(other) || one.equals("TCP")) {
            return true;
        }
        return one.equals("TLS")
                && a.listener.tls().isPassthrough() != b.listener.tls().isPassthrough()
                && !controller.has("TLSRouteModeMixed");
    }

    /** HTTPS and TLS can share a port: the server name tells them apart. */
    private static String family(ListenerDraft draft) {
        return draft.listener.protocol().equals("HTTPS") ? "TLS" : draft.listener.protocol();
    }

    private static boolean hostnamesClash(ListenerDraft a, ListenerDraft b) {
        return a.listener.port() == b.listener.port()
                && !family(a).equals("UDP")
                && !family(b).equals("UDP")
                && a.hostname().equals(b.hostname());
    }

    /**
     * HTTPS listeners at one port whose requests may come over one connection, which the other one cannot answer. Where
     * both host names and certificates overlap the reason is that of the certificates (gateway_types.go,
     * ListenerConditionOverlappingTLSConfig: "it SHOULD set the "OverlappingCertificates" Reason").
     */
    private void overlaps(List<ListenerDraft> winners) {
        boolean compares = !controller.chooses(Controller.Choice.LEAVES_CERTIFICATES_UNCOMPARED);
        for (ListenerDraft draft : winners) {
            List<Cause> names = new ArrayList<>();
            List<Cause> certificates = new ArrayList<>();
            for (ListenerDraft other : winners) {
                if (other == draft || !bothHttps(draft, other)) {
                    continue;
                }
                if (namesOverlap(draft.hostname(), other.hostname())) {
                    names.add(draft.cause("its host names overlap with those of " + other.listener));
                }
                if (compares
                        && certificateNames(draft).stream()
                                .anyMatch(name -> certificateNames(other).stream()
                                        .anyMatch(one -> name.intersect(one).isPresent()))) {
                    certificates.add(
                            draft.cause("its certificates name hosts of the certificates of " + other.listener));
                }
            }
            if (!certificates.isEmpty()) {
                certificates.addAll(names);
                draft.overlap("OverlappingCertificates", certificates);
            } else if (!names.isEmpty()) {
                draft.overlap("OverlappingHostnames", names);
            }
        }
    }

    private static List<HostnamePattern> certificateNames(ListenerDraft draft) {
        List<HostnamePattern> names = new ArrayList<>();
        for (ServerCertificate certificate : draft.certificates) {
            certificate
                    .leaf()
                    .extensions()
                    .subjectAlternativeNames()
                    .orElse(List.of())
                    .forEach(name -> {
                        if (name instanceof GeneralName.Dns dns) {
                            names.add(new HostnamePattern(dns.name()));
                        }
                    });
        }
        return names;
    }

    private static boolean bothHttps(ListenerDraft a, ListenerDraft b) {
        return a.listener.port() == b.listener.port()
                && a.listener.protocol().equals("HTTPS")
                && b.listener.protocol().equals("HTTPS");
    }

    private static boolean namesOverlap(Optional<HostnamePattern> a, Optional<HostnamePattern> b) {
        return a.isEmpty() || b.isEmpty() || a.get().intersect(b.get()).isPresent();
    }
}
