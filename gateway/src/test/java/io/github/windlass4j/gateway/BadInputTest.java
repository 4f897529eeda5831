package io.github.windlass4j.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.windlass4j.gateway.agc.AgcDeployment;
import io.github.windlass4j.gateway.agc.AgcLint;
import io.github.windlass4j.gateway.agc.AgcProfile;
import io.github.windlass4j.gateway.api.GatewaySet;
import io.github.windlass4j.gateway.attach.Attachment;
import io.github.windlass4j.gateway.attach.Controller;
import io.github.windlass4j.gateway.diagram.GatewayDiagram;
import io.github.windlass4j.gateway.migrate.IngressMigration;
import io.github.windlass4j.gateway.migrate.MigrationTarget;
import io.github.windlass4j.gateway.portability.ConformanceReport;
import io.github.windlass4j.gateway.portability.FeatureUse;
import io.github.windlass4j.gateway.portability.Portability;
import io.github.windlass4j.gateway.route.Request;
import io.github.windlass4j.gateway.route.RouteSimulator;
import io.github.windlass4j.gateway.route.TrafficDifference;
import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Node;
import io.github.windlass4j.manifest.yaml.Scalar;
import io.github.windlass4j.manifest.yaml.Sequence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Objects of which one part is not what it should be: every question about them has an answer, and none is an exception. */
class BadInputTest {
    private static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: GatewayClass
            metadata: {name: edge}
            spec: {controllerName: example.com/c, parametersRef: {group: e.io, kind: C, name: c, namespace: n}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: front, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}
            spec:
              gatewayClassName: edge
              addresses: [{type: IPAddress, value: 192.0.2.1}]
              infrastructure: {labels: {a: b}, parametersRef: {group: e.io, kind: C, name: c}}
              allowedListeners: {namespaces: {from: Selector, selector: {matchLabels: {a: b}, matchExpressions: [{key: a, operator: In, values: [b]}]}}}
              tls:
                backend: {clientCertificateRef: {name: cert}}
                frontend:
                  default: {validation: {mode: AllowValidOnly, caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}
                  perPort: [{port: 443, tls: {validation: {caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}}]
              listeners:
              - {name: http, port: 80, protocol: HTTP, hostname: "*.test", allowedRoutes: {namespaces: {from: All}, kinds: [{kind: HTTPRoute}]}}
              - {name: https, port: 443, protocol: HTTPS, tls: {mode: Terminate, certificateRefs: [{name: cert}], options: {a: b}}}
              - {name: tls, port: 444, protocol: TLS, tls: {mode: Passthrough}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ListenerSet
            metadata: {name: more, namespace: shop}
            spec: {parentRef: {name: front}, listeners: [{name: x, port: 81, protocol: HTTP}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata: {name: web, namespace: shop}
            spec:
              parentRefs: [{name: front, sectionName: http, port: 80}, {group: "", kind: Service, name: a}]
              hostnames: [a.test]
              rules:
              - name: r
                matches: [{path: {type: RegularExpression, value: "/v[0-9]+"}, method: GET, headers: [{name: h, value: v, type: Exact}], queryParams: [{name: q, value: ".*", type: RegularExpression}]}]
                filters:
                - {type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: a, value: b}], add: [{name: c, value: d}], remove: [e]}}
                - {type: URLRewrite, urlRewrite: {hostname: in.test, path: {type: ReplacePrefixMatch, replacePrefixMatch: /z}}}
                - {type: RequestMirror, requestMirror: {backendRef: {name: a, port: 80}, fraction: {numerator: 1, denominator: 3}}}
                - {type: CORS, cors: {allowOrigins: ["https://*.test"], allowMethods: [GET], maxAge: 5}}
                backendRefs: [{name: a, port: 80, weight: 3, filters: [{type: RequestRedirect, requestRedirect: {scheme: https, port: 443, statusCode: 301}}]}]
                timeouts: {request: 10s, backendRequest: 2s}
                retry: {codes: [500], attempts: 3, backoff: 100ms}
                sessionPersistence: {type: Cookie, sessionName: s, absoluteTimeout: 1h, cookieConfig: {lifetimeType: Permanent}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: GRPCRoute
            metadata: {name: calls, namespace: shop}
            spec: {parentRefs: [{name: front}], rules: [{matches: [{method: {type: Exact, service: s.T, method: Get}}], backendRefs: [{name: a, port: 80}]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: TLSRoute
            metadata: {name: pass, namespace: shop}
            spec: {parentRefs: [{name: front}], hostnames: [b.test], rules: [{backendRefs: [{name: a, port: 80}]}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: BackendTLSPolicy
            metadata: {name: p, namespace: shop}
            spec: {targetRefs: [{group: "", kind: Service, name: a, sectionName: h}], validation: {hostname: a.test, subjectAltNames: [{type: Hostname, hostname: a.test}], caCertificateRefs: [{group: "", kind: ConfigMap, name: ca}]}}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ReferenceGrant
            metadata: {name: g, namespace: far}
            spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service, name: a}]}
            ---
            {apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {a: b}}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}, spec: {ports: [{name: h, port: 80, targetPort: 8080, protocol: TCP}]}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: cert, namespace: shop}, type: kubernetes.io/tls, data: {tls.crt: eA==, tls.key: eQ==}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {name: ca, namespace: shop}, data: {ca.crt: x}}
            ---
            apiVersion: discovery.k8s.io/v1
            kind: EndpointSlice
            metadata: {name: a-1, namespace: shop, labels: {kubernetes.io/service-name: a}}
            endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
            ports: [{name: h, port: 8080}]
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: ConformanceReport
            date: "2026-01-01T00:00:00Z"
            gatewayAPIVersion: v1.6.1
            implementation: {organization: o, project: p, version: v1}
            profiles: [{name: GATEWAY-HTTP, core: {result: success, skippedTests: [x]}, extended: {supportedFeatures: [a], unsupportedFeatures: [b]}}]
            """;

    private static final String INGRESS = """
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata:
              name: web
              namespace: shop
              annotations:
                nginx.ingress.kubernetes.io/rewrite-target: /$1
                nginx.ingress.kubernetes.io/use-regex: "true"
                nginx.ingress.kubernetes.io/proxy-read-timeout: "5"
                nginx.ingress.kubernetes.io/ssl-redirect: "true"
                nginx.ingress.kubernetes.io/limit-rps: "5"
            spec:
              ingressClassName: nginx
              defaultBackend: {service: {name: a, port: {number: 80}}}
              tls: [{hosts: [a.test], secretName: cert}]
              rules:
              - host: a.test
                http: {paths: [{path: "/a/(.*)", pathType: ImplementationSpecific, backend: {service: {name: a, port: {name: h}}}}]}
            ---
            apiVersion: networking.k8s.io/v1
            kind: Ingress
            metadata: {name: canary, namespace: shop, annotations: {nginx.ingress.kubernetes.io/canary: "true", nginx.ingress.kubernetes.io/canary-weight: "20"}}
            spec:
              ingressClassName: nginx
              rules: [{host: a.test, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a, port: {number: 80}}}}]}}]
            ---
            {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, spec: {controller: k8s.io/ingress-nginx}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop}, spec: {ports: [{name: h, port: 80}]}}
            """;

    private static final Controller CONTROLLER =
            Controller.named("example.com/c").accepting("edge");
    private static final GatewayRelease RELEASE = GatewayRelease.shipped(Channel.EXPERIMENTAL);
    private static final AgcLint LINT = AgcLint.of(AgcProfile.newest()).with(AgcDeployment.unknown());

    /** What may stand where something else is wanted. */
    private static final List<Node> ODD = List.of(
            Scalar.NULL,
            Scalar.of(""),
            Scalar.of("*.\"]--> %zz $1 (["),
            Node.of(-7),
            Node.of(List.of()),
            Node.of(List.of("x", List.of())),
            Node.of(Map.of()),
            Node.of(Map.of("x", Map.of("y", "z"))));

    private static void change(Node node, Consumer<Node> taker) {
        ODD.forEach(taker);
        if (node instanceof Mapping mapping) {
            mapping.entries().forEach((name, value) -> {
                change(value, changed -> {
                    Map<String, Node> entries = new LinkedHashMap<>(mapping.entries());
                    entries.put(name, changed);
                    taker.accept(mapping.withEntries(entries));
                });
                taker.accept(mapping.without(name));
            });
        } else if (node instanceof Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                int place = i;
                change(sequence.items().get(i), changed -> {
                    List<Node> items = new ArrayList<>(sequence.items());
                    items.set(place, changed);
                    taker.accept(sequence.withItems(items));
                });
            }
        }
    }

    private static int askAboutEveryChange(String yaml, Consumer<Manifests> question) {
        List<Resource> resources = Manifests.read(yaml, "set.yaml").resources();
        int[] asked = {0};
        for (int i = 0; i < resources.size(); i++) {
            int place = i;
            change(resources.get(i).root(), changed -> {
                if (changed instanceof Mapping root) {
                    List<Resource> set = new ArrayList<>(resources);
                    set.set(place, Resource.of(root, "set.yaml"));
                    asked[0]++;
                    try {
                        question.accept(Manifests.of(set));
                    } catch (RuntimeException | StackOverflowError e) {
                        fail(root + " in place of " + resources.get(place).ref(), e);
                    }
                }
            });
        }
        return asked[0];
    }

    @Test
    void attachment_routing_and_drawing_have_an_answer() {
        RouteSimulator good =
                RouteSimulator.of(Attachment.of(GatewaySet.of(Manifests.read(GATEWAY, "set.yaml")), CONTROLLER));
        int asked = askAboutEveryChange(GATEWAY, manifests -> {
            Attachment attachment = Attachment.of(GatewaySet.of(manifests), CONTROLLER);
            attachment.certificateFindings(Instant.EPOCH, Duration.ofDays(1));
            RouteSimulator simulator = RouteSimulator.of(attachment, Instant.EPOCH);
            simulator.findings();
            simulator.decide(Request.get("http://a.test/v1?q=1").withHeader("h", "v"));
            simulator.decide(Request.get("https://a.test/").atGateway("shop", "front"));
            simulator.decide(Request.grpc("a.test", "s.T", "Get"));
            simulator.decide(Request.tls("b.test", 444));
            simulator.decide(Request.get("http://a.shop/").fromPod("shop"));
            GatewayDiagram.draw(attachment).svg();
        });
        assertThat(asked).isGreaterThan(2000);
        assertThat(good.tables()).isNotEmpty();
    }

    @Test
    void differences_of_traffic_have_an_answer() {
        String small =
                GATEWAY.substring(0, GATEWAY.indexOf("apiVersion: gateway.networking.k8s.io/v1\nkind: GRPCRoute"));
        RouteSimulator good =
                RouteSimulator.of(Attachment.of(GatewaySet.of(Manifests.read(small, "set.yaml")), CONTROLLER));
        int[] moved = {0};
        askAboutEveryChange(
                small.substring(small.indexOf("apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute")), route -> {
                    List<Resource> set =
                            new ArrayList<>(Manifests.read(small, "set.yaml").resources());
                    set.remove(set.size() - 1);
                    set.addAll(route.resources());
                    RouteSimulator after =
                            RouteSimulator.of(Attachment.of(GatewaySet.of(Manifests.of(set)), CONTROLLER));
                    moved[0] += TrafficDifference.between(good, after).moves().size();
                });
        assertThat(moved[0]).isPositive();
    }

    @Test
    void validation_lint_and_portability_have_an_answer() {
        List<ConformanceReport> reports = ConformanceReport.all(Manifests.read(GATEWAY, "set.yaml"));
        assertThat(reports).isNotEmpty();
        askAboutEveryChange(GATEWAY, manifests -> {
            manifests.resources().forEach(RELEASE.schemas()::create);
            LINT.check(manifests);
            FeatureUse.all(GatewaySet.of(manifests));
            assertThat(Portability.of(GatewaySet.of(manifests), reports).implementations())
                    .hasSize(reports.size());
            List<ConformanceReport> changed = ConformanceReport.all(manifests);
            assertThat(Portability.of(GatewaySet.of(manifests), changed).implementations())
                    .hasSize(changed.size());
        });
    }

    @Test
    void a_migration_of_whatever_an_ingress_says_ends_with_a_report() {
        int asked = askAboutEveryChange(INGRESS, manifests -> {
            IngressMigration migration =
                    IngressMigration.of(GatewaySet.of(manifests), MigrationTarget.standard("web", "edge"));
            migration.losses();
            migration.annotations();
            migration.objects();
            assertThat(migration.prove().toString()).isNotEmpty();
        });
        assertThat(asked).isGreaterThan(400);
    }
}
