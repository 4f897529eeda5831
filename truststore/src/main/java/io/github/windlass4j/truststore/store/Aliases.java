package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names for the entries of a keystore. */
final class Aliases {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");
    private static final int MAX_LENGTH = 48;
    private static final int HASH_LENGTH = 8;

    /** Longer names come from hostile or broken stores; JKS cannot hold more than 65,535 bytes. */
    private static final int MAX_OWN_LENGTH = 255;

    private Aliases() {}

    /** The alias that the entry has, or, where it is only a number or far too long, one from the common name. */
    static String of(StoreEntry entry) {
        boolean unfit = entry.alias().isBlank()
                || entry.alias().length() > MAX_OWN_LENGTH
                || NUMBER.matcher(entry.alias()).matches();
        return unfit ? of(entry.certificate()) : lower(entry.alias());
    }

    /** Common name and the start of the SHA-256: readable, and another certificate of the same name gets another alias. */
    static String of(Certificate certificate) {
        String name = certificate
                .subject()
                .commonName()
                .orElseGet(() -> certificate.subject().toString());
        String slug = OTHERS.matcher(lower(name)).replaceAll("-");
        slug = slug.substring(0, Math.min(slug.length(), MAX_LENGTH)).replaceAll("^-|-$", "");
        String hash = certificate.sha256().substring(0, HASH_LENGTH);
        return slug.isEmpty() ? hash : slug + "-" + hash;
    }

    /** Keystores compare aliases without case and keep the last of two: a name that is taken gets a hash added. */
    static Map<String, Certificate> unique(Map<Certificate, String> names) {
        Map<String, Certificate> unique = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        names.forEach((certificate, name) -> {
            String alias = taken.add(name) ? name : name + "-" + certificate.sha256();
            taken.add(alias);
            unique.put(alias, certificate);
        });
        return unique;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ENGLISH);
    }
}
