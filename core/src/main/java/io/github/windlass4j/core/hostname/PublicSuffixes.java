package io.github.windlass4j.core.hostname;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names below which the public registers names, such as {@code com}, {@code co.uk} or a hoster's domain for its customers: a
 * wildcard right below one would cover strangers. The rules and the algorithm are those of the Public Suffix List
 * (publicsuffix.org/list): the longest rule counts, {@code *.} stands for one label, {@code !} makes an exception, and a
 * name that no rule concerns has its last label as suffix.
 */
public final class PublicSuffixes {
    private static final PublicSuffixes NONE = new PublicSuffixes((Rules) null);
    private static final PublicSuffixes SELECTION = new PublicSuffixes((Rules) null);

    private final @Nullable Rules own;

    private PublicSuffixes(@Nullable Rules own) {
        this.own = own;
    }

    private PublicSuffixes(Collection<String> list) {
        this(Rules.of(list));
    }

    /** The selection is read with the first name: most programs never ask, and reading it takes longer than a verdict. */
    private Optional<Rules> rules() {
        return this == SELECTION ? Selection.RULES : Optional.ofNullable(own);
    }

    private record Rules(Set<String> exact, Set<String> wildcards, Set<String> exceptions) {
        static Rules of(Collection<String> list) {
            Rules rules = new Rules(new HashSet<>(), new HashSet<>(), new HashSet<>());
            for (String rule : list) {
                String folded = rule.toLowerCase(Locale.ROOT);
                if (folded.startsWith("!")) {
                    rules.exceptions.add(folded.substring(1));
                } else if (folded.startsWith("*.")) {
                    rules.wildcards.add(folded.substring(2));
                } else {
                    rules.exact.add(folded);
                }
            }
            return rules;
        }

        boolean contain(String host) {
            int dot = host.indexOf('.');
            return !exceptions.contains(host)
                    && (dot < 0 || exact.contains(host) || wildcards.contains(host.substring(dot + 1)));
        }

        int size() {
            return exact.size() + wildcards.size() + exceptions.size();
        }
    }

    /** Nothing is a public suffix, not even a top-level domain. */
    public static PublicSuffixes none() {
        return NONE;
    }

    /**
     * Every top-level domain, and a selection of the suffixes of more than one label: the registries of large countries and
     * the customer domains of large hosters. It is not the public list; {@link #parse} reads that one.
     */
    public static PublicSuffixes shipped() {
        return SELECTION;
    }

    /**
     * Reads the format of the public list: one rule a line up to the first white space, {@code //} begins a comment.
     *
     * @param list text of the list, names outside ASCII as A-labels or as they are
     */
    public static PublicSuffixes parse(String list) {
        return new PublicSuffixes(list.lines()
                .map(line -> line.strip().split("\\s", 2)[0])
                .filter(rule -> !rule.isEmpty() && !rule.startsWith("//"))
                .map(PublicSuffixes::ascii)
                .toList());
    }

    /** These rules, each as in the public list. */
    public static PublicSuffixes of(Collection<String> rules) {
        return new PublicSuffixes(rules.stream().map(PublicSuffixes::ascii).toList());
    }

    /** True if the name itself is a public suffix; case and a final dot make no difference. */
    public boolean isPublicSuffix(String name) {
        String folded = name.toLowerCase(Locale.ROOT);
        String host = folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
        return !host.isEmpty() && rules().filter(known -> known.contain(host)).isPresent();
    }

    private static String ascii(String rule) {
        String prefix = rule.startsWith("!") ? "!" : rule.startsWith("*.") ? "*." : "";
        String name = rule.substring(prefix.length());
        if (name.chars().allMatch(c -> c < 0x80)) {
            return rule;
        }
        try {
            return prefix + IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notAName) {
            return rule;
        }
    }

    @Override
    public String toString() {
        return "PublicSuffixes[" + Count.of(rules().map(Rules::size).orElse(0), "rule") + "]";
    }

    /** The document behind {@link #shipped()}. */
    record Document(List<Source> sources, String extent, List<Group> groups) {}

    /** Suffixes with one owner or one registry. */
    record Group(String of, @SourceRef String source, List<String> suffixes) {}

    private static final class Selection {
        static final Optional<Rules> RULES = Optional.of(load());

        private static Rules load() {
            String name = "public-suffixes.json";
            try (InputStream in = PublicSuffixes.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(name + ": not in the library");
                }
                Document document = KnowledgeReader.read(in, name, Document.class);
                return Rules.of(document.groups().stream()
                        .flatMap(group -> group.suffixes().stream())
                        .map(PublicSuffixes::ascii)
                        .toList());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
