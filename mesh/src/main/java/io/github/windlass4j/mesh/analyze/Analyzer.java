package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.mesh.istio.IstioKind;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.validate.IstioSchemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks at one aspect of a mesh. Those of istioctl report under its codes ({@code IST0101}); the entry of a finding's
 * location is the object it is about ({@code Gateway shop/web}). Those of our own report under {@code WL-MS-…}.
 *
 * <p>What istioctl asks of a running cluster (permissions, versions, listeners) is not looked at.
 */
public final class Analyzer {
    private static final List<Analyzer> ISTIOCTL = Stream.concat(
                    Stream.of(
                            new Analyzer("annotations.K8sAnalyzer", AnnotationAnalyzers::annotations),
                            new Analyzer("authn.BlockedCIDRsAnalyzer", PolicyAnalyzers::jwksAddresses),
                            new Analyzer("authz.AuthorizationPoliciesAnalyzer", PolicyAnalyzers::authorization),
                            new Analyzer("conditions.ConditionAnalyzer", ServiceAnalyzers::conditions),
                            new Analyzer("deployment.ApplicationUIDAnalyzer", ServiceAnalyzers::applicationUsers),
                            new Analyzer("deployment.ServiceAssociationAnalyzer", ServiceAnalyzers::association),
                            new Analyzer("deprecation.FieldAnalyzer", DeprecationAnalyzers::fields),
                            new Analyzer(
                                    "destinationrule.CaCertificateAnalyzer", DestinationRuleAnalyzers::caCertificates),
                            new Analyzer("destinationrule.PodNotSelectedAnalyzer", DestinationRuleAnalyzers::subsets),
                            new Analyzer("envoyfilter.EnvoyPatchAnalyzer", EnvoyFilterAnalyzers::patches),
                            new Analyzer(
                                    "externalcontrolplane.ExternalControlPlaneAnalyzer",
                                    WebhookAnalyzers::externalControlPlane),
                            new Analyzer("gateway.CertificateAnalyzer", GatewayAnalyzers::certificate),
                            new Analyzer("gateway.ConflictingGatewayAnalyzer", GatewayAnalyzers::conflicting),
                            new Analyzer("gateway.IngressGatewayPortAnalyzer", GatewayAnalyzers::ports),
                            new Analyzer("gateway.SecretAnalyzer", GatewayAnalyzers::secrets),
                            new Analyzer("injection.Analyzer", InjectionAnalyzers::injection),
                            new Analyzer("injection.ImageAnalyzer", InjectionAnalyzers::images),
                            new Analyzer("injection.ImageAutoAnalyzer", InjectionAnalyzers::autoImage),
                            new Analyzer("k8sgateway.CRDVersionAnalyzer", DeprecationAnalyzers::gatewayVersions),
                            new Analyzer("k8sgateway.SelectorAnalyzer", SelectorAnalyzers::gatewayPods),
                            new Analyzer("multicluster.MeshNetworksAnalyzer", ClusterAnalyzers::networks),
                            new Analyzer("service.PortNameAnalyzer", ServiceAnalyzers::portNames),
                            new Analyzer(
                                    "serviceentry.ConflictingServiceEntryProtocolAnalyzer",
                                    ServiceEntryAnalyzers::conflicting),
                            new Analyzer("serviceentry.ProtocolAddressesAnalyzer", ServiceEntryAnalyzers::addresses),
                            new Analyzer("sidecar.SelectorAnalyzer", SelectorAnalyzers::sidecars),
                            new Analyzer("telemetry.DefaultSelectorAnalyzer", SelectorAnalyzers::telemetryDefaults),
                            new Analyzer("telemetry.LightstepAnalyzer", PolicyAnalyzers::lightstep),
                            new Analyzer("telemetry.ProviderAnalyzer", PolicyAnalyzers::telemetryProviders),
                            new Analyzer("telemetry.SelectorAnalyzer", SelectorAnalyzers::telemetries),
                            new Analyzer(
                                    "virtualservice.ConflictingMeshGatewayHostsAnalyzer",
                                    VirtualServiceAnalyzers::conflictingHosts),
                            new Analyzer(
                                    "virtualservice.DestinationHostAnalyzer",
                                    VirtualServiceAnalyzers::destinationHosts),
                            new Analyzer("virtualservice.DestinationRuleAnalyzer", VirtualServiceAnalyzers::subsets),
                            new Analyzer("virtualservice.GatewayAnalyzer", VirtualServiceAnalyzers::gateways),
                            new Analyzer("virtualservice.JWTClaimRouteAnalyzer", VirtualServiceAnalyzers::claimRoutes),
                            new Analyzer("webhook.Analyzer", WebhookAnalyzers::injection)),
                    IstioKind.all().stream()
                            .map(kind -> new Analyzer(
                                    "schema.ValidationAnalyzer." + kind.kind(),
                                    (mesh, report) -> SchemaAnalyzers.objects(kind, mesh, report))))
            .sorted(Comparator.comparing(Analyzer::name))
            .toList();

