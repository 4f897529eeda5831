package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chains that were trusted last, each under the whole question but its instants. An answer holds at another instant if
 * each certificate of each path is within its dates at both: without revocation the rules see nothing else of time. It holds
 * for another host if the leaf names both, and beside other anchors if none that differs can stand in a path. What was
 * refused is judged anew each time, so that nobody drives out answers with chains that nobody signed.
 */
final class KeptVerdicts {
    /** Own choice: the chains of a client's few servers. */
    private static final int MOST = 16;

    /** Own choice: octets of all certificates of one question, anchors among them; 145 roots and a chain have 0.2 MB. */
    private static final int MOST_BYTES = 1 << 19;

    /** Own choice: as many paths have their dates looked at before an answer is given again. */
    private static final int MOST_PATHS = 16;

    /** Own choice: as many anchors are looked through each time that only the rest of a question is known. */
    private static final int FEW = 8;

    private static final Work NONE = new Work(0, 0, 0);

    /** What a verdict rests on but the instants, with what is found out about it when it is compared. */
    private static final class Question {
        private final RuleProfile profile;
        private final ChainRequest request;
        private final int hash;
        private @Nullable Boolean named;
        private @Nullable Set<Certificate> anchors;

        Question(RuleProfile profile, ChainRequest request) {
            this.profile = profile;
            this.request = request;
            this.hash = request.hashOfAlike();
        }

        boolean isAlike(Question that) {
            return hash == that.hash && request.isAlike(that.request) && profile.equals(that.profile);
        }

        /** Of two that are alike. */
        boolean isSame(Question that) {
            return request.hasHostOf(that.request) && request.hasAnchorsOf(that.request);
        }

        /** Of two that are alike: what is told of a host that is not named belongs to that host. */
        boolean hasAnswerOf(Question that) {
            return (request.hasHostOf(that.request) || (isNamed() && that.isNamed()))
                    && (request.hasAnchorsOf(that.request)
                            || anchorsOfConsequence().equals(that.anchorsOfConsequence()));
        }

        private boolean isNamed() {
            Boolean known = named;
            if (known == null) {
                known = NameRules.isNamed(request.leaf(), request.host(), profile);
                named = known;
            }
            return known;
        }

        private Set<Certificate> anchorsOfConsequence() {
            Set<Certificate> known = anchors;
            if (known == null) {
                known = request.anchorsOfConsequence();
                anchors = known;
            }
            return known;
        }
    }

    private record Kept(Question question, ChainVerdict.Trusted verdict) {}

    /** Last used first, or nearly so; replaced as a whole, so that a race only forgets. */
    private volatile Kept[] answers = {};

    /** What a validation would say, without the work; null if it must be asked. */
    ChainVerdict.@Nullable Trusted recall(RuleProfile profile, ChainRequest request) {
        ChainVerdict.Trusted known = looksAtRevocation(request) ? null : find(new Question(profile, request));
        if (known == null || !isTimely(known, request)) {
            return null;
        }
        return known.at().equals(request.at()) ? known : at(request.at(), known);
    }

    private ChainVerdict.@Nullable Trusted find(Question question) {
        Kept[] all = answers;
        boolean alike = false;
        for (int i = 0; i < all.length; i++) {
            if (all[i].question.isAlike(question)) {
                if (all[i].question.isSame(question)) {
                    if (i >= MOST / 2) {
                        keep(all[i]);
                    }
                    return all[i].verdict;
                }
                alike = true;
            }
        }
        return alike ? findAlike(all, question) : null;
    }

    private ChainVerdict.@Nullable Trusted findAlike(Kept[] all, Question question) {
        for (Kept kept : all) {
            if (kept.question.isAlike(question) && kept.question.hasAnswerOf(question)) {
                if (question.request.anchorSet().size() > FEW && bytes(question.request) <= MOST_BYTES) {
                    keep(new Kept(question, kept.verdict));
                }
                return kept.verdict;
            }
        }
        return null;
    }

    private static ChainVerdict.Trusted at(Instant instant, ChainVerdict.Trusted verdict) {
        Exploration seen = verdict.exploration();
        return new ChainVerdict.Trusted(
                verdict.accepted(), new Exploration(instant, seen.candidates(), seen.complete(), NONE));
    }

    /** Keeps the verdict if it may be given again. */
    void keep(RuleProfile profile, ChainRequest request, ChainVerdict verdict) {
        if (verdict instanceof ChainVerdict.Trusted trusted
                && !looksAtRevocation(request)
                && trusted.candidates().size()
                        < Math.min(MOST_PATHS, request.budget().paths())
                && bytes(request) <= MOST_BYTES
                && isTimely(trusted, request)) {
            keep(new Kept(new Question(profile, request), at(request.at(), trusted)));
        }
    }

    /** In the first place; the same question, or the last one of a full list, makes room. */
    private void keep(Kept first) {
        Kept[] all = answers;
        Kept[] more = new Kept[Math.min(MOST, all.length + 1)];
        int count = 0;
        more[count++] = first;
        for (int i = 0; i < all.length && count < more.length; i++) {
            Question other = all[i].question;
            if (!(other.isAlike(first.question) && other.isSame(first.question))) {
                more[count++] = all[i];
            }
        }
        answers = count == more.length ? more : Arrays.copyOf(more, count);
    }

    private static boolean looksAtRevocation(ChainRequest request) {
        return request.revocationPolicy().mode() != RevocationPolicy.Mode.IGNORE
                || !request.revocation().equals(RevocationData.NONE);
    }

    /** True if no rule finds anything about the dates of any path, so that the verdict would say nothing of its instant. */
    private static boolean isTimely(ChainVerdict.Trusted verdict, ChainRequest request) {
        Instant at = request.at();
        Instant leafAt = request.leafAt();
        for (Candidate candidate : verdict.candidates()) {
            List<Certificate> path = candidate.path();
            for (int i = 0; i < path.size(); i++) {
                if (!path.get(i).isValidAt(i == 0 ? leafAt : at)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long bytes(ChainRequest request) {
        return bytes(request.presented())
                + bytes(request.intermediates())
                + bytes(request.anchorSet())
                + bytes(request.trustedLeaves())
                + bytes(request.distrusted());
    }

    private static long bytes(Collection<Certificate> certificates) {
        long sum = 0;
        for (Certificate certificate : certificates) {
            sum += certificate.size();
        }
        return sum;
    }
}
