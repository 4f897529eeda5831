package io.github.windlass4j.core.chain;

import static io.github.windlass4j.core.chain.Rule.*;
import static io.github.windlass4j.core.chain.Switch.*;

import io.github.windlass4j.core.hostname.PublicSuffixes;
import java.util.EnumSet;
import java.util.Set;

/** The profiles that come with the library, as sets of rules. */
final class Profiles {
    /** What RFC 5280 asks of conforming CAs beyond the algorithm of section 6. */
    private static final Set<Rule> CERTIFICATE_PROFILE = EnumSet.of(
            NAME_NOT_IA5,
            NOT_DER,
            AUTHORITY_INFO_MALFORMED,
            AUTHORITY_INFO_CRITICAL,
            SERIAL_NOT_POSITIVE,
            SERIAL_TOO_LONG,
            ISSUER_EMPTY,
            CA_SUBJECT_EMPTY,
            ANCHOR_EXPIRED,
            ANCHOR_NOT_YET_VALID,
            BASIC_CONSTRAINTS_NOT_CRITICAL,
            KEY_CERT_SIGN_WITHOUT_CA,
            PATH_LENGTH_WITHOUT_CA,
            AUTHORITY_KEY_ID_CRITICAL,
            SUBJECT_KEY_ID_CRITICAL,
            AUTHORITY_KEY_ID_MISSING,
            SUBJECT_KEY_ID_MISSING,
            POLICY_CONSTRAINTS_NOT_CRITICAL,
            NAME_CONSTRAINTS_IN_LEAF,
            NAME_CONSTRAINTS_NOT_CRITICAL,
            NAME_CONSTRAINTS_EMPTY,
            HOST_NAME_SYNTAX,
            IP_IN_DNS_NAME,
            SUBJECT_ALT_NAME_NOT_CRITICAL,
            CRL_NUMBER_UNUSABLE);

    /** What the CA/Browser Forum's TLS Baseline Requirements add. */
    private static final Set<Rule> BASELINE = EnumSet.of(
            LEAF_NOT_V3,
            RSA_KEY_SIZE_UNEVEN,
            CURVE_NOT_NAMED,
            LEAF_IS_CA,
            LEAF_EKU_MISSING,
            LEAF_EKU_CRITICAL,
            LEAF_EKU_ANY,
            ROOT_HAS_EKU,
            ROOT_AUTHORITY_KEY_ID_EMPTY,
            ROOT_AUTHORITY_KEY_ID_NAMES_ISSUER,
            ROOT_AUTHORITY_KEY_ID_DIFFERS,
            WILDCARD_ON_PUBLIC_SUFFIX,
            SUBJECT_ALT_NAME_CRITICAL,
            COMMON_NAME_REWRITTEN);

    /** Rules on issuance that no TLS client enforces. */
    private static final Set<Rule> LINTS = EnumSet.of(PURPOSE_MIXED, CA_PURPOSE_MIXED, CA_EKU_MISSING, LOOSE_ENCODING);

    static final RuleProfile RFC5280_PATH = new RuleProfile(
            "RFC5280_PATH",
            all(pathRules()),
            all(CERTIFICATE_PROFILE, BASELINE, LINTS),
            EnumSet.of(ANY_PURPOSE_IN_LEAF, ANY_PURPOSE_IN_ISSUER, APPLICATION_POLICIES_BESIDE_EKU),
            AlgorithmPolicy.LEGACY,
            PublicSuffixes.none());

    static final RuleProfile RFC5280 = new RuleProfile(
            "RFC5280",
            all(pathRules(), CERTIFICATE_PROFILE),
            all(BASELINE, LINTS),
            EnumSet.of(
                    ANCHOR_EXTENSIONS_BIND,
                    ANCHOR_PROFILE_CHECKED,
                    ANY_PURPOSE_IN_LEAF,
                    ANY_PURPOSE_IN_ISSUER,
                    SELF_SIGNED_LEAF),
            AlgorithmPolicy.MODERN,
            PublicSuffixes.none());

    static final RuleProfile WEBPKI = new RuleProfile(
                    "WEBPKI",
                    all(pathRules(), CERTIFICATE_PROFILE, BASELINE),
                    LINTS,
                    EnumSet.of(ANCHOR_EXTENSIONS_BIND, ANCHOR_PROFILE_CHECKED, ANY_PURPOSE_IN_ISSUER),
                    AlgorithmPolicy.WEB,
                    PublicSuffixes.shipped())
            .warning(NAME_CONSTRAINTS_NOT_CRITICAL);

    static final RuleProfile WEBPKI_STRICT = new RuleProfile(
                    "WEBPKI_STRICT",
                    all(pathRules(), CERTIFICATE_PROFILE, BASELINE, LINTS),
                    EnumSet.noneOf(Rule.class),
                    EnumSet.of(ANCHOR_EXTENSIONS_BIND, ANCHOR_PROFILE_CHECKED),
                    AlgorithmPolicy.WEB,
                    PublicSuffixes.shipped())
            .warning(NAME_CONSTRAINTS_NOT_CRITICAL);

    static final RuleProfile PRIVATE_PKI = new RuleProfile(
            "PRIVATE_PKI",
            all(
                    pathRules(),
                    EnumSet.of(
                            ANCHOR_EXPIRED,
                            ANCHOR_NOT_YET_VALID,
                            NAME_NOT_IA5,
                            IP_IN_DNS_NAME,
                            HOST_NAME_SYNTAX,
                            NAME_CONSTRAINTS_EMPTY,
                            KEY_CERT_SIGN_WITHOUT_CA,
                            CURVE_NOT_NAMED)),
            all(CERTIFICATE_PROFILE, BASELINE, LINTS),
            EnumSet.of(
                    ANCHOR_EXTENSIONS_BIND,
                    ANY_PURPOSE_IN_LEAF,
                    ANY_PURPOSE_IN_ISSUER,
                    LEADING_DOT_CONSTRAINTS,
                    UNDERSCORE_HOST_NAMES,
                    SELF_SIGNED_LEAF,
                    APPLICATION_POLICIES_BESIDE_EKU),
            AlgorithmPolicy.PRIVATE,
            PublicSuffixes.none());

    private Profiles() {}

    /** Everything that is neither a certificate profile nor a requirement of browsers nor a lint. */
    private static Set<Rule> pathRules() {
        Set<Rule> rules = EnumSet.allOf(Rule.class);
        rules.removeAll(CERTIFICATE_PROFILE);
        rules.removeAll(BASELINE);
        rules.removeAll(LINTS);
        return rules;
    }

    @SafeVarargs
    private static Set<Rule> all(Set<Rule>... groups) {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Set<Rule> group : groups) {
            rules.addAll(group);
        }
        return rules;
    }
}