    private static final List<Analyzer> OWN = List.of(
            new Analyzer("mtls.IdentityAnalyzer", MtlsAnalyzers::identity),
            new Analyzer("mtls.ConflictAnalyzer", MtlsAnalyzers::conflicts),
            new Analyzer("mtls.WorkloadModeAnalyzer", MtlsAnalyzers::workloads),
            new Analyzer("mtls.WithoutProxyAnalyzer", MtlsAnalyzers::withoutProxy),
            new Analyzer("mtls.PortAnalyzer", PlacementAnalyzers::ports),
            new Analyzer("mtls.ShadowedPolicyAnalyzer", PlacementAnalyzers::shadowed),
            new Analyzer("placement.AnnotationAnalyzer", PlacementAnalyzers::annotations),
            new Analyzer("placement.ExportToAnalyzer", PlacementAnalyzers::exports),
            new Analyzer("injection.RevisionAnalyzer", PlacementAnalyzers::revisions),
            new Analyzer("metrics.ScrapeAnalyzer", ScrapeAnalyzers::refused),
            new Analyzer("probe.WorthAnalyzer", ProbeAnalyzers::worthless),
            new Analyzer("schema.AdmissionAnalyzer", AdmissionAnalyzers::objects));

    /** Too loud to be among the others: most annotations are alpha. */
    private static final Analyzer ALPHA = new Analyzer("maturity.AlphaAnalyzer", AnnotationAnalyzers::alpha);

    private final String name;
    private final BiConsumer<Mesh, Report> check;

    private Analyzer(String name, BiConsumer<Mesh, Report> check) {
        this.name = name;
        this.check = check;
    }

    /**
     * The analyzers that istioctl runs.
     *
     * @return in the order of their names
     */
    public static List<Analyzer> istioctl() {
        return ISTIOCTL;
    }

    /**
     * The analyzers for what istioctl does not look at: what clients send against what servers accept ({@code WL-MS-001} an
     * AuthorizationPolicy by identity whose clients show none, {@code WL-MS-002} plaintext to servers that take mutual TLS
     * only, {@code WL-MS-003} mutual TLS to servers that do not look at it, {@code WL-MS-004} a workload's mode that clients do
     * not know or that nobody reads, {@code WL-MS-005} mutual TLS to hosts without a proxy), and what has no effect where it
     * stands ({@code WL-MS-006} annotations, {@code WL-MS-007} ports, {@code WL-MS-008} namespaces in {@code exportTo},
     * {@code WL-MS-009} a label for a control plane that is not there, {@code WL-MS-010} a policy behind an older one),
     * metrics that mutual TLS keeps from Prometheus ({@code WL-MS-011}), probes that say nothing about their container
     * ({@code WL-MS-012}), and objects of Istio that the API server refuses or keeps without some of their fields, such as
     * misspelt ones ({@code WL-MS-013}, by the definitions of {@link IstioSchemas#release()}).
     *
     * @return by subject
     */
    public static List<Analyzer> own() {
        return OWN;
    }

    /**
     * An analyzer by its name, also one that {@link #analyze(Mesh)} leaves out: {@code maturity.AlphaAnalyzer} reports every
     * annotation of an alpha feature.
     *
     * @param name such as {@code gateway.SecretAnalyzer}
     * @return the analyzer
     * @throws IllegalArgumentException when there is none of that name
     */
    public static Analyzer named(String name) {
        return Stream.of(ISTIOCTL, OWN, List.of(ALPHA))
                .flatMap(List::stream)
                .filter(analyzer -> analyzer.name.equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(name + ": no such analyzer (want one of " + ISTIOCTL + ")"));
    }

    /**
     * Everything that all analyzers find. Whether certificates are valid at any time is not looked at.
     *
     * @param mesh the mesh
     * @return the findings, analyzer by analyzer
     */
    public static List<Finding> analyze(Mesh mesh) {
        return analyze(analyzer -> analyzer.check(mesh));
    }

    /**
     * Everything that all analyzers find at an instant.
     *
     * @param mesh the mesh
     * @param at when certificates of gateways have to be valid
     * @return the findings, analyzer by analyzer
     */
    public static List<Finding> analyze(Mesh mesh, Instant at) {
        return analyze(analyzer -> analyzer.check(mesh, at));
    }

    private static List<Finding> analyze(Function<Analyzer, List<Finding>> check) {
        List<Finding> findings = new ArrayList<>();
        Stream.of(ISTIOCTL, OWN).flatMap(List::stream).forEach(analyzer -> findings.addAll(check.apply(analyzer)));
        return List.copyOf(findings);
    }

    /**
     * What differs between the clusters of one mesh ({@code IST0170}): Services that several of them have, with other types or
     * ports. Everything else is a question to each cluster.
     *
     * @param clusters name of a cluster to its objects
     * @return the findings, each about the object of the first cluster by name
     */
    public static List<Finding> acrossClusters(Map<String, Mesh> clusters) {
        Report report = new Report();
        ClusterAnalyzers.services(clusters, report);
        return report.findings();
    }

    /**
     * The name.
     *
     * @return as istioctl names it, or in the same way
     */
    public String name() {
        return name;
    }

    /**
     * What this analyzer finds. Whether certificates are valid at any time is not looked at.
     *
     * @param mesh the mesh
     * @return the findings in the mesh's order
     */
    public List<Finding> check(Mesh mesh) {
        return check(mesh, new Report());
    }

    /**
     * What this analyzer finds at an instant: {@code gateway.SecretAnalyzer} also reports certificates that are not valid then.
     *
     * @param mesh the mesh
     * @param at when certificates of gateways have to be valid
     * @return the findings in the mesh's order
     */
    public List<Finding> check(Mesh mesh, Instant at) {
        return check(mesh, new Report(at));
    }

    private List<Finding> check(Mesh mesh, Report report) {
        check.accept(mesh, report);
        return report.findings();
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
