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
import java.util.stream.Stream;

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
            } catch (DateTimeParseException notDate) {
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

    /**
     * Tests that were left out or failed, of core and extended features.
     *
     * @return their names in order, each once
     */
    public List<String> testsNotPassed() {
        return profiles().stream()
                .flatMap(profile -> Stream.of("core", "extended").flatMap(part -> profile.notPassed(part).stream()))
                .distinct()
                .toList();
    }

    /**
     * What keeps the report from telling anything: a part that is missing or is not as the format has it.
     *
     * @return each with its place ({@code reports.yaml:9:11: profiles[0].core.result: ...}), in order; empty for a sound report
     */
    public List<String> problems() {
        return ReportCheck.of(resource);
    }

    /** {@code Istio/istio 1.28.0 on v1.4.0}, with the channel if it is not the standard one, and the mode. */
    @Override
    public String toString() {
        return project() + " " + version() + " on " + gatewayApi()
                + channel()
                        .filter(name -> !name.equals("standard"))
                        .map(name -> " " + name)
                        .orElse("")
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
         * @return such as GATEWAY-HTTP, also for HTTP, TLS and MESH as reports of the first releases have it
         */
        public String name() {
            return Profiles.today(fields.text("name", ""));
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
         * How the tests of extended features went.
         *
         * @return success, partial or failure; empty when there were none
         */
        public String extended() {
            return fields.child("extended").text("result", "");
        }

        /** Tests of a part that were left out, then those that failed. */
        private List<String> notPassed(String part) {
            return Stream.of("skippedTests", "failedTests")
                    .flatMap(list -> fields.child(part).texts(list).stream())
                    .toList();
        }

        /** Whether a test that was left out or failed has the name of a feature, or begins with it. */
        boolean hasNotPassed(String feature) {
            return notPassed("extended").stream().anyMatch(test -> test.startsWith(feature));
        }

        /**
         * Extended features that the maker says it has.
         *
         * @return their names of today in order
         */
        public List<String> supported() {
            return features("supportedFeatures");
        }

        /**
         * Extended features that the maker says it lacks.
         *
         * @return their names of today in order
         */
        public List<String> unsupported() {
            return features("unsupportedFeatures");
        }

        private List<String> features(String list) {
            return fields.child("extended").texts(list).stream()
                    .map(Profiles::today)
                    .toList();
        }
    }
}
