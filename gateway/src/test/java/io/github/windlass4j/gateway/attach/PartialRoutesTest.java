package io.github.windlass4j.gateway.attach;

import static io.github.windlass4j.gateway.attach.StatusObjects.accepted;
import static io.github.windlass4j.gateway.attach.StatusObjects.attach;
import static io.github.windlass4j.gateway.attach.StatusObjects.core;
import static io.github.windlass4j.gateway.attach.StatusObjects.gateway;
import static io.github.windlass4j.gateway.attach.StatusObjects.listener;
import static io.github.windlass4j.gateway.attach.StatusObjects.resolved;
import static io.github.windlass4j.gateway.attach.StatusObjects.route;
import static io.github.windlass4j.gateway.attach.StatusObjects.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Routes of which some rules are in order and others are not. */
class PartialRoutesTest {
    private static final String OPEN =
            gateway("listeners: [" + listener("a", 80, "HTTP", "allowedRoutes: {namespaces: {from: All}}") + "]");

    @Test
    void of_valid_and_invalid_rules_the_invalid_ones_are_dropped() {
        for (String wrong : List.of("filters: [{type: Odd}]", "matches: [{path: {type: Odd}}]")) {
            Attachment mixed = attach(OPEN, route("HTTPRoute", "rules: [{" + wrong + "}, {}, {" + wrong + "}]"));
            assertThat(accepted(mixed)).as(wrong).isEqualTo("True Accepted");
            assertThat(told(mixed.routes().get(0).parents().get(0), "PartiallyInvalid"))
                    .as(wrong)
                    .isEqualTo("True UnsupportedValue");
            assertThat(listener(mixed, 0).attachedRoutes()).isOne();
            assertThat(mixed.droppedRules(mixed.routes().get(0).route())).containsExactlyInAnyOrder(0, 2);
            Attachment none = attach(OPEN, route("HTTPRoute", "rules: [{" + wrong + "}, {" + wrong + "}]"));
            assertThat(accepted(none)).as(wrong).isEqualTo("False UnsupportedValue");
            assertThat(told(none.routes().get(0).parents().get(0), "PartiallyInvalid"))
                    .as(wrong)
                    .isEqualTo("-");
        }
        Attachment closed = attach(
                gateway("listeners: [" + listener("a", 80, "HTTP", "hostname: a.test") + "]"),
                route("HTTPRoute", "rules: [{filters: [{type: Odd}]}, {}]"));
        assertThat(told(closed.routes().get(0).parents().get(0), "PartiallyInvalid"))
                .as("a route that is not accepted says nothing of its rules")
                .isEqualTo("-");
    }

    @Test
    void filters_that_exclude_each_other_have_a_reason_of_their_own() {
        String both = "filters: [{type: RequestRedirect, requestRedirect: {hostname: a.b}}, "
                + "{type: URLRewrite, urlRewrite: {hostname: a.b}}]";
        assertThat(accepted(attach(OPEN, route("HTTPRoute", "rules: [{" + both + "}]"))))
                .isEqualTo("False IncompatibleFilters");
        Attachment mixed = attach(OPEN, route("HTTPRoute", "rules: [{}, {" + both + "}]"));
        assertThat(accepted(mixed)).isEqualTo("True Accepted");
        assertThat(told(mixed.routes().get(0).parents().get(0), "PartiallyInvalid"))
                .isEqualTo("True IncompatibleFilters");
        assertThat(accepted(attach(OPEN, route("HTTPRoute", "rules: [{" + both + "}, {filters: [{type: Odd}]}]"))))
                .as("an unknown value goes before")
                .isEqualTo("False UnsupportedValue");
    }

    @Test
    void rules_that_ask_nobody_for_permission_stay_and_the_route_says_so() {
        String asking = "filters: [{type: ExternalAuth, externalAuth: {protocol: HTTP, "
                + "backendRef: {name: %s, port: %d}}}], backendRefs: [{name: web, port: 80}]";
        String services = core("Service", "store", "web", "spec: {ports: [{port: 80}]}") + "\n---\n"
                + core("Service", "store", "auth", "spec: {ports: [{port: 90}]}");
        String good = asking.formatted("auth", 90);
        for (String bad : List.of(asking.formatted("gone", 90), asking.formatted("auth", 91))) {
            Attachment mixed = attach(OPEN, services, route("HTTPRoute", "rules: [{" + good + "}, {" + bad + "}]"));
            assertThat(accepted(mixed)).as(bad).isEqualTo("True Accepted");
            assertThat(resolved(mixed)).as(bad).isEqualTo("False BackendNotFound");
            assertThat(partly(mixed)).as(bad).isEqualTo("True BackendNotFound");
            assertThat(mixed.droppedRules(mixed.routes().get(0).route())).isEmpty();
            Attachment all = attach(OPEN, services, route("HTTPRoute", "rules: [{" + bad + "}]"));
            assertThat(accepted(all)).as(bad).isEqualTo("True Accepted");
            assertThat(resolved(all)).as(bad).isEqualTo("False BackendNotFound");
            assertThat(partly(all)).as(bad).isEqualTo("-");
        }
        assertThat(partly(attach(OPEN, services, route("HTTPRoute", "rules: [{" + good + "}, {}]"))))
                .isEqualTo("-");
        String elsewhere = "backendRefs: [{name: web, port: 80, "
                + asking.formatted("gone", 90).replace(", backendRefs: [{name: web, port: 80}]", "") + "}]";
        assertThat(partly(attach(OPEN, services, route("HTTPRoute", "rules: [{" + elsewhere + "}, {}]"))))
                .isEqualTo("True BackendNotFound");
    }

    private static String partly(Attachment attachment) {
        return told(attachment.routes().get(0).parents().get(0), "PartiallyInvalid");
    }
}
