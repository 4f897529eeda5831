package io.github.windlass4j.truststore.diagnose;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What drivers and servers say instead of an English phrase where their language is another one, as data: pgjdbc follows the
 * JVM's locale, libpq the environment, a server its {@code lc_messages}. JSSE and OpenSSL speak English always.
 *
 * @param asOf day on which the texts were read
 * @param sources the catalogues
 * @param phrases by the English text, as the rules have it
 */
record Translations(LocalDate asOf, List<Source> sources, List<Phrase> phrases) {
    private static final String RESOURCE = "translations.json";
    private static final Pattern GAP = Pattern.compile("*", Pattern.LITERAL);

    /**
     * @param text the English phrase
     * @param said the same in other languages; {@code *} stands for what is filled in
     */
    record Phrase(String text, List<String> said, @SourceRef String source) {}

    private static final class Shipped {
        /** By the phrase in small letters: the parts of each translation, in small letters. */
        static final Map<String, List<List<String>>> SAID = load();

        private static Map<String, List<List<String>>> load() {
            Map<String, List<List<String>>> said = new HashMap<>();
            Translations read = KnowledgeReader.shipped(
                    Translations.class.getResourceAsStream(RESOURCE), RESOURCE, Translations.class);
            for (Phrase phrase : read.phrases) {
                List<List<String>> all = said.computeIfAbsent(small(phrase.text), text -> new ArrayList<>());
                phrase.said.forEach(
                        text -> all.add(GAP.splitAsStream(small(text)).toList()));
            }
            return said;
        }
    }

    /** Whether the message holds the phrase in any language; upper and lower case are alike. */
    static boolean holds(String message, String phrase) {
        String text = small(message);
        return text.contains(small(phrase))
                || Shipped.SAID.getOrDefault(small(phrase), List.of()).stream()
                        .anyMatch(parts -> parts.stream().allMatch(text::contains));
    }

    private static String small(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
