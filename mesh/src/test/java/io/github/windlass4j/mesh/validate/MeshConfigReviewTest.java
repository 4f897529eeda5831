package io.github.windlass4j.mesh.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.yaml.Yaml;
import io.github.windlass4j.mesh.istio.MeshConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What istiod says of its configuration (pkg/config/validation/agent of istio/istio, API of MeshConfig and ProxyConfig). */
class MeshConfigReviewTest {
    private static final String CREDENTIAL = "defaultConfig: {tracing: {tlsSettings: {mode: SIMPLE, credentialName: ";

    private static Webhook.Answer review(String fields) {
        return MeshConfigReview.review(MeshConfig.read("{" + fields + "}", "mesh.yaml"));
    }

    private static boolean refuses(String fields, String problem) {
        return review(fields).errors().toString().contains(problem);
    }

    @Test
    void what_is_not_written_has_good_defaults() {
        assertThat(MeshConfigReview.review(MeshConfig.defaults()))
                .hasToString("accepted, 0 warnings")
                .isEqualTo(review("defaultConfig: {}, localityLbSetting: {}, defaultTrafficPolicy: {}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxyListenPort: 15001",
                "connectTimeout: 3600s",
                "connectTimeout: 0.001s",
                "protocolDetectionTimeout: 0s",
                "protocolDetectionTimeout: 0.100s",
                "trustDomain: a.b.",
                "trustDomain: '10.0'",
                "trustDomainAliases: [old, older.example]",
                "serviceSettings: [{hosts: ['*.a.b', c]}]",
                "defaultConfig: {drainDuration: 45s, controlPlaneAuthPolicy: MUTUAL_TLS, statusPort: 1}",
                "defaultConfig: {discoveryAddress: 'istiod.istio-system.svc:15012'}",
                "defaultConfig: {statsdUdpAddress: '[::1]:9125'}",
                "defaultConfig: {tracing: {zipkin: {address: '$(HOST_IP):9411'}}}",
                "defaultConfig: {tracing: {customTags: {a: {literal: {value: b}}}}}",
                "defaultConfig: {privateKeyProvider: {cryptomb: {pollDelay: 0.010s}}}",
                "defaultConfig: {connectionSettings: {http2InitialStreamWindowSize: 65535, httpIdleTimeout: 0s}}",
                "defaultConfig: {connectionSettings: {httpMaxConcurrentStreams: 1}}",
                "defaultTrafficPolicy: {connectionPool: {tcp: {maxConnections: 0}}}",
                "defaultInboundHttpRetryPolicy: {attempts: 0}",
                "defaultInboundHttpRetryPolicy: {attempts: 1, backoff: 0.025s, retryOn: '503'}",
                "localityLbSetting: {failover: [{from: a, to: b}]}",
                "tlsDefaults: {ecdhCurves: [P-256, X25519MLKEM768]}",
                "extensionProviders: [{name: a, prometheus: {}}, {name: b, zipkin: {service: ns/z.b, port: 1}}]",
                "extensionProviders: [{name: a, opentelemetry: {service: 10.0.0.1, port: 4317, http: {path: /}}}]",
                "extensionProviders: [{name: a, envoyExtAuthzHttp: {service: a.b, port: 1, pathPrefix: /, statusOnError: '403'}}]",
            })
    void istiod_takes(String fields) {
        assertThat(review(fields)).hasToString("accepted, 0 warnings");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "proxyListenPort: 0|range 1..65535",
                "connectTimeout: 0s|greater than 1ms",
                "connectTimeout: 3600.001s|between 1ms and 1h",
                "connectTimeout: 1.0005s|ms precision",
                "protocolDetectionTimeout: 0.0005s|ms precision",
                "protocolDetectionTimeout: soon|ms precision",
                "trustDomain: ''|empty domain name",
                "trustDomain: -a.b|trust domain name \"-a.b\" invalid",
                "trustDomain: a..|invalid",
                "trustDomainAliases: [a, b/c]|invalid",
                "serviceSettings: [{hosts: [a.*]}]|invalid",
                "meshMTLS: {ecdhCurves: [P-256]}|does not support ECDH",
                "defaultConfig: {configPath: ''}|config path",
                "defaultConfig: {binaryPath: ''}|binary path",
                "defaultConfig: {serviceCluster: ''}|service cluster",
                "defaultConfig: {drainDuration: 0s}|greater than 1ms",
                "defaultConfig: {drainDuration: 1.5s}|seconds precision",
                "defaultConfig: {discoveryAddress: ''}|discovery address",
                "defaultConfig: {discoveryAddress: istiod}|host:port",
                "defaultConfig: {discoveryAddress: 'istiod:http'}|not a number",
                "defaultConfig: {discoveryAddress: 'istiod:0'}|range 1..65535",
                "defaultConfig: {discoveryAddress: '10.0.0.500:80'}|not a valid hostname",
                "defaultConfig: {statsdUdpAddress: '::1:80'}|host:port",
                "defaultConfig: {envoyMetricsService: {address: a_b:80}}|not a valid hostname",
                "defaultConfig: {envoyAccessLogService: {address: a}}|host:port",
                "defaultConfig: {proxyAdminPort: 65536}|range 1..65535",
                "defaultConfig: {statusPort: 0}|range 1..65535",
                "defaultConfig: {controlPlaneAuthPolicy: 2}|auth policy",
                "defaultConfig: {controlPlaneAuthPolicy: INHERIT}|auth policy",
                "defaultConfig: {tracing: {lightstep: {address: 'a:80'}}}|access token",
                "defaultConfig: {tracing: {datadog: {}}}|address is required",
                "defaultConfig: {tracing: {customTags: {a: null}}}|nil value for custom tag: a",
                "defaultConfig: {tracing: {tlsSettings: {mode: MUTUAL}}}|client certificate required",
                "defaultConfig: {privateKeyProvider: {}}|unknown private key provider",
                "defaultConfig: {privateKeyProvider: {qat: {}}}|pollDelay is required",
                "defaultConfig: {privateKeyProvider: {qat: {pollDelay: 0s}}}|non zero",
                "defaultConfig: {connectionSettings: {http2InitialConnectionWindowSize: 65534}}|at least 65535",
                "defaultConfig: {connectionSettings: {httpMaxConcurrentStreams: 0}}|positive",
                "defaultConfig: {connectionSettings: {httpIdleTimeout: -1s}}|non-negative",
                "defaultConfig: {connectionSettings: {listenerPerConnectionBufferLimitBytes: -1}}|non-negative",
                "defaultTrafficPolicy: {connectionPool: {}}|at least one field",
                "defaultTrafficPolicy: {outlierDetection: {minHealthPercent: 101}}|0..100",
                "defaultInboundHttpRetryPolicy: {attempts: -1}|negative",
                "defaultInboundHttpRetryPolicy: {retryOn: 5xx}|disabled",
                "defaultInboundHttpRetryPolicy: {backoff: 1s}|disabled",
                "localityLbSetting: {failover: [{from: a, to: a}]}|different regions",
            })
    void istiod_refuses(String fields, String problem) {
        assertThat(refuses(fields, problem)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name: '', prometheus: {}|empty extension provider name",
                "name: a|unsupported provider",
                "name: a, zipkin: {service: a.b}|invalid service port",
                "name: a, datadog: {port: 80}|service must not be empty",
                "name: a, skywalking: {service: 'a.b:80', port: 80}|invalid service fmt",
                "name: a, envoyOtelAls: {service: a/b/c.d, port: 80}|invalid",
                "name: a, envoyHttpAls: {service: a/b, port: 80}|short names",
                "name: a, lightstep: {service: a.b, port: 80}|access token",
                "name: a, opentelemetry: {service: a.b, port: 80, grpc: {}, http: {}}|both grpc and http",
                "name: a, envoyExtAuthzGrpc: {service: a.b, port: 80, statusOnError: '999'}|statusOnError",
                "name: a, envoyExtAuthzHttp: {service: a.b, port: 80, pathPrefix: check}|should begin",
            })
    void a_bad_provider_is_only_written_to_the_log(String provider, String problem) {
        Webhook.Answer answer = review("extensionProviders: [{" + provider + "}]");
        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.path()).startsWith("mesh.extensionProviders[0]");
            assertThat(warning.message()).contains(problem);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "extensionProviders: [{name: a, prometheus: {}}, {name: a, stackdriver: {}}]|duplicate extension provider name a",
                "tlsDefaults: {ecdhCurves: [P-257, P-256]}|unrecognized ECDH curves: [P-257]",
                "tlsDefaults: {ecdhCurves: [P-256, P-256]}|duplicate ECDH curves: [P-256]",
                "defaultConfig: {proxyMetadata: {ISTIO_META_DNS_AUTO_ALLOCATE: 'true'}}|deprecated",
                "defaultTrafficPolicy: {loadBalancer: {simple: RANDOM}}|loadBalancer has no effect",
                "defaultInboundHttpRetryPolicy: {attempts: 1, perTryTimeout: 1s}|perTryTimeout has no effect",
            })
    void istiod_warns(String fields, String problem) {
        Webhook.Answer answer = review(fields);
        assertThat(answer.isAccepted()).isTrue();
        assertThat(answer.warnings().toString()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "endpoints: [{fromRegistry: Kubernetes}, {fromCidr: 10.0.0.0/8}]|true",
                "endpoints: [{fromRegistry: a.b}]|false",
                "endpoints: [{fromCidr: 10.0.0.0/33}]|false",
                "gateways: [{address: gw.example.org, port: 15443}]|true",
                "gateways: [{address: 2001:db8::1, port: 15443}]|true",
                "gateways: [{address: g@w, port: 15443}]|false",
                "gateways: [{registryServiceName: a.b, port: 0}]|false",
                "gateways: [{registryServiceName: a b, port: 1}]|false",
            })
    void networks_have_endpoints_and_gateways(String network, boolean good) {
        Fields networks = Fields.of(
                Yaml.read("{networks: {n: {" + network + "}}}", "n.yaml").get(0).root());
        assertThat(MeshConfigReview.networks(networks).isAccepted()).isEqualTo(good);
    }

    @Test
    void a_mesh_has_no_namespace_for_certificates_in_a_config_map() {
        assertThat(refuses(CREDENTIAL + "'configmap://a/b'}}}", "must match the configuration namespace"))
                .isTrue();
        assertThat(review(CREDENTIAL + "b}}}").isAccepted()).isTrue();
    }
}
