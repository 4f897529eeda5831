package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.hostname.HostVerdict;
import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.gateway.api.HostnamePattern;
import io.github.windlass4j.gateway.api.Reference;
import io.github.windlass4j.manifest.k8s.Secret;
import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.manifest.object.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What clients will say to the certificates of listeners: no condition tells it, because controllers do not look. */
final class CertificateReview {
    private static final String EXPIRED = "WL-GW-001";
    private static final String EXPIRING = "WL-GW-002";
    private static final String NOT_YET = "WL-GW-003";
    private static final String UNCOVERED = "WL-GW-004";
    private static final String SECRET_TYPE = "WL-GW-005";

    private final Attachment attachment;
    private final Instant at;
    private final Duration notice;
    private final List<Finding> findings = new ArrayList<>();

    private CertificateReview(Attachment attachment, Instant at, Duration notice) {
        this.attachment = attachment;
        this.at = at;
        this.notice = notice;
    }

    static List<Finding> of(Attachment attachment, Instant at, Duration notice) {
        CertificateReview review = new CertificateReview(attachment, at, notice);
        attachment.gateways().stream()
                .flatMap(gateway -> gateway.listeners().stream())
                .forEach(review::look);
        return List.copyOf(review.findings);
    }

    private void look(ListenerStatus listener) {
        for (ServerCertificate certificate : listener.certificates()) {
            certificate.chain().forEach(one -> dates(listener, certificate, one));
            type(listener, certificate);
        }
        if (!listener.certificates().isEmpty()) {
            for (HostnamePattern name : names(listener)) {
                if (listener.certificates().stream().noneMatch(one -> covers(one.leaf(), name))) {
                    add(
                            UNCOVERED,
                            Severity.ERROR,
                            listener,
                            listener.certificates().get(0).reference(),
                            "no certificate of the listener names " + name,
                            listener.certificates().stream()
                                    .map(Object::toString)
                                    .toList());
                }
            }
        }
    }

    private void dates(ListenerStatus listener, ServerCertificate certificate, Certificate one) {
        List<String> evidence = List.of(certificate.secret() + ": " + one.subject());
        if (at.isAfter(one.notAfter())) {
            add(EXPIRED, Severity.ERROR, listener, certificate.reference(), "expired " + one.notAfter(), evidence);
        } else if (at.plus(notice).isAfter(one.notAfter())) {
            add(EXPIRING, Severity.WARNING, listener, certificate.reference(), "expires " + one.notAfter(), evidence);
        }
        if (at.isBefore(one.notBefore())) {
            add(NOT_YET, Severity.ERROR, listener, certificate.reference(), "valid from " + one.notBefore(), evidence);
        }
    }

    private void type(ListenerStatus listener, ServerCertificate certificate) {
        ObjectRef ref = certificate.secret();
        String type = attachment
                .gatewaySet()
                .secret(ref.namespace(), ref.name())
                .map(Secret::type)
                .orElse(Secret.TLS);
        if (!type.equals(Secret.TLS)) {
            add(
                    SECRET_TYPE,
                    Severity.NOTE,
                    listener,
                    certificate.reference(),
                    ref + " has type " + type + " (want " + Secret.TLS + ", which every controller takes)",
                    List.of());
        }
    }

    /** The hosts that requests can be for: those of attached routes, or else the listener's own. */
    private static Set<HostnamePattern> names(ListenerStatus listener) {
        Set<HostnamePattern> names = new LinkedHashSet<>();
        listener.routes().forEach(route -> names.addAll(route.hostnames()));
        if (names.isEmpty()) {
            listener.hostname().ifPresent(names::add);
        }
        return names;
    }

    private static boolean covers(Certificate leaf, HostnamePattern name) {
        if (name.isWildcard()) {
            // Clients let a certificate's wildcard stand for one label only; one label is what most requests have.
            return leaf.extensions().subjectAlternativeNames().orElse(List.of()).stream()
                    .anyMatch(
                            one -> one instanceof GeneralName.Dns dns && new HostnamePattern(dns.name()).equals(name));
        }
        try {
            return HostnameRules.RFC_9525.check(leaf, ServerName.parse(name.text())) instanceof HostVerdict.Matched;
        } catch (IllegalArgumentException noHostName) {
            return false;
        }
    }

    private void add(
            String rule,
            Severity severity,
            ListenerStatus listener,
            Reference reference,
            String message,
            List<String> evidence) {
        Resource owner = listener.owner().resource();
        Location location = Location.of(owner.origin())
                .entry(owner.ref() + " " + reference.field())
                .at(reference.at().line(), reference.at().column());
        findings.add(new Finding(rule, severity, location, message, evidence));
    }
}
