package io.github.windlass4j.mesh.proxy;

import io.github.windlass4j.mesh.internal.registry.MeshService;
import io.github.windlass4j.mesh.internal.registry.MeshService.Resolution;
import io.github.windlass4j.mesh.internal.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The addresses that istiod gives ServiceEntries without one: a hash of namespace and host chooses a place in 240.240.0.0/16,
 * a second hash the next one when that is taken (serviceentry/controller.go, autoAllocateIPs).
 */
final class AddressAllocation {
    private static final long PLACES = 256L * 254;
    private static final long PRIME = 65_011;

    private AddressAllocation() {}

    /** {@code namespace/host} to address. */
    static Map<String, String> of(Registry registry) {
        SortedMap<Long, String> places = new TreeMap<>();
        for (MeshService service : registry.services()) {
            boolean eligible = !service.kubernetes()
                    && service.address().equals(MeshService.UNSPECIFIED)
                    && !service.host().startsWith("*")
                    && service.resolution() != Resolution.PASSTHROUGH;
            if (eligible && places.size() < PLACES) {
                String key = service.namespace() + "/" + service.host();
                long hash = hash(key);
                long place = hash % PLACES;
                long step = PRIME - hash % PRIME;
                for (long i = 1; places.containsKey(place); i++) {
                    place = ((hash + i * step) & 0xFFFF_FFFFL) % (PLACES - 1);
                }
                places.put(place, key);
            }
        }
        Map<String, String> addresses = new HashMap<>();
        long skipped = 0;
        for (Map.Entry<Long, String> entry : places.entrySet()) {
            long number = entry.getKey() + 1 + skipped;
            if (number % 255 == 0) {
                // The last octet is never zero.
                number++;
                skipped++;
            }
            addresses.putIfAbsent(entry.getValue(), "240.240." + number / 255 + "." + number % 255);
        }
        return Collections.unmodifiableMap(addresses);
    }

    /** FNV-1a, 32 bits. */
    private static long hash(String text) {
        long hash = 0x811C_9DC5L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = ((hash ^ (octet & 0xFF)) * 0x0100_0193L) & 0xFFFF_FFFFL;
        }
        return hash;
    }
}
