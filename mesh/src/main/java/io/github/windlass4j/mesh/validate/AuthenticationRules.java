package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.yaml.Document;
import io.github.windlass4j.manifest.yaml.MalformedYamlException;
import io.github.windlass4j.manifest.yaml.Mapping;
import io.github.windlass4j.manifest.yaml.Yaml;
import java.util.List;
import java.util.Optional;

/** What the webhook says of RequestAuthentications and PeerAuthentications. */
final class AuthenticationRules {
    /** Parameters of a JSON Web Key that only its owner may know (RFC 7518 6.2.2, 6.3.2, 6.4.1). */
    private static final List<String> PRIVATE_PARAMETERS = List.of("d", "p", "q", "dp", "dq", "qi", "k");

    private AuthenticationRules() {}

    static void requestAuthentication(At spec, Resource object) {
        PolicyTargets.check(spec);
        spec.list("jwtRules").forEach(AuthenticationRules::jwtRule);
    }

    private static void jwtRule(At rule) {
        rule.errorIf(rule.texts("audiences").contains(""), "audience must be non-empty string");
        rule.errorIf(
                rule.text("issuer").isEmpty() && rule.text("jwksUri").isEmpty(),
                "issuer or jwksUri must be non-empty string");
        if (!rule.text("jwksUri").isEmpty()) {
            address(rule, rule.text("jwksUri"));
        }
        if (!rule.text("jwks").isEmpty()) {
            keys(rule, rule.text("jwks"));
        }
        for (At location : rule.list("fromHeaders")) {
            location.errorIf(!location.isPresent(), "location header name must be non-null");
            location.errorIf(
                    location.isPresent() && location.text("name").isEmpty(),
                    "location header name must be non-empty string");
        }
        rule.errorIf(rule.texts("fromParams").contains(""), "location query must be non-empty string");
        rule.errorIf(rule.texts("fromCookies").contains(""), "cookie name must be non-empty string");
        for (At claim : rule.list("outputClaimToHeaders")) {
            String header = claim.text("header");
            if (!claim.isPresent()) {
                claim.error("outputClaimToHeaders must not be null");
            } else if (claim.text("claim").isEmpty() || header.isEmpty()) {
                claim.error("outputClaimToHeaders header and claim value must be non-empty string");
            } else {
                claim.errorIf(
                        !header.matches("[-_A-Za-z0-9]+"), "header name " + header + " is not a valid header name");
            }
        }
        Syntax.duration(rule, "timeout");
    }

    private static void address(At rule, String text) {
        Optional<GoUrl> url = GoUrl.parse(text);
        rule.errorIf(url.isEmpty(), "parse " + text + ": its host, port or escapes are malformed");
        url.filter(parsed -> !List.of("http", "https").contains(parsed.scheme()))
                .ifPresent(parsed -> rule.error("URI scheme " + parsed.scheme() + " is not supported"));
    }

    private static void keys(At rule, String jwks) {
        try {
            List<Document> documents = Yaml.read(jwks, "jwks");
            if (documents.isEmpty() || !(documents.get(0).root() instanceof Mapping root)) {
                rule.error("jwks parse error: not an object");
                return;
            }
            Fields set = Fields.of(root);
            rule.errorIf(!set.has("keys") && !set.has("kty"), "jwks parse error: neither keys nor a key");
            for (Fields key : set.has("keys") ? set.list("keys") : List.of(set)) {
                rule.errorIf(!key.has("kty"), "jwks parse error: a key without kty");
                rule.warnIf(
                        PRIVATE_PARAMETERS.stream().anyMatch(key::has),
                        "jwks contains private key material: whoever reads this object can sign tokens");
            }
        } catch (MalformedYamlException malformed) {
            rule.error("jwks parse error: " + malformed.getMessage());
        }
    }

    static void peerAuthentication(At spec, Resource object) {
        boolean selects =
                !spec.child("selector").fields().textMap("matchLabels").isEmpty();
        List<String> ports = spec.child("portLevelMtls").fields().names();
        spec.errorIf(!selects && !ports.isEmpty(), "mesh/namespace peer authentication cannot have port level mTLS");
        spec.errorIf(
                spec.has("portLevelMtls") && ports.isEmpty(),
                "port level mTLS, if defined, must have at least one element");
        for (String port : ports) {
            boolean good = port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65535;
            spec.errorIf(!good, "port must be in range 1..65535");
        }
        Syntax.selector(spec.child("selector"), "matchLabels", "workload selector specified without labels");
    }
}
