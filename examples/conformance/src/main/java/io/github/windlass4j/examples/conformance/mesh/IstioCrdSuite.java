package io.github.windlass4j.examples.conformance.mesh;

import io.github.windlass4j.examples.conformance.Answer;
import io.github.windlass4j.examples.conformance.Case;
import io.github.windlass4j.examples.conformance.CaseFile;
import io.github.windlass4j.examples.conformance.CaseIds;
import io.github.windlass4j.examples.conformance.Suite;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One object and the API server's verdict: under the definitions of the release's own file, and under the bundled ones. */
final class IstioCrdSuite implements Suite {
    private static final Pattern TYPE =
            Pattern.compile("(.*): Invalid value: \"(?:object|integer|string|array)\": (.*)");
    private static final Pattern NULL = Pattern.compile("(\\S+) in body must be of type \\w+: \"null\"");

    @Override
    public String name() {
        return "istio-crd";
    }

    @Override
    public String file() {
        return "mesh/istio-crd/crd-cel-cases.json";
    }

    @Override
    public Stream<Case> cases(CaseFile file) {
        Schemas own = Schemas.of(Trees.manifests(file, "crd-all.gen.yaml"));
        Schemas bundled = IstioSchemas.shipped();
        return file.elements("cases").map(node -> {
            Map<String, Object> expected = new LinkedHashMap<>();
            expected.put("valid", node.get("valid").asBoolean());
            if (node.hasNonNull("errContains")) {
                expected.put("errContains", node.get("errContains").asString());
            }
            return new Case(CaseIds.of(node), expected, () -> ask(node, own, bundled));
        });
    }

    /**
     * Two differences of wording are none of verdict. Servers before Kubernetes 1.35 print the schema's type where newer ones
     * print a simple value, or nothing for an object (kubernetes/kubernetes#133832). And the cases were put to the schema as
     * they are, while a server first removes a null that the schema does not allow (PruneNonNullableNullsWithoutDefaults),
     * and then misses a required field.
     */
    private static boolean says(String text, String expected) {
        Matcher type = TYPE.matcher(expected);
        Matcher none = NULL.matcher(expected);
        if (type.matches()) {
            return text.contains(type.group(1) + ": Invalid value: ") && text.contains(": " + type.group(2));
        }
        return none.matches() ? text.contains(none.group(1) + ": Required value") : text.contains(expected);
    }

    private static Answer ask(JsonNode node, Schemas own, Schemas bundled) {
        Resource object = Trees.resource(node.get("resource"));
        SchemaVerdict verdict = own.create(object);
        String text = verdict.errors().toString();
        boolean agrees = node.get("valid").asBoolean() == verdict.isAccepted()
                && says(text, node.path("errContains").asString(""))
                && verdict.unchecked().isEmpty()
                && own.find(object.type()).orElseThrow().gaps().isEmpty();
        boolean same = bundled.create(object).equals(verdict);
        return new Answer(
                verdict.isAccepted() ? "valid" : text,
                agrees && same,
                same ? "the bundled definitions agree" : "as bundled: " + bundled.create(object));
    }
}
