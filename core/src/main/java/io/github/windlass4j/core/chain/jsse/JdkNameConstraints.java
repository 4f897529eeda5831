package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.NameConstraints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * Name constraints as {@code NameConstraintsExtension} merges them down a path (union of the excluded, intersection of the
 * permitted) and holds them against one certificate. Values are immutable; merging answers a new one.
 */
final class JdkNameConstraints {
    private record Subtree(JdkName base, boolean hasMinimum, boolean hasMaximum) {}

    private final int jdk;
    private final List<Subtree> permitted;
    private final List<Subtree> excluded;

    private JdkNameConstraints(int jdk, List<Subtree> permitted, List<Subtree> excluded) {
        this.jdk = jdk;
        this.permitted = permitted;
        this.excluded = excluded;
    }

    /** Empty if the JDK refuses to read one of the bases. */
    static Optional<JdkNameConstraints> of(int jdk, NameConstraints constraints) {
        List<Subtree> permitted = new ArrayList<>();
        List<Subtree> excluded = new ArrayList<>();
        return read(constraints.permitted(), permitted) && read(constraints.excluded(), excluded)
                ? Optional.of(new JdkNameConstraints(jdk, permitted, excluded))
                : Optional.empty();
    }

    private static boolean read(List<NameConstraints.Subtree> subtrees, List<Subtree> into) {
        for (NameConstraints.Subtree subtree : subtrees) {
            Optional<JdkName> base = JdkName.ofConstraint(subtree.base());
            if (base.isEmpty()) {
                return false;
            }
            into.add(new Subtree(
                    base.get(), subtree.minimum() != 0, subtree.maximum() != NameConstraints.Subtree.UNBOUNDED));
        }
        return true;
    }

    /** Number of subtrees. */
    int size() {
        return permitted.size() + excluded.size();
    }

    /** The text of the failure that the JDK ends in whatever the names are; empty if it can compare. */
    Optional<String> unsupported() {
        List<Subtree> all = new ArrayList<>(permitted);
        all.addAll(excluded);
        if (all.stream().anyMatch(Subtree::hasMinimum)) {
            return Optional.of("Non-zero minimum BaseDistance in name constraints not supported");
        }
        return all.stream().anyMatch(Subtree::hasMaximum)
                ? Optional.of("Maximum BaseDistance in name constraints not supported")
                : Optional.empty();
    }

    /** True if {@code name} lies in an excluded subtree. */
    boolean excludes(JdkName name) {
        return excluded.stream()
                .anyMatch(subtree -> relation(subtree.base(), name).isInside());
    }

    /** True if {@code name} lies in a permitted subtree, or none is of its kind. */
    boolean permits(JdkName name) {
        boolean sameKind = false;
        for (Subtree subtree : permitted) {
            Relation relation = relation(subtree.base(), name);
            if (relation.isInside()) {
                return true;
            }
            sameKind |= relation != Relation.DIFFERENT_KIND;
        }
        return !sameKind;
    }

    /** These constraints with those of the next CA down. */
    JdkNameConstraints merge(JdkNameConstraints next) {
        // Two lists are minimized when they are joined, one alone is not.
        List<Subtree> allExcluded = excluded.isEmpty() || next.excluded.isEmpty()
                ? new ArrayList<>(excluded.isEmpty() ? next.excluded : excluded)
                : union(excluded, next.excluded);
        List<Subtree> narrowed = new ArrayList<>(permitted);
        if (permitted.isEmpty()) {
            narrowed.addAll(next.permitted);
        } else if (!next.permitted.isEmpty()) {
            List<Subtree> emptied = new ArrayList<>();
            narrowed = intersect(permitted, next.permitted, emptied);
            if (!emptied.isEmpty()) {
                allExcluded = allExcluded.isEmpty() ? emptied : union(allExcluded, emptied);
            }
        }
        for (Subtree out : allExcluded) {
            narrowed.removeIf(in -> relation(out.base(), in.base()).isInside());
        }
        return new JdkNameConstraints(jdk, narrowed, allExcluded);
    }

