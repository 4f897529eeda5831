package io.github.windlass4j.mesh.authz;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.RequestAuthentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the RequestAuthentications of a workload look for tokens. Without a token a request has no principal of its own and
 * passes them all; whether a token is good nobody here can say.
 *
 * @param policies the RequestAuthentications that apply
 */
record Tokens(List<RequestAuthentication> policies) {
    /** Requests have no tokens, or nobody looks at them. */
    static Tokens none() {
        return new Tokens(List.of());
    }

    static Tokens of(Mesh mesh, String namespace, Map<String, String> labels) {
        return new Tokens(Stream.of(mesh.rootNamespace(), namespace)
                .distinct()
                .flatMap(owner -> mesh.in(RequestAuthentication.KIND, owner).stream())
                .filter(policy ->
                        policy.target().refs().isEmpty() && policy.target().takes(labels))
                .toList());
    }

    /** The policy that finds a token in a request. */
    Optional<RequestAuthentication> lookingAt(Access access) {
        return policies.stream()
                .filter(policy -> policy.jwtRules().stream().anyMatch(rule -> finds(rule, access)))
                .findFirst();
    }

    private static boolean finds(Fields rule, Access access) {
        List<Fields> headers = rule.list("fromHeaders");
        List<String> parameters = rule.texts("fromParams");
        List<String> cookies = rule.texts("fromCookies");
        if (headers.isEmpty() && parameters.isEmpty() && cookies.isEmpty()) {
            return access.header("authorization").startsWith("Bearer ") || hasParameter(access, "access_token");
        }
        return headers.stream()
                        .anyMatch(header -> access.hasHeader(header.text("name", ""))
                                && access.header(header.text("name", "")).startsWith(header.text("prefix", "")))
                || parameters.stream().anyMatch(name -> hasParameter(access, name))
                || cookies.stream().anyMatch(name -> hasCookie(access, name));
    }

    private static boolean hasParameter(Access access, String name) {
        int question = access.path().indexOf('?');
        return question >= 0
                && Stream.of(access.path().substring(question + 1).split("&", -1))
                        .anyMatch(pair -> pair.startsWith(name + "="));
    }

    private static boolean hasCookie(Access access, String name) {
        return Stream.of(access.header("cookie").split(";", -1))
                .anyMatch(cookie -> cookie.strip().startsWith(name + "="));
    }
}
