package io.github.windlass4j.scan.inventory;

import io.github.windlass4j.core.finding.Finding;
import io.github.windlass4j.core.finding.Location;
import io.github.windlass4j.core.finding.Severity;
import io.github.windlass4j.manifest.object.Fields;
import io.github.windlass4j.truststore.client.StoreKind;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Facts as fields and back; empty fields are left out. */
final class FactFields {
    private FactFields() {}

    static Map<String, Object> write(StoreSighting store) {
        Map<String, Object> fields = place(store.place());
        put(fields, "field", store.field());
        fields.put("role", store.role().name());
        put(fields, "content", store.content());
        put(fields, "problem", store.problem());
        if (store.locked()) {
            fields.put("locked", true);
        }
        return fields;
    }

    static StoreSighting store(Fields fields) {
        return new StoreSighting(
                place(fields),
                fields.text("field", ""),
                StoreSighting.Role.valueOf(want(fields, "role")),
                fields.text("content", ""),
                fields.text("problem", ""),
                fields.flag("locked").orElse(false));
    }

    static Map<String, Object> write(ClientSighting client) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("who", client.who());
        fields.put("source", place(client.source()));
        put(fields, "driver", client.driver());
        put(fields, "version", client.version());
        put(fields, "host", client.host());
        if (client.port() != 0) {
            fields.put("port", client.port());
        }
        fields.put("settings", client.settings());
        if (!client.unknown().isEmpty()) {
            fields.put("unknown", client.unknown());
        }
        Map<String, Object> stores = new LinkedHashMap<>();
        client.stores().forEach((kind, pointer) -> stores.put(kind.name(), write(pointer)));
        fields.put("stores", stores);
        put(fields, "home", client.home());
        return fields;
    }

    static ClientSighting client(Fields fields) {
        Map<StoreKind, StorePointer> stores = new EnumMap<>(StoreKind.class);
        Fields written = fields.child("stores");
        for (String kind : written.names()) {
            stores.put(StoreKind.valueOf(kind), pointer(written.child(kind)));
        }
        return new ClientSighting(
                want(fields, "who"),
                place(fields.child("source")),
                fields.text("driver", ""),
                fields.text("version", ""),
                fields.text("host", ""),
                number(fields, "port"),
                fields.textMap("settings"),
                fields.texts("unknown"),
                stores,
                fields.text("home", ""));
    }

    private static Map<String, Object> write(StorePointer pointer) {
        Map<String, Object> fields = place(pointer.place());
        put(fields, "type", pointer.type());
        fields.put("password", pointer.password());
        return fields;
    }

    private static StorePointer pointer(Fields fields) {
        return new StorePointer(
                place(fields), fields.text("type", ""), fields.flag("password").orElse(false));
    }

    static Map<String, Object> write(StoreUse use) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("who", use.who());
        fields.put("setting", use.setting());
        fields.put("store", write(use.store()));
        return fields;
    }

    static StoreUse use(Fields fields) {
        return new StoreUse(want(fields, "who"), want(fields, "setting"), pointer(fields.child("store")));
    }

    static Map<String, Object> write(SoftwareSighting found) {
        Map<String, Object> fields = place(found.place());
        fields.put("name", found.name());
        fields.put("version", found.version());
        return fields;
    }

    static SoftwareSighting software(Fields fields) {
        return new SoftwareSighting(place(fields), want(fields, "name"), want(fields, "version"));
    }

    static Map<String, Object> write(Unresolved gap) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("who", gap.who());
        fields.put("reference", gap.reference());
        fields.put("reason", gap.reason());
        return fields;
    }

    static Unresolved unresolved(Fields fields) {
        return new Unresolved(fields.text("who", ""), want(fields, "reference"), want(fields, "reason"));
    }

    static Map<String, Object> write(Finding finding) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rule", finding.rule());
        fields.put("severity", finding.severity().name());
        put(fields, "artifact", finding.location().artifact());
        put(fields, "entry", finding.location().entry());
        fields.put("line", finding.location().line());
        fields.put("column", finding.location().column());
        fields.put("message", finding.message());
        fields.put("evidence", finding.evidence());
        finding.remedy().ifPresent(remedy -> fields.put("remedy", remedy));
        return fields;
    }

    static Finding finding(Fields fields) {
        Finding finding = new Finding(
                want(fields, "rule"),
                Severity.valueOf(want(fields, "severity")),
                new Location(
                        fields.text("artifact", ""),
                        fields.text("entry", ""),
                        number(fields, "line"),
                        number(fields, "column")),
                fields.text("message", ""),
                fields.texts("evidence"));
        return fields.text("remedy").map(finding::withRemedy).orElse(finding);
    }

    private static Map<String, Object> place(Place place) {
        Map<String, Object> fields = new LinkedHashMap<>();
        put(fields, "realm", place.realm());
        fields.put("path", place.path());
        return fields;
    }

    private static Place place(Fields fields) {
        return new Place(fields.text("realm", ""), want(fields, "path"));
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }

    static int number(Fields fields, String name) {
        return Math.toIntExact(fields.whole(name).orElse(0));
    }

    static String want(Fields fields, String name) {
        return fields.text(name).orElseThrow(() -> new IllegalArgumentException(name + ": missing"));
    }
}
