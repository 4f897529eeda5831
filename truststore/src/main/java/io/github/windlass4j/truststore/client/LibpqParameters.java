package io.github.windlass4j.truststore.client;

import io.github.windlass4j.core.internal.Count;
import io.github.windlass4j.truststore.client.ConnectionString.Endpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects libpq parameters, the last of a name wins, and pairs hosts with ports (fe-connect.c, measured on 15.18). */
final class LibpqParameters {
    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
        if (name.equals("requiressl")) {
            values.put(Client.SSLMODE, value.startsWith("1") ? "require" : "prefer");
        } else {
            values.put(name, value);
        }
    }

    ConnectionString toConnectionString(int end) {
        String[] hosts = values.getOrDefault("host", "").split(",", -1);
        String[] addresses = values.getOrDefault("hostaddr", "").split(",", -1);
        String[] ports = values.getOrDefault("port", "").split(",", -1);
        int count = values.containsKey("hostaddr") && !values.containsKey("host") ? addresses.length : hosts.length;
        if (ports.length != 1 && ports.length != count) {
            throw new MalformedConnectionStringException(
                    end, Count.of(ports.length, "port") + " for " + Count.of(count, "host"));
        }
        if (values.containsKey("hostaddr") && values.containsKey("host") && addresses.length != hosts.length) {
            throw new MalformedConnectionStringException(
                    end, Count.of(addresses.length, "address") + " for " + Count.of(count, "host"));
        }
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String port = ports[ports.length == 1 ? 0 : i];
            String host = i < hosts.length ? hosts[i] : "";
            boolean addressOnly = host.isEmpty() && i < addresses.length;
            endpoints.add(new Endpoint(addressOnly ? addresses[i] : host, Endpoint.port(port, end)));
        }
        return new ConnectionString("libpq", endpoints, values);
    }
}
