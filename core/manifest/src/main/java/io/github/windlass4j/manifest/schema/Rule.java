package io.github.windlass4j.manifest.schema;

import io.github.windlass4j.manifest.internal.cel.CelProgram;
import io.github.windlass4j.manifest.internal.cel.CelSyntaxException;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entry of x-kubernetes-validations, compiled. */
final class Rule {
    private final String rule;
    private final String message;
    private final String messageExpression;
    private final String fieldPath;
    private final FieldError.Type reason;
    private final boolean optionalOldSelf;
    private final @Nullable CelProgram program;
    private final @Nullable CelProgram messageProgram;
    private final String problem;
    private final boolean problemIsCertain;

    private Rule(Fields source) {
        rule = source.text("rule", "").strip();
        message = source.text("message", "").strip();
        fieldPath = source.text("fieldPath", "");
        reason = switch (source.text("reason", "")) {
            case "FieldValueForbidden" -> FieldError.Type.FORBIDDEN;
            case "FieldValueRequired" -> FieldError.Type.REQUIRED;
            case "FieldValueDuplicate" -> FieldError.Type.DUPLICATE;
            default -> FieldError.Type.INVALID;
        };
        optionalOldSelf = source.flag("optionalOldSelf").orElse(false);
        messageExpression = source.text("messageExpression", "");
        CelProgram compiled = null;
        CelProgram compiledMessage = null;
        String complaint = "";
        boolean certain = false;
        try {
            compiled = rule.isEmpty() ? null : CelProgram.compile(rule);
            compiledMessage = messageExpression.isEmpty() ? null : CelProgram.compile(messageExpression);
        } catch (CelSyntaxException e) {
            complaint = String.valueOf(e.getMessage());
            certain = e.isCertain() && compiled == null;
        }
        program = compiled;
        messageProgram = compiledMessage;
        problem = complaint;
        problemIsCertain = certain;
    }

    static List<Rule> all(Node schema) {
        List<Rule> rules = new ArrayList<>();
        for (Fields source : Fields.of(schema).list("x-kubernetes-validations")) {
            rules.add(new Rule(source));
        }
        return List.copyOf(rules);
    }

    /** What an error calls this rule: its message, else its text. */
    String name() {
        return message.isEmpty() ? rule : message;
    }

    /** What a violation says when no expression says it. */
    String text() {
        return message.isEmpty() ? "failed rule: " + rule : message;
    }

    /** The field below the rule's own that a violation names, in the schema's spelling ({@code .a.b}); empty for none. */
    String fieldPath() {
        return fieldPath;
    }

    FieldError.Type reason() {
        return reason;
    }

    boolean isOptionalOldSelf() {
        return optionalOldSelf;
    }

    boolean isTransition() {
        return program != null && program.usesOldSelf();
    }

    @Nullable
    CelProgram program() {
        return program;
    }

    @Nullable
    CelProgram messageProgram() {
        return messageProgram;
    }

    String messageExpression() {
        return messageExpression;
    }

    /** Why an expression did not compile; empty when all did. */
    String problem() {
        return problem;
    }

    /** Whether the API server would not compile it either. */
    boolean isProblemCertain() {
        return problemIsCertain;
    }
}
