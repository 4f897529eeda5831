package io.github.windlass4j.core.chain;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.EncodingDefect;
import io.github.windlass4j.core.cert.Extension;
import java.math.BigInteger;
import java.util.List;

/** Rules on how a certificate is written, families 01 to 07; how its key is written is told by {@link KeyRules}. */
final class EncodingRules {
    private static final String REISSUE = "let the CA issue it anew";

    private EncodingRules() {}

    static void check(Node node, Role role, Violation.Sink sink) {
        List<EncodingDefect> defects = node.certificate().defects();
        for (int i = 0; i < defects.size(); i++) {
            EncodingDefect defect = defects.get(i);
            if (defect.kind() != EncodingDefect.Kind.MALFORMED_KEY && !isAuthoritysUsage(defect, role)) {
                sink.add(rule(defect), defect.toString(), "DER as RFC 5280 defines it", REISSUE);
            }
        }
        if (role == Role.LEAF && node.certificate().version() != 3) {
            sink.add(Rule.LEAF_NOT_V3, "version " + node.certificate().version(), "version 3", REISSUE);
        }
        if (node.extensions().isCritical(Extension.AUTHORITY_INFORMATION_ACCESS)) {
            sink.add(Rule.AUTHORITY_INFO_CRITICAL, "authorityInfoAccess critical", "not critical", REISSUE);
        }
        if (role != Role.ANCHOR) {
            if (!node.certificate().hasUsualSerialNumber()) {
                serial(node.certificate().serialNumber(), sink);
            }
            if (node.issuer().isEmpty()) {
                sink.add(Rule.ISSUER_EMPTY, "empty issuer", "a name", REISSUE);
            }
        }
        if (role != Role.LEAF && node.subject().isEmpty()) {
            sink.add(Rule.CA_SUBJECT_EMPTY, "empty subject", "a name", REISSUE);
        }
    }

    /** A keyUsage without a bit: of an authority the rule on keyCertSign says what that means. */
    private static boolean isAuthoritysUsage(EncodingDefect defect, Role role) {
        return role != Role.LEAF
                && defect.kind() == EncodingDefect.Kind.EMPTY_SEQUENCE
                && defect.field().equals(Extension.KEY_USAGE);
    }

    private static void serial(BigInteger serial, Violation.Sink sink) {
        if (serial.signum() <= 0) {
            sink.add(Rule.SERIAL_NOT_POSITIVE, "serial number " + serial, "a positive one", REISSUE);
        }
        int octets = serial.bitLength() / 8 + 1;
        if (octets > Certificate.MAX_SERIAL_OCTETS) {
            sink.add(
                    Rule.SERIAL_TOO_LONG,
                    "serial number of " + octets + " octets",
                    "at most " + Certificate.MAX_SERIAL_OCTETS,
                    REISSUE);
        }
    }

    private static Rule rule(EncodingDefect defect) {
        return switch (defect.kind()) {
            case SIGNATURE_ALGORITHM_MISMATCH -> Rule.SIGNATURE_ALGORITHMS_DIFFER;
            case DUPLICATE_EXTENSION -> Rule.DUPLICATE_EXTENSION;
            case UNKNOWN_VERSION, FIELD_NOT_IN_VERSION -> Rule.VERSION_CONFLICT;
            case NON_IA5_NAME -> Rule.NAME_NOT_IA5;
            case ADDRESS_LENGTH -> Rule.IP_ADDRESS_MALFORMED;
            case EXPLICIT_DEFAULT, GENERALIZED_TIME_BEFORE_2050, PRINTABLE_STRING -> Rule.LOOSE_ENCODING;
            case MALFORMED_EXTENSION -> malformed(defect);
            case EMPTY_SEQUENCE -> empty(defect.field());
            default -> Rule.NOT_DER;
        };
    }

    private static Rule malformed(EncodingDefect defect) {
        if (defect.field().equals(Extension.AUTHORITY_INFORMATION_ACCESS)) {
            return Rule.AUTHORITY_INFO_MALFORMED;
        }
        boolean address = defect.field().equals(Extension.NAME_CONSTRAINTS)
                && defect.detail().contains("iPAddress");
        return address ? Rule.IP_CONSTRAINT_MALFORMED : Rule.MALFORMED_EXTENSION;
    }

    private static Rule empty(String field) {
        return switch (field) {
            case Extension.AUTHORITY_INFORMATION_ACCESS -> Rule.AUTHORITY_INFO_MALFORMED;
            case Extension.EXTENDED_KEY_USAGE -> Rule.EKU_EMPTY;
            case Extension.NAME_CONSTRAINTS -> Rule.NAME_CONSTRAINTS_EMPTY;
            default -> Rule.MALFORMED_EXTENSION;
        };
    }
}
