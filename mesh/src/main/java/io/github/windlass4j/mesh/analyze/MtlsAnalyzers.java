package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.k8s.Service;
import io.github.windlass4j.manifest.k8s.Workload;
import io.github.windlass4j.mesh.internal.registry.RuleBook;
import io.github.windlass4j.mesh.istio.AuthorizationPolicy;
import io.github.windlass4j.mesh.istio.ClientTls;
import io.github.windlass4j.mesh.istio.DestinationRule;
import io.github.windlass4j.mesh.istio.Host;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MtlsMode;
import io.github.windlass4j.mesh.istio.PeerAuthentication;
import io.github.windlass4j.mesh.mtls.PeerPolicy;
import io.github.windlass4j.mesh.mtls.ServiceMode;
import io.github.windlass4j.mesh.mtls.TlsOrigination;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What clients send against what servers accept: PeerAuthentications, DestinationRules and policies by identity together. */
final class MtlsAnalyzers {
    static final String IDENTITY = "WL-MS-001";
    static final String PLAINTEXT_TO_STRICT = "WL-MS-002";
    static final String MUTUAL_TO_DISABLED = "WL-MS-003";
    static final String WORKLOAD_UNKNOWN_TO_CLIENTS = "WL-MS-004";
    static final String MUTUAL_WITHOUT_PROXY = "WL-MS-005";

    private static final List<String> IDENTITY_FIELDS = List.of(
            "principals", "notPrincipals", "namespaces", "notNamespaces", "serviceAccounts", "notServiceAccounts");
    private static final List<String> IDENTITY_KEYS =
            List.of("source.principal", "source.namespace", "source.serviceAccount");

    private MtlsAnalyzers() {}

    /** Some hosts of one namespace, the labels of the pods behind them, and the Service if it is a single one. */
    private record Target(Host hosts, String namespace, Map<String, String> labels, Optional<Service> service) {
        static Target of(Mesh mesh, Service service) {
            return new Target(mesh.host(service), service.ref().namespace(), service.selector(), Optional.of(service));
        }

        static Target of(Host hosts, String namespace) {
            return new Target(hosts, namespace, Map.of(), Optional.empty());
        }

        /** Whether it is known that nobody there asks for mutual TLS. */
        boolean isOutside(Mesh mesh) {
            return hosts.equals(apiServer(mesh))
                    || (!namespace.isEmpty() && isWithoutProxy(mesh, mesh.workloads(namespace, labels)));
        }
    }

    /** Policies by identity for workloads whose clients show none. */
    static void identity(Mesh mesh, Report report) {
        RuleBook rules = RuleBook.of(mesh, List.of());
        for (AuthorizationPolicy policy : mesh.all(AuthorizationPolicy.KIND)) {
            if (usesIdentity(policy)) {
                targets(mesh, policy).stream()
                        .map(target -> anonymous(mesh, rules, target))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(why -> report.add(
                                IDENTITY,
                                Severity.ERROR,
                                policy.resource(),
                                "compares who the client is, and clients show no identity: " + why,
                                List.of(why),
                                "let clients use mutual TLS, or compare something else"));
            }
        }
    }

    private static boolean usesIdentity(AuthorizationPolicy policy) {
        return policy.rules().stream()
                .anyMatch(rule -> rule.from().stream()
                                .anyMatch(source -> IDENTITY_FIELDS.stream().anyMatch(source::has))
                        || rule.when().stream()
                                .map(condition -> condition.text("key", ""))
                                .anyMatch(IDENTITY_KEYS::contains));
    }

    private static List<Target> targets(Mesh mesh, AuthorizationPolicy policy) {
        Map<String, String> labels = policy.target().labels();
        List<Target> targets = new ArrayList<>();
        for (Service service : mesh.services(policy.namespace())) {
            boolean isBehind = labels.isEmpty()
                    || Pods.has(labels, service.selector())
                    || mesh.workloads(service).stream().anyMatch(pod -> Pods.has(pod.podLabels(), labels));
            if (isBehind && !service.selector().isEmpty()) {
                targets.add(Target.of(mesh, service));
            }
        }
        return targets.isEmpty()
                ? List.of(new Target(everyHost(mesh, policy.namespace()), policy.namespace(), labels, Optional.empty()))
                : targets;
    }

