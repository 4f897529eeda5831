package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is known about one complete path while it is being judged. */
final class PathFindings {
    private final List<Node> path;
    private final RuleProfile profile;
    private List<Obstacle> obstacles = List.of();
    private List<Obstacle> warnings = List.of();
    private Set<String> policies = Set.of();
    private boolean verified;
    private boolean unverified;
    private Optional<Integer> brokenLink = Optional.empty();

    PathFindings(List<Node> path, RuleProfile profile) {
        this.path = new ArrayList<>(path);
        this.profile = profile;
    }

    /** Valid first, then what the signatures bear out, then what has the fewest faults. */
    static int compare(PathFindings one, PathFindings other) {
        if (one.verified != other.verified) {
            return one.verified ? -1 : 1;
        }
        return Integer.compare(one.obstacles(), other.obstacles());
    }

    List<Node> path() {
        return path;
    }

    void add(int index, Violation violation) {
        if (profile.rejecting().contains(violation.rule())) {
            obstacles = plus(obstacles, violation.at(index, path.get(index)));
        } else if (profile.warning().contains(violation.rule())) {
            warn(index, violation);
        }
    }

    /** Tells without rejecting, whatever the profile says. */
    void warn(int index, Violation violation) {
        warnings = plus(warnings, violation.at(index, path.get(index)));
    }

    /** Nearly all paths of interest have none. */
    private static List<Obstacle> plus(List<Obstacle> some, Obstacle another) {
        List<Obstacle> more = some.isEmpty() ? new ArrayList<>() : some;
        more.add(another);
        return more;
    }

    void addAll(int index, List<Violation> violations) {
        for (Violation violation : violations) {
            add(index, violation);
        }
    }

    void policies(Set<String> valid) {
        policies = valid;
    }

    /** Every signature fits. */
    void verified() {
        verified = true;
    }

    /** The signature at this index does not fit the key above, whatever else stands in the path. */
    void broken(int index) {
        brokenLink = Optional.of(index);
    }

    /** Index of the certificate whose signature does not fit the key above. */
    Optional<Integer> brokenLink() {
        return brokenLink;
    }

    /** The budget did not allow to verify every signature. */
    void unverified() {
        unverified = true;
    }

    boolean isSpotless() {
        return obstacles.isEmpty();
    }

    boolean isValid() {
        return verified && obstacles.isEmpty();
    }

    boolean isUnverified() {
        return unverified;
    }

    boolean isVerified() {
        return verified;
    }

    int obstacles() {
        return obstacles.size();
    }

    /** The path as one that reaches no anchor. */
    Candidate deadEnd() {
        return new Candidate(certificates(), false, obstacles, warnings, Set.of());
    }

    Candidate candidate() {
        return new Candidate(certificates(), true, obstacles, warnings, policies);
    }

    private List<Certificate> certificates() {
        Certificate[] all = new Certificate[path.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = path.get(i).certificate();
        }
        return List.of(all);
    }
}
