package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.report.Reportable;
import io.github.windlass4j.core.report.Section;
import io.github.windlass4j.gateway.api.Gateway;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.api.Ingress;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The way of Ingresses to Gateway API: one Gateway, a route for each host name, and on Application Gateway for Containers the
 * policies that say what Gateway API has no words for. Every annotation is accounted for, and {@link #prove()} compares both
 * sides request by request. Ingresses of other controllers are left alone.
 */
public final class IngressMigration implements Reportable {
    private final Manifests objects;
    private final List<AnnotationReport> annotations;
    private final List<Loss> losses;
    private final List<Ingress> left;
    private final ProofQuestion question;

    private IngressMigration(
            Manifests objects,
            List<AnnotationReport> annotations,
            List<Loss> losses,
            List<Ingress> left,
            ProofQuestion question) {
        this.objects = objects;
        this.annotations = annotations;
        this.losses = losses;
        this.left = List.copyOf(left);
        this.question = question;
    }

    /**
     * Migrates the Ingresses of a set.
     *
     * @param set Ingresses, their Services, and as far as known ConfigMaps and Secrets
     * @param target what the objects are produced for
     * @return objects and reports
     */
    public static IngressMigration of(GatewaySet set, MigrationTarget target) {
        AnnotationCatalog catalog = AnnotationCatalog.shipped();
        IngressSelection ingresses = IngressSelection.of(set, catalog);
        NginxConfig servers = NginxConfig.of(set, ingresses.nginx());
        AgicConfig listeners = AgicConfig.of(set, ingresses.agic());
        Set<String> namespaces = Stream.concat(servers.namespaces(), listeners.namespaces())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        GatewayDraft draft = new GatewayDraft(target, namespaces);
        draft.losses().addAll(ingresses.refused());
        List<Frontend> frontends = write(ingresses, servers, listeners, draft, new FilterWriter(set, target));
        List<Resource> objects = new ArrayList<>(draft.write());
        if (!objects.isEmpty()) {
            objects.addAll(new PolicyWriter(set, target, objects, servers).write(ingresses.read(), ingresses.agic()));
        }
        List<Loss> losses = List.copyOf(draft.losses());
        Manifests produced = Manifests.of(objects);
        return new IngressMigration(
                produced,
                new AnnotationAudit(catalog, set, target, losses).of(ingresses.read(), ingresses.agic()),
                losses,
                ingresses.left(),
                new ProofQuestion(set, frontends, produced, target, losses));
    }

    /** Writes what the controllers in use serve; without an Ingress, what nginx serves then. */
    private static List<Frontend> write(
            IngressSelection ingresses,
            NginxConfig servers,
            AgicConfig listeners,
            GatewayDraft draft,
            FilterWriter filters) {
        List<Frontend> frontends = new ArrayList<>();
        if (!ingresses.nginx().isEmpty() || ingresses.agic().isEmpty()) {
            new ServerWriter(servers, draft, filters).write();
            frontends.add(new IngressSimulator(servers).frontend());
        }
        if (!ingresses.agic().isEmpty()) {
            new AgicWriter(listeners, draft, filters).write();
            frontends.add(new AgicSimulator(listeners).frontend());
        }
        if (frontends.size() > 1) {
            draft.losses().add(new Loss(Loss.Aspect.OTHER_CONTROLLER, "", "/", "two controllers become one Gateway"));
        }
        return List.copyOf(frontends);
    }

    /**
     * The produced objects.
     *
     * @return objects to be applied beside Services and Secrets; empty when no Ingress is to be migrated
     */
    public Manifests objects() {
        return objects;
    }

    /**
     * What became of the annotations.
     *
     * @return one entry for each annotation of the controllers, by Ingress
     */
    public List<AnnotationReport> annotations() {
        return annotations;
    }

    /**
     * What the objects do otherwise than the Ingresses.
     *
     * @return the losses in the order in which they were found
     */
    public List<Loss> losses() {
        return losses;
    }

    /**
     * Ingresses of other controllers, and those that the API server refuses.
     *
     * @return the views in order
     */
    public List<Ingress> left() {
        return left;
    }

    /**
     * Compares both sides on requests that are generated from the Ingresses.
     *
     * @return what was asked and where both sides differ
     */
    public MigrationProof prove() {
        return question.answer();
    }

    /**
     * Compares the Ingresses with objects from elsewhere on the same requests: written by hand, or by another tool.
     *
     * @param others Gateways, routes and policies, with a Gateway of any class
     * @return what was asked and where both sides differ
     */
    public MigrationProof compare(Manifests others) {
        String gatewayClass = GatewaySet.of(others).gateways().stream()
                .map(Gateway::className)
                .findFirst()
                .orElse("");
        return question.against(others, gatewayClass);
    }

    /** Annotations, losses and the comparison of {@link #prove()}, which is made; it fails if a difference is not explained. */
    @Override
    public Section section() {
        return MigrationSection.of(this);
    }

    @Override
    public String toString() {
        return Count.of(objects.resources().size(), "object") + ", " + Count.of(losses.size(), "loss") + ", "
                + Count.of(left.size(), "Ingress") + " left";
    }
}
