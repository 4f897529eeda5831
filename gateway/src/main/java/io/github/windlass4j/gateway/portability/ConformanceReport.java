package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.gateway.api.GatewayObject;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/**
 * What an implementation says of itself: a ConformanceReport as kubernetes-sigs/gateway-api publishes it under
 * {@code conformance/reports}. A claim of its maker, of the day on which the tests ran.
 *
 * @param resource the report
 */
public record ConformanceReport(Resource resource) {
    /** What names the kind. */
    public static final String KIND = "ConformanceReport";

    /**
     * The reports among some objects.
     *
     * @param manifests any objects; a report is a YAML document like others
     * @return the reports in order
     */
    public static List<ConformanceReport> all(Manifests manifests) {
        return manifests.ofKind(GatewayObject.GROUP, KIND).stream()
                .map(ConformanceReport::new)
                .toList();
    }

    private Fields implementation() {
        return resource.fields().child("implementation");
    }

    /**
     * Which implementation.
     *
     * @return {@code organization/project}
     */
    public String project() {
        return implementation().text("organization", "") + "/"
                + implementation().text("project", "");
    }

    /**
     * Which version of it.
     *
     * @return as its maker counts, empty when not stated
     */
    public String version() {
        return implementation().text("version", "");
    }

    /**
     * Which release of the specification.
     *
     * @return such as v1.4.0, empty when not stated
     */
    public String gatewayApi() {
        return resource.fields().text("gatewayAPIVersion", "");
    }

    /**
     * Which channel of the specification.
     *
     * @return standard or experimental; empty in old reports
     */
    public Optional<String> channel() {
        return resource.fields().text("gatewayAPIChannel");
    }

    /**
     * Which way of running the implementation.
     *
     * @return {@code default} or a name of the maker's
     */
    public String mode() {
        return resource.fields().text("mode", "default");
    }

    /**
     * When the tests ran.
     *
     * @return the instant; empty when absent or not RFC 3339
     */
    public Optional<Instant> date() {
        return resource.fields().text("date").flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException notADate) {
                return Optional.empty();
            }
        });
    }

    /**
     * The parts of the specification that were tested.
     *
     * @return the profiles in order
     */
    public List<Profile> profiles() {
        return resource.fields().list("profiles").stream().map(Profile::new).toList();
    }

    /** {@code Istio/istio 1.28.0 on v1.4.0}. */
    @Override
    public String toString() {
        return project() + " " + version() + " on " + gatewayApi()
                + (mode().equals("default") ? "" : ", mode " + mode());
    }

    /**
     * One part of the specification.
     *
     * @param fields the profile's fields
     */
    public record Profile(Fields fields) {
        /**
         * Which part.
         *
         * @return such as GATEWAY-HTTP; HTTP, TLS and MESH in reports of the first releases
         */
        public String name() {
            return fields.text("name", "");
        }

        /**
         * How the tests of the core went.
         *
         * @return success, partial or failure; empty when not stated
         */
        public String core() {
            return fields.child("core").text("result", "");
        }

        /**
         * Core tests that were left out.
         *
         * @return their names in order
         */
        public List<String> coreSkipped() {
            return fields.child("core").texts("skippedTests");
        }

        /**
         * Extended features that the maker says it has.
         *
         * @return their names in order
         */
        public List<String> supported() {
            return fields.child("extended").texts("supportedFeatures");
        }

        /**
         * Extended features that the maker says it lacks.
         *
         * @return their names in order
         */
        public List<String> unsupported() {
            return fields.child("extended").texts("unsupportedFeatures");
        }
    }
}
