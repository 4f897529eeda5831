package io.github.windlass4j.truststore.store;

import io.github.windlass4j.core.finding.Finding;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.jspecify.annotations.Nullable;

/**
 * Reads PKCS#12 (RFC 7292). It lists every certificate, also those without the trust attribute, which the JDK passes over
 * without a word; what the JDK would load is a view of the result.
 */
final class Pkcs12Reader {
    private static final int VERSION = 3;

    private final StoreSource source;
    private final List<Finding> findings = new ArrayList<>();
    private final List<ContentInfo> parts = new ArrayList<>();
    private final List<EncryptedData> encrypted = new ArrayList<>();
    private final Pfx pfx;
    private final Pkcs12Secrets secrets;

    private Pkcs12Reader(StoreSource source, Pfx pfx, Pkcs12Secrets secrets) {
        this.source = source;
        this.pfx = pfx;
        this.secrets = secrets;
    }

    static StoreContent read(StoreSource source) {
        return read(source, new Pkcs12Secrets());
    }

    static StoreContent read(StoreSource source, Pkcs12Secrets secrets) {
        byte[] content = source.content();
        byte[] whole;
        try {
            int end = Der.end(content, 0);
            whole = end == content.length ? content : Arrays.copyOf(content, end);
        } catch (IOException e) {
            throw source.failure(StoreRule.TRUNCATED, "PKCS#12: " + e.getMessage());
        }
        try {
            return new Pkcs12Reader(source, Pfx.getInstance(ASN1Primitive.fromByteArray(whole)), secrets).read();
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | IndexOutOfBoundsException
                | NullPointerException e) {
            // What Bouncy Castle throws for a structure that is not what its types say.
            throw source.failure(StoreRule.BAD_ENTRY, "PKCS#12: " + describe(e));
        }
    }

    private StoreContent read() throws IOException {
        authenticatedSafe();
        MacData mac = pfx.getMacData();
        if (mac != null) {
            KeyDerivationCost.rounds(mac.getIterationCount());
            KeyDerivationCost.check(mac.getMac().getAlgorithmId());
        }
        boolean passwordless = encrypted.isEmpty() && mac == null;
        Opened opened = open();
        boolean intact = passwordless || opened.intact();
        Pkcs12Bags bags = opened.bags();
        List<StoreEntry> entries = entries(bags);
        describe(opened, entries, passwordless);
        Finding tampered = StoreRule.STORE_TAMPERED.at(
                source.location(), "the integrity check fails: the file was changed, or the password is another one");
        if (!intact) {
            findings.add(tampered);
        }
        JdkRefusals refusals = new JdkRefusals(
                bags.bags().stream().map(Pkcs12Bags.Bag::certificate).toList());
        StoreContent content = new StoreContent(
                StoreFormat.PKCS12,
                entries,
                findings,
                bags.privateKeys(),
                List.of(),
                FileView.ofKeyStore(source.content(), loader -> load(loader, opened, refusals, intact)));
        if (!intact) {
            throw new UnreadableStoreException(List.of(tampered), new TrustStore(source.origin(), content));
        }
        return content;
    }