    /** Why calls to a target carry no identity. */
    private static Optional<String> anonymous(Mesh mesh, RuleBook rules, Target target) {
        PeerPolicy server = PeerPolicy.of(mesh, target.namespace(), target.labels());
        boolean isOff = server.base().mode() == MtlsMode.DISABLE
                && server.ports().values().stream().allMatch(port -> port.mode() == MtlsMode.DISABLE);
        if (isOff) {
            return Optional.of("servers do not look at TLS, " + server.base());
        }
        Optional<DestinationRule> rule = winner(mesh, rules, target.hosts(), target.namespace());
        Optional<ClientTls> tls = rule.flatMap(found -> found.trafficPolicy().tls());
        if (tls.isPresent()) {
            return tls.get().mode() == ClientTls.Mode.ISTIO_MUTUAL
                    ? Optional.empty()
                    : Optional.of(
                            rule.get().ref() + " has tls.mode " + tls.get().mode());
        }
        if (!mesh.config().isAutoMtls()) {
            return Optional.of("enableAutoMtls is off, and no DestinationRule says ISTIO_MUTUAL");
        }
        return ServiceMode.ofNamespace(mesh, target.namespace()) == MtlsMode.DISABLE
                ? Optional.of("clients take the namespace's mode, which is DISABLE")
                : Optional.empty();
    }

    /** What clients send to one port, and what a server takes there. */
    private record Contact(ClientTls.Mode mode, PeerPolicy.Decision server) {
        boolean isPlaintextToStrict() {
            return mode != ClientTls.Mode.ISTIO_MUTUAL && server.mode() == MtlsMode.STRICT;
        }

        boolean isMutualToDisabled() {
            return mode == ClientTls.Mode.ISTIO_MUTUAL && server.mode() == MtlsMode.DISABLE;
        }
    }

    /** DestinationRules that send what the servers of their hosts refuse. */
    static void conflicts(Mesh mesh, Report report) {
        RuleBook rules = RuleBook.of(mesh, List.of());
        for (DestinationRule rule : mesh.all(DestinationRule.KIND)) {
            for (Target target : targets(mesh, rules, rule)) {
                List<Contact> contacts = contacts(mesh, rule, target);
                contacts.stream()
                        .filter(contact -> contact.isPlaintextToStrict() && !target.isOutside(mesh))
                        .findFirst()
                        .ifPresent(contact -> report.add(
                                PLAINTEXT_TO_STRICT,
                                Severity.ERROR,
                                rule.resource(),
                                "tls.mode " + contact.mode + " to " + target.hosts()
                                        + ", whose servers take Istio mutual TLS only: " + contact.server,
                                List.of("the connection is reset; Envoy clients see 503 UC"),
                                "use ISTIO_MUTUAL, or let the servers accept it: PERMISSIVE"));
                contacts.stream()
                        .filter(Contact::isMutualToDisabled)
                        .findFirst()
                        .ifPresent(contact -> report.add(
                                MUTUAL_TO_DISABLED,
                                Severity.ERROR,
                                rule.resource(),
                                "tls.mode ISTIO_MUTUAL to " + target.hosts() + ", whose servers do not look at TLS: "
                                        + contact.server,
                                List.of("the application gets the handshake: Envoy clients see 503 UF"),
                                "use DISABLE for these hosts, or leave tls to automatic mutual TLS"));
            }
        }
    }

    /** Port by port where the Service is known; else what holds for all of them. */
    private static List<Contact> contacts(Mesh mesh, DestinationRule rule, Target target) {
        if (target.service.isEmpty()) {
            PeerPolicy.Decision server =
                    PeerPolicy.of(mesh, target.namespace(), target.labels()).base();
            return rule.trafficPolicy().tls().stream()
                    .map(tls -> new Contact(tls.mode(), server))
                    .toList();
        }
        List<Contact> contacts = new ArrayList<>();
        for (Service.Port port : target.service.get().ports()) {
            Optional<TlsOrigination.Written> written = TlsOrigination.written(List.of(rule), "", port.port());
            if (written.isPresent() && !port.protocol().equals("UDP")) {
                servers(mesh, target, port)
                        .forEach(server ->
                                contacts.add(new Contact(written.get().tls().mode(), server)));
            }
        }
        return contacts;
    }

