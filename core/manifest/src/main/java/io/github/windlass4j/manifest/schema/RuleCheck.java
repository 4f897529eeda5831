package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.CelError;
import io.github.windlass4j.manifest.internal.cel.CelOptional;
import io.github.windlass4j.manifest.internal.cel.CelProgram;
import io.github.windlass4j.manifest.internal.cel.CelProgram.Outcome;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates x-kubernetes-validations over an object (apiextensions-apiserver, schema/cel/validation.go). */
final class RuleCheck {
    /** Cost of one rule on one value (k8s.io/apiserver/pkg/apis/cel, PerCallLimit). */
    private static final long RULE_LIMIT = 1_000_000;

    /** Cost of all rules on one object (k8s.io/apiserver/pkg/apis/cel, RuntimeCELCostBudget). */
    private static final long OBJECT_LIMIT = 10_000_000;

    /** Longest message that an expression may make (k8s.io/apiserver/pkg/apis/cel, MaxEvaluatedMessageExpressionSizeBytes). */
    private static final int MAX_MESSAGE = 5 * 1024;

    private final List<FieldError> errors = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private long budget = OBJECT_LIMIT;

    List<FieldError> errors() {
        return errors;
    }

    /** Rules whose expressions use what this library does not know. */
    List<String> unchecked() {
        return unchecked;
    }

    void check(SchemaNode schema, Node root, @Nullable Node old) {
        visit(schema, root, old, false, true, FieldPath.ROOT);
    }

