package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Outcome of validating one presented chain at one instant. */
public sealed interface ChainVerdict extends Reportable {
    /**
     * At least one path is valid.
     *
     * @param accepted the valid path that was found first: shortest, then longest-lived
     * @param exploration what was looked at, the accepted path among it
     */
    record Trusted(Candidate accepted, Exploration exploration) implements ChainVerdict {
        /** Checks that the path is a valid one. */
        public Trusted {
            if (!accepted.isValid()) {
                throw new IllegalArgumentException("accepted: " + accepted + " (want a valid path)");
            }
        }

        /** Leaf to anchor, never empty. */
        public List<Certificate> path() {
            return accepted.path();
        }

        /** The anchor that the path ends in. */
        public Certificate anchor() {
            return path().get(path().size() - 1);
        }

        /** The user-constrained policy set (RFC 5280 6.1.6), dotted decimals. */
        public Set<String> policies() {
            return accepted.policies();
        }

        @Override
        public <R> R fold(
                Function<? super Trusted, ? extends R> onTrusted, Function<? super Rejected, ? extends R> onRejected) {
            return onTrusted.apply(this);
        }

        /** {@code trusted: leaf <- issuer <- anchor}. */
        @Override
        public String toString() {
            return "trusted at " + at() + ": "
                    + path().stream().map(Obstacle::label).collect(Collectors.joining(" <- "));
        }
    }

    /**
     * No path is valid.
     *
     * @param obstacles why the path that came nearest fails, most specific first; never empty
     * @param exploration what was looked at, with the obstacles of every path
     */
    record Rejected(List<Obstacle> obstacles, Exploration exploration) implements ChainVerdict {
        /** Copies the obstacles and checks that there is one. */
        public Rejected {
            obstacles = List.copyOf(obstacles);
            if (obstacles.isEmpty()) {
                throw new IllegalArgumentException("obstacles: 0 (want >= 1)");
            }
        }

        @Override
        public <R> R fold(
                Function<? super Trusted, ? extends R> onTrusted, Function<? super Rejected, ? extends R> onRejected) {
            return onRejected.apply(this);
        }

        /** The obstacles, one a line, each with its fix. */
        @Override
        public String toString() {
            return "rejected at " + at()
                    + obstacles.stream().map(obstacle -> "\n  " + obstacle).collect(Collectors.joining());
        }
    }

    /** What was looked at. */
    Exploration exploration();

    /** Case analysis that the compiler checks for completeness on Java 17. */
    <R> R fold(Function<? super Trusted, ? extends R> onTrusted, Function<? super Rejected, ? extends R> onRejected);

    /** True for {@link Trusted}. */
    default boolean isTrusted() {
        return this instanceof Trusted;
    }

    /** Every explored path with its obstacles: valid ones first, then by how near they came. */
    default List<Candidate> candidates() {
        return exploration().candidates();
    }

    /** The instant of validation, whole seconds. */
    default Instant at() {
        return exploration().at();
    }

    /** The verdict for a report: obstacles, the path that came nearest as a picture, and the other paths. */
    @Override
    default Section section() {
        return VerdictSection.of(this);
    }

    /** What the validation cost. */
    default Work work() {
        return exploration().work();
    }
}