    private static Collection<PeerPolicy.Decision> servers(Mesh mesh, Target target, Service.Port port) {
        Collection<PeerPolicy.Decision> known =
                PeerPolicy.behind(mesh, target.service.orElseThrow(), port).values();
        if (!known.isEmpty()) {
            return known;
        }
        String number = port.targetPort();
        return List.of(PeerPolicy.of(mesh, target.namespace(), target.labels())
                .port(number.matches("[0-9]{1,5}") ? Integer.parseInt(number) : 0));
    }

    /** Hosts for which a rule counts: Services, or for a pattern also all hosts of a namespace and of the mesh. */
    private static List<Target> targets(Mesh mesh, RuleBook rules, DestinationRule rule) {
        Host host = mesh.resolve(rule.host(), rule.namespace());
        List<Target> targets = new ArrayList<>();
        for (Service service : mesh.services()) {
            targets.add(Target.of(mesh, service));
        }
        if (host.isWildcard()) {
            for (String namespace : namespaces(mesh)) {
                targets.add(Target.of(everyHost(mesh, namespace), namespace));
            }
            targets.add(Target.of(new Host("*.svc." + mesh.clusterDomain()), ""));
        } else if (mesh.service(host).isEmpty()) {
            namespace(mesh, host).ifPresent(namespace -> targets.add(Target.of(host, namespace)));
        }
        return targets.stream()
                .filter(target -> host.covers(target.hosts()))
                .filter(target -> winner(mesh, rules, target.hosts(), rule.namespace())
                        .filter(rule::equals)
                        .isPresent())
                .toList();
    }

    /** Namespaces with a mode of their own. */
    private static Set<String> namespaces(Mesh mesh) {
        Set<String> names = new TreeSet<>();
        mesh.all(PeerAuthentication.KIND).stream()
                .filter(policy ->
                        policy.target().isEverything() && !policy.namespace().equals(mesh.rootNamespace()))
                .forEach(policy -> names.add(policy.namespace()));
        return names;
    }

    private static Host everyHost(Mesh mesh, String namespace) {
        return new Host("*." + namespace + ".svc." + mesh.clusterDomain());
    }

    private static Optional<String> namespace(Mesh mesh, Host host) {
        String suffix = ".svc." + mesh.clusterDomain();
        if (!host.value().endsWith(suffix)) {
            return Optional.empty();
        }
        String[] parts = host.value()
                .substring(0, host.value().length() - suffix.length())
                .split("\\.", -1);
        return parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
    }

    /** The rule whose policy counts for the clients of a namespace that no rule picks by their labels. */
    private static Optional<DestinationRule> winner(Mesh mesh, RuleBook rules, Host host, String client) {
        List<DestinationRule> counting =
                rules.destinationRules(client, Map.of(), host.value(), namespaceOf(mesh, host));
        return counting.stream()
                .filter(rule -> rule.trafficPolicy().isPresent())
                .findFirst()
                .or(() -> counting.stream().findFirst());
    }

    private static String namespaceOf(Mesh mesh, Host host) {
        return namespace(mesh, host.isWildcard() ? new Host(host.value().replaceFirst("\\*", "a")) : host)
                .orElse("");
    }

