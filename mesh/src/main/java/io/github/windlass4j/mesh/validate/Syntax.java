package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.k8s.IpRange;
import io.github.windlass4j.manifest.regex.MalformedRegexException;
import io.github.windlass4j.manifest.regex.Regex;
import io.github.windlass4j.mesh.istio.Protocol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names, hosts, addresses, ports, durations and labels as istiod reads them (pkg/config/validation/agent). */
final class Syntax {
    static final String UNIX = "unix://";

    private static final String LABEL = "[a-zA-Z0-9](?:[-a-zA-Z0-9]*[a-zA-Z0-9])?";
    private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
    private static final Pattern WILDCARD_LABEL = Pattern.compile("\\*|(?:\\*|\\*-)?" + LABEL);
    private static final Pattern TAG =
            Pattern.compile("(?:(" + LABEL + "(?:\\." + LABEL + ")*)/)?((?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])");
    private static final Pattern TAG_VALUE = Pattern.compile("(?:(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
    private static final Pattern DURATION = Pattern.compile("(-?\\d{1,12})(?:\\.(\\d{1,9}))?s");
    private static final Pattern SNI = Pattern.compile("outbound_\\.\\d+_\\.[^.]*_?\\.(.+)");
    /** A token of RFC 7230 3.2.6; the comma is there because istiod's class of characters has it. */
    private static final Pattern HEADER_NAME = Pattern.compile("[-!#$%&'*+,.^_`|~A-Za-z0-9]+");

    /** Characters of a label and of a name in the DNS (RFC 1035 2.3.4), which names and prefixes of labels keep to as well. */
    private static final int MAX_NAME = 63;

    private static final int MAX_DOMAIN = 253;

    private Syntax() {}

    static boolean isLabel(String text) {
        return text.length() <= MAX_NAME && DNS_LABEL.matcher(text).matches();
    }

    static boolean isHeaderName(String text) {
        return HEADER_NAME.matcher(text).matches();
    }

    static Optional<String> fqdn(String domain) {
        return preconditions(domain).or(() -> labels(domain, domain));
    }

    static Optional<String> wildcardDomain(String domain) {
        return preconditions(domain).or(() -> {
            int dot = domain.indexOf('.');
            String first = dot < 0 ? domain : domain.substring(0, dot);
            if (first.length() > MAX_NAME || !WILDCARD_LABEL.matcher(first).matches()) {
                return Optional.of("domain name \"" + domain + "\" invalid (label \"" + first + "\" invalid)");
            }
            return dot < 0 ? Optional.empty() : labels(domain, domain.substring(dot + 1));
        });
    }

    /** A host of a VirtualService at a gateway; for TLS also the server names that istiod generates. */
    static Optional<String> gatewayBoundDomain(boolean sni, String domain) {
        if (sni && domain.startsWith("outbound_")) {
            Matcher generated = SNI.matcher(domain);
            return generated.matches()
                    ? fqdn(generated.group(1))
                    : Optional.of("domain name " + domain + " invalid, should follow '" + SNI + "' format");
        }
        return wildcardDomain(domain);
    }

    static Optional<String> partialWildcard(String host) {
        return host.contains("*") && host.length() != 1 && !host.startsWith("*.")
                ? Optional.of("partial wildcard \"" + host + "\" not allowed")
                : Optional.empty();
    }

    private static Optional<String> preconditions(String name) {
        if (name.length() > 255) {
            return Optional.of("domain name \"" + name + "\" too long (max 255)");
        }
        return name.isEmpty() ? Optional.of("empty domain name not allowed") : Optional.empty();
    }

    private static Optional<String> labels(String domain, String rest) {
        String[] parts = rest.split("\\.", -1);
        String top = parts[parts.length - 1];
        for (int i = 0; i < parts.length; i++) {
            // One dot at the end makes the name absolute.
            boolean isRoot = i == parts.length - 1 && parts[i].isEmpty();
            if (!isRoot && !isLabel(parts[i])) {
                return Optional.of("domain name \"" + domain + "\" invalid (label \"" + parts[i] + "\" invalid)");
            }
        }
        return top.matches("[0-9]+")
                ? Optional.of("domain name \"" + domain + "\" invalid (top level domain \"" + top
                        + "\" cannot be all-numeric)")
                : Optional.empty();
    }

    /**
     * A host of a Gateway or Sidecar: {@code namespace/host}, or at a gateway also the host alone.
     *
     * @param keywords what may stand for namespaces
     */
    static void namespacedHost(At at, String written, boolean isGateway, List<String> keywords) {
        int slash = written.indexOf('/');
        if (slash < 0) {
            if (isGateway) {
                hostPart(at, written, true);
            } else {
                at.error("host must be of form namespace/dnsName");
            }
            return;
        }
        String namespace = written.substring(0, slash);
        String host = written.substring(slash + 1);
        if (namespace.isEmpty() || host.isEmpty()) {
            at.error("config namespace and dnsName in host entry cannot be empty");
        }
        at.errorIf(
                !keywords.contains(namespace) && !isLabel(namespace),
                "invalid namespace value \"" + namespace + "\" in " + (isGateway ? "gateway" : "sidecar"));
        hostPart(at, host, isGateway);
    }

    private static void hostPart(At at, String host, boolean isGateway) {
        at.errorIf(!host.equals("*") && !host.contains("."), "short names (non FQDN) are not allowed");
        if (!isGateway || !IpRange.isAddress(host)) {
            wildcardDomain(host).ifPresent(at::error);
            partialWildcard(host).ifPresent(at::error);
        }
    }

    static void port(At at, long number) {
        at.errorIf(number < 1 || number > 65535, "port number " + number + " must be in the range 1..65535");
    }

    static void portName(At at, String name) {
        at.errorIf(!isLabel(name), "invalid port name: " + name);
    }

    static void protocol(At at, String text) {
        at.errorIf(!text.isEmpty() && Protocol.parse(text) == Protocol.UNDECLARED, "unsupported protocol: " + text);
    }

    static void address(At at, String text) {
        at.errorIf(!IpRange.isAddress(text), text + " is not a valid IP");
    }

    static void subnet(At at, String text) {
        if (text.contains("/")) {
            at.errorIf(!IpRange.isCidr(text), text + " is not a valid CIDR block");
        } else {
            address(at, text);
        }
    }

    static void unixAddress(At at, String path) {
        if (path.isEmpty()) {
            at.error("unix address must not be empty");
        } else if (!path.startsWith("@")) {
            at.errorIf(!path.startsWith("/") || path.endsWith("/"), path + " is not an absolute path to a file");
        }
    }

    static void labels(At at, Map<String, String> labels) {
        labels.forEach((key, value) -> {
            Matcher tag = TAG.matcher(key);
            boolean isGood = tag.matches()
                    && tag.group(2).length() <= MAX_NAME
                    && (tag.group(1) == null || tag.group(1).length() <= MAX_DOMAIN);
            at.errorIf(!isGood, "invalid tag key: \"" + key + '"');
            at.errorIf(
                    value.length() > MAX_NAME || !TAG_VALUE.matcher(value).matches(),
                    "invalid tag value: \"" + value + '"');
        });
    }

    /** A duration in JSON's form: at least a millisecond, and whole ones. */
    static void duration(At at, String field) {
        if (at.has(field)) {
            Optional<BigDecimal> seconds = seconds(at.text(field));
            if (seconds.isEmpty() || seconds.get().movePointRight(3).compareTo(BigDecimal.ONE) < 0) {
                at.child(field).error("duration must be greater than 1ms");
            } else if (seconds.get().movePointRight(3).stripTrailingZeros().scale() > 0) {
                at.child(field).error("only durations to ms precision are supported");
            }
        }
    }

    static Optional<BigDecimal> seconds(String text) {
        return DURATION.matcher(text).matches()
                ? Optional.of(new BigDecimal(text.substring(0, text.length() - 1)))
                : Optional.empty();
    }

    static void regex(At at, String expression, String where) {
        int most = ValidationFacts.read().limits().regexLength();
        if (expression.isEmpty()) {
            at.error('"' + where + "\": regex string match should not be empty");
        } else if (expression.length() > most) {
            at.error('"' + where + "\": regex is too large, max length allowed is " + most);
        } else {
            regexProblem(expression)
                    .ifPresent(problem ->
                            at.error('"' + where + "\": " + problem + "; Istio uses RE2 style regex-based match"));
        }
    }

    static Optional<String> regexProblem(String expression) {
        try {
            Regex.compile(expression);
            return Optional.empty();
        } catch (MalformedRegexException malformed) {
            return Optional.of(String.valueOf(malformed.getMessage()));
        }
    }

    /** The labels of a selector of pods; a selector without any takes the whole namespace. */
    static void selector(At selector, String field, String emptyWarning) {
        if (!selector.isPresent()) {
            return;
        }
        Map<String, String> labels = selector.fields().textMap(field);
        labels.forEach((key, value) -> {
            selector.errorIf(key.isEmpty(), "empty key is not supported in selector: \"" + key + "=" + value + '"');
            selector.errorIf(
                    key.contains("*") || value.contains("*"),
                    "wildcard is not supported in selector: \"" + key + "=" + value + '"');
        });
        selector.warnIf(labels.isEmpty(), emptyWarning);
    }

    static void exportTo(At spec, String namespace, boolean isServiceEntry, boolean selects) {
        List<String> entries = spec.texts("exportTo");
        if (entries.isEmpty()) {
            return;
        }
        At at = spec.child("exportTo");
        List<String> seen = new ArrayList<>();
        for (String entry : entries) {
            String key = entry.equals(".") ? namespace : entry;
            if (seen.contains(key)) {
                at.error(
                        key.equals(entry)
                                ? "duplicate entries in exportTo for entry " + entry
                                : "duplicate entries in exportTo: . and current namespace " + namespace);
            } else if (entry.equals("~") && !isServiceEntry) {
                at.error("only .,*, or a valid DNS 1123 label is allowed as exportTo entry");
            } else if (!List.of("*", "~", ".").contains(entry) && !isLabel(entry)) {
                at.error("only .,*, or a valid DNS 1123 label is allowed as exportTo entry");
            } else {
                seen.add(key);
            }
        }
        if (selects && !seen.isEmpty()) {
            at.errorIf(
                    seen.contains(namespace) && seen.size() > 1,
                    "destination rule with workload selector cannot have multiple entries in exportTo");
            at.errorIf(
                    !seen.contains(namespace),
                    "destination rule with workload selector cannot have exportTo beyond current namespace");
        }
        at.errorIf(
                seen.contains("*") && entries.size() > 1,
                "cannot have both public (*) and non-public exportTo values for a resource");
        at.errorIf(seen.contains("~") && entries.size() > 1, "cannot export service entry to no one (~) and someone");
    }
}