    private Relation relation(JdkName base, JdkName name) {
        return JdkName.relation(jdk, base, name);
    }

    private List<Subtree> union(List<Subtree> one, List<Subtree> other) {
        List<Subtree> all = new ArrayList<>(one);
        all.addAll(other);
        return minimize(all);
    }

    /** Keeps the widest of each family, as {@code GeneralSubtrees.minimize} does. */
    private List<Subtree> minimize(List<Subtree> subtrees) {
        List<Subtree> list = new ArrayList<>(subtrees);
        for (int i = 0; i < list.size() - 1; i++) {
            boolean dropped = false;
            for (int j = i + 1; j < list.size() && !dropped; j++) {
                Relation relation = relation(list.get(i).base(), list.get(j).base());
                if (relation == Relation.NARROWS) {
                    list.remove(j--);
                } else if (relation == Relation.MATCH || relation == Relation.WIDENS) {
                    list.remove(i--);
                    dropped = true;
                }
            }
        }
        return list;
    }

    /**
     * Adds to {@code emptied} the widest subtree of each kind of which nothing is left: nothing of that kind is permitted any
     * more.
     */
    private List<Subtree> intersect(List<Subtree> mine, List<Subtree> theirs, List<Subtree> emptied) {
        List<Subtree> these = minimize(mine);
        List<Subtree> others = minimize(theirs);
        List<Subtree> added = new ArrayList<>();
        for (int i = 0; i < these.size(); i++) {
            JdkName entry = these.get(i).base();
            boolean apart = false;
            for (Subtree other : others) {
                Relation relation = relation(entry, other.base());
                if (relation == Relation.SAME_KIND) {
                    apart = true;
                } else if (relation != Relation.DIFFERENT_KIND) {
                    apart = false;
                    if (relation == Relation.NARROWS) {
                        these.remove(i--);
                        added.add(other);
                    }
                    break;
                }
            }
            if (apart) {
                if (!meet(these, others, entry)) {
                    addWidest(entry, emptied);
                }
                these.remove(i--);
            }
        }
        List<Subtree> result = added.isEmpty() ? these : union(these, added);
        for (Subtree other : others) {
            addIfNewKind(other, result);
        }
        return result;
    }

    private boolean meet(List<Subtree> these, List<Subtree> others, JdkName kind) {
        for (Subtree one : these) {
            if (JdkName.isSameKind(one.base(), kind)) {
                for (Subtree other : others) {
                    if (relation(one.base(), other.base()).isRelated()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /**
     * The JDK builds its "everything of this kind" with constructors that refuse the empty text for host names, mailboxes and
     * URIs, and that dereference null for addresses; only for directory names it succeeds.
     */
    private static void addWidest(JdkName kind, List<Subtree> emptied) {
        if (!(kind instanceof JdkName.Directory)) {
            throw new EngineCrash(failure(kind));
        }
        Subtree everything = new Subtree(
                new JdkName.Directory(new JdkDirectoryName(new X500Principal(""), List.of())), false, false);
        if (!emptied.contains(everything)) {
            emptied.add(everything);
        }
    }

    private static String failure(JdkName kind) {
        if (kind instanceof JdkName.Address) {
            return "java.lang.NullPointerException";
        }
        String refused = kind instanceof JdkName.Mailbox
                ? "RFC822Name may not be null or empty"
                : kind instanceof JdkName.Uri ? "URI name must include scheme:" : "DNSName must not be null or empty";
        return "java.lang.RuntimeException: Unexpected error: java.io.IOException: " + refused;
    }

    private void addIfNewKind(Subtree other, List<Subtree> result) {
        boolean differs = false;
        for (Subtree one : result) {
            if (relation(one.base(), other.base()) != Relation.DIFFERENT_KIND) {
                return;
            }
            differs = true;
        }
        if (differs) {
            result.add(other);
        }
    }
}
