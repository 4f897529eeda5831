package io.github.windlass4j.mesh.validate;

import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.mesh.istio.Protocol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the webhook says of Gateways, and of TLS settings of servers. */
final class GatewayRules {
    private static final List<String> PASSTHROUGH = List.of("PASSTHROUGH", "AUTO_PASSTHROUGH");
    private static final String SEMANTICS = "internal.istio.io/gateway-semantics";
    private static final List<String> NAMESPACES = List.of("*", ".");

    /** A server that was made of a listener without routes is open to no namespace. */
    private static final List<String> CONVERTED_NAMESPACES = List.of("*", ".", "~");

    private GatewayRules() {}

    static void gateway(At spec, Resource object) {
        boolean isConverted = "gateway".equals(object.annotations().get(SEMANTICS));
        spec.errorIf(!isConverted && !Syntax.isLabel(object.name()), "invalid gateway name: \"" + object.name() + '"');
        List<At> servers = spec.list("servers");
        spec.errorIf(servers.isEmpty(), "gateway must have at least one server");
        Set<String> names = new HashSet<>();
        for (At server : servers) {
            server(server, isConverted ? CONVERTED_NAMESPACES : NAMESPACES);
            At port = server.child("port");
            if (port.isPresent()) {
                port.errorIf(
                        !names.add(port.text("name")),
                        "port names in servers must be unique: duplicate name " + port.text("name"));
                server.warnIf(
                        !Protocol.parse(port.text("protocol")).isHttp()
                                && server.child("tls").flag("httpsRedirect"),
                        "tls.httpsRedirect should only be used with http servers");
            }
        }
    }

    private static void server(At server, List<String> namespaces) {
        if (!server.isPresent()) {
            server.error("cannot have nil server");
            return;
        }
        server.errorIf(server.texts("hosts").isEmpty(), "server config must contain at least one host");
        server.texts("hosts").forEach(host -> Syntax.namespacedHost(server.child("hosts"), host, true, namespaces));
        String bind = server.text("bind");
        At port = server.child("port");
        boolean goodPort = port(port, bind);
        bind(server, bind);
        At tls = server.child("tls");
        serverTls(tls);
        if (!goodPort) {
            return;
        }
        Protocol protocol = Protocol.parse(port.text("protocol"));
        if (protocol.isTls()) {
            server.errorIf(!tls.isPresent(), "server must have TLS settings for HTTPS/TLS protocols");
        } else if (tls.isPresent() && protocol.isHttp()) {
            String mode = tls.text("mode");
            boolean hasCertificates = Stream.of("caCertificates", "privateKey", "serverCertificate")
                    .anyMatch(field -> !tls.text(field).isEmpty());
            boolean isPlain = mode.isEmpty() || PASSTHROUGH.contains(mode);
            server.errorIf(!isPlain || hasCertificates, "server cannot have TLS settings for plain text HTTP ports");
        } else {
            server.errorIf(tls.isPresent(), "server cannot have TLS settings for non HTTPS/TLS ports");
        }
    }

    private static boolean port(At port, String bind) {
        if (!port.isPresent()) {
            port.error("port is required");
            return false;
        }
        int before = port.review().errors().size();
        port.errorIf(
                Protocol.parse(port.text("protocol")) == Protocol.UNDECLARED,
                "invalid protocol \"" + port.text("protocol")
                        + "\", supported protocols are HTTP, HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP");
        if (port.whole("number") > 0 || !bind.startsWith(Syntax.UNIX)) {
            Syntax.port(port, port.whole("number"));
        }
        port.errorIf(port.whole("targetPort") > 0, "targetPort has no impact on Gateways");
        port.errorIf(port.text("name").isEmpty(), "port name must be set: " + port.fields());
        return port.review().errors().size() == before;
    }

    private static void bind(At server, String bind) {
        if (bind.startsWith(Syntax.UNIX)) {
            Syntax.unixAddress(server, bind.substring(Syntax.UNIX.length()));
            server.errorIf(server.child("port").whole("number") != 0, "port number must be 0 for unix domain socket");
        } else if (!bind.isEmpty()) {
            Syntax.address(server, bind);
        }
    }

    static void serverTls(At tls) {
        if (!tls.isPresent()) {
            return;
        }
        ciphers(tls);
        String mode = tls.text("mode");
        if (mode.equals("ISTIO_MUTUAL")) {
            istioMutual(tls);
            return;
        }
        unused(tls, mode);
        sources(tls);
        boolean isOpened = List.of("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL").contains(mode);
        boolean hasCredential = hasCredential(tls);
        if (isOpened && hasCredential) {
            return;
        }
        if (isOpened) {
            certificates(tls, mode);
        }
        if (!tls.text("caCrl").isEmpty()) {
            tls.errorIf(
                    !tls.text("credentialName").isEmpty(),
                    "CRL is not supported with credentialName. CRL has to be specified in the credential");
            tls.errorIf(mode.equals("SIMPLE"), "CRL is not supported with SIMPLE TLS");
        }
    }

