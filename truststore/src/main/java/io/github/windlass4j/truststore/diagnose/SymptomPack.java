package io.github.windlass4j.truststore.diagnose;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which texts mean what, as data: the first rule of a speaker that fits wins, so the more special ones stand first.
 *
 * @param asOf day on which the texts were last compared with running software
 * @param sources where the texts were read or provoked
 * @param rules in the order in which they are tried
 */
record SymptomPack(LocalDate asOf, List<Source> sources, List<Rule> rules) {
    /**
     * @param speaker who writes so
     * @param type simple name of the exception's class; absent = any
     * @param text part of its message, upper and lower case alike, in any {@link Translations language}; may be empty where
     * {@code type} is given
     * @param within part of the message of any throwable in the chain; absent = not looked at
     * @param causes all causes that produce the text, the most frequent first
     */
    record Rule(
            Speaker speaker,
            @Omittable @Nullable String type,
            String text,
            @Omittable @Nullable String within,
            Set<Cause> causes,
            @SourceRef String source) {
        Rule {
            if ((text.isBlank() && type == null) || causes.isEmpty()) {
                throw new IllegalArgumentException("a rule needs text or type, and at least one cause");
            }
        }

        boolean fits(List<Message> messages) {
            return messages.stream().anyMatch(this::isSaidBy)
                    && (within == null
                            || messages.stream().anyMatch(message -> Translations.holds(message.text(), within)));
        }

        /** The message that fits, as it was written. */
        String quote(List<Message> messages) {
            Message said = messages.stream().filter(this::isSaidBy).findFirst().orElseThrow();
            return said.type().isEmpty() ? said.text() : said.type() + ": " + said.text();
        }

        private boolean isSaidBy(Message message) {
            return (type == null || type.equals(message.type())) && Translations.holds(message.text(), text);
        }
    }

    /**
     * One message of a chain.
     *
     * @param type simple name of the exception's class; empty for plain text
     */
    record Message(String type, String text) {}

    private static final String RESOURCE = "symptoms.json";

    private static final class Shipped {
        static final SymptomPack PACK =
                KnowledgeReader.shipped(SymptomPack.class.getResourceAsStream(RESOURCE), RESOURCE, SymptomPack.class);
    }

    static SymptomPack shipped() {
        return Shipped.PACK;
    }

    Optional<Rule> firstFitting(Speaker speaker, List<Message> messages) {
        return rules.stream()
                .filter(rule -> rule.speaker() == speaker && rule.fits(messages))
                .findFirst();
    }
}
