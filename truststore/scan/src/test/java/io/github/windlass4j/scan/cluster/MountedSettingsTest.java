package io.github.windlass4j.scan.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.scan.inventory.Inventory;
import org.junit.jupiter.api.Test;

/** Which of the settings that a volume brings a program reads. */
class MountedSettingsTest {
    private static final String SETTINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: shop}
            data:
              application.properties: |
                %sspring.datasource.url=jdbc:postgresql://general/x
                #---
                spring.config.activate.on-profile=test
                spring.datasource.url=jdbc:postgresql://test/x
              application-prod.properties: |
                spring.datasource.url=jdbc:postgresql://production/x
            ---
            """;

    private static Inventory scan(String first, String env) {
        String objects = SETTINGS.formatted(first) + TestWorkloads.deployment("""
                volumes: [{name: s, configMap: {name: settings}}]
                containers: [{name: c, env: [%s], volumeMounts: [{name: s, mountPath: /config}]}]
                """.formatted(env));
        return ClusterScan.of(Manifests.read(objects, "objects.yaml")).scan();
    }

    private static String host(String first, String env) {
        return scan(first, env).clients().iterator().next().host();
    }

    @Test
    void profiles_are_those_of_the_environment_or_else_of_the_settings() {
        assertThat(host("", "")).isEqualTo("general");
        assertThat(host("", "{name: SPRING_PROFILES_ACTIVE, value: prod}")).isEqualTo("production");
        assertThat(host("", "{name: SPRING_PROFILES_ACTIVE, value: test}")).isEqualTo("test");
        assertThat(host("spring.profiles.active=prod\n    ", "")).isEqualTo("production");
        assertThat(host("spring.profiles.active=prod\n    ", "{name: SPRING_PROFILES_ACTIVE, value: test}"))
                .isEqualTo("test");
    }
}
