package io.github.windlass4j.gateway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.manifest.object.Manifests;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which listener of an Application Gateway has which names, certificate and Ingress. */
class AgicListenersTest {
    private static AgicConfig config(String... ingresses) {
        GatewaySet set = GatewaySet.of(Manifests.read(AgicSamples.SERVICES + String.join("", ingresses), "in.yaml"));
        return AgicConfig.of(set, set.ingresses());
    }

    private static String ingress(String name, String spec) {
        return AgicSamples.ingress(name, "", spec);
    }

    private static String rule(String host) {
        return AgicSamples.rule(host.startsWith("*") ? "'" + host + "'" : host, AgicSamples.path("/", "Prefix", "web"));
    }

    private static AgicConfig.Listener only(String host) {
        List<AgicConfig.Listener> listeners = config(ingress("a", rule(host))).listeners();
        assertThat(listeners).hasSize(1);
        return listeners.get(0);
    }

    @Test
    void a_name_that_is_written_out_is_more_specific_than_a_pattern_and_a_longer_pattern_than_a_shorter_one() {
        String host = "A.shop.example.com";
        assertThat(only("a.shop.example.com").specificity(host)).isEqualTo(Integer.MAX_VALUE);
        assertThat(only("*.shop.example.com").specificity(host)).isEqualTo("*.shop.example.com".length());
        assertThat(only("*.example.com").specificity(host)).isEqualTo("*.example.com".length());
        assertThat(only("b.shop.example.com").specificity(host)).isZero();
        assertThat(only("").specificity(host)).isZero();
    }

    @Test
    void listeners_overlap_where_some_host_is_taken_by_both() {
        assertThat(only("a.example.com").overlaps(only("*.example.com"))).isTrue();
        assertThat(only("*.example.com").overlaps(only("a.example.com"))).isTrue();
        assertThat(only("").overlaps(only("a.example.com"))).isTrue();
        assertThat(only("a.example.com").overlaps(only(""))).isTrue();
        assertThat(only("a.example.com").overlaps(only("b.example.com"))).isFalse();
        assertThat(only("*.example.com").overlaps(only("a.example.org"))).isFalse();
    }

    @Test
    void namespaces_are_those_of_the_ingresses_that_have_listeners() {
        String far = ingress("b", rule("b.example.com")).replace("name: b,", "name: b, namespace: far,");
        assertThat(config(ingress("a", rule("a.example.com")), far).namespaces().filter(name -> !name.isEmpty()))
                .contains("default", "far");
        assertThat(config().namespaces()).isEmpty();
    }
}
