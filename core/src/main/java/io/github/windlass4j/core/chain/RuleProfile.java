package io.github.windlass4j.core.chain;

import static java.util.Objects.requireNonNull;

import io.github.windlass4j.core.hostname.PublicSuffixes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A profile as data: which rules reject, which only warn, and how open questions are read. One engine judges by all of
 * them; the {@code with} and {@code without} methods make a profile of your own.
 *
 * @param name for reports
 * @param rejecting rules whose violation makes a path invalid; every {@linkplain Rule#isStructural() structural} one is among
 *     them
 * @param warning rules whose violation is only told
 * @param switches readings that are on
 * @param algorithms accepted keys and digests
 * @param publicSuffixes names right below which wildcards are refused ({@link Rule#WILDCARD_ON_PUBLIC_SUFFIX})
 */
public record RuleProfile(
        String name,
        Set<Rule> rejecting,
        Set<Rule> warning,
        Set<Switch> switches,
        AlgorithmPolicy algorithms,
        PublicSuffixes publicSuffixes)
        implements Profile {
    private static final Set<Rule> STRUCTURAL = structural();

    /** Copies the sets. */
    public RuleProfile {
        requireNonNull(name);
        requireNonNull(algorithms);
        requireNonNull(publicSuffixes);
        rejecting = copy(Rule.class, rejecting);
        warning = copy(Rule.class, warning);
        switches = copy(Switch.class, switches);
        if (!rejecting.containsAll(STRUCTURAL)) {
            Set<Rule> lost = own(Rule.class, STRUCTURAL);
            lost.removeAll(rejecting);
            throw new IllegalArgumentException(
                    "rejecting: without " + lost.iterator().next() + ", which no profile can do without");
        }
    }

    private static Set<Rule> structural() {
        Set<Rule> structural = EnumSet.noneOf(Rule.class);
        for (Rule rule : Rule.values()) {
            if (rule.isStructural()) {
                structural.add(rule);
            }
        }
        return structural;
    }

    /** This profile under another name. */
    public RuleProfile named(String other) {
        return new RuleProfile(other, rejecting, warning, switches, algorithms, publicSuffixes);
    }

    /** Lets these rules reject. */
    public RuleProfile rejecting(Rule... rules) {
        Set<Rule> more = own(Rule.class, rejecting);
        Set<Rule> fewer = own(Rule.class, warning);
        for (Rule rule : rules) {
            more.add(rule);
            fewer.remove(rule);
        }
        return new RuleProfile(name, more, fewer, switches, algorithms, publicSuffixes);
    }

    /** Lets these rules only warn. */
    public RuleProfile warning(Rule... rules) {
        Set<Rule> fewer = own(Rule.class, rejecting);
        Set<Rule> more = own(Rule.class, warning);
        for (Rule rule : rules) {
            fewer.remove(rule);
            more.add(rule);
        }
        return new RuleProfile(name, fewer, more, switches, algorithms, publicSuffixes);
    }

    /** Takes these rules out altogether. */
    public RuleProfile without(Rule... rules) {
        Set<Rule> rejecting = own(Rule.class, this.rejecting);
        Set<Rule> warning = own(Rule.class, this.warning);
        for (Rule rule : rules) {
            rejecting.remove(rule);
            warning.remove(rule);
        }
        return new RuleProfile(name, rejecting, warning, switches, algorithms, publicSuffixes);
    }

    /** Turns these readings on. */
    public RuleProfile with(Switch... on) {
        Set<Switch> more = own(Switch.class, switches);
        Collections.addAll(more, on);
        return new RuleProfile(name, rejecting, warning, more, algorithms, publicSuffixes);
    }

    /** Turns these readings off. */
    public RuleProfile without(Switch... off) {
        Set<Switch> fewer = own(Switch.class, switches);
        for (Switch one : off) {
            fewer.remove(one);
        }
        return new RuleProfile(name, rejecting, warning, fewer, algorithms, publicSuffixes);
    }

    /** Accepts other keys and digests. */
    public RuleProfile with(AlgorithmPolicy policy) {
        return new RuleProfile(name, rejecting, warning, switches, policy, publicSuffixes);
    }

    /** Knows other public suffixes, such as the whole public list. */
    public RuleProfile with(PublicSuffixes suffixes) {
        return new RuleProfile(name, rejecting, warning, switches, algorithms, suffixes);
    }

    /** True if the reading is on. */
    public boolean has(Switch reading) {
        return switches.contains(reading);
    }

    @Override
    public String toString() {
        return name;
    }

    private static <E extends Enum<E>> Set<E> own(Class<E> type, Set<E> source) {
        EnumSet<E> own = EnumSet.noneOf(type);
        own.addAll(source);
        return own;
    }

    private static <E extends Enum<E>> Set<E> copy(Class<E> type, Set<E> source) {
        return Collections.unmodifiableSet(own(type, source));
    }
}
