package io.github.windlass4j.core.chain.jsse;

import io.github.windlass4j.core.cert.ExtendedKeyUsage;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.chain.Purpose;
import io.github.windlass4j.core.chain.Rule;
import io.github.windlass4j.core.internal.der.DerException;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code sun.security.validator.EndEntityChecker}: the leaf's key usage, purpose and Netscape type, as for the key exchanges in
 * use (ECDHE and TLS 1.3, which want digitalSignature; the JDK has disabled plain RSA key exchange since 24). CAs are not
 * asked for a purpose.
 */
final class EndEntityRules {
    private static final Set<String> SERVER = Set.of(
            ExtendedKeyUsage.SERVER_AUTH, ExtendedKeyUsage.ANY, "1.3.6.1.4.1.311.10.3.3", "2.16.840.1.113730.4.1");

    private static final Set<String> CLIENT = Set.of(ExtendedKeyUsage.CLIENT_AUTH, ExtendedKeyUsage.ANY);

    private EndEntityRules() {}

    /** Null if the leaf may be used for the purpose. */
    static @Nullable Refusal check(int jdk, JdkCertificate leaf, Purpose purpose) {
        if (purpose != Purpose.SERVER_AUTH && purpose != Purpose.CLIENT_AUTH) {
            return null;
        }
        boolean server = purpose == Purpose.SERVER_AUTH;
        if (!leaf.allows(KeyUsage.Bit.DIGITAL_SIGNATURE)) {
            return Refusal.of(
                    leaf,
                    Rule.PURPOSE_KEY_USAGE,
                    "KeyUsage does not allow digital signatures",
                    "a keyUsage without digitalSignature",
                    "digitalSignature");
        }
        if (jdk >= 25 && leaf.hasUnreadablePurposes()) {
            return Refusal.of(
                    leaf,
                    Rule.MALFORMED_EXTENSION,
                    "java.security.cert.CertificateParsingException",
                    "an extendedKeyUsage that the JDK cannot read",
                    "purposes that it can read");
        }
        List<String> purposes = leaf.purposes().orElse(null);
        if (purposes != null && purposes.stream().noneMatch((server ? SERVER : CLIENT)::contains)) {
            return Refusal.of(
                    leaf,
                    Rule.LEAF_PURPOSE_MISSING,
                    "Extended key usage does not permit use for TLS " + (server ? "server" : "client")
                            + " authentication",
                    "purposes " + purposes,
                    purpose.toString());
        }
        if (leaf.netscapeCertType()
                .filter(type -> !allows(type, server ? 0x40 : 0x80))
                .isPresent()) {
            return Refusal.of(
                    leaf,
                    Rule.LEAF_PURPOSE_MISSING,
                    "Netscape cert type does not permit use for SSL " + (server ? "server" : "client"),
                    "a Netscape certificate type for something else",
                    purpose.toString());
        }
        return null;
    }

    /** One that cannot be read is no such extension to the JDK, unless it is critical: then it has refused the certificate. */
    private static boolean allows(Extension type, int bit) {
        try {
            DerReader bits = new DerReader(type.value().bytes()).next(Tag.BIT_STRING, "nsCertType");
            return bits.length() > 1 && (bits.content()[1] & bit) != 0;
        } catch (DerException unreadable) {
            return true;
        }
    }
}
