package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.MalformedCertificateException;
import io.github.windlass4j.core.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads JKS and JCEKS. The certificates in both are not encrypted; the password only feeds the digest at the end, so a
 * store can be listed without it. Layout: magic, version, count, entries, SHA-1 over password, a phrase and all before it
 * (OpenJDK, sun.security.provider.JavaKeyStore, method engineStore).
 */
final class JksReader {
    static final int JKS_MAGIC = 0xFEEDFEED;
    static final int JCEKS_MAGIC = 0xCECECECE;
    static final String DIGEST_PHRASE = "Mighty Aphrodite";
    static final int DIGEST_LENGTH = 20;
    static final int KEY_ENTRY = 1;
    static final int CERTIFICATE_ENTRY = 2;
    private static final int SECRET_KEY_ENTRY = 3;

    private final StoreSource source;
    private final boolean jceks;
    private final ByteArrayInputStream bytes;
    private final DataInputStream in;
    private final DatedEntries entries = new DatedEntries();
    /** As written: each trusted certificate, and the first of each key's chain. */
    private final List<StoreEntry> heads = new ArrayList<>();

    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> damage = new ArrayList<>();
    private int privateKeys;
    private int version;
    private String alias = "";
    private long date;

    private JksReader(StoreSource source) {
        this.source = source;
        this.bytes = new ByteArrayInputStream(source.content());
        this.in = new DataInputStream(bytes);
        this.jceks = StoreReader.magic(source.content()) == JCEKS_MAGIC;
    }

    static StoreContent read(StoreSource source) {
        return new JksReader(source).read();
    }

    private StoreContent read() {
        int number = 0;
        int count = 0;
        try {
            in.readInt();
            version = in.readInt();
            if (version != 1 && version != 2) {
                throw source.failure(StoreRule.UNSUPPORTED, name() + " version " + version + " (want 1 or 2)");
            }
            count = in.readInt();
            for (number = 1; number <= count; number++) {
                alias = "";
                entry();
            }
            alias = "";
            if (bytes.available() < DIGEST_LENGTH) {
                throw new EOFException();
            }
        } catch (EOFException e) {
            String where = number == 0 || number > count ? "" : " in entry " + number + " of " + count;
            throw source.failure(
                    StoreRule.TRUNCATED,
                    alias,
                    "the file ends after " + source.content().length + " bytes" + where + ", before the digest");
        } catch (IOException e) {
            throw source.failure(
                    StoreRule.BAD_ENTRY, alias, "entry " + number + ", byte " + offset() + ": " + e.getMessage());
        }
        return finish();
    }

    private StoreContent finish() {
        boolean intact = source.passwords().isEmpty() || digestMatches();
        if (!damage.isEmpty()) {
            if (!intact) {
                damage.add(tampered());
            }
            throw new UnreadableStoreException(damage, null);
        }
        List<StoreEntry> inOrder = entries.inOrder();
        describe(inOrder);
        if (!intact) {
            findings.add(tampered());
        }
        JdkRefusals refusals = new JdkRefusals(
                entries.asWritten().stream().map(StoreEntry::certificate).toList());
        StoreContent content = new StoreContent(
                jceks ? StoreFormat.JCEKS : StoreFormat.JKS,
                inOrder,
                findings,
                privateKeys,
                List.of(),
                FileView.ofKeyStore(source.content(), loader -> load(loader, refusals, intact)));
        if (!intact) {
            throw new UnreadableStoreException(List.of(tampered()), new TrustStore(source.origin(), content));
        }
        return content;
    }

    private void describe(List<StoreEntry> inOrder) {
        KeyStoreFindings.describe(source, findings, inOrder, privateKeys);
        Map<String, StoreEntry> found = lookedUp(inOrder);
        inOrder.stream()
                .filter(entry -> entry.isTrusted() && !found.containsKey(entry.alias()))
                .forEach(entry -> findings.add(StoreRule.ALIAS_NOT_LOWER_CASE.at(
                        entry.location(),
                        "the JDK looks this entry up as \"" + entry.alias().toLowerCase(Locale.ENGLISH)
                                + "\", finds nothing and passes over it")));
        if (jceks) {
            findings.add(StoreRule.JCEKS_NOT_LOADABLE_AS_DEFAULT_TYPE.at(
                    source.location(), "JCEKS: the default type of the JDK (PKCS12) and JKS do not load it"));
        }
    }

    private Finding tampered() {
        return StoreRule.STORE_TAMPERED.at(
                source.location(), "the digest does not match: the file was changed, or the password is another one");
    }

