package io.github.windlass4j.gateway.migrate;

import static io.github.windlass4j.gateway.migrate.NginxSamples.AGC;
import static io.github.windlass4j.gateway.migrate.NginxSamples.STANDARD;
import static io.github.windlass4j.gateway.migrate.NginxSamples.ingress;
import static io.github.windlass4j.gateway.migrate.NginxSamples.losses;
import static io.github.windlass4j.gateway.migrate.NginxSamples.migrate;
import static io.github.windlass4j.gateway.migrate.NginxSamples.path;
import static io.github.windlass4j.gateway.migrate.NginxSamples.refused;
import static io.github.windlass4j.gateway.migrate.NginxSamples.service;
import static io.github.windlass4j.gateway.migrate.NginxSamples.tls;
import static io.github.windlass4j.gateway.migrate.NginxSamples.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.HttpRoute;
import io.github.windlass4j.gateway.api.ParentRef;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatewayDraftTest {
    private static final String SERVICES = service("shop", "web") + service("blog", "web");

    private static String shop(String name, String host, String... annotations) {
        return ingress("shop", name, tls("s-" + name, host), host, path("/", "web"), annotations);
    }

    @Test
    void one_namespace_shares_its_gateway_with_nobody() {
        IngressMigration migration = migrate(STANDARD, SERVICES, shop("a", "a.example.com"));
        assertThat(written(migration, "Gateway"))
                .containsExactly("shop/web {\"gatewayClassName\":\"any\",\"listeners\":["
                        + "{\"name\":\"http\",\"port\":80,\"protocol\":\"HTTP\","
                        + "\"allowedRoutes\":{\"namespaces\":{\"from\":\"Same\"}}},"
                        + "{\"name\":\"https-a-example-com\",\"hostname\":\"a.example.com\",\"port\":443,"
                        + "\"protocol\":\"HTTPS\",\"tls\":{\"certificateRefs\":[{\"name\":\"s-a\"}]},"
                        + "\"allowedRoutes\":{\"namespaces\":{\"from\":\"Same\"}}}]}");
        assertThat(written(migration, "ReferenceGrant", "ListenerSet")).isEmpty();
        assertThat(migration.objects().resources().get(0).annotations()).isEmpty();
    }

    @Test
    void several_namespaces_meet_at_the_gateway_of_the_first() {
        IngressMigration migration = migrate(
                STANDARD,
                SERVICES,
                shop("a", "a.example.com"),
                ingress("blog", "b", "", "b.example.com", path("/", "web")));
        assertThat(written(migration, "Gateway"))
                .singleElement()
                .asString()
                .startsWith("blog/web {")
                .contains("\"from\":\"All\"")
                .contains("\"certificateRefs\":[{\"name\":\"s-a\",\"namespace\":\"shop\"}]");
        assertThat(written(migration, "ReferenceGrant"))
                .containsExactly("shop/s-a-for-web {\"from\":[{\"group\":\"gateway.networking.k8s.io\","
                        + "\"kind\":\"Gateway\",\"namespace\":\"blog\"}],"
                        + "\"to\":[{\"group\":\"\",\"kind\":\"Secret\",\"name\":\"s-a\"}]}");
        assertThat(written(migration, "HTTPRoute"))
                .anyMatch(route -> route.startsWith("shop/a-example-com {\"parentRefs\":[{\"name\":\"web\","
                        + "\"namespace\":\"blog\",\"sectionName\":\"https-a-example-com\"}]"))
                .anyMatch(route -> route.startsWith(
                        "blog/b-example-com {\"parentRefs\":[{\"name\":\"web\",\"sectionName\":\"http\"}]"));
        assertThat(migration.objects().toYaml()).contains("gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant");
        assertThat(migration.prove().holds()).isTrue();
    }

    @Test
    void hosts_that_look_alike_without_dots_keep_listeners_of_their_own() {
        IngressMigration migration = migrate(
                STANDARD,
                SERVICES,
                shop("a", "a-b.example.com"),
                shop("b", "a.b.example.com"),
                shop("e", "a.b-example.com"),
                shop("c", "*.b.example.com"),
                shop("d", "wildcard.b.example.com"));
        assertThat(migration.prove().holds()).isTrue();
        assertThat(written(migration, "Gateway"))
                .singleElement()
                .asString()
                .contains("\"name\":\"https-a-b-example-com\",\"hostname\":\"a-b.example.com\"")
                .contains("\"name\":\"https-a-b-example-com-3\",\"hostname\":\"a.b.example.com\"");
        assertThat(routeNames(migration)).doesNotHaveDuplicates();
    }

    private static List<String> routeNames(IngressMigration migration) {
        return migration.objects().ofKind("gateway.networking.k8s.io", "HTTPRoute").stream()
                .map(route -> route.name())
                .toList();
    }

    private static List<HttpRoute> routes(IngressMigration migration) {
        return migration.objects().ofKind("gateway.networking.k8s.io", "HTTPRoute").stream()
                .map(HttpRoute::new)
                .toList();
    }

    @Test
    void more_rules_than_a_route_holds_make_further_routes() {
        for (int count : new int[] {15, 16, 17, 33}) {
            String paths = IntStream.range(0, count)
                    .mapToObj(i -> path("/p" + i, "web"))
                    .collect(Collectors.joining(", "));
            IngressMigration migration = migrate(STANDARD, SERVICES, ingress("shop", "a", "", "a.example.com", paths));
            assertThat(refused(migration)).isEmpty();
            assertThat(migration.prove().holds()).isTrue();
            assertThat(routeNames(migration))
                    .isEqualTo(List.of("a-example-com", "a-example-com-2", "a-example-com-3")
                            .subList(0, (count + 15) / 16));
            assertThat(routes(migration).stream()
                            .mapToInt(route -> route.rules().size())
                            .sum())
                    .isEqualTo(count);
        }
    }

    @Test
    void more_names_than_a_route_holds_make_further_routes_at_their_own_listeners() {
        String aliases =
                IntStream.range(0, 20).mapToObj(i -> "x" + i + ".example.com").collect(Collectors.joining(","));
        IngressMigration migration = migrate(
                STANDARD, SERVICES, shop("a", "a.example.com", "server-alias", aliases, "ssl-redirect", "false"));
        assertThat(refused(migration)).isEmpty();
        assertThat(migration.prove().holds()).isTrue();
        assertThat(routes(migration))
                .hasSize(2)
                .allSatisfy(route -> assertThat(route.parentRefs().stream()
                                .map(ParentRef::sectionName)
                                .count())
                        .as("the listener for plain HTTP, and one for each name")
                        .isEqualTo(route.hostnames().size() + 1));
        assertThat(routes(migration))
                .extracting(route -> route.hostnames().size())
                .containsExactly(16, 5);
    }

    private static String manyHosts(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> shop("i" + i, "h" + i + ".example.com"))
                .collect(Collectors.joining());
    }

    @Test
    void more_listeners_than_a_gateway_holds_go_into_listener_sets() {
        IngressMigration exactly = migrate(STANDARD, SERVICES, manyHosts(63));
        assertThat(written(exactly, "ListenerSet")).isEmpty();
        assertThat(written(exactly, "Gateway").get(0)).doesNotContain("allowedListeners");
        IngressMigration migration =
                migrate(STANDARD, SERVICES, manyHosts(64), ingress("blog", "b", "", "b.example.com", path("/", "web")));
        assertThat(refused(migration)).isEmpty();
        assertThat(migration.prove().holds()).isTrue();
        assertThat(written(migration, "Gateway").get(0))
                .contains("\"allowedListeners\":{\"namespaces\":{\"from\":\"Same\"}}");
        assertThat(written(migration, "ListenerSet"))
                .singleElement()
                .asString()
                .startsWith("blog/web-2 {\"parentRef\":{\"name\":\"web\"},\"listeners\":["
                        + "{\"name\":\"https-h9-example-com\",\"hostname\":\"h9.example.com\"");
        assertThat(written(migration, "HTTPRoute"))
                .anyMatch(route -> route.startsWith("shop/h9-example-com {\"parentRefs\":[{\"kind\":\"ListenerSet\","
                        + "\"name\":\"web-2\",\"namespace\":\"blog\",\"sectionName\":\"https-h9-example-com\"}]"));
        assertThat(written(migration, "ReferenceGrant").get(0)).contains("\"kind\":\"ListenerSet\"");
    }

    @Test
    void where_there_are_no_listener_sets_the_rest_is_lost() {
        IngressMigration migration = migrate(AGC, SERVICES, manyHosts(65));
        assertThat(losses(migration, Loss.Aspect.LISTENERS))
                .containsExactly("LISTENERS h8.example.com", "LISTENERS h9.example.com");
        assertThat(written(migration, "ListenerSet")).isEmpty();
        assertThat(routeNames(migration)).contains("h9-example-com-http").doesNotContain("h9-example-com");
        assertThat(refused(migration)).isEmpty();
        assertThat(migration.prove().holds()).isTrue();
        assertThat(migration.prove().differences())
                .anyMatch(difference -> difference.request().host().equals("h9.example.com")
                        && difference
                                .loss()
                                .filter(loss -> loss.aspect() == Loss.Aspect.LISTENERS)
                                .isPresent());
    }

    @Test
    void a_frontend_of_ones_own_is_an_address() {
        MigrationTarget own = MigrationTarget.bringYourOwn(AgcProfile.newest(), "web", "/subscriptions/x", "front");
        IngressMigration migration = migrate(own, SERVICES, shop("a", "a.example.com"));
        assertThat(written(migration, "Gateway").get(0))
                .contains("\"addresses\":[{\"type\":\"alb.networking.azure.io/alb-frontend\",\"value\":\"front\"}]");
        assertThat(migration.objects().resources().get(0).annotations())
                .containsEntry("alb.networking.azure.io/alb-id", "/subscriptions/x");
    }
}