    private static boolean hasCredential(At tls) {
        return !tls.text("credentialName").isEmpty()
                || !tls.texts("credentialNames").isEmpty();
    }

    /** Certificates of a server that does not open the connection. */
    private static void unused(At tls, String mode) {
        if (mode.isEmpty() || PASSTHROUGH.contains(mode)) {
            boolean isAnySet = Stream.of("serverCertificate", "privateKey", "caCrl", "caCertificates")
                    .anyMatch(field -> !tls.text(field).isEmpty());
            tls.warnIf(
                    isAnySet
                            || hasCredential(tls)
                            || !tls.list("tlsCertificates").isEmpty(),
                    (mode.isEmpty() ? "PASSTHROUGH" : mode) + " mode does not use certificates, they will be ignored");
        }
    }

    private static void sources(At tls) {
        boolean hasPair = !tls.text("serverCertificate").isEmpty()
                && !tls.text("privateKey").isEmpty();
        long sources = Stream.of(
                        hasPair,
                        !tls.text("credentialName").isEmpty(),
                        !tls.texts("credentialNames").isEmpty(),
                        !tls.list("tlsCertificates").isEmpty())
                .filter(isSet -> isSet)
                .count();
        tls.errorIf(
                sources > 1,
                "only one of credential_name, credential_names, server_certificate/private_key, tls_certificates should"
                        + " be specified");
    }

    private static void certificates(At tls, String mode) {
        String prefix = mode.equals("SIMPLE") ? "SIMPLE TLS" : "MUTUAL TLS";
        tls.errorIf(
                !mode.equals("SIMPLE") && tls.text("caCertificates").isEmpty(),
                prefix + " requires a client CA bundle");
        List<At> certificates = tls.list("tlsCertificates");
        tls.warnIf(certificates.size() > 2, prefix + " can support up to 2 server certificates");
        for (At certificate : certificates.isEmpty() ? List.of(tls) : certificates) {
            certificate.errorIf(
                    certificate.text("serverCertificate").isEmpty(), prefix + " requires a server certificate");
            certificate.errorIf(certificate.text("privateKey").isEmpty(), prefix + " requires a private key");
        }
    }

    private static void istioMutual(At tls) {
        String says = "ISTIO_MUTUAL TLS cannot have associated ";
        tls.errorIf(!tls.text("serverCertificate").isEmpty(), says + "server certificate");
        tls.errorIf(!tls.text("privateKey").isEmpty(), says + "private key");
        tls.errorIf(!tls.text("caCertificates").isEmpty(), says + "CA bundle");
        tls.errorIf(!tls.list("tlsCertificates").isEmpty(), says + "tlsCertificates");
        tls.errorIf(!tls.text("credentialName").isEmpty(), says + "credentialName");
        tls.errorIf(!tls.texts("credentialNames").isEmpty(), says + "credentialNames");
    }

    private static void ciphers(At tls) {
        List<String> suites = tls.texts("cipherSuites");
        tls.warnIf(
                List.of("TLSV1_0", "TLSV1_1").contains(tls.text("minProtocolVersion")) && suites.isEmpty(),
                "TLS version below TLSV1_2 require setting compatible ciphers as by default they no longer include"
                        + " compatible ciphers.");
        Set<String> known = ValidationFacts.read().cipherSuites();
        Set<String> seen = new HashSet<>();
        Set<String> unknown = new TreeSet<>();
        Set<String> repeated = new TreeSet<>();
        for (String suite : suites) {
            if (!isKnown(suite, known)) {
                unknown.add(suite);
            } else if (!seen.add(suite)) {
                repeated.add(suite);
            }
        }
        tls.warnIf(!unknown.isEmpty(), "ignoring invalid cipher suites: " + unknown);
        tls.warnIf(!repeated.isEmpty(), "ignoring duplicate cipher suites: " + repeated);
    }

    /** What begins with no letter or digit is an expression of BoringSSL ({@code [A|B]}, {@code -A}), which nobody takes apart. */
    private static boolean isKnown(String suite, Set<String> known) {
        return suite.isEmpty()
                || suite.equals("ALL")
                || !Character.isLetterOrDigit(suite.charAt(0))
                || known.contains(suite);
    }
}