    /** {@code unchanged}: this value or one around it is as it was, so only rules that compare may complain. */
    private void visit(
            SchemaNode schema,
            Node node,
            @Nullable Node old,
            boolean unchangedAround,
            boolean resource,
            FieldPath path) {
        if (!schema.hasRulesBelow || budget < 0 || (node instanceof Scalar scalar && scalar.isNull())) {
            return;
        }
        boolean unchanged = unchangedAround || (old != null && old.equals(node));
        if (!schema.rules.isEmpty()) {
            rules(schema.rules, schema, node, old, unchanged, resource, path);
        }
        for (SchemaNode part : schema.allOf) {
            nested(part, schema, node, old, unchanged, resource, path);
        }
        if (node instanceof Sequence sequence && schema.items != null) {
            List<@Nullable Node> before = Correlation.items(schema, sequence, old);
            for (int i = 0; i < sequence.items().size(); i++) {
                visit(
                        schema.items,
                        sequence.items().get(i),
                        before.get(i),
                        unchanged,
                        schema.items.embeddedResource,
                        path.index(i));
            }
        } else if (node instanceof Mapping mapping) {
            Map<String, Node> before = Correlation.entries(old);
            for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
                String name = entry.getKey();
                SchemaNode property = schema.property(name);
                if (property != null) {
                    if (property.hasRulesBelow) {
                        Node was = before.get(name);
                        visit(property, entry.getValue(), was, unchanged, property.embeddedResource, path.child(name));
                    }
                } else if (schema.additional != null) {
                    visit(
                            schema.additional,
                            entry.getValue(),
                            before.get(name),
                            unchanged,
                            schema.additional.embeddedResource,
                            path.key(name));
                }
            }
        }
    }

    /** Rules inside allOf: their own constraints, the types of the level they stand in. */
    private void nested(
            SchemaNode part,
            SchemaNode typed,
            Node node,
            @Nullable Node old,
            boolean unchanged,
            boolean resource,
            FieldPath path) {
        if (!part.hasRulesBelow) {
            return;
        }
        if (!part.rules.isEmpty()) {
            rules(part.rules, typed, node, old, unchanged, resource, path);
        }
        if (node instanceof Mapping mapping && part.properties != null) {
            for (Map.Entry<String, SchemaNode> property : part.properties.entrySet()) {
                Node value = mapping.entries().get(property.getKey());
                SchemaNode child = typed.property(property.getKey());
                if (value != null && child != null) {
                    nested(
                            property.getValue(),
                            child,
                            value,
                            null,
                            unchanged,
                            child.embeddedResource,
                            path.child(property.getKey()));
                }
            }
        } else if (node instanceof Sequence sequence && part.items != null && typed.items != null) {
            for (int i = 0; i < sequence.items().size(); i++) {
                nested(part.items, typed.items, sequence.items().get(i), null, unchanged, false, path.index(i));
            }
        }
    }

    private void rules(
            List<Rule> rules,
            SchemaNode schema,
            Node node,
            @Nullable Node old,
            boolean unchanged,
            boolean resource,
            FieldPath path) {
        if (budget == 0) {
            exhausted(path, schema, node);
            return;
        }
        Object self = null;
        Object oldSelf = null;
        for (Rule rule : rules) {
            if (budget < 0) {
                return;
            }
            CelProgram program = rule.program();
            if (program == null) {
                broken(rule, schema, node, path);
                continue;
            }
            if (rule.isTransition() && old == null && !rule.isOptionalOldSelf()) {
                continue;
            }
            self = self == null ? NodeValues.of(node, schema, resource) : self;
            if (rule.isTransition() && old != null && oldSelf == null) {
                oldSelf = NodeValues.of(old, schema, resource);
            }
            evaluate(rule, program, self, oldSelf, node, unchanged && !rule.isTransition(), path, schema);
        }
    }

    private void broken(Rule rule, SchemaNode schema, Node node, FieldPath path) {
        if (rule.problem().isEmpty()) {
            return;
        }
        if (rule.isProblemCertain()) {
            fail(path, schema, node, "rule compile error: compilation failed: " + rule.problem());
        } else {
            unchecked.add(path.orNone() + ": " + rule.name() + ": " + rule.problem());
        }
    }

    private void evaluate(
            Rule rule,
            CelProgram program,
            Object self,
            @Nullable Object oldSelf,
            Node node,
            boolean ratcheted,
            FieldPath path,
            SchemaNode schema) {
        Outcome outcome = program.run(self, rule.isOptionalOldSelf() ? new CelOptional(oldSelf) : oldSelf, RULE_LIMIT);
        if (outcome.cost() > budget) {
            exhausted(path, schema, node);
            return;
        }
        budget -= outcome.cost();
        if (outcome.value() instanceof CelError error) {
            failed(rule, error, outcome.overBudget(), schema, node, path);
        } else if (!Boolean.TRUE.equals(outcome.value())) {
            FieldPath field = RulePath.resolve(path, rule.fieldPath(), schema);
            Detail detail = detail(rule, self, oldSelf);
            if (detail.isLast) {
                budget = -1;
            }
            if (ratcheted) {
                return;
            }
            if (detail.isLast) {
                fail(field, schema, node, detail.text);
            } else {
                FieldError.Type reason = rule.reason();
                String words = reason == FieldError.Type.DUPLICATE ? "" : detail.text;
                errors.add(new FieldError(reason, field.orNone(), Complaints.print(node), words, node.at()));
            }
        }
    }

    private void exhausted(FieldPath path, SchemaNode schema, Node node) {
        fail(
                path,
                schema,
                node,
                "validation failed due to running out of cost budget, no further validation rules will be run");
        budget = -1;
    }

    private void failed(Rule rule, CelError error, boolean overBudget, SchemaNode schema, Node node, FieldPath path) {
        String words = error.message();
        if (overBudget) {
            fail(
                    path,
                    schema,
                    node,
                    "'" + words + "': no further validation rules will be run due to call cost exceeds limit for rule: "
                            + rule.name());
            budget = -1;
        } else if (words.startsWith("no such overload")) {
            fail(
                    path,
                    schema,
                    node,
                    "'" + words
                            + "': call arguments did not match a supported operator, function or macro signature for rule: "
                            + rule.name());
        } else {
            fail(path, schema, node, words + " evaluating rule: " + rule.name());
        }
    }

    /** What a violation says; {@code isLast}: that its expression cost too much, so that no other rule is looked at. */
    private record Detail(String text, boolean isLast) {}

    /** A message gets the past as it is, even where the rule gets an optional one. */
    private Detail detail(Rule rule, Object self, @Nullable Object oldSelf) {
        CelProgram expression = rule.messageProgram();
        if (expression == null) {
            return new Detail(rule.text(), false);
        }
        Outcome outcome = expression.run(self, oldSelf, RULE_LIMIT);
        if (outcome.cost() > budget) {
            return new Detail(
                    "messageExpression evaluation failed due to running out of cost budget, no further validation rules"
                            + " will be run",
                    true);
        }
        if (outcome.overBudget()) {
            return new Detail(
                    "no further validation rules will be run due to call cost exceeds limit for messageExpression: "
                            + Complaints.quote(rule.messageExpression()),
                    true);
        }
        budget -= outcome.cost();
        String message = outcome.value() instanceof String text ? text.strip() : "";
        boolean fits = message.getBytes(StandardCharsets.UTF_8).length <= MAX_MESSAGE && message.indexOf('\n') < 0;
        return new Detail(message.isEmpty() || !fits ? rule.text() : message, false);
    }

    /** A rule that gave no verdict: the server prints the schema's type for the value. */
    private void fail(FieldPath path, SchemaNode schema, Node node, String detail) {
        errors.add(new FieldError(
                FieldError.Type.INVALID, path.orNone(), Complaints.quote(schema.type), detail, node.at()));
    }
}