    /** Workloads that are stricter than their namespace, which is what clients go by. */
    static void workloads(Mesh mesh, Report report) {
        RuleBook rules = RuleBook.of(mesh, List.of());
        for (PeerAuthentication policy : mesh.all(PeerAuthentication.KIND)) {
            boolean isWorkloads = !policy.target().labels().isEmpty();
            if (isWorkloads && policy.namespace().equals(mesh.rootNamespace())) {
                report.add(
                        WORKLOAD_UNKNOWN_TO_CLIENTS,
                        Severity.WARNING,
                        policy.resource(),
                        "a selector in the root namespace " + mesh.rootNamespace() + ": the policy has no effect",
                        List.of());
            } else if (isWorkloads
                    && policy.mode() == MtlsMode.STRICT
                    && ServiceMode.ofNamespace(mesh, policy.namespace()) == MtlsMode.DISABLE
                    && !isToldByRules(mesh, rules, policy)) {
                report.add(
                        WORKLOAD_UNKNOWN_TO_CLIENTS,
                        Severity.ERROR,
                        policy.resource(),
                        "STRICT for some workloads of a namespace whose mode is DISABLE: clients go by the namespace, send"
                                + " plaintext and are refused",
                        List.of(),
                        "set the namespace to PERMISSIVE, or add a DestinationRule with ISTIO_MUTUAL for these hosts");
            }
        }
    }

    /** Whether DestinationRules make the clients of a policy's workloads use mutual TLS all the same. */
    private static boolean isToldByRules(Mesh mesh, RuleBook rules, PeerAuthentication policy) {
        List<Service> services = mesh
                .workloads(policy.namespace(), policy.target().labels())
                .stream()
                .flatMap(workload -> mesh.services(workload).stream())
                .toList();
        return !services.isEmpty()
                && services.stream()
                        .allMatch(service -> winner(mesh, rules, mesh.host(service), policy.namespace())
                                .flatMap(rule -> rule.trafficPolicy().tls())
                                .filter(tls -> tls.mode() == ClientTls.Mode.ISTIO_MUTUAL)
                                .isPresent());
    }

    /** Mutual TLS demanded of servers that have no proxy: their own DestinationRule must say otherwise. */
    static void withoutProxy(Mesh mesh, Report report) {
        RuleBook rules = RuleBook.of(mesh, List.of());
        for (DestinationRule rule : mesh.all(DestinationRule.KIND)) {
            boolean isMutual = rule.trafficPolicy()
                    .tls()
                    .filter(tls -> tls.mode() == ClientTls.Mode.ISTIO_MUTUAL)
                    .isPresent();
            if (!isMutual) {
                continue;
            }
            Host host = mesh.resolve(rule.host(), rule.namespace());
            List<String> broken = new ArrayList<>();
            for (Service service : mesh.services()) {
                boolean counts = host.covers(mesh.host(service))
                        && winner(mesh, rules, mesh.host(service), rule.namespace())
                                .filter(rule::equals)
                                .isPresent();
                if (counts && (isApiServer(service) || isWithoutProxy(mesh, mesh.workloads(service)))) {
                    broken.add(mesh.host(service).value());
                }
            }
            if (host.isWildcard() && host.covers(apiServer(mesh)) && broken.isEmpty()) {
                boolean counts = winner(mesh, rules, apiServer(mesh), rule.namespace())
                        .filter(rule::equals)
                        .isPresent();
                Stream.of(apiServer(mesh).value()).filter(name -> counts).forEach(broken::add);
            }
            if (!broken.isEmpty()) {
                report.add(
                        MUTUAL_WITHOUT_PROXY,
                        Severity.WARNING,
                        rule.resource(),
                        "ISTIO_MUTUAL to hosts without a proxy: " + broken,
                        List.of("automatic mutual TLS would leave these alone"),
                        "add a DestinationRule with DISABLE for them, or leave tls to automatic mutual TLS");
            }
        }
    }

    /** Whether none of some known servers has a proxy. */
    private static boolean isWithoutProxy(Mesh mesh, List<Workload> servers) {
        return !servers.isEmpty() && servers.stream().noneMatch(server -> Pods.hasProxy(mesh, server));
    }

    private static boolean isApiServer(Service service) {
        return service.ref().namespace().equals("default")
                && service.ref().name().equals("kubernetes");
    }

    private static Host apiServer(Mesh mesh) {
        return Host.ofService("kubernetes", "default", mesh.clusterDomain());
    }
}