    private void entry() throws IOException {
        int tag = in.readInt();
        if (tag != KEY_ENTRY && tag != CERTIFICATE_ENTRY && !(tag == SECRET_KEY_ENTRY && jceks)) {
            throw new IOException("entry kind " + tag + " (want 1 or 2" + (jceks ? " or 3)" : ")"));
        }
        alias = in.readUTF();
        date = in.readLong();
        if (tag == SECRET_KEY_ENTRY) {
            privateKeys++;
            SerializedObject.skip(bytes);
            return;
        }
        if (tag == CERTIFICATE_ENTRY) {
            certificate(true, true);
            return;
        }
        privateKeys++;
        Blocks.read(in);
        int chain = in.readInt();
        for (int i = 0; i < chain; i++) {
            certificate(false, i == 0);
        }
    }

    private void certificate(boolean trusted, boolean head) throws IOException {
        if (version == 2) {
            String type = in.readUTF();
            if (!type.equals("X.509") && !type.equals("X509")) {
                throw new IOException("certificate type " + type + " (want X.509)");
            }
        }
        int start = offset();
        byte[] der = Blocks.read(in);
        try {
            Certificate certificate = Certificate.parse(der);
            StoreEntry entry = new StoreEntry(alias, certificate, trusted, source.entry(alias));
            entries.add(date, entry);
            if (head) {
                heads.add(entry);
            }
        } catch (MalformedCertificateException e) {
            damage.add(StoreRule.BAD_ENTRY.at(
                    source.entry(alias), "the certificate at byte " + start + " does not parse: " + e.getMessage()));
        }
    }

    private int offset() {
        return source.content().length - bytes.available();
    }

    private boolean digestMatches() {
        byte[] content = source.content();
        int end = offset();
        byte[] stored = Arrays.copyOfRange(content, end, end + DIGEST_LENGTH);
        return source.passwords().stream()
                .anyMatch(password -> MessageDigest.isEqual(stored, digest(password, content, end)));
    }

    static byte[] digest(char[] password, byte[] content, int length) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            for (char c : password) {
                sha1.update((byte) (c >> 8));
                sha1.update((byte) c);
            }
            sha1.update(DIGEST_PHRASE.getBytes(StandardCharsets.UTF_8));
            sha1.update(content, 0, length);
            return sha1.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** Measured on JDK 17 and 25: PKCS12 and JKS are one type that probes, JCEKS reads both magics. */
    private LoadOutcome load(Loader.KeyStoreFile loader, JdkRefusals refusals, boolean intact) {
        boolean known = jceks
                ? loader.type().equals("JCEKS")
                : loader.type().equals("JKS")
                        || loader.type().equals("PKCS12")
                        || loader.type().equals("JCEKS");
        if (!known) {
            return FileView.notAKeyStore(loader, source.content());
        }
        if (!refusals.byPlace().isEmpty()) {
            return LoadOutcome.Failed.of(refusals.byPlace().values().iterator().next());
        }
        boolean refused =
                loader.password() == Loader.Password.WRONG || (loader.password() == Loader.Password.RIGHT && !intact);
        if (refused) {
            return new LoadOutcome.Failed(
                    "java.io.IOException", "Keystore was tampered with, or password was incorrect");
        }
        Collection<StoreEntry> found = lookedUp(heads).values();
        return new LoadOutcome.Loaded(certificates(found, true), certificates(found, false));
    }

    private static List<Certificate> certificates(Collection<StoreEntry> entries, boolean trusted) {
        return entries.stream()
                .filter(entry -> entry.isTrusted() == trusted)
                .map(StoreEntry::certificate)
                .toList();
    }

    /**
     * What the JDK finds by the aliases that it lists: it keeps them as written, of two the later, and looks them up in lower
     * case (JavaKeyStore.java and JceKeyStore.java, engineLoad and engineGetCertificate).
     */
    private static Map<String, StoreEntry> lookedUp(List<StoreEntry> written) {
        Map<String, StoreEntry> byAlias = new LinkedHashMap<>();
        written.forEach(entry -> byAlias.put(entry.alias(), entry));
        Map<String, StoreEntry> found = new LinkedHashMap<>();
        for (String alias : byAlias.keySet()) {
            StoreEntry entry = byAlias.get(alias.toLowerCase(Locale.ENGLISH));
            if (entry != null) {
                found.put(alias, entry);
            }
        }
        return found;
    }

    private String name() {
        return jceks ? "JCEKS" : "JKS";
    }
}
