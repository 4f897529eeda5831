package io.github.windlass4j.core.cert;

import io.github.windlass4j.core.internal.Hex;
import io.github.windlass4j.core.internal.der.DerReader;
import io.github.windlass4j.core.internal.der.Oids;
import io.github.windlass4j.core.internal.der.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the typed accessors of {@link Extensions} cover, and so what a validator built on them can process. */
enum ExtensionKind {
    SKI(Extension.SUBJECT_KEY_IDENTIFIER, "subjectKeyIdentifier", true),
    KU(Extension.KEY_USAGE, "keyUsage", true),
    SAN(Extension.SUBJECT_ALTERNATIVE_NAME, "subjectAltName", false),
    IAN(Extension.ISSUER_ALTERNATIVE_NAME, "issuerAltName", false),
    BC(Extension.BASIC_CONSTRAINTS, "basicConstraints", true),
    NC(Extension.NAME_CONSTRAINTS, "nameConstraints", false),
    CDP(Extension.CRL_DISTRIBUTION_POINTS, "cRLDistributionPoints", false),
    CP(Extension.CERTIFICATE_POLICIES, "certificatePolicies", false),
    PM(Extension.POLICY_MAPPINGS, "policyMappings", false),
    AKI(Extension.AUTHORITY_KEY_IDENTIFIER, "authorityKeyIdentifier", false),
    PC(Extension.POLICY_CONSTRAINTS, "policyConstraints", false),
    EKU(Extension.EXTENDED_KEY_USAGE, "extendedKeyUsage", true),
    FRESHEST(Extension.FRESHEST_CRL, "freshestCRL", false),
    IAP(Extension.INHIBIT_ANY_POLICY, "inhibitAnyPolicy", true),
    AIA(Extension.AUTHORITY_INFORMATION_ACCESS, "authorityInfoAccess", false);

    private static final Map<String, ExtensionKind> BY_OID = new HashMap<>();

    /** RFC 5280 numbers its extensions below 2.5.29; this is the last octet of each. */
    private static final @Nullable ExtensionKind[] BY_LAST_OCTET = new ExtensionKind[Byte.MAX_VALUE + 1];

    private static final byte[] PREFIX = {0x55, 0x1d};

    static {
        for (ExtensionKind kind : values()) {
            BY_OID.put(kind.oid, kind);
            byte[] content = Oids.encode(kind.oid);
            if (content.length == 3) {
                BY_LAST_OCTET[content[2]] = kind;
            }
        }
    }

    private final String oid;
    private final String field;
    private final boolean flat;

    ExtensionKind(String oid, String field, boolean flat) {
        this.oid = oid;
        this.field = field;
        this.flat = flat;
    }

    /** The kind with this object identifier. */
    static @Nullable ExtensionKind of(String oid) {
        return BY_OID.get(oid);
    }

    /** The kind that the reader's current value names. */
    static @Nullable ExtensionKind named(DerReader oid) {
        if (oid.length() != 3) {
            return BY_OID.get(oid.oid());
        }
        byte[] bytes = oid.array();
        int at = oid.contentStart();
        return bytes[at] == PREFIX[0] && bytes[at + 1] == PREFIX[1] && bytes[at + 2] >= 0
                ? BY_LAST_OCTET[bytes[at + 2]]
                : null;
    }

    /** Dotted decimals. */
    String oid() {
        return oid;
    }

    /** As RFC 5280 calls it. */
    String field() {
        return field;
    }

    /** True if {@link #decode} steps onto every value with the reader that it is given. */
    boolean isFlat() {
        return flat;
    }

    @SuppressWarnings("EnumOrdinal") // an index into arrays of this run, never stored
    int slot() {
        return ordinal();
    }

    /** Decodes what the reader has entered: the content of the OCTET STRING. */
    Object decode(DerReader value) {
        return switch (this) {
            case SKI -> keyIdentifier(value);
            case KU -> KeyUsage.read(value);
            case SAN, IAN -> names(value);
            case BC -> BasicConstraints.read(value);
            case NC -> NameConstraints.read(value);
            case CDP, FRESHEST -> DistributionPoint.readAll(value);
            case CP -> CertificatePolicies.read(value);
            case PM -> PolicyMapping.read(value);
            case AKI -> AuthorityKeyIdentifier.read(value);
            case PC -> PolicyConstraints.read(value);
            case EKU -> ExtendedKeyUsage.read(value);
            case IAP -> skipCerts(value);
            case AIA -> AccessDescription.read(value);
        };
    }

    /** True if what was decoded is a list of nothing, or a keyUsage without a bit (4.2.1.3), where RFC 5280 wants one. */
    static boolean isEmpty(Object decoded) {
        if (decoded instanceof List<?> list) {
            return list.isEmpty();
        }
        if (decoded instanceof ExtendedKeyUsage usage) {
            return usage.purposes().isEmpty();
        }
        if (decoded instanceof KeyUsage usage) {
            return usage.bits().isEmpty();
        }
        if (decoded instanceof CertificatePolicies policies) {
            return policies.policies().isEmpty();
        }
        if (decoded instanceof NameConstraints constraints) {
            return constraints.permitted().isEmpty() && constraints.excluded().isEmpty();
        }
        return decoded instanceof PolicyConstraints constraints
                && constraints.requireExplicitPolicy() == PolicyConstraints.ABSENT
                && constraints.inhibitPolicyMapping() == PolicyConstraints.ABSENT;
    }

    private static String keyIdentifier(DerReader value) {
        value.next(Tag.OCTET_STRING, "KeyIdentifier");
        value.finish("KeyIdentifier");
        return Hex.of(value.array(), value.contentStart(), value.end());
    }

    private static List<GeneralName> names(DerReader value) {
        value.next(Tag.SEQUENCE, "GeneralNames");
        value.finish("GeneralNames");
        value.enter();
        return GeneralNames.read(value);
    }

    private static int skipCerts(DerReader value) {
        int count = value.next(Tag.INTEGER, "SkipCerts").nonNegative("SkipCerts");
        value.finish("SkipCerts");
        return count;
    }
}
