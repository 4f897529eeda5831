package io.github.windlass4j.mesh.observe.scrape;

import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One rule of {@code relabel_configs} or {@code metric_relabel_configs}, with defaults filled in and checked as Prometheus
 * checks it when it loads (model/relabel/relabel.go).
 */
public final class RelabelRule {
    private static final String ANY = "(.*)";
    private static final String FIRST_GROUP = "$1";
    private static final String SEMICOLON = ";";
    private static final Set<String> FIELDS =
            Set.of("source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action");

    private final RelabelAction action;
    private final List<String> sourceLabels;
    private final String separator;
    private final String expression;
    private final Regex regex;
    private final long modulus;
    private final String targetLabel;
    private final String replacement;
    private final NameRule names;

    private RelabelRule(Section section, Prometheus generation, NameRule names) {
        section.allowOnly(FIELDS);
        this.names = names;
        this.action = action(section);
        this.sourceLabels = section.texts("source_labels");
        this.separator = section.text("separator", SEMICOLON);
        this.expression = section.text("regex", ANY);
        this.modulus = section.unsigned("modulus");
        this.targetLabel = section.text("target_label", "");
        this.replacement = section.text("replacement", FIRST_GROUP);
        try {
            this.regex = Regex.compile(generation.anchored(expression));
        } catch (MalformedRegexException e) {
            throw section.malformed("regex", String.valueOf(e.getMessage()));
        }
        check(section, generation);
    }

    static RelabelRule read(Section section, Prometheus generation, NameRule names) {
        return new RelabelRule(section, generation, names);
    }

    private static RelabelAction action(Section section) {
        String word = section.text("action", "replace");
        return RelabelAction.named(word)
                .orElseThrow(() -> section.malformed("action", "unknown relabel action \"" + word + "\""));
    }

    private void check(Section section, Prometheus generation) {
        for (String name : sourceLabels) {
            if (!names.allows(name)) {
                throw section.malformed("source_labels", "\"" + name + "\" is not a valid label name");
            }
        }
        if (action == RelabelAction.HASHMOD && modulus == 0) {
            throw section.malformed("modulus", "hashmod needs a modulus other than 0");
        }
        if (action.writesOneLabel()) {
            checkTarget(section, generation);
        }
        if ((action.changesCase() || action.comparesLabels()) && hasReplacement()) {
            throw section.malformed("replacement", "cannot be set for " + action);
        }
        if (action == RelabelAction.LABELMAP && !names.allowsTemplate(replacement)) {
            throw section.malformed("replacement", "\"" + replacement + "\" is no label name (labelmap)");
        }
        if (action.comparesLabels() && (hasRegex(section, generation) || modulus != 0 || hasSeparator())) {
            throw section.malformed("action", action + " takes only source_labels and target_label");
        }
        if (action.removesLabels()) {
            boolean sources = section.has("source_labels") && !section.isNull("source_labels");
            if (sources || !targetLabel.isEmpty() || modulus != 0 || hasSeparator() || hasReplacement()) {
                throw section.malformed("action", action + " takes only regex");
            }
        }
    }

    /** Prometheus 2 compares the compiled expression by address: one that is written out is never the default. */
    private boolean hasRegex(Section section, Prometheus generation) {
        return generation == Prometheus.V2 ? section.has("regex") : !expression.equals(ANY);
    }

    private boolean hasSeparator() {
        return !separator.equals(SEMICOLON);
    }

    private boolean hasReplacement() {
        return !replacement.equals(FIRST_GROUP);
    }

    /** Only replace fills a template in; Prometheus 2 lets all but hashmod write one, and takes it as the name it is. */
    private void checkTarget(Section section, Prometheus generation) {
        if (targetLabel.isEmpty()) {
            throw section.malformed("target_label", action + " needs a target_label");
        }
        boolean mayBeTemplate =
                action == RelabelAction.REPLACE || (generation == Prometheus.V2 && action != RelabelAction.HASHMOD);
        boolean template = mayBeTemplate && targetLabel.contains("$");
        if (!(template ? names.allowsTemplate(targetLabel) : names.allows(targetLabel))) {
            throw section.malformed("target_label", "\"" + targetLabel + "\" is no label name (" + action + ")");
        }
    }

    /**
     * What the rule does.
     *
     * @return the action, {@link RelabelAction#REPLACE} when none was written
     */
    public RelabelAction action() {
        return action;
    }

    /**
     * The labels it reads.
     *
     * @return names in order; empty when the rule looks at names only
     */
    public List<String> sourceLabels() {
        return sourceLabels;
    }

    /**
     * The expression, as written.
     *
     * @return RE2 syntax; it has to match the whole text
     */
    public String regex() {
        return expression;
    }

    /**
     * The label it writes or compares with.
     *
     * @return name, perhaps with references to groups; empty for actions without one
     */
    public String targetLabel() {
        return targetLabel;
    }

    /** The source text: the values joined, a missing label counting as an empty one. */
    String source(LabelBuilder labels) {
        return sourceLabels.stream().map(labels::get).collect(Collectors.joining(separator));
    }

    /** Changes the labels; false when the target is dropped. */
    boolean apply(LabelBuilder labels) {
        switch (action) {
            case DROP -> {
                return !regex.find(source(labels));
            }
            case KEEP -> {
                return regex.find(source(labels));
            }
            case DROPEQUAL -> {
                return !labels.get(targetLabel).equals(source(labels));
            }
            case KEEPEQUAL -> {
                return labels.get(targetLabel).equals(source(labels));
            }
            case REPLACE -> replace(labels);
            case LOWERCASE -> labels.set(targetLabel, Template.lowerCase(source(labels)));
            case UPPERCASE -> labels.set(targetLabel, Template.upperCase(source(labels)));
            case HASHMOD -> labels.set(targetLabel, hash(source(labels)));
            case LABELMAP -> map(labels);
            case LABELDROP -> remove(labels, true);
            case LABELKEEP -> remove(labels, false);
        }
        return true;
    }

    private void replace(LabelBuilder labels) {
        regex.first(source(labels)).ifPresent(match -> {
            String target = Template.expand(targetLabel, regex, match);
            if (names.allows(target)) {
                labels.set(target, Template.expand(replacement, regex, match));
            }
        });
    }

    private void map(LabelBuilder labels) {
        for (Map.Entry<String, String> label : labels.entries()) {
            regex.first(label.getKey())
                    .ifPresent(match -> labels.set(Template.expand(replacement, regex, match), label.getValue()));
        }
    }

    private void remove(LabelBuilder labels, boolean matching) {
        for (Map.Entry<String, String> label : labels.entries()) {
            if (regex.find(label.getKey()) == matching) {
                labels.set(label.getKey(), "");
            }
        }
    }

    /** The last eight bytes of MD5 as an unsigned number, modulo. */
    private String hash(String source) {
        byte[] digest;
        try {
            digest = MessageDigest.getInstance("MD5").digest(source.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        long tail = new BigInteger(digest, 8, 8).longValue();
        return Long.toUnsignedString(Long.remainderUnsigned(tail, modulus));
    }

    /** The rule in one line, such as {@code replace [a, b] regex "(.+)" to "job"}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(action.toString());
        if (!sourceLabels.isEmpty()) {
            out.append(' ').append(sourceLabels);
        }
        if (!action.comparesLabels() && !expression.equals(ANY)) {
            out.append(" regex \"").append(expression).append('"');
        }
        if (!targetLabel.isEmpty()) {
            out.append(action.comparesLabels() ? " with \"" : " to \"")
                    .append(targetLabel)
                    .append('"');
        }
        return out.toString();
    }
}
