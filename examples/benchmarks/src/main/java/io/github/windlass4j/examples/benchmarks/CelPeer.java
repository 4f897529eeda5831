package io.github.windlass4j.examples.benchmarks;

import dev.cel.common.CelException;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a schema in dev.cel. All that is not evaluation is done before: rules are compiled, values of defaulted objects
 * are plain Java maps and lists, and which rule meets which value is known.
 */
final class CelPeer {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .addVar("self", SimpleType.DYN)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            // The one function of Kubernetes' own that the rules of these kinds use.
            .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                    "sum",
                    CelOverloadDecl.newMemberOverload(
                            "sum_list", SimpleType.DYN, List.of(ListType.create(SimpleType.DYN)))))
            .setOptions(OPTIONS)
            .build();
    private final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder()
            .addLibraries(CelExtensions.strings(), CelExtensions.optional())
            .addFunctionBindings(CelFunctionBinding.from("sum_list", Collection.class, CelPeer::sum))
            .setOptions(OPTIONS)
            .build();
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();
    private final List<String> left = new ArrayList<>();

    /** One evaluation: a rule on a value. */
    record Question(CelRuntime.Program program, Map<String, Object> variables) {
        /** Whether the rule holds; an error of the evaluation is a rule that does not hold. */
        boolean holds() {
            try {
                return Boolean.TRUE.equals(program.eval(variables));
            } catch (CelEvaluationException failed) {
                return false;
            }
        }
    }

    /** Rules that this library does not compile, such as those that use functions of Kubernetes' own. */
    List<String> left() {
        return left;
    }

    /** The questions that the rules of a schema ask of an object. */
    List<Question> questions(Node schema, Mapping object) {
        List<Question> questions = new ArrayList<>();
        ask(schema, object, questions);
        return List.copyOf(questions);
    }

    private void ask(Node schema, Node value, List<Question> questions) {
        for (Node rule : items(schema.get("x-kubernetes-validations").orElse(Scalar.NULL))) {
            String text =
                    rule.get("rule").map(Node::toJava).map(String::valueOf).orElse("");
            CelRuntime.Program program = text.contains("oldSelf") ? null : program(text);
            Object self = java(value);
            if (program != null && self != null) {
                questions.add(new Question(program, Map.of("self", self)));
            }
        }
        for (Node part : items(schema.get("allOf").orElse(Scalar.NULL))) {
            ask(part, value, questions);
        }
        if (value instanceof Sequence sequence) {
            schema.get("items").ifPresent(each -> sequence.items().forEach(item -> ask(each, item, questions)));
        } else if (value instanceof Mapping mapping) {
            Node properties = schema.get("properties").orElse(Scalar.NULL);
            Node additional = schema.get("additionalProperties").orElse(Scalar.NULL);
            mapping.entries().forEach((name, child) -> ask(properties.get(name).orElse(additional), child, questions));
        }
    }

    private static List<Node> items(Node node) {
        return node instanceof Sequence sequence ? sequence.items() : List.of();
    }

    private CelRuntime.@Nullable Program program(String rule) {
        CelRuntime.Program known = programs.get(rule);
        if (known != null || left.contains(rule)) {
            return known;
        }
        try {
            CelRuntime.Program program =
                    runtime.createProgram(compiler.compile(rule).getAst());
            programs.put(rule, program);
            return program;
        } catch (CelException notCompiled) {
            left.add(rule);
            return null;
        }
    }

    private static long sum(Collection<?> numbers) {
        return numbers.stream()
                .mapToLong(number -> ((Number) number).longValue())
                .sum();
    }

    private static @Nullable Object java(Node node) {
        if (node instanceof Mapping mapping) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            // The only name of these kinds that CEL reserves.
            mapping.entries()
                    .forEach((name, value) -> map.put(name.equals("namespace") ? "__namespace__" : name, java(value)));
            return map;
        }
        if (node instanceof Sequence sequence) {
            List<@Nullable Object> list = new ArrayList<>();
            sequence.items().forEach(item -> list.add(java(item)));
            return list;
        }
        return ((Scalar) node).value();
    }
}
