package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.MeshConfig;
import io.github.windlass4j.mesh.proxy.Connection.Application;
import io.github.windlass4j.mesh.proxy.Connection.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A mesh of a test and one of its proxies; connections are written as one line. */
final class ProxyMesh {
    private final List<String> documents = new ArrayList<>();
    private String config = "{}";
    private Proxy proxy = Proxy.sidecar("shop", Map.of("app", "client")).at("1.1.1.1");

    static ProxyMesh of(String... documents) {
        return new ProxyMesh().and(documents);
    }

    ProxyMesh and(String... more) {
        documents.addAll(List.of(more));
        return this;
    }

    ProxyMesh config(String yaml) {
        config = yaml;
        return this;
    }

    ProxyMesh at(Proxy changed) {
        proxy = changed;
        return this;
    }

    static String object(String group, String kind, String name, String namespace, String spec) {
        return "{apiVersion: " + group + ", kind: " + kind + ", metadata: {name: " + name + ", namespace: " + namespace
                + "}, spec: {" + spec + "}}";
    }

    static String service(String name, String spec) {
        return object("v1", "Service", name, "shop", spec);
    }

    static String istio(String kind, String name, String spec) {
        return object("networking.istio.io/v1", kind, name, "shop", spec);
    }

    ProxySimulator simulator() {
        Mesh mesh = Mesh.of(
                Manifests.read(String.join("\n---\n", documents), "test"), MeshConfig.read(config, "mesh config"));
        return ProxySimulator.of(Control.of(mesh, workload -> false), proxy);
    }

    /** The connections of a table, each with where it goes: {@code connection; way}, names of the namespace shortened. */
    String answers(String table) {
        ProxySimulator simulator = simulator();
        StringBuilder answers = new StringBuilder();
        for (String line : table.lines().toList()) {
            String connection = line.substring(0, line.indexOf(';'));
            String way = simulator.decide(parse(connection)).toString().replace(".shop.svc.cluster.local", "");
            answers.append(connection).append("; ").append(way).append('\n');
        }
        return answers.toString();
    }

    /** The way of a connection such as {@code http 10.0.0.1:80 host=cart path=/v1 method=PUT x-team=blue}. */
    String path(String connection) {
        return simulator().decide(parse(connection)).toString();
    }

    /** {@code tcp}, {@code http} or {@code h2}; {@code +tls} or {@code +mtls}; {@code in} for an address is redirected. */
    static Connection parse(String line) {
        List<String> words = List.of(line.split(" ", -1));
        String protocol = words.get(0);
        String target = words.get(1);
        int colon = target.lastIndexOf(':');
        int port = Integer.parseInt(target.substring(colon + 1));
        String address = target.substring(0, colon);
        Connection connection = address.equals("in") ? Connection.inbound(port) : Connection.to(address, port);
        String host = "";
        String path = "/";
        String method = "GET";
        String name = "";
        Map<String, String> headers = new TreeMap<>();
        for (String word : words.subList(2, words.size())) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.indexOf('='))) {
                case "host" -> host = value;
                case "path" -> path = value;
                case "method" -> method = value;
                case "sni" -> name = value;
                case "alpn" -> connection = connection.offering(value);
                case "certificate" -> connection = connection.showing(value);
                default -> headers.put(word.substring(0, word.indexOf('=')), value);
            }
        }
        Application application = protocol.startsWith("http")
                ? Application.HTTP
                : protocol.startsWith("h2") ? Application.HTTP2 : Application.TCP;
        Wire wire =
                protocol.endsWith("+mtls") ? Wire.MUTUAL_TLS : protocol.endsWith("+tls") ? Wire.TLS : Wire.PLAINTEXT;
        return connection
                .http(host, path)
                .speaking(application)
                .requesting(method, headers)
                .over(wire, name);
    }
}
