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

    /**
     * One value that rules are about.
     *
     * @param schema gives the types of what rules see
     * @param old what it was before an update; null on creation, and for what has no counterpart
     * @param unchanged it or a value around it is as it was, so only rules that compare may complain
     * @param resource it has apiVersion, kind and metadata beside the fields of its schema
     */
    private record Subject(
            SchemaNode schema, Node node, @Nullable Node old, boolean unchanged, boolean resource, FieldPath path) {
        /** A value inside, which decides by itself whether it is unchanged if this one is not. */
        Subject inside(SchemaNode schema, Node node, @Nullable Node old, FieldPath path) {
            return new Subject(
                    schema, node, old, unchanged || (old != null && old.equals(node)), schema.embeddedResource, path);
        }
    }

    void check(SchemaNode schema, Node root, @Nullable Node old) {
        boolean unchanged = old != null && old.equals(root);
        visit(new Subject(schema, root, old, unchanged, true, FieldPath.ROOT));
    }

    private void visit(Subject subject) {
        SchemaNode schema = subject.schema;
        if (!schema.hasRulesBelow || budget < 0 || (subject.node instanceof Scalar scalar && scalar.isNull())) {
            return;
        }
        rules(schema.rules, subject);
        for (SchemaNode part : schema.allOf) {
            nested(part, subject);
        }
        if (subject.node instanceof Sequence sequence && schema.items != null && schema.items.hasRulesBelow) {
            items(sequence, schema.items, subject);
        } else if (subject.node instanceof Mapping mapping) {
            entries(mapping, subject);
        }
    }

    private void items(Sequence sequence, SchemaNode schema, Subject list) {
        List<@Nullable Node> before = Correlation.items(list.schema, sequence, list.old);
        for (int i = 0; i < sequence.items().size(); i++) {
            visit(list.inside(schema, sequence.items().get(i), before.get(i), list.path.index(i)));
        }
    }

    private void entries(Mapping mapping, Subject object) {
        Map<String, Node> before = Correlation.entries(object.old);
        for (Map.Entry<String, Node> entry : mapping.entries().entrySet()) {
            String name = entry.getKey();
            SchemaNode property = object.schema.property(name);
            SchemaNode schema = property != null ? property : object.schema.additional;
            if (schema != null && schema.hasRulesBelow) {
                FieldPath path = property != null ? object.path.child(name) : object.path.key(name);
                visit(object.inside(schema, entry.getValue(), before.get(name), path));
            }
        }
    }

    /** Rules inside allOf: their own constraints, the types of the level they stand in. */
    private void nested(SchemaNode part, Subject subject) {
        if (!part.hasRulesBelow) {
            return;
        }
        rules(part.rules, subject);
        SchemaNode typed = subject.schema;
        if (subject.node instanceof Mapping mapping && part.properties != null) {
            part.properties.forEach((name, property) -> {
                Node value = mapping.entries().get(name);
                SchemaNode child = typed.property(name);
                if (value != null && child != null) {
                    nested(property, subject.inside(child, value, null, subject.path.child(name)));
                }
            });
        } else if (subject.node instanceof Sequence sequence && part.items != null && typed.items != null) {
            for (int i = 0; i < sequence.items().size(); i++) {
                Node item = sequence.items().get(i);
                nested(part.items, subject.inside(typed.items, item, null, subject.path.index(i)));
            }
        }
    }

    private void rules(List<Rule> rules, Subject subject) {
        if (rules.isEmpty()) {
            return;
        }
        if (budget == 0) {
            exhausted(subject);
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
                broken(rule, subject);
                continue;
            }
            Node old = subject.old;
            if (rule.isTransition() && old == null && !rule.isOptionalOldSelf()) {
                continue;
            }
            self = self == null ? NodeValues.of(subject.node, subject.schema, subject.resource) : self;
            if (rule.isTransition() && old != null && oldSelf == null) {
                oldSelf = NodeValues.of(old, subject.schema, subject.resource);
            }
            evaluate(rule, program, self, oldSelf, subject);
        }
    }

    private void broken(Rule rule, Subject subject) {
        if (rule.problem().isEmpty()) {
            return;
        }
        if (rule.isProblemCertain()) {
            fail(subject, subject.path, "rule compile error: compilation failed: " + rule.problem());
        } else {
            unchecked.add(subject.path.orNone() + ": " + rule.name() + ": " + rule.problem());
        }
    }

    private void evaluate(Rule rule, CelProgram program, Object self, @Nullable Object oldSelf, Subject subject) {
        Outcome outcome = program.run(self, rule.isOptionalOldSelf() ? new CelOptional(oldSelf) : oldSelf, RULE_LIMIT);
        if (outcome.cost() > budget) {
            exhausted(subject);
            return;
        }
        budget -= outcome.cost();
        if (outcome.value() instanceof CelError error) {
            failed(rule, error, outcome.overBudget(), subject);
        } else if (!Boolean.TRUE.equals(outcome.value())) {
            violated(rule, detail(rule, self, oldSelf), subject);
        }
    }

    private void violated(Rule rule, Detail detail, Subject subject) {
        if (detail.isLast) {
            budget = -1;
        }
        boolean ratcheted = subject.unchanged && !rule.isTransition();
        if (ratcheted) {
            return;
        }
        FieldPath field = RulePath.resolve(subject.path, rule.fieldPath(), subject.schema);
        if (detail.isLast) {
            fail(subject, field, detail.text);
        } else {
            FieldError.Type reason = rule.reason();
            String words = reason == FieldError.Type.DUPLICATE ? "" : detail.text;
            Node node = subject.node;
            errors.add(new FieldError(reason, field.orNone(), Complaints.print(node), words, node.at()));
        }
    }

    private void exhausted(Subject subject) {
        fail(
                subject,
                subject.path,
                "validation failed due to running out of cost budget, no further validation rules will be run");
        budget = -1;
    }

    private void failed(Rule rule, CelError error, boolean overBudget, Subject subject) {
        String words = error.message();
        if (overBudget) {
            fail(
                    subject,
                    subject.path,
                    "'" + words + "': no further validation rules will be run due to call cost exceeds limit for rule: "
                            + rule.name());
            budget = -1;
        } else if (words.startsWith("no such overload")) {
            fail(
                    subject,
                    subject.path,
                    "'" + words
                            + "': call arguments did not match a supported operator, function or macro signature for rule: "
                            + rule.name());
        } else {
            fail(subject, subject.path, words + " evaluating rule: " + rule.name());
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
    private void fail(Subject subject, FieldPath field, String detail) {
        errors.add(new FieldError(
                FieldError.Type.INVALID,
                field.orNone(),
                Complaints.quote(subject.schema.type),
                detail,
                subject.node.at()));
    }
}