    /** Sorts the parts of the file into those that anybody can read and those that need the password. */
    private void authenticatedSafe() throws IOException {
        int version = ASN1Sequence.getInstance(pfx.toASN1Primitive()).getObjectAt(0) instanceof ASN1Integer number
                ? number.intValueExact()
                : -1;
        if (version != VERSION) {
            throw new IOException("version " + version + " (want " + VERSION + ")");
        }
        ContentInfo safe = pfx.getAuthSafe();
        if (!PKCSObjectIdentifiers.data.equals(safe.getContentType())) {
            throw source.failure(
                    StoreRule.UNSUPPORTED, "PKCS#12 protected by a public key (content " + safe.getContentType() + ")");
        }
        byte[] octets = ASN1OctetString.getInstance(safe.getContent()).getOctets();
        for (Object element : ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(octets))) {
            ContentInfo part = ContentInfo.getInstance(element);
            parts.add(part);
            if (PKCSObjectIdentifiers.encryptedData.equals(part.getContentType())) {
                EncryptedData data = EncryptedData.getInstance(part.getContent());
                KeyDerivationCost.check(data.getEncryptionAlgorithm());
                encrypted.add(data);
            } else if (!PKCSObjectIdentifiers.data.equals(part.getContentType())) {
                throw source.failure(StoreRule.UNSUPPORTED, "PKCS#12 part of type " + part.getContentType());
            }
        }
    }

    /**
     * What one password brings to light.
     *
     * @param ascii whether that password is printable ASCII; true without one
     */
    private record Opened(Pkcs12Bags bags, boolean intact, boolean ascii) {}

    /**
     * Without encryption everything is there and a password only serves the integrity check. With encryption that check is the
     * cheaper way to tell the right password; what none of them passes may still be opened by one. A wrong password shows as
     * bad padding or as nonsense; both look the same from outside, as they must.
     */
    private Opened open() throws IOException {
        List<char[]> passwords = source.passwords();
        MacData mac = pfx.getMacData();
        if (encrypted.isEmpty()) {
            if (passwords.isEmpty() || mac == null) {
                return new Opened(bags(List.of()), true, true);
            }
            Optional<char[]> right = passwords.stream().filter(this::macMatches).findFirst();
            return new Opened(
                    bags(List.of()),
                    right.isPresent(),
                    right.map(JdkPkcs12::isAscii).orElse(true));
        }
        List<char[]> tried = passwords.isEmpty() ? List.of(new char[0]) : passwords;
        for (char[] password : mac == null ? List.<char[]>of() : tried) {
            List<SafeContents> parts = macMatches(password) ? decrypted(password) : null;
            if (parts != null) {
                return new Opened(bags(parts), true, JdkPkcs12.isAscii(password));
            }
        }
        for (char[] password : tried) {
            List<SafeContents> parts = decrypted(password);
            if (parts != null) {
                return new Opened(bags(parts), mac == null, JdkPkcs12.isAscii(password));
            }
        }
        throw passwords.isEmpty()
                ? source.failure(
                        StoreRule.PASSWORD_NEEDED, "PKCS#12: the certificates are encrypted and no password was given")
                : source.failure(StoreRule.WRONG_PASSWORD, "PKCS#12: none of the given passwords opens it");
    }

    private Pkcs12Bags bags(List<SafeContents> decrypted) throws IOException {
        Pkcs12Bags bags = new Pkcs12Bags();
        Iterator<SafeContents> opened = decrypted.iterator();
        for (ContentInfo part : parts) {
            if (PKCSObjectIdentifiers.data.equals(part.getContentType())) {
                byte[] octets = ASN1OctetString.getInstance(part.getContent()).getOctets();
                SafeContents.read(octets).addTo(bags, false);
            } else if (opened.hasNext()) {
                opened.next().addTo(bags, true);
            }
        }
        return bags;
    }

    /** The encrypted parts in their order; null if the password is not theirs. */
    private @Nullable List<SafeContents> decrypted(char[] password) {
        try {
            List<SafeContents> parts = new ArrayList<>();
            for (EncryptedData part : encrypted) {
                parts.add(SafeContents.read(secrets.decrypt(part, password)));
            }
            return parts;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Bad padding, an unknown algorithm or plain text that is no ASN.1: not to be told apart by a stranger.
            return null;
        }
    }

    private boolean macMatches(char[] password) {
        try {
            return secrets.isMacValid(pfx, password);
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private List<StoreEntry> entries(Pkcs12Bags bags) {
        List<StoreEntry> entries = new ArrayList<>();
        for (Pkcs12Bags.Bag bag : bags.bags()) {
            String alias = bag.alias() == null ? Integer.toString(entries.size() + 1) : bag.alias();
            boolean trusted = bag.marked() || bags.privateKeys() == 0;
            entries.add(new StoreEntry(alias, bag.certificate(), trusted, source.entry(alias)));
        }
        return entries;
    }

    private void describe(Opened opened, List<StoreEntry> entries, boolean passwordless) {
        Pkcs12Bags bags = opened.bags();
        List<Pkcs12Bags.Bag> all = bags.bags();
        long marked = all.stream().filter(Pkcs12Bags.Bag::marked).count();
        KeyStoreFindings.describe(source, findings, entries, bags.privateKeys());
        long unmarked = bags.privateKeys() > 0 ? 0 : all.size() - marked;
        if (unmarked > 0) {
            findings.add(StoreRule.PKCS12_WITHOUT_TRUST_ATTRIBUTE.at(
                    source.location(),
                    unmarked + " of " + all.size() + " certificates without the attribute "
                            + Pkcs12Bags.TRUSTED_KEY_USAGE + ": the JDK passes over them without an error"));
        }
        if (passwordless) {
            findings.add(StoreRule.PKCS12_PASSWORDLESS.at(
                    source.location(), "neither encryption nor integrity check: every password opens it"));
        }
        if (marked > 0 && all.stream().noneMatch(bag -> bag.marked() && !bag.encrypted())) {
            findings.add(StoreRule.NULL_PASSWORD_GIVES_ZERO_ENTRIES.at(
                    source.location(), "opened without a password the JDK finds 0 entries and reports no error"));
        }
        encrypted.stream()
                .filter(part -> KeyDerivationCost.isLegacy(part.getEncryptionAlgorithm()))
                .findFirst()
                .ifPresent(part -> findings.add(StoreRule.LEGACY_PBE.at(
                        source.location(),
                        "encrypted with " + part.getEncryptionAlgorithm().getAlgorithm() + " (RC2, RC4 or 3DES)")));
        MacData mac = pfx.getMacData();
        JdkPkcs12.refusedPart(encrypted, Loader.Jdk.JDK_25)
                .or(() -> mac == null ? Optional.empty() : JdkPkcs12.refusedMac(mac))
                .map(failure -> "JDK 17 and 25 cannot open it: " + failure.message())
                .or(() -> JdkPkcs12.refusedPart(encrypted, Loader.Jdk.JDK_17)
                        .map(failure -> "JDK 17 cannot open it: " + failure.message()))
                .or(() -> opened.ascii()
                        ? Optional.empty()
                        : Optional.of("JDK 17 cannot open it: its password has characters beyond printable ASCII"))
                .ifPresent(message -> findings.add(StoreRule.UNKNOWN_TO_THE_JDK.at(source.location(), message)));
        if (bags.nested() > 0) {
            findings.add(StoreRule.UNSUPPORTED.at(
                    source.location(),
                    bags.nested() + " nested parts were not read; the JDK does not read them either"));
        }
    }

    /** As measured on JDK 17 and 25: JKS and PKCS12 are one type that probes. */
    private LoadOutcome load(Loader.KeyStoreFile loader, Opened opened, JdkRefusals refusals, boolean intact) {
        if (!loader.type().equals("PKCS12") && !loader.type().equals("JKS")) {
            return FileView.notAKeyStore(loader, source.content());
        }
        return refused(loader, opened, refusals, intact)
                .<LoadOutcome>map(failed -> loader.type().equals("JKS") ? JdkPkcs12.behindJks(failed) : failed)
                .orElseGet(() -> opened.bags().loaded(loader.password() != Loader.Password.NONE));
    }

    private Optional<LoadOutcome.Failed> refused(
            Loader.KeyStoreFile loader, Opened opened, JdkRefusals refusals, boolean intact) {
        boolean none = loader.password() == Loader.Password.NONE;
        Optional<LoadOutcome.Failed> refused = none ? Optional.empty() : JdkPkcs12.refusedPart(encrypted, loader.jdk());
        if (refused.isPresent()) {
            return refused;
        }
        boolean wrong = loader.password() == Loader.Password.WRONG;
        boolean unusable =
                loader.password() == Loader.Password.RIGHT && !opened.ascii() && loader.jdk() == Loader.Jdk.JDK_17;
        if ((wrong || unusable) && !encrypted.isEmpty()) {
            return Optional.of(JdkPkcs12.wrongPassword());
        }
        Optional<LoadOutcome.Failed> unparsed =
                JdkPkcs12.refusedCertificate(opened.bags().bags(), refusals, !none);
        MacData mac = pfx.getMacData();
        if (unparsed.isPresent() || none || mac == null) {
            return unparsed;
        }
        return JdkPkcs12.refusedMac(mac)
                .or(() -> unusable ? Optional.of(JdkPkcs12.notAscii()) : Optional.empty())
                .or(() -> wrong || !intact ? Optional.of(JdkPkcs12.changed()) : Optional.empty());
    }

    private static String describe(Exception e) {
        return e.getMessage() == null ? "malformed" : e.getMessage();
    }
}
