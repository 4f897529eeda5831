package io.github.windlass4j.truststore.patch;

import io.github.windlass4j.core.cert.Certificate;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One certificate to add. Either its bytes are at hand, or it is named by fingerprint, and scripts fetch it and compare the
 * fingerprint before they trust it.
 *
 * @param alias name of the entry: lower-case letters, digits and hyphens, unique within a patch
 * @param subject RFC 4514, for people
 * @param sha256 SHA-256 of the DER, lower-case hex
 * @param bytes the certificate; null = not at hand
 * @param address where its issuer publishes it; null = not known
 */
public record Addition(
        String alias,
        String subject,
        String sha256,
        @Nullable Certificate bytes,
        @Nullable URI address) {
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NOT_IN_ALIAS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern NOT_IN_QUOTES = Pattern.compile("['\"\\\\$`\\s]");
    private static final int ALIAS_HASH = 8;
    private static final int ALIAS_NAME = 40;

    /** Checks the components. */
    public Addition {
        if (!ALIAS.matcher(alias).matches()) {
            throw new IllegalArgumentException("alias: \"" + alias + "\" (want lower-case letters, digits, hyphens)");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256: \"" + sha256 + "\" (want 64 lower-case hex digits)");
        }
        if (bytes != null && !bytes.sha256().equals(sha256)) {
            throw new IllegalArgumentException(
                    "sha256: " + sha256 + " (want that of the certificate: " + bytes.sha256() + ")");
        }
        // Both end up in scripts: what could leave a comment or a quoted word is refused, not escaped.
        if (address != null && !isPlain(address)) {
            throw new IllegalArgumentException("address: " + address + " (want a plain http or https address)");
        }
        subject = subject.replaceAll("\\p{Cntrl}", "?");
    }

    /** Adds a certificate whose bytes are at hand; the alias is made of its name and fingerprint. */
    public static Addition of(Certificate certificate) {
        return new Addition(
                aliasOf(certificate.subject().commonName().orElse(""), certificate.sha256()),
                certificate.subject().toString(),
                certificate.sha256(),
                certificate,
                null);
    }

    /** Adds a certificate that is known by name and fingerprint only. */
    public static Addition named(String commonName, String subject, String sha256, @Nullable URI address) {
        return new Addition(aliasOf(commonName, sha256), subject, sha256, null, address);
    }

    /** The certificate, if its bytes are at hand. */
    public Optional<Certificate> certificate() {
        return Optional.ofNullable(bytes);
    }

    /** Where to fetch it, if that is known. */
    public Optional<URI> source() {
        return Optional.ofNullable(address);
    }

    /** {@code alias.crt}. */
    public String fileName() {
        return alias + ".crt";
    }

    private static boolean isPlain(URI address) {
        return List.of("https", "http").contains(String.valueOf(address.getScheme()))
                && !NOT_IN_QUOTES.matcher(address.toString()).find();
    }

    private static String aliasOf(String name, String sha256) {
        String slug = NOT_IN_ALIAS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
        slug = slug.substring(0, Math.min(slug.length(), ALIAS_NAME)).replaceAll("^-|-$", "");
        return (slug.isEmpty() ? "" : slug + "-") + sha256.substring(0, ALIAS_HASH);
    }
}
