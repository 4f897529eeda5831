package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.Optional;

/** Makes findings that name the page they rest on. */
record AksRule(AksProfile profile, AksProfile.Topic topic) {
    static final String REVISION = "WL-AK-001";
    static final String KIND = "WL-AK-002";
    static final String INJECTION = "WL-AK-003";
    static final String CONFIG_MAP = "WL-AK-004";
    static final String FIELD = "WL-AK-005";
    static final String ENVOY_FILTER = "WL-AK-006";
    static final String GATEWAY_OPTIONS = "WL-AK-007";
    static final String EXCLUSION = "WL-AK-008";
    static final String ROOT_NAMESPACE = "WL-AK-009";

    Finding of(Resource resource, String rule, Severity severity, String message) {
        Location location = Location.of(resource.origin())
                .at(resource.at().line(), resource.at().column())
                .entry(resource.ref().toString());
        return new Finding(rule, severity, location, message, List.of(profile.page(topic)));
    }

    Finding of(String artifact, String rule, Severity severity, String message) {
        return new Finding(rule, severity, Location.of(artifact), message, List.of(profile.page(topic)));
    }

    /** Nothing for a supported field. */
    Optional<Finding> field(Resource resource, String field, FieldSupport support) {
        return switch (support) {
            case SUPPORTED -> Optional.empty();
            case ALLOWED ->
                Optional.of(of(resource, FIELD, Severity.NOTE, field + ": allowed, outside of Microsoft's support"));
            case BLOCKED ->
                Optional.of(of(resource, FIELD, Severity.ERROR, field + ": refused by the add-on's webhook"));
        };
    }
}
