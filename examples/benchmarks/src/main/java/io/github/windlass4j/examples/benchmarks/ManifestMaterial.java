package io.github.windlass4j.examples.benchmarks;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Manifests as platform teams write them: routes, Gateways and Deployments that differ in names, hosts and numbers. */
final class ManifestMaterial {
    private static final String ROUTE = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: HTTPRoute
            metadata:
              name: shop-%1$d
              namespace: team-%2$d
              labels:
                app.kubernetes.io/name: shop-%1$d
                app.kubernetes.io/part-of: store
              annotations:
                example.com/owner: "team-%2$d"
            spec:
              parentRefs:
                - name: edge-%2$d
                  namespace: gateways
                  sectionName: https
              hostnames:
                - shop-%1$d.example.com
                - "*.shop-%1$d.example.com"
              rules:
                - matches:
                    - path:
                        type: PathPrefix
                        value: /cart/%1$d
                      headers:
                        - name: x-tenant
                          value: tenant-%2$d
                    - path:
                        type: Exact
                        value: /checkout
                      method: POST
                  filters:
                    - type: RequestHeaderModifier
                      requestHeaderModifier:
                        set:
                          - name: x-shop
                            value: "%1$d"
                        remove: [x-debug, x-trace]
                  backendRefs:
                    - name: cart-blue
                      port: 8080
                      weight: %3$d
                    - name: cart-green
                      port: 8080
                      weight: 10
                  timeouts:
                    request: 10s
                    backendRequest: 2s
                - matches:
                    - path:
                        type: PathPrefix
                        value: /static
                  filters:
                    - type: ResponseHeaderModifier
                      responseHeaderModifier:
                        add:
                          - name: cache-control
                            value: public, max-age=3600
                    - type: URLRewrite
                      urlRewrite:
                        path:
                          type: ReplacePrefixMatch
                          replacePrefixMatch: /v2
                  backendRefs:
                    - name: static
                      port: 80
                - backendRefs:
                    - name: front
                      port: 8080
            """;

    private static final String GATEWAY = """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata:
              name: edge-%2$d
              namespace: gateways
            spec:
              gatewayClassName: azure-alb-external
              listeners:
                - name: http
                  port: 80
                  protocol: HTTP
                  hostname: "*.example.com"
                - name: https
                  port: 443
                  protocol: HTTPS
                  hostname: "*.shop-%1$d.example.com"
                  tls:
                    mode: Terminate
                    certificateRefs:
                      - name: shop-%1$d-tls
                  allowedRoutes:
                    namespaces:
                      from: Selector
                      selector:
                        matchLabels:
                          team: "%2$d"
            """;

    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: shop-%1$d
              namespace: team-%2$d
              labels:
                app: shop-%1$d
            spec:
              replicas: %3$d
              revisionHistoryLimit: 5
              selector:
                matchLabels:
                  app: shop-%1$d
              strategy:
                type: RollingUpdate
                rollingUpdate:
                  maxSurge: 25%%
                  maxUnavailable: 0
              template:
                metadata:
                  labels:
                    app: shop-%1$d
                    version: v%3$d
                  annotations:
                    prometheus.io/scrape: "true"
                    prometheus.io/port: "9090"
                spec:
                  serviceAccountName: shop
                  securityContext:
                    runAsNonRoot: true
                    fsGroup: 2000
                  containers:
                    - name: shop
                      image: registry.example.com/store/shop:1.%3$d.0
                      imagePullPolicy: IfNotPresent
                      ports:
                        - name: http
                          containerPort: 8080
                        - name: metrics
                          containerPort: 9090
                      env:
                        - name: JAVA_TOOL_OPTIONS
                          value: -XX:MaxRAMPercentage=75 -Djavax.net.ssl.trustStore=/etc/trust/store.p12
                        - name: DB_URL
                          value: jdbc:postgresql://db-%2$d.postgres.database.azure.com:5432/shop?sslmode=verify-full
                        - name: DB_PASSWORD
                          valueFrom:
                            secretKeyRef:
                              name: db-%2$d
                              key: password
                      resources:
                        requests: {cpu: 250m, memory: 512Mi}
                        limits: {memory: 1Gi}
                      readinessProbe:
                        httpGet:
                          path: /healthz
                          port: http
                        periodSeconds: 5
                        failureThreshold: 3
                      livenessProbe:
                        httpGet:
                          path: /livez
                          port: http
                        initialDelaySeconds: 30
                      volumeMounts:
                        - name: trust
                          mountPath: /etc/trust
                          readOnly: true
                        - name: tmp
                          mountPath: /tmp
                  volumes:
                    - name: trust
                      configMap:
                        name: trust-bundle
                    - name: tmp
                      emptyDir: {}
            """;

    private ManifestMaterial() {}

    /** One HTTPRoute, valid in the standard channel. */
    static String route(int number) {
        return ROUTE.formatted(number, number % 20, number % 100);
    }

    /** One Gateway, valid in the standard channel. */
    static String gateway(int number) {
        return GATEWAY.formatted(number, number % 20);
    }

    /** Half routes, half Deployments, as one stream of documents. */
    static String stream(int documents) {
        return IntStream.range(0, documents)
                .mapToObj(i -> i % 2 == 0 ? route(i) : DEPLOYMENT.formatted(i, i % 20, i % 7 + 1))
                .collect(Collectors.joining("---\n"));
    }

    /** Nine routes to one Gateway. */
    static List<Resource> objects(int count) {
        String text = IntStream.range(0, count)
                .mapToObj(i -> i % 10 == 9 ? gateway(i) : route(i))
                .collect(Collectors.joining("---\n"));
        return Manifests.read(text, "objects.yaml").resources();
    }
}
