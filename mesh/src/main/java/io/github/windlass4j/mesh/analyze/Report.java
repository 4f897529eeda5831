package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.IstioObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects what one analyzer finds. */
final class Report {
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<Told> told = new HashSet<>();
    private final Optional<Instant> at;

    /** Of no instant: what depends on it is not looked at. */
    Report() {
        at = Optional.empty();
    }

    Report(Instant at) {
        this.at = Optional.of(at);
    }

    /** When certificates have to be valid. */
    Optional<Instant> at() {
        return at;
    }

    /** Which object was said to have what. */
    private record Told(String rule, String object) {}

    void add(Code code, Resource resource, String message) {
        add(code.id, code.severity, resource, message, List.of());
    }

    /** About something that istioctl names as if it were an object of its own. */
    void add(Code code, Resource resource, String origin, String message) {
        add(new Finding(code.id, code.severity, location(resource).entry(origin), message, List.of()));
    }

    void add(Code code, IstioObject object, String message) {
        add(code, object.resource(), message);
    }

    /** Adds a finding unless the object has one with that code: istioctl tells some things once, however often they occur. */
    void once(Code code, Resource resource, String message) {
        if (!told.contains(new Told(code.id, resource.ref().toString()))) {
            add(code, resource, message);
        }
    }

    void add(String rule, Severity severity, Resource resource, String message, List<String> evidence) {
        add(new Finding(rule, severity, location(resource), message, evidence));
    }

    void add(String rule, Severity severity, Resource resource, String message, List<String> evidence, String remedy) {
        add(new Finding(rule, severity, location(resource), message, evidence).withRemedy(remedy));
    }

    /** The same is said once. */
    private void add(Finding finding) {
        findings.add(finding);
        told.add(new Told(finding.rule(), finding.location().entry()));
    }

    private static Location location(Resource resource) {
        return Location.of(resource.origin())
                .entry(resource.ref().toString())
                .at(resource.at().line(), resource.at().column());
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
