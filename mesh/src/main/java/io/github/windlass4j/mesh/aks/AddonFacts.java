package io.github.windlass4j.mesh.aks;

import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The shape of the add-on's facts in JSON. */
record AddonFacts(
        LocalDate asOf,
        LocalDate reviewBy,
        List<Source> sources,
        Names names,
        Fields meshConfig,
        Fields proxyConfig,
        Fields telemetry,
        Kinds blockedKinds,
        List<FilterType> envoyFilterTypes,
        List<EnvoyFilterRule> envoyFilter,
        List<AksRevision> revisions,
        Map<String, Set<String>> gatewayFields,
        @SourceRef String gatewaySource,
        List<Feature> features,
        List<Exclusion> exclusions,
        @SourceRef String upgradeSource,
        @SourceRef String injectionSource) {
    record Names(
            String rootNamespace,
            String ingressNamespace,
            String egressNamespace,
            String sharedConfigMap,
            String managedConfigMap,
            String gatewayClassDefaults,
            @SourceRef String source) {}

    record Fields(
            Set<String> supported,
            Set<String> allowed,
            @SourceRef String source) {
        FieldSupport of(String field) {
            if (supported.contains(field)) {
                return FieldSupport.SUPPORTED;
            }
            String section = field.contains(".") ? field.substring(0, field.indexOf('.')) + ".*" : field;
            return allowed.contains(field) || allowed.contains(section) ? FieldSupport.ALLOWED : FieldSupport.BLOCKED;
        }
    }

    record Kinds(Set<String> kinds, @SourceRef String source) {}

    record FilterType(String name, Set<String> marks) {}

    record Feature(String name, String since, @SourceRef String source) {}

    record Exclusion(
            String feature, String reason, @SourceRef String source) {}
}
