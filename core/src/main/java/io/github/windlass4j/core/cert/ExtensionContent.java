package io.github.windlass4j.core.cert;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decodes an extension by its kind. */
final class ExtensionContent {
    private ExtensionContent() {}

    /**
     * Decodes the extension of this kind, which is in {@code extensions}.
     *
     * @return null if the kind has no type here, else whether a list that must not be empty is; throws
     *     {@link MalformedCertificateException}
     */
    static @Nullable Boolean decode(Extensions extensions, String oid) {
        return switch (oid) {
            case Extension.BASIC_CONSTRAINTS -> extensions.basicConstraints().isEmpty();
            case Extension.KEY_USAGE -> extensions.keyUsage().isEmpty();
            case Extension.EXTENDED_KEY_USAGE ->
                extensions.extendedKeyUsage().orElseThrow().purposes().isEmpty();
            case Extension.SUBJECT_ALTERNATIVE_NAME -> isEmpty(extensions.subjectAlternativeNames());
            case Extension.ISSUER_ALTERNATIVE_NAME -> isEmpty(extensions.issuerAlternativeNames());
            case Extension.NAME_CONSTRAINTS ->
                extensions.nameConstraints().orElseThrow().permitted().isEmpty()
                        && extensions.nameConstraints().get().excluded().isEmpty();
            case Extension.CERTIFICATE_POLICIES ->
                extensions.certificatePolicies().orElseThrow().policies().isEmpty();
            case Extension.POLICY_MAPPINGS -> isEmpty(extensions.policyMappings());
            case Extension.POLICY_CONSTRAINTS ->
                extensions.policyConstraints().orElseThrow().requireExplicitPolicy() == PolicyConstraints.ABSENT
                        && extensions.policyConstraints().get().inhibitPolicyMapping() == PolicyConstraints.ABSENT;
            case Extension.INHIBIT_ANY_POLICY -> extensions.inhibitAnyPolicy().isEmpty();
            case Extension.AUTHORITY_KEY_IDENTIFIER ->
                extensions.authorityKeyIdentifier().isEmpty();
            case Extension.SUBJECT_KEY_IDENTIFIER ->
                extensions.subjectKeyIdentifier().isEmpty();
            case Extension.AUTHORITY_INFORMATION_ACCESS -> isEmpty(extensions.authorityInformationAccess());
            case Extension.CRL_DISTRIBUTION_POINTS -> isEmpty(extensions.crlDistributionPoints());
            case Extension.FRESHEST_CRL -> isEmpty(extensions.freshestCrl());
            default -> null;
        };
    }

    private static boolean isEmpty(Optional<? extends List<?>> list) {
        return list.orElseThrow().isEmpty();
    }
}
