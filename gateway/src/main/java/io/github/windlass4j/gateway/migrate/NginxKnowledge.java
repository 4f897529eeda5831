package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import java.time.LocalDate;
import java.util.List;

/**
 * With which status ingress-nginx answers itself unless its ConfigMap says otherwise, each with its document and that
 * document's date. What its annotations default to stands in {@link AnnotationCatalog}.
 *
 * @param asOf day on which the answers were last compared with their sources
 * @param sources the documents, and the controller's code
 * @param answers one for each case
 */
public record NginxKnowledge(LocalDate asOf, List<Source> sources, List<Answer> answers) {
    private static final String RESOURCE = "nginx.json";

    /** Copies the lists. */
    public NginxKnowledge {
        sources = List.copyOf(sources);
        answers = List.copyOf(answers);
    }

    /** What the controller answers itself. */
    public enum Case {
        /** Plain requests that are sent to HTTPS. */
        TLS_REDIRECT,
        /** The name with or without www that is sent to the other one. */
        WWW_REDIRECT,
        /** The root of a host that is sent to the root of its application. */
        APP_ROOT,
        /** A path without the slash with which its location ends. */
        MISSING_SLASH,
        /** What no location takes, or one without a backend. */
        NO_BACKEND,
        /** A backend whose Service or port does not exist. */
        MISSING_BACKEND
    }

    /**
     * One answer.
     *
     * @param when the case
     * @param status HTTP status
     * @param source id of the document
     */
    public record Answer(Case when, int status, @SourceRef String source) {}

    /**
     * The answers that this library carries.
     *
     * @return the answers; each call reads the resource anew, so keep them
     */
    public static NginxKnowledge shipped() {
        return KnowledgeReader.shipped(
                NginxKnowledge.class.getResourceAsStream(RESOURCE), RESOURCE, NginxKnowledge.class);
    }

    /**
     * The status of an answer.
     *
     * @param when the case
     * @return its HTTP status
     * @throws IllegalArgumentException if nothing is said of the case
     */
    public int status(Case when) {
        return answers.stream()
                .filter(answer -> answer.when() == when)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no answer for " + when))
                .status();
    }

    @Override
    public String toString() {
        return Count.of(answers.size(), "answer") + ", as of " + asOf;
    }
}
