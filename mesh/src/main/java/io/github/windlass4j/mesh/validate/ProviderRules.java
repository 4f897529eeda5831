package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Extension providers of a MeshConfig. All complaints are warnings: istiod takes the configuration all the same, and a provider
 * that nobody uses does no harm.
 */
final class ProviderRules {
    private static final List<String> AUTHORIZERS = List.of("envoyExtAuthzHttp", "envoyExtAuthzGrpc");
    private static final List<String> SERVED = List.of(
            "envoyExtAuthzHttp",
            "envoyExtAuthzGrpc",
            "zipkin",
            "lightstep",
            "datadog",
            "opencensus",
            "skywalking",
            "opentelemetry",
            "envoyOtelAls",
            "envoyHttpAls",
            "envoyTcpAls");
    private static final List<String> ALONE = List.of("prometheus", "stackdriver", "envoyFileAccessLog", "sds");
    private static final List<String> NAMESPACES = List.of("*", ".", "~");

    private ProviderRules() {}

    static void providers(At mesh) {
        Review found = new Review();
        Set<String> names = new HashSet<>();
        for (At written : mesh.list("extensionProviders")) {
            At provider = new At(written.fields(), written.path(), found);
            String name = provider.text("name");
            provider.errorIf(name.isEmpty(), "empty extension provider name");
            provider.errorIf(!name.isEmpty() && !names.add(name), "duplicate extension provider name " + name);
            provider.errorIf(
                    SERVED.stream().noneMatch(provider::has) && ALONE.stream().noneMatch(provider::has),
                    "unsupported provider");
            SERVED.stream().filter(provider::has).forEach(kind -> served(provider.child(kind), kind));
        }
        found.errors().forEach(problem -> mesh.review().warn(problem));
    }

    /** A provider that is a service somewhere. */
    private static void served(At provider, String kind) {
        long port = provider.whole("port");
        provider.errorIf(
                port < 1 || port > 65535,
                "invalid service port: port number " + port + " must be in the range 1..65535");
        service(provider, provider.text("service"));
        provider.errorIf(
                kind.equals("lightstep") && provider.text("accessToken").isEmpty(), "access token is required");
        provider.errorIf(
                kind.equals("opentelemetry") && provider.has("grpc") && provider.has("http"),
                "cannot specify both grpc and http");
        if (AUTHORIZERS.contains(kind)) {
            authorizer(provider);
        }
    }

    private static void authorizer(At provider) {
        String status = provider.text("statusOnError");
        boolean isKnown = status.isEmpty()
                || (status.matches("[0-9]{3}")
                        && ValidationFacts.read().httpStatuses().contains(Integer.valueOf(status)));
        provider.errorIf(!isKnown, "unsupported statusOnError value " + status);
        String prefix = provider.text("pathPrefix");
        if (!prefix.isEmpty()) {
            provider.errorIf(GoUrl.parse(prefix).isEmpty(), "invalid pathPrefix " + prefix);
            provider.errorIf(!prefix.startsWith("/"), "pathPrefix should begin with `/` but found \"" + prefix + '"');
        }
    }

    private static void service(At provider, String service) {
        if (service.isEmpty()) {
            provider.error("service must not be empty");
        } else if (service.contains("/")) {
            Syntax.namespacedHost(provider, service, false, NAMESPACES);
        } else {
            provider.errorIf(
                    Syntax.fqdn(service).isPresent() && !IpRange.isAddress(service), "invalid service fmt " + service);
        }
    }
}
