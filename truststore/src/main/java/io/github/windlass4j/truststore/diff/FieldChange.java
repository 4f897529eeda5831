package io.github.windlass4j.truststore.diff;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.Extensions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One field in which two certificates of one key differ, beside dates, serial number and signature value.
 *
 * @param field {@code issuer}, {@code signature algorithm}, {@code version}, or the object identifier of an extension
 * @param before its value in the old certificate, {@code absent} if it has none
 * @param after its value in the new certificate, {@code absent} if it has none
 */
public record FieldChange(String field, String before, String after) {
    private static final String ABSENT = "absent";

    /** Differences in the order subject, issuer, signature algorithm, version, extensions in the order of the old one. */
    static List<FieldChange> between(Certificate old, Certificate young) {
        List<FieldChange> changes = new ArrayList<>();
        add(changes, "subject", old.subject().toString(), young.subject().toString());
        add(changes, "issuer", old.issuer().toString(), young.issuer().toString());
        add(
                changes,
                "signature algorithm",
                old.signature().algorithm().name(),
                young.signature().algorithm().name());
        add(changes, "version", "v" + old.version(), "v" + young.version());
        Set<String> oids = new LinkedHashSet<>();
        old.extensions().all().forEach(extension -> oids.add(extension.oid()));
        young.extensions().all().forEach(extension -> oids.add(extension.oid()));
        for (String oid : oids) {
            add(changes, oid, value(old.extensions(), oid), value(young.extensions(), oid));
        }
        return List.copyOf(changes);
    }

    private static void add(List<FieldChange> changes, String field, String before, String after) {
        if (!before.equals(after)) {
            changes.add(new FieldChange(field, before, after));
        }
    }

    private static String value(Extensions extensions, String oid) {
        return extensions.find(oid).map(FieldChange::value).orElse(ABSENT);
    }

    private static String value(Extension extension) {
        return (extension.critical() ? "critical " : "") + extension.value();
    }

    /** {@code issuer: CN=A -> CN=B}. */
    @Override
    public String toString() {
        return field + ": " + before + " -> " + after;
    }
}
