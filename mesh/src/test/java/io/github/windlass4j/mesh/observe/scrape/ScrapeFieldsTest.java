package io.github.windlass4j.mesh.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fields of a configuration may hold (config/config.go, common/config, discovery/kubernetes). */
class ScrapeFieldsTest {
    private static ScrapeConfig read(String yaml, Prometheus generation) {
        return ScrapeConfig.read(yaml, "c", generation);
    }

    private static ScrapeJob job(String fields) {
        return read("scrape_configs: [{job_name: j, " + fields + "}]", Prometheus.V3)
                .jobs()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "honor_timestamps: 'yes' | honor_timestamps: \"yes\" (want true or false)",
                "follow_redirects: 1 | follow_redirects: 1 (want true or false)",
                "keep_dropped_targets: many | keep_dropped_targets: \"many\" (want a number >= 0)",
                "native_histogram_min_bucket_factor: much | (want a number)",
                "scrape_failure_log_file: [] | a list (want a text)",
                "body_size_limit: 10 | \"10\" is no size (want such as 10MB)",
                "body_size_limit: 1 MB | is no size",
                "body_size_limit: 5mb | is no size",
                "body_size_limit: '' | is no size",
                "scrape_protocols: [Text] | \"Text\" (want one of [PrometheusProto,",
                "scrape_protocols: [PrometheusProto, PrometheusProto] | \"PrometheusProto\" twice",
                "fallback_scrape_protocol: text | \"text\" (want one of",
                "proxy_connect_header: {a: b} | (want a list)",
                "metric_name_escaping_scheme: none | \"none\" (want one of [allow-utf-8, underscores, dots, values])",
                "metric_name_validation_scheme: legacy, metric_name_escaping_scheme: allow-utf-8 | names that are not utf8",
                "tls_config: {ca: x, cafile: y} | tls_config.cafile: unknown field",
                "consul_sd_configs: {} | a mapping (want a list)",
                "static_configs: [{targets: [a], target: [b]}] | target: unknown field"
            })
    void refuses_values_that_do_not_fit(String fields, String problem) {
        assertThatThrownBy(() -> job(fields))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body_size_limit: 0",
                "body_size_limit: 1.5MB",
                "body_size_limit: 1GiB512MiB",
                "body_size_limit: -1KB",
                "body_size_limit: ~",
                "honor_timestamps: ~",
                "native_histogram_min_bucket_factor: 1.1",
                "scrape_protocols: [PrometheusProto, OpenMetricsText1.0.0]",
                "metric_name_validation_scheme: legacy",
                "metric_name_escaping_scheme: dots",
                "authorization: {type: Bearer, credentials_file: /t}",
                "basic_auth: ~, bearer_token: t",
                "oauth2: {client_id: c, token_url: 'https://t', scopes: [a], tls_config: {ca_file: /ca}}",
                "tls_config: {cert_file: /c, key_file: /k, min_version: TLS12}",
                "proxy_url: 'http://p', no_proxy: a",
                "proxy_from_environment: true, proxy_connect_header: {a: [b]}",
                "http_headers: {X-Scope: {values: [a]}}"
            })
    void takes_values_that_fit(String fields) {
        assertThat(job(fields).name()).isEqualTo("j");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "basic_auth: {username: u}, authorization: {} | at most one of [basic_auth, authorization]",
                "basic_auth: {}, oauth2: {client_id: c, token_url: t} | at most one of [basic_auth, oauth2]",
                "bearer_token: t, bearer_token_file: /t | at most one of [bearer_token, bearer_token_file]",
                "authorization: {}, bearer_token_file: /t | at most one of [authorization, bearer_token_file]",
                "basic_auth: {password: p, password_file: /p} | at most one of [password, password_file]",
                "authorization: {credentials: c, credentials_file: /c} | at most one of [credentials,",
                "authorization: {type: ' Basic '} | basic (want basic_auth instead)",
                "oauth2: {token_url: t} | oauth2.client_id: missing",
                "oauth2: {client_id: c} | oauth2.token_url: missing",
                "oauth2: {client_id: c, token_url: t, client_secret: a, client_secret_file: b} | at most one of",
                "oauth2: {client_id: c, token_url: t, tls_config: {key_file: k}} | a client key without its certificate",
                "tls_config: {cert_file: /c} | a client certificate without its key",
                "tls_config: {ca: a, ca_file: b} | at most one of [ca, ca_file]",
                "tls_config: {min_version: TLS1.2} | \"TLS1.2\" (want one of",
                "proxy_url: 'http://p', proxy_from_environment: true | not together with proxy_from_environment",
                "no_proxy: a | only together with proxy_url",
                "proxy_connect_header: {a: [b]} | only together with a proxy",
                "http_headers: {user-agent: {values: [a]}} | only Prometheus itself sets this header",
                "http_headers: {a: {value: b}} | value: unknown field"
            })
    void refuses_two_ways_of_one_thing(String fields, String problem) {
        for (String place :
                new String[] {fields, "kubernetes_sd_configs: [{role: pod, api_server: 'https://a', " + fields + "}]"
                }) {
            assertThatThrownBy(() -> job(place))
                    .isInstanceOf(MalformedScrapeConfigException.class)
                    .hasMessageContaining(problem);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "role: pod, bearer_token: t | an HTTP client of one's own is used for an api_server only",
                "role: pod, follow_redirects: false | an HTTP client of one's own",
                "role: pod, tls_config: {insecure_skip_verify: true} | an HTTP client of one's own",
                "role: pod, kubeconfig_file: /k, basic_auth: {} | an HTTP client of one's own",
                "role: pod, api_server: 'https://a', kubeconfig_file: /k | not together with api_server",
                "role: pod, api_server: 'https://a', namespaces: {own_namespace: true} | not together with api_server",
                "role: pod, kubeconfig_file: /k, namespaces: {own_namespace: true} | not together with kubeconfig_file",
                "role: pod, namespaces: {name: [a]} | name: unknown field",
                "role: pod, selectors: [{role: pod, labels: a}] | labels: unknown field",
                "role: pod, selectors: [{role: pod}, {role: pod}] | a second selector for role pod",
                "role: pod, selectors: [{role: service}] | role pod has no use for selectors of role service",
                "role: pod, selectors: [{role: node}] | role pod has no use for selectors of role node",
                "role: service, selectors: [{role: endpoints}] | no use for selectors of role endpoints",
                "role: endpoints, selectors: [{role: endpointslice}] | no use for selectors of role endpointslice",
                "role: endpoints, selectors: [{label: a}] | role missing"
            })
    void refuses_discoveries_that_prometheus_refuses(String discovery, String problem) {
        assertThatThrownBy(() -> job("kubernetes_sd_configs: [{" + discovery + "}]"))
                .isInstanceOf(MalformedScrapeConfigException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role: pod, follow_redirects: true, enable_http2: true, tls_config: {}, bearer_token: ''",
                "role: pod, api_server: 'https://a', bearer_token_file: /t, enable_http2: false",
                "role: pod, selectors: [{role: pod, field: spec.nodeName=n}, {role: node}], attach_metadata: {node: true}",
                "role: endpoints, selectors: [{role: pod}, {role: service}, {role: endpoints, label: a=b}]",
                "role: endpointslice, selectors: [{role: endpointslice}, {role: pod}]",
                "role: ingress, namespaces: {own_namespace: true}, selectors: [{role: ingress}]"
            })
    void takes_discoveries_that_prometheus_takes(String discovery) {
        assertThat(job("kubernetes_sd_configs: [{" + discovery + "}]").kubernetes())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scrape_configs: [{job_name: j, static_configs: [{targets: [a], labels: {%s: x}}]}]",
                "global: {external_labels: {%s: x}}"
            })
    void labels_are_named_as_the_generation_allows(String form) {
        for (String name : new String[] {"a-b", "1", "\u00e9"}) {
            String yaml = String.format(form, name);
            assertThat(read(yaml, Prometheus.V3).sections()).hasSize(1);
            assertThatThrownBy(() -> read(yaml, Prometheus.V2))
                    .hasMessageContaining("\"" + name + "\" is no label name");
        }
        assertThatThrownBy(() -> read(String.format(form, "''"), Prometheus.V3))
                .hasMessageContaining("\"\" is no label name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query_log_file: []", "rule_query_offset: 1x", "external_labels: [a]", "label_limit: -1"})
    void the_global_section_is_checked_too(String field) {
        assertThatThrownBy(() -> read("global: {" + field + "}", Prometheus.V3))
                .isInstanceOf(MalformedScrapeConfigException.class);
    }
}
