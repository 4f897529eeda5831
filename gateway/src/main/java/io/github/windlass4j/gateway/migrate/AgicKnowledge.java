package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;

/**
 * What is known of the Application Gateway Ingress Controller (1.5.1 and later) and of Application Gateway v2, each statement
 * with its document and that document's date. Where the documents do not decide, the statement says so, and
 * {@link AgicSimulator} answers unknown.
 *
 * @param asOf day on which the statements were last compared with their sources
 * @param sources the documents, and the controller's code
 * @param httpPort port of a listener without TLS
 * @param httpsPort port of a listener with TLS
 * @param highestPort highest port that an Ingress may ask for
 * @param highestPriority the largest number, which is asked last
 * @param multiSitePriority where the numbers begin that are assigned to listeners with host names
 * @param basicPriority where the numbers begin that are assigned to listeners without
 * @param mostNames how many host names a listener may have
 * @param redirectStatus status of the redirect to HTTPS
 * @param unmatchedHostStatus status where no listener takes the host
 * @param emptyPoolStatus status where the pool is empty
 * @param tlsOnlyStatus status of plain HTTP at a port for TLS
 * @param statements the statements
 */
public record AgicKnowledge(
        LocalDate asOf,
        List<Source> sources,
        int httpPort,
        int httpsPort,
        int highestPort,
        int highestPriority,
        int multiSitePriority,
        int basicPriority,
        int mostNames,
        int redirectStatus,
        int unmatchedHostStatus,
        int emptyPoolStatus,
        int tlsOnlyStatus,
        List<Statement> statements) {
    private static final String RESOURCE = "agic.json";

    /** Copies the lists. */
    public AgicKnowledge {
        sources = List.copyOf(sources);
        statements = List.copyOf(statements);
    }

    /** What a statement is about. */
    public enum Topic {
        /** What a path type makes of a path. */
        PATH_TYPE,
        /** Which of several matching paths decides. */
        PATH_ORDER,
        /** Letters of another case. */
        PATH_CASE,
        /** The star at the end. */
        PATH_STAR,
        /** A prefix that ends within a segment. */
        PATH_SEGMENTS,
        /** A pattern with a slash before the star. */
        PATH_SLASH,
        /** Equal patterns. */
        PATH_DUPLICATE,
        /** Paths that take everything. */
        CATCH_ALL,
        /** What no path takes. */
        DEFAULT_POOL,
        /** Which protocols a host is served with. */
        LISTENERS,
        /** The way to HTTPS. */
        REDIRECT,
        /** Where that way leads. */
        REDIRECT_HOST,
        /** Wildcards in host names. */
        HOST_WILDCARD,
        /** Which of several listeners decides. */
        HOST_PRIORITY,
        /** Hosts that nobody serves. */
        HOST_UNMATCHED,
        /** Several host names. */
        HOST_NAMES,
        /** Another port. */
        FRONTEND_PORT,
        /** Another path for backends. */
        PATH_PREFIX,
        /** Another host for backends. */
        BACKEND_HOST,
        /** A Service that does not exist. */
        BACKEND_MISSING,
        /** A port that a Service does not have. */
        BACKEND_PORT,
        /** Rewriting that is defined elsewhere. */
        REWRITE_SET
    }

    /**
     * One statement.
     *
     * @param about its subject
     * @param says one sentence; it begins with "undecided" where the documents do not decide
     * @param source id of the document
     */
    public record Statement(
            Topic about, String says, @SourceRef String source) {}

    /**
     * The statements that this library carries.
     *
     * @return the statements; each call reads the resource anew, so keep them
     */
    public static AgicKnowledge shipped() {
        return KnowledgeReader.shipped(
                AgicKnowledge.class.getResourceAsStream(RESOURCE), RESOURCE, AgicKnowledge.class);
    }

    /**
     * What is said on a subject.
     *
     * @param topic the subject
     * @return the sentence
     * @throws IllegalArgumentException if nothing is said on it
     */
    public String says(Topic topic) {
        return statements.stream()
                .filter(statement -> statement.about() == topic)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no statement about " + topic))
                .says();
    }

    @Override
    public String toString() {
        return Count.of(statements.size(), "statement") + ", as of " + asOf;
    }
}
