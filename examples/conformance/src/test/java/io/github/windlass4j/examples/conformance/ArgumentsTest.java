package io.github.windlass4j.examples.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An argument that says what the API server does with an object of the case is held against the schemas. */
class ArgumentsTest {
    private static final String SUITE = "envoy-gateway-status";
    private static final Pattern REFUSED = Pattern.compile("API server refuses ([a-z0-9-]+)");
    private static final Pattern OBJECT = Pattern.compile("[a-z]+-[0-9]+");

    private final Schemas schemas = GatewayRelease.shipped(Channel.EXPERIMENTAL).schemas();

    @Test
    void what_an_argument_says_of_the_api_server_is_so() {
        Path folder = Path.of(System.getProperty("windlass.cases", "../../../shared/oracles"));
        Path path = folder.resolve("gateway/envoy-gateway-status.json.gz");
        if (!Files.exists(path)) {
            System.out.println(SUITE + ": skipped, no " + path);
        }
        Assumptions.assumeTrue(Files.exists(path));
        Map<String, JsonNode> inputs = new HashMap<>();
        CaseFile.of(path, folder, "gateway/envoy-gateway-status.json.gz")
                .elements("cases")
                .forEach(one -> inputs.put(one.get("case").asString(), one.get("input")));
        int arguments = 0;
        for (Exceptions.Argued argued : Exceptions.of(SUITE).all()) {
            Matcher refused = REFUSED.matcher(argued.reason());
            if (refused.find()) {
                arguments++;
                Map<String, Boolean> stored = stored(inputs.get(argued.id()));
                assertThat(stored.get(refused.group(1))).as(argued.id()).isFalse();
                OBJECT.matcher(argued.reason().substring(refused.end()))
                        .results()
                        .forEach(other -> assertThat(stored.get(other.group()))
                                .as(argued.id())
                                .isTrue());
            }
        }
        assertThat(arguments).isGreaterThanOrEqualTo(4);
    }

    private Map<String, Boolean> stored(JsonNode input) {
        Map<String, Boolean> stored = new HashMap<>();
        for (JsonNode list : input) {
            for (JsonNode object : list.isArray() ? list : JsonMapper.shared().createArrayNode()) {
                Resource resource = Resource.of((Mapping)
                        Yaml.read(object.toString(), "case.json").get(0).root());
                if (resource.group().equals("gateway.networking.k8s.io")) {
                    stored.put(resource.name(), schemas.create(resource).isAccepted());
                }
            }
        }
        return stored;
    }
}
