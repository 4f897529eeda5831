package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.finding.Finding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text from which NSS builds its root module: objects of {@code name type value} lines, binary values as octal
 * escapes between MULTILINE_OCTAL and END. A trust object belongs to the certificate with the same issuer and serial number.
 */
final class CertdataReader {
    private static final String MARK = "BEGINDATA";
    private static final String TRUST_PREFIX = "CKT_NSS_";

    /** UTCTime of the distrust dates; NSS reads two-digit years as RFC 5280 does, from 1950 on. */
    private static final DateTimeFormatter UTC_TIME = new DateTimeFormatterBuilder()
            .appendValueReduced(ChronoField.YEAR, 2, 2, 1950)
            .appendPattern("MMddHHmmss'Z'")
            .toFormatter(Locale.ROOT);

    private final StoreSource source;
    private final String[] lines;
    private int at;

    CertdataReader(StoreSource source) {
        this.source = source;
        this.lines = new String(source.content(), StandardCharsets.UTF_8).split("\n", -1);
    }

    static boolean recognizes(String text) {
        return text.contains(MARK) && text.contains("CKA_CLASS");
    }

    /** One object: its attributes and the line of its first. */
    private record Item(int line, Map<String, String> text, Map<String, byte[]> binary) {
        String is() {
            return text.getOrDefault("CKA_CLASS", "");
        }

        String label() {
            String quoted = text.getOrDefault("CKA_LABEL", "");
            return quoted.length() >= 2 && quoted.startsWith("\"") && quoted.endsWith("\"")
                    ? quoted.substring(1, quoted.length() - 1)
                    : quoted;
        }

        /** What ties a trust object to its certificate. */
        String key() {
            byte[] none = new byte[0];
            return HexFormat.of().formatHex(binary.getOrDefault("CKA_ISSUER", none))
                    + '/'
                    + HexFormat.of().formatHex(binary.getOrDefault("CKA_SERIAL_NUMBER", none));
        }
    }

    @SuppressWarnings("ReferenceEquality") // of two equal trust objects only the one that counts is meant
    Certdata roots() {
        List<Item> certificates = new ArrayList<>();
        Map<String, Item> trust = new HashMap<>();
        List<Item> trustInOrder = new ArrayList<>();
        for (Item item : items()) {
            if (item.is().equals("CKO_CERTIFICATE")) {
                certificates.add(item);
            } else if (item.is().equals("CKO_NSS_TRUST")) {
                trust.put(item.key(), item);
                trustInOrder.add(item);
            }
        }
        List<Certdata.Root> roots = new ArrayList<>();
        for (Item item : certificates) {
            roots.add(root(item, trust.remove(item.key())));
        }
        List<String> alone = trustInOrder.stream()
                .filter(item -> trust.get(item.key()) == item)
                .map(Item::label)
                .toList();
        return new Certdata(roots, alone);
    }

    static StoreContent read(StoreSource source) {
        Certdata certdata = new CertdataReader(source).roots();
        List<StoreEntry> entries = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (Certdata.Root root : certdata.roots()) {
            if (root.serverAuth() == Certdata.Trust.TRUSTED_DELEGATOR) {
                Instant until = root.serverDistrustAfter().orElse(null);
                entries.add(new StoreEntry(root.label(), root.certificate(), true, root.location(), until));
                if (until != null) {
                    findings.add(StoreRule.DISTRUST_AFTER.at(
                            root.location(), "leaves issued after " + until + " are not trusted under it"));
                }
            }
        }
        findings.add(
                0,
                StoreRule.TRUST_BITS.at(
                        source.location(),
                        entries.size() + " of " + certdata.roots().size()
                                + " certificates are trusted for TLS servers"));
        if (entries.isEmpty()) {
            findings.add(StoreRule.EMPTY.at(source.location(), "no certificate trusted for TLS servers"));
        }
        return new StoreContent(StoreFormat.CERTDATA, entries, findings, 0, List.of(), FileView.of(source.content()));
    }

    private Certdata.Root root(Item item, @Nullable Item trust) {
        Certificate certificate;
        try {
            certificate = Certificate.parse(item.binary().getOrDefault("CKA_VALUE", new byte[0]));
        } catch (MalformedCertificateException e) {
            throw failure(item.line(), item.label(), "not a certificate: " + e.getMessage());
        }
        return new Certdata.Root(
                item.label(),
                certificate,
                trust == null ? Certdata.Trust.TRUST_UNKNOWN : trust(trust),
                distrustAfter(item),
                source.location().at(item.line(), 0).entry(item.label()));
    }

    private Certdata.Trust trust(Item item) {
        String value = item.text().getOrDefault("CKA_TRUST_SERVER_AUTH", TRUST_PREFIX + "TRUST_UNKNOWN");
        return Arrays.stream(Certdata.Trust.values())
                .filter(trust -> value.equals(TRUST_PREFIX + trust))
                .findFirst()
                .orElseThrow(() -> failure(item.line(), item.label(), "trust " + value + " is not known"));
    }

    private @Nullable Instant distrustAfter(Item item) {
        byte[] value = item.binary().get("CKA_NSS_SERVER_DISTRUST_AFTER");
        if (value == null) {
            return null;
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        try {
            return LocalDateTime.parse(text, UTC_TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw failure(item.line(), item.label(), "distrust date " + text + " (want yyMMddHHmmssZ)");
        }
    }

    /** Objects start with their class; blank lines and comments only part them for the reader's eye. */
    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        Item current = null;
        while (at < lines.length && !lines[at].trim().equals(MARK)) {
            at++;
        }
        for (at++; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("[ \\t]+", 3);
            if (words[0].equals("CKA_CLASS") || current == null) {
                current = new Item(at + 1, new HashMap<>(), new HashMap<>());
                items.add(current);
            }
            if (words.length > 1 && words[1].equals("MULTILINE_OCTAL")) {
                current.binary().put(words[0], octal());
            } else if (words.length > 2) {
                current.text().put(words[0], words[2].strip());
            }
        }
        return items;
    }

    private byte[] octal() {
        int start = at + 1;
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        for (at++; at < lines.length; at++) {
            String line = lines[at].strip();
            if (line.equals("END")) {
                return value.toByteArray();
            }
            for (int i = 0; i < line.length(); i += 4) {
                value.write(octal(line, i));
            }
        }
        throw new UnreadableStoreException(StoreRule.TRUNCATED.at(
                source.location().at(start, 0), "the file ends inside this MULTILINE_OCTAL: no END"));
    }

    private int octal(String line, int i) {
        int value = line.charAt(i) == '\\' && i + 4 <= line.length() ? 0 : -1;
        for (int digit = i + 1; value >= 0 && digit < i + 4; digit++) {
            int d = Character.digit(line.charAt(digit), 8);
            value = d < 0 ? -1 : value * 8 + d;
        }
        if (value < 0 || value > 0xff) {
            throw failure(at + 1, "", "not an octal escape in column " + (i + 1));
        }
        return value;
    }

    private UnreadableStoreException failure(int line, String entry, String message) {
        return new UnreadableStoreException(
                StoreRule.BAD_ENTRY.at(source.location().at(line, 0).entry(entry), message));
    }
}
