package io.github.windlass4j.gateway.migrate;

import io.github.windlass4j.gateway.api.Ingress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What the annotations of one Ingress say to the Application Gateway Ingress Controller, read as it reads them
 * (pkg/annotations): what is malformed has no effect.
 */
record AgicSettings(Map<String, String> annotations) {
    static final String PREFIX = "appgw.ingress.kubernetes.io/";

    static final AgicSettings NONE = new AgicSettings(Map.of());

    static AgicSettings of(Ingress ingress) {
        return new AgicSettings(ingress.resource().annotations());
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(annotations.get(PREFIX + name)).filter(value -> !value.isEmpty());
    }

    boolean flag(String name) {
        return text(name).filter(NginxSettings.TRUE::contains).isPresent();
    }

    OptionalInt number(String name, int least, int most) {
        return text(name)
                .filter(AnnotationCatalog.Reads.NUMBER::accepts)
                .map(Integer::parseInt)
                .filter(value -> value >= least && value <= most)
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    boolean redirectsToTls() {
        return flag("ssl-redirect");
    }

    /** A certificate that is installed on the Application Gateway, in the place of a Secret. */
    Optional<String> certificate() {
        return text("appgw-ssl-certificate");
    }

    /** Further host names, as they are written. */
    List<String> moreNames() {
        return text("hostname-extension").stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    Optional<String> pathPrefix() {
        return text("backend-path-prefix");
    }

    Optional<String> backendHost() {
        return text("backend-hostname");
    }

    /** Whether backends see their own address as the host. */
    boolean takesHostFromBackend() {
        return backendHost().isEmpty()
                && text("backend-protocol").filter("https"::equalsIgnoreCase).isPresent()
                && text("appgw-trusted-root-certificate").isPresent();
    }

    /** A rewrite rule set, defined on the Application Gateway or in a resource of its own. */
    Optional<String> rewriteSet() {
        return text("rewrite-rule-set").or(() -> text("rewrite-rule-set-custom-resource"));
    }
}
