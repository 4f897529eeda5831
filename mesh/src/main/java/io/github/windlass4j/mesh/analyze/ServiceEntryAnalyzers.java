package io.github.windlass4j.mesh.analyze;

import io.github.windlass4j.manifest.object.ObjectRef;
import io.github.windlass4j.mesh.istio.Mesh;
import io.github.windlass4j.mesh.istio.ServiceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What istioctl looks at in ServiceEntries. */
final class ServiceEntryAnalyzers {
    private ServiceEntryAnalyzers() {}

    private record Key(String scope, String host, int port) {}

    private record Use(ServiceEntry entry, String protocol) {}

    /** One host and port with two protocols, for the same namespace. */
    static void conflicting(Mesh mesh, Report report) {
        Map<Key, List<Use>> uses = new LinkedHashMap<>();
        for (ServiceEntry entry : mesh.all(ServiceEntry.KIND)) {
            for (String scope : ServiceHosts.scopes(entry.exportTo().entries(), entry.namespace())) {
                for (String host : entry.hosts()) {
                    for (ServiceEntry.Port port : entry.ports()) {
                        uses.computeIfAbsent(new Key(scope, host, port.number()), unknown -> new ArrayList<>())
                                .add(new Use(
                                        entry,
                                        port.fields().text("protocol", "").toUpperCase(Locale.ROOT)));
                    }
                }
            }
        }
        Set<ObjectRef> reported = new LinkedHashSet<>();
        uses.forEach((key, own) -> {
            List<Use> all = new ArrayList<>(own);
            if (!key.scope().equals(ServiceHosts.EVERYWHERE)) {
                all.addAll(uses.getOrDefault(new Key(ServiceHosts.EVERYWHERE, key.host(), key.port()), List.of()));
            }
            Set<String> protocols = new TreeSet<>();
            all.forEach(use -> protocols.add(use.protocol()));
            if (protocols.size() > 1) {
                for (Use use : all) {
                    if (reported.add(use.entry().ref())) {
                        report.add(
                                Code.CONFLICTING_ENTRIES,
                                use.entry(),
                                "host " + key.host() + ", port " + key.port() + " has several protocols: " + protocols);
                    }
                }
            }
        });
    }

    /** TCP without an address: the proxy could only tell such hosts apart by one. */
    static void addresses(Mesh mesh, Report report) {
        Map<String, String> metadata = mesh.config().defaultConfig().textMap("proxyMetadata");
        boolean allocates = "true".equals(metadata.get("ISTIO_META_DNS_CAPTURE"))
                && "true".equals(metadata.get("ISTIO_META_DNS_AUTO_ALLOCATE"));
        for (ServiceEntry entry : mesh.all(ServiceEntry.KIND)) {
            boolean hasAddress = !entry.addresses().isEmpty()
                    || !entry.resource().status().list("addresses").isEmpty();
            for (ServiceEntry.Port port : entry.ports()) {
                String protocol = port.fields().text("protocol", "");
                if (!allocates && !hasAddress && (protocol.isEmpty() || protocol.equalsIgnoreCase("TCP"))) {
                    report.once(
                            Code.ADDRESSES_REQUIRED,
                            entry.resource(),
                            "port " + port.number() + " is TCP and there are no addresses: every destination with that"
                                    + " port belongs to it");
                }
            }
        }
    }
}
