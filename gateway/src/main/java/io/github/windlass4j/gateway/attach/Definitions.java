package io.github.windlass4j.gateway.attach;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.GroupVersionKind;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The definitions of the Gateway API's kinds: those among the objects, and where there are none the release that this library
 * carries. Everything is read as version v1, whatever it says; what no API server has is told by a finding.
 */
final class Definitions {
    private static final String UNSERVED = "WL-GW-006";
    private static final String READ = "v1";
    private static final Set<String> GROUPS = Set.of(GatewayObject.GROUP, "gateway.networking.x-k8s.io");
    private static final String BUNDLE = "gateway.networking.k8s.io/bundle-version";
    private static final String RELEASE = "v[0-9]+\\.[0-9]+\\.[0-9]+([-+][0-9A-Za-z.+-]+)?";
    private static final String SUPPORTED = "SupportedVersion";

    private final GatewaySet set;
    private final List<Resource> installed;

    Definitions(GatewaySet set) {
        this.set = set;
        this.installed = set.ofKind("apiextensions.k8s.io", "CustomResourceDefinition").stream()
                .filter(definition -> GROUPS.contains(definition.spec().text("group", "")))
                .toList();
    }

    /**
     * The condition SupportedVersion (GatewayClass, Gateway API v1.6.1): false where a definition has no bundle version or one
     * that is no version; otherwise it is for the controller to recognize each of them. Empty without definitions.
     */
    Optional<Condition> supported(Controller controller) {
        Map<String, Resource> versions = new LinkedHashMap<>();
        installed.forEach(
                definition -> versions.putIfAbsent(definition.annotations().getOrDefault(BUNDLE, ""), definition));
        List<Cause> unsupported = new ArrayList<>();
        List<Cause> open = new ArrayList<>();
        versions.forEach((version, definition) -> {
            if (!version.matches(RELEASE)) {
                unsupported.add(cause(
                        definition,
                        version.isEmpty()
                                ? "no annotation " + BUNDLE
                                : BUNDLE + " \"" + version + "\" (want a release such as v1.6.1)"));
            } else if (!controller.bundles().contains(version)) {
                open.add(cause(definition, "nothing tells whether " + controller + " recognizes " + version));
            }
        });
        if (versions.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                !unsupported.isEmpty()
                        ? Condition.not(SUPPORTED, "UnsupportedVersion", unsupported)
                        : open.isEmpty()
                                ? Condition.ok(SUPPORTED, SUPPORTED)
                                : new Condition(SUPPORTED, Condition.Status.UNKNOWN, "Pending", open));
    }

    private static Cause cause(Resource definition, String text) {
        Fields annotations = definition.metadata().child("annotations");
        return new Cause(
                definition.ref(),
                "metadata.annotations",
                annotations.isPresent() ? annotations.at() : definition.at(),
                text);
    }

    /** Objects of a version that is not served: nobody can create them, although they are read here as if they were v1. */
    List<Finding> unserved() {
        List<Finding> findings = new ArrayList<>();
        Map<String, Optional<Set<String>>> known = new HashMap<>();
        for (Resource object : set.resources()) {
            if (object.group().equals(GatewayObject.GROUP)) {
                Optional<Set<String>> served = known.computeIfAbsent(object.kind(), this::served);
                if (served.isPresent()) {
                    if (!served.get().contains(object.type().version())) {
                        findings.add(finding(
                                object,
                                Severity.ERROR,
                                "the definition among the objects does not serve it (serves "
                                        + String.join(", ", served.get()) + ")"));
                    }
                } else if (!object.type().version().equals(READ)) {
                    release(object).ifPresent(findings::add);
                }
            }
        }
        return List.copyOf(findings);
    }

    /** The versions of a kind that a definition among the objects serves; empty where there is none. */
    private Optional<Set<String>> served(String kind) {
        return installed.stream()
                .filter(definition -> definition.spec().text("group", "").equals(GatewayObject.GROUP)
                        && definition.spec().child("names").text("kind", "").equals(kind))
                .findFirst()
                .map(definition -> {
                    Set<String> served = new TreeSet<>();
                    // Version v1beta1 of definitions knows a single version too.
                    definition.spec().text("version").ifPresent(served::add);
                    definition
                            .spec()
                            .list("versions")
                            .forEach(version -> version.text("name").ifPresent(name -> {
                                if (version.flag("served").orElse(true)) {
                                    served.add(name);
                                } else {
                                    served.remove(name);
                                }
                            }));
                    return served;
                });
    }

    /** What the release that this library carries says of a version. */
    private static Optional<Finding> release(Resource object) {
        return !Carried.KINDS.contains(object.kind()) || Carried.SERVED.contains(object.type())
                ? Optional.empty()
                : Optional.of(
                        finding(object, Severity.WARNING, "Gateway API " + Carried.RELEASE + " does not serve it"));
    }

    /** The release that this library carries, in both channels; read once, when something is not v1. */
    private static final class Carried {
        private static final List<GatewayRelease> CHANNELS =
                Stream.of(Channel.values()).map(GatewayRelease::shipped).toList();
        static final String RELEASE = CHANNELS.get(0).version();
        static final Set<String> KINDS = types().map(GroupVersionKind::kind).collect(Collectors.toUnmodifiableSet());
        static final Set<GroupVersionKind> SERVED = types().filter(
                        type -> CHANNELS.stream().anyMatch(release -> release.serves(type)))
                .collect(Collectors.toUnmodifiableSet());

        private Carried() {}

        private static Stream<GroupVersionKind> types() {
            return CHANNELS.stream().flatMap(release -> release.schemas().types().stream());
        }
    }

    private static Finding finding(Resource object, Severity severity, String why) {
        Location location = Location.of(object.origin())
                .entry(object.ref().toString())
                .at(object.at().line(), object.at().column());
        String message = "version " + object.type().apiVersion() + ": " + why + "; read here as " + READ;
        return new Finding(UNSERVED, severity, location, message, List.of())
                .withRemedy("write it as " + GatewayObject.GROUP + "/" + READ);
    }
}
