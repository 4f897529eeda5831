package io.github.windlass4j.gateway.agc;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.knowledge.SourceRef;
import io.github.windlass4j.gateway.attach.Controller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor says of Application Gateway for Containers, each statement with its document and that document's date.
 *
 * @param asOf day on which the statements were last compared with their sources
 * @param sources the documents
 * @param releases versions of ALB Controller, newest first
 * @param addOn which version the AKS add-on runs
 * @param features what came with which version
 * @param choices what it does where the specification leaves it open
 * @param names names that the service prescribes
 * @param limits numbers that the service prescribes
 * @param roles what the controller's identity must be allowed
 * @param helmValues values that the chart knows, as dotted paths
 * @param regions where the service is offered
 * @param resilience what happens when something fails, and what may stand in front
 * @param rules the rules of {@link AgcLint}
 */
public record AgcKnowledge(
        LocalDate asOf,
        List<Source> sources,
        List<Release> releases,
        List<AddOn> addOn,
        List<Feature> features,
        List<Choice> choices,
        Names names,
        Limits limits,
        List<Role> roles,
        List<String> helmValues,
        Regions regions,
        List<Statement> resilience,
        List<Rule> rules) {
    private static final String RESOURCE = "agc.json";

    /** Copies the lists. */
    public AgcKnowledge {
        sources = List.copyOf(sources);
        releases = List.copyOf(releases);
        addOn = List.copyOf(addOn);
        features = List.copyOf(features);
        choices = List.copyOf(choices);
        roles = List.copyOf(roles);
        helmValues = List.copyOf(helmValues);
        resilience = List.copyOf(resilience);
        rules = List.copyOf(rules);
    }

    /**
     * A version of ALB Controller.
     *
     * @param version such as 1.12.1
     * @param gatewayApi release of the Gateway API that it implements
     * @param minimumKubernetes oldest cluster that it supports
     * @param source id of the document
     */
    public record Release(
            String version,
            String gatewayApi,
            String minimumKubernetes,
            @SourceRef String source) {}

    /**
     * Which controller the AKS add-on runs on a range of cluster versions.
     *
     * @param fromKubernetes first minor version
     * @param toKubernetes last minor version; absent = no end known
     * @param controller minor version of the controller
     * @param source id of the document
     */
    public record AddOn(
            String fromKubernetes,
            @Omittable @Nullable String toKubernetes,
            String controller,
            @SourceRef String source) {}

    /**
     * Something that versions differ in.
     *
     * @param id which one
     * @param title in words
     * @param conformanceName its name in the conformance reports of the Gateway API; absent = the reports do not tell it, or
     *     nothing that {@link io.github.windlass4j.gateway.attach.Attachment} predicts hangs on it
     * @param since first version that has it; absent = no version so far
     * @param source id of the document
     */
    public record Feature(
            AgcFeature id,
            String title,
            @Omittable @Nullable String conformanceName,
            @Omittable @Nullable String since,
            @SourceRef String source) {}

    /**
     * What the service does where the specification leaves it open.
     *
     * @param choice which choice
     * @param text what its document says
     * @param source id of the document
     */
    public record Choice(
            Controller.Choice choice,
            String text,
            @SourceRef String source) {}

    /**
     * Names.
     *
     * @param gatewayClass class of Gateways and Ingresses
     * @param controller controller name of the class
     * @param frontendAddress type of the address of a Gateway that names a frontend
     * @param delegation what the subnet is delegated to
     * @param federatedSubject subject of the identity's federated credential
     * @param source id of the document
     */
    public record Names(
            String gatewayClass,
            String controller,
            String frontendAddress,
            String delegation,
            String federatedSubject,
            @SourceRef String source) {}

    /**
     * Numbers.
     *
     * @param listenerPorts ports a listener may use
     * @param listenerProtocols protocols a listener may speak
     * @param associations most associations of one gateway
     * @param addressesPerAssociation free addresses that one association needs
     * @param overlayPrefix the one prefix length with CNI Overlay
     * @param certificatesPerHost most certificates of one host name
     * @param frontends most frontends of one gateway, said by an article only
     * @param tlsPolicies predefined TLS policies
     * @param source id of the document
     */
    public record Limits(
            List<Integer> listenerPorts,
            List<String> listenerProtocols,
            int associations,
            int addressesPerAssociation,
            int overlayPrefix,
            int certificatesPerHost,
            int frontends,
            List<String> tlsPolicies,
            @SourceRef String source) {
        /** Copies the lists. */
        public Limits {
            listenerPorts = List.copyOf(listenerPorts);
            listenerProtocols = List.copyOf(listenerProtocols);
            tlsPolicies = List.copyOf(tlsPolicies);
        }
    }

    /**
     * A role that the controller's identity needs.
     *
     * @param id the role definition's id
     * @param name its name
     * @param scope where
     * @param source id of the document
     */
    public record Role(
            String id, String name, Scope scope, @SourceRef String source) {}

    /** Where a role is assigned. */
    public enum Scope {
        /** The resource group of the cluster's nodes. */
        NODE_RESOURCE_GROUP,
        /** The resource group of the Application Gateway for Containers; the nodes' group when the controller manages it. */
        GATEWAY_RESOURCE_GROUP,
        /** The delegated subnet. */
        SUBNET
    }

    /**
     * Regions.
     *
     * @param names display names
     * @param source id of the document
     */
    public record Regions(List<String> names, @SourceRef String source) {
        /** Copies the list. */
        public Regions {
            names = List.copyOf(names);
        }
    }

    /**
     * One sentence with its document.
     *
     * @param topic what it is about
     * @param text the sentence
     * @param source id of the document
     */
    public record Statement(
            Topic topic, String text, @SourceRef String source) {}

    /** Topics of placement and resilience. */
    public enum Topic {
        /** Regions with availability zones. */
        ZONES,
        /** Regions without. */
        FAULT_DOMAINS,
        /** Azure Front Door in front. */
        FRONT_DOOR,
        /** Azure Traffic Manager in front. */
        TRAFFIC_MANAGER,
        /** Names of frontends. */
        FRONTEND_NAME,
        /** Peered virtual networks. */
        PEERING,
        /** What can be a backend. */
        TARGETS
    }

    /**
     * A rule of the lint.
     *
     * @param id stable id
     * @param severity how much a breach matters
     * @param title what holds when the rule is kept
     * @param sources ids of the documents that say so
     */
    public record Rule(
            String id,
            Severity severity,
            String title,
            @SourceRef List<String> sources) {
        /** Copies the list. */
        public Rule {
            sources = List.copyOf(sources);
        }
    }

    /**
     * The statements that this library carries.
     *
     * @return the knowledge; each call reads the resource anew, so keep it
     */
    public static AgcKnowledge shipped() {
        return KnowledgeReader.shipped(AgcKnowledge.class.getResourceAsStream(RESOURCE), RESOURCE, AgcKnowledge.class);
    }

    /**
     * A document by its id.
     *
     * @param id id
     * @return the document
     * @throws IllegalArgumentException for an id that no statement uses
     */
    public Source source(String id) {
        return sources.stream()
                .filter(source -> source.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no source \"" + id + "\""));
    }

    Rule rule(String id) {
        return rules.stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + id));
    }

    @Override
    public String toString() {
        return Count.of(releases.size(), "release") + ", " + Count.of(rules.size(), "rule") + ", as of " + asOf;
    }
}
