package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.revocation.RevocationData;
import io.github.windlass4j.core.revocation.RevocationPolicy;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The chains that were trusted last, each under the whole question but its instants. An answer holds at another instant if
 * each certificate of each path is within its dates at both: without revocation the rules see nothing else of time. What
 * was refused is judged anew each time, so that nobody drives out answers with chains that nobody signed.
 */
final class KeptVerdicts {
    /** Own choice: the chains of a client's few servers. */
    private static final int MOST = 16;

    /** Own choice: octets of all certificates of one question, anchors among them; 145 roots and a chain have 0.2 MB. */
    private static final int MOST_BYTES = 1 << 19;

    /** Own choice: as many paths have their dates looked at before an answer is given again. */
    private static final int MOST_PATHS = 16;

    private static final Work NONE = new Work(0, 0, 0);

    private static final class Question {
        private final RuleProfile profile;
        private final ChainRequest request;

        Question(RuleProfile profile, ChainRequest request) {
            this.profile = profile;
            this.request = request;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Question that
                    && request.differsInTimeAlone(that.request)
                    && Objects.equals(profile, that.profile);
        }

        @Override
        public int hashCode() {
            return request.hashBesidesTime();
        }
    }

    private final Recent<Question, ChainVerdict.Trusted> answers = new Recent<>(MOST);

    /** What a validation would say, without the work; null if it must be asked. */
    ChainVerdict.@Nullable Trusted recall(RuleProfile profile, ChainRequest request) {
        ChainVerdict.Trusted known = looksAtRevocation(request) ? null : answers.recall(new Question(profile, request));
        if (known == null || !isTimely(known, request)) {
            return null;
        }
        return known.at().equals(request.at()) ? known : at(request.at(), known);
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
            answers.keep(new Question(profile, request), at(request.at(), trusted));
        }
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
