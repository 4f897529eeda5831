package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.Schema;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import io.github.windlass4j.manifest.schema.Schemas;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One object against its schema, warm. Ours is the whole answer (defaults, pruning, structure, list types, metadata, rules);
 * dev.cel only evaluates the same rules on the same values, which are made before. What our rules cost alone is the
 * difference to {@link #baseWithoutRules}.
 */
@State(Scope.Benchmark)
public class RuleBenchmark {
    private static final int OBJECTS = 100;

    private final List<Resource> objects = ManifestMaterial.objects(OBJECTS);
    private final Schemas schemas = GatewayRelease.shipped(Channel.STANDARD).schemas();
    private final Map<String, Schema> withoutRules = new HashMap<>();
    private final List<CelPeer.Question> questions = new ArrayList<>();

    @Setup
    public void compile() {
        CelPeer peer = new CelPeer();
        for (Resource object : objects) {
            Schema schema = schemas.find(object.type()).orElseThrow();
            withoutRules.computeIfAbsent(
                    object.kind(), kind -> Schema.of(schema.type(), true, true, true, withoutRules(schema.openApi())));
            if (!(schema.create(object) instanceof SchemaVerdict.Accepted accepted)) {
                throw new IllegalStateException(object + ": " + schema.create(object));
            }
            questions.addAll(peer.questions(schema.openApi(), accepted.stored()));
        }
        if (!peer.left().isEmpty()) {
            throw new IllegalStateException("dev.cel does not compile " + peer.left());
        }
        System.out.println(OBJECTS + " objects, " + questions.size() + " evaluations");
    }

    private static Node withoutRules(Node schema) {
        if (schema instanceof Mapping mapping) {
            Map<String, Node> kept = new LinkedHashMap<>();
            mapping.without("x-kubernetes-validations")
                    .entries()
                    .forEach((name, value) -> kept.put(name, withoutRules(value)));
            return Mapping.of(kept);
        }
        return schema instanceof Sequence list
                ? Sequence.of(
                        list.items().stream().map(RuleBenchmark::withoutRules).toList())
                : schema;
    }

    /** How many evaluations one invocation of the peer makes. */
    int evaluations() {
        return questions.size();
    }

    /** How many kinds ours has compiled for all objects. */
    int compiledKinds() {
        return schemas.compiled().size();
    }

    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public int windlass() {
        int accepted = 0;
        for (Resource object : objects) {
            accepted += schemas.create(object).isAccepted() ? 1 : 0;
        }
        return accepted;
    }

    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public int baseWithoutRules() {
        int accepted = 0;
        for (Resource object : objects) {
            accepted += withoutRules.get(object.kind()).create(object).isAccepted() ? 1 : 0;
        }
        return accepted;
    }

    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public int devCel() {
        int holding = 0;
        for (CelPeer.Question question : questions) {
            holding += question.holds() ? 1 : 0;
        }
        return holding;
    }
}
