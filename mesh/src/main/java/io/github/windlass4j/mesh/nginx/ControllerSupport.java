package io.github.windlass4j.mesh.nginx;

import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.manifest.k8s.PodSpec;
import io.github.windlass4j.manifest.k8s.Workload;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Until when somebody mends a controller, and what to move to. Dated: {@link #asOf()} is the day the pages were read, and after
 * {@link #reviewBy()} nobody has looked again.
 *
 * @param product whose controller it is
 * @param until the last day on which fixes were promised
 * @param last the last release or what is still mended
 * @param instead what its makers point to, the nearest first
 * @param limits what may not be changed because somebody else manages the controller; empty for most
 * @param asOf when this was read
 * @param reviewBy until when to rely on it
 */
public record ControllerSupport(
        String product,
        LocalDate until,
        String last,
        List<String> instead,
        List<String> limits,
        LocalDate asOf,
        LocalDate reviewBy) {
    private static final String RESOURCE = "support.json";

    /** Copies the lists. */
    public ControllerSupport {
        instead = List.copyOf(instead);
        limits = List.copyOf(limits);
    }

    private static final class Shipped {
        static final SupportFacts FACTS = KnowledgeReader.shipped(
                ControllerSupport.class.getResourceAsStream(RESOURCE), RESOURCE, SupportFacts.class);
    }

    /**
     * What is known of a controller, by its images and its namespace.
     *
     * @param controller the workload
     * @return the facts that come with this library; empty for a product they do not name
     */
    public static Optional<ControllerSupport> of(Workload controller) {
        return of(controller, Shipped.FACTS);
    }

    /**
     * The same from facts of your own, such as newer ones, in the form of those shipped ({@code support.json} beside this
     * class).
     *
     * @param controller the workload
     * @param facts JSON in UTF-8
     * @param name name used in errors
     * @return what they tell
     * @throws MalformedKnowledgeException with line and column, when the document is refused
     */
    public static Optional<ControllerSupport> of(Workload controller, byte[] facts, String name) {
        return of(controller, KnowledgeReader.read(facts, name, SupportFacts.class));
    }

    private static Optional<ControllerSupport> of(Workload controller, SupportFacts facts) {
        List<String> images = controller.pod().containers().stream()
                .map(PodSpec.Container::image)
                .toList();
        return facts.products().stream()
                .filter(product -> product.is(controller.namespace(), images))
                .findFirst()
                .map(product -> new ControllerSupport(
                        product.name(),
                        product.until(),
                        product.last(),
                        product.instead(),
                        product.limits(),
                        facts.asOf(),
                        facts.reviewBy()));
    }

    /**
     * Whether fixes are promised on a day.
     *
     * @param at the day
     * @return false after {@link #until()}
     */
    public boolean isSupported(LocalDate at) {
        return !at.isAfter(until);
    }

    /** One sentence. */
    @Override
    public String toString() {
        return product + ": fixes until " + until + " (" + last + "); move to " + String.join(", or ", instead);
    }
}
