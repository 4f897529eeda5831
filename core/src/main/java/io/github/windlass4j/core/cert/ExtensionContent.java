package io.github.windlass4j.core.cert;

import java.util.List;
import java.util.Optional;

/** Decodes an extension by its kind. */
final class ExtensionContent {
    private ExtensionContent() {}

    /**
     * Decodes the extension of this kind in {@code extensions}.
     *
     * @return empty if the kind has no type here, else whether a list that must not be empty is; throws
     *     {@link MalformedCertificateException}
     */
    static Optional<Boolean> decode(Extensions extensions, String oid) {
        return switch (oid) {
            case Extension.BASIC_CONSTRAINTS -> extensions.basicConstraints().map(ignored -> false);
            case Extension.KEY_USAGE -> extensions.keyUsage().map(ignored -> false);
            case Extension.EXTENDED_KEY_USAGE ->
                extensions.extendedKeyUsage().map(usage -> usage.purposes().isEmpty());
            case Extension.SUBJECT_ALTERNATIVE_NAME ->
                extensions.subjectAlternativeNames().map(List::isEmpty);
            case Extension.ISSUER_ALTERNATIVE_NAME ->
                extensions.issuerAlternativeNames().map(List::isEmpty);
            case Extension.NAME_CONSTRAINTS ->
                extensions
                        .nameConstraints()
                        .map(names ->
                                names.permitted().isEmpty() && names.excluded().isEmpty());
            case Extension.CERTIFICATE_POLICIES ->
                extensions
                        .certificatePolicies()
                        .map(policies -> policies.policies().isEmpty());
            case Extension.POLICY_MAPPINGS -> extensions.policyMappings().map(List::isEmpty);
            case Extension.POLICY_CONSTRAINTS ->
                extensions
                        .policyConstraints()
                        .map(limits -> limits.requireExplicitPolicy() == PolicyConstraints.ABSENT
                                && limits.inhibitPolicyMapping() == PolicyConstraints.ABSENT);
            case Extension.INHIBIT_ANY_POLICY ->
                Optional.of(extensions.inhibitAnyPolicy().isEmpty());
            case Extension.AUTHORITY_KEY_IDENTIFIER ->
                extensions.authorityKeyIdentifier().map(ignored -> false);
            case Extension.SUBJECT_KEY_IDENTIFIER ->
                extensions.subjectKeyIdentifier().map(ignored -> false);
            case Extension.AUTHORITY_INFORMATION_ACCESS ->
                extensions.authorityInformationAccess().map(List::isEmpty);
            case Extension.CRL_DISTRIBUTION_POINTS ->
                extensions.crlDistributionPoints().map(List::isEmpty);
            case Extension.FRESHEST_CRL -> extensions.freshestCrl().map(List::isEmpty);
            default -> Optional.empty();
        };
    }
}
