package io.github.windlass4j.gateway.portability;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a conformance report, held against conformance/apis/v1 of Gateway API v1.6.1. */
final class ReportCheck {
    private static final Set<String> RESULTS = Set.of("success", "partial", "failure");

    private final Resource report;
    private final List<String> problems = new ArrayList<>();

    private ReportCheck(Resource report) {
        this.report = report;
    }

    static List<String> of(Resource report) {
        ReportCheck check = new ReportCheck(report);
        check.text(report.fields().child("implementation"), "organization");
        check.text(report.fields().child("implementation"), "project");
        check.text(report.fields(), "gatewayAPIVersion");
        List<Fields> profiles = report.fields().list("profiles");
        if (profiles.isEmpty()) {
            check.add(report.fields().child("profiles"), "no profiles (want a list of 1 or more)");
        }
        Set<String> names = new HashSet<>();
        for (Fields profile : profiles) {
            if (check.text(profile, "name") && !names.add(profile.text("name", ""))) {
                check.add(profile, "a second profile " + profile.text("name", ""));
            }
            check.result(profile.child("core"), true);
            check.result(profile.child("extended"), false);
            check.features(profile.child("extended"));
        }
        return List.copyOf(check.problems);
    }

    private void add(Fields at, String what) {
        String place = (at.isPresent() ? at.at() : report.at()).toString();
        String origin = report.origin().isEmpty() ? "" : report.origin() + ":";
        problems.add(origin + place + ": " + (at.path().isEmpty() ? "" : at.path() + ": ") + what);
    }

    private boolean text(Fields owner, String field) {
        boolean given = owner.text(field).filter(text -> !text.isBlank()).isPresent();
        if (!given) {
            add(owner.child(field), shown(owner.child(field)) + " (want a text)");
        }
        return given;
    }

    private static String shown(Fields field) {
        String text = field.toString();
        return !field.isPresent() ? "absent" : text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }

    private void result(Fields part, boolean wanted) {
        if ((wanted || part.has("result")) && !RESULTS.contains(part.text("result", ""))) {
            add(part.child("result"), shown(part.child("result")) + " (want success, partial or failure)");
        }
        for (String list : List.of("skippedTests", "failedTests")) {
            texts(part, list);
        }
    }

    private void features(Fields extended) {
        if (extended.isPresent() && !(extended.node() instanceof Mapping)) {
            add(extended, shown(extended) + " (want an object)");
        }
        texts(extended, "supportedFeatures");
        texts(extended, "unsupportedFeatures");
        Set<String> both = new HashSet<>(extended.texts("supportedFeatures"));
        both.retainAll(extended.texts("unsupportedFeatures"));
        both.stream().sorted().forEach(name -> add(extended, name + " is said to be supported and unsupported"));
    }

    private void texts(Fields owner, String field) {
        Node node = owner.child(field).node();
        boolean sound = !owner.has(field)
                || (node instanceof Sequence list
                        && list.items().stream()
                                .allMatch(item -> item instanceof Scalar one && one.value() instanceof String));
        if (!sound) {
            add(owner.child(field), shown(owner.child(field)) + " (want a list of texts)");
        }
    }
}
