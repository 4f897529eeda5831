package io.github.windlass4j.core.chain.emulation;

import static io.github.windlass4j.core.chain.emulation.EngineMatrix.DER_NULL;
import static io.github.windlass4j.core.chain.emulation.EngineMatrix.SOUND;

import io.github.windlass4j.core.cert.AuthorityKeyIdentifier;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Questions of {@link EngineMatrix} about extensions: identifiers that fit or not, content that is broken, criticality. */
final class ExtensionMatrix {
    private static final String NETSCAPE_CERT_TYPE = "2.16.840.1.113730.1.1";
    private static final String PROXY_CERT_INFO = "1.3.6.1.5.5.7.1.14";
    private static final BigInteger SERIAL = BigInteger.valueOf(77);

    /** A leaf that does not repeat the key identifier of its issuer. */
    private static final UnaryOperator<CertificateSpec> UNNAMED_ISSUER =
            spec -> spec.without(Extension.AUTHORITY_KEY_IDENTIFIER);

    private ExtensionMatrix() {}

    /**
     * What the leaf says of its issuer's key, name and serial number, each right or wrong; the issuer with a key identifier and
     * without.
     */
    static List<ChainCase> keyIdentifiers() {
        List<GeneralName> upper = List.of(directory("CN=Upper,O=Example"));
        List<GeneralName> wrong = List.of(directory("CN=Nobody,O=Example"));
        List<GeneralName> dnsAndUpper = List.of(new GeneralName.Dns("ca.example.test"), upper.get(0), wrong.get(0));
        List<Optional<String>> keys = List.of(Optional.empty(), Optional.of("0102"), Optional.of("0103"));
        List<ChainCase> cases = new ArrayList<>();
        UnaryOperator<CertificateSpec> identified = spec -> spec.serial(SERIAL).subjectKeyIdentifier("0102");
        UnaryOperator<CertificateSpec> anonymous =
                spec -> spec.serial(SERIAL).without(Extension.SUBJECT_KEY_IDENTIFIER);
        for (UnaryOperator<CertificateSpec> ca : List.of(identified, anonymous)) {
            for (Optional<String> key : keys) {
                for (List<GeneralName> issuer : List.of(List.<GeneralName>of(), upper, wrong, dnsAndUpper)) {
                    for (BigInteger serial : List.of(SERIAL, BigInteger.TWO)) {
                        AuthorityKeyIdentifier id = new AuthorityKeyIdentifier(
                                key, issuer, issuer.isEmpty() ? Optional.empty() : Optional.of(serial));
                        cases.add(new EngineMatrix.Chain(SOUND, SOUND, ca, spec -> spec.authorityKeyIdentifier(id))
                                .question("key-identifier/" + cases.size()));
                    }
                }
            }
        }
        return cases;
    }

    private static List<String> extensions() {
        return List.of(
                Extension.BASIC_CONSTRAINTS,
                Extension.KEY_USAGE,
                Extension.EXTENDED_KEY_USAGE,
                Extension.SUBJECT_ALTERNATIVE_NAME,
                Extension.NAME_CONSTRAINTS,
                Extension.SUBJECT_KEY_IDENTIFIER,
                Extension.AUTHORITY_KEY_IDENTIFIER,
                Extension.CERTIFICATE_POLICIES,
                Extension.POLICY_MAPPINGS,
                Extension.POLICY_CONSTRAINTS,
                Extension.INHIBIT_ANY_POLICY,
                Extension.CRL_DISTRIBUTION_POINTS,
                Extension.AUTHORITY_INFORMATION_ACCESS,
                Extension.OCSP_NO_CHECK,
                NETSCAPE_CERT_TYPE,
                PROXY_CERT_INFO);
    }

    /** Each extension with NULL, or an empty sequence, where its content should be; of the leaf and of its issuer. */
    static List<ChainCase> broken() {
        List<ChainCase> cases = new ArrayList<>();
        for (String oid : extensions()) {
            for (byte[] content : List.of(DER_NULL, new byte[] {0x30, 0})) {
                for (boolean critical : new boolean[] {false, true}) {
                    Extension broken = new Extension(oid, critical, content);
                    cases.add(new EngineMatrix.Chain(SOUND, SOUND, SOUND, spec -> spec.extension(broken))
                            .question("broken-extension/" + cases.size()));
                    cases.add(new EngineMatrix.Chain(SOUND, SOUND, spec -> spec.extension(broken), UNNAMED_ISSUER)
                            .question("broken-extension/" + cases.size()));
                }
            }
        }
        return cases;
    }

    /** Each extension twice, and each that a certificate has, with the other criticality. */
    static List<ChainCase> critical() {
        List<ChainCase> cases = new ArrayList<>();
        for (String oid : List.of(Extension.BASIC_CONSTRAINTS, Extension.KEY_USAGE)) {
            for (boolean critical : new boolean[] {false, true}) {
                cases.add(new EngineMatrix.Chain(SOUND, SOUND, spec -> spec.critical(oid, critical), SOUND)
                        .question("critical-extension/" + cases.size()));
            }
        }
        for (String oid : List.of(Extension.EXTENDED_KEY_USAGE, Extension.SUBJECT_ALTERNATIVE_NAME)) {
            for (boolean critical : new boolean[] {false, true}) {
                cases.add(new EngineMatrix.Chain(SOUND, SOUND, SOUND, spec -> spec.critical(oid, critical))
                        .question("critical-extension/" + cases.size()));
            }
        }
        for (String oid : extensions()) {
            Extension second = new Extension(oid, false, DER_NULL);
            cases.add(new EngineMatrix.Chain(
                            SOUND,
                            SOUND,
                            spec -> spec.furtherExtension(second).furtherExtension(second),
                            UNNAMED_ISSUER)
                    .question("critical-extension/" + cases.size()));
        }
        return cases;
    }

    /** Proxy certificates (RFC 3820) in and out of form, with and without what they must not have. */
    static List<ChainCase> proxies() {
        HexFormat hex = HexFormat.of();
        List<Extension> proxies = List.of(
                new Extension(PROXY_CERT_INFO, true, hex.parseHex("300c300a06082b06010505071501")),
                new Extension(PROXY_CERT_INFO, true, hex.parseHex("300f020100300a06082b06010505071501")),
                new Extension(PROXY_CERT_INFO, false, hex.parseHex("30023000")));
        List<ChainCase> cases = new ArrayList<>();
        for (Extension proxy : proxies) {
            UnaryOperator<CertificateSpec> bare =
                    spec -> spec.extension(proxy).without(Extension.SUBJECT_ALTERNATIVE_NAME);
            for (UnaryOperator<CertificateSpec> leaf : List.<UnaryOperator<CertificateSpec>>of(
                    bare,
                    spec -> spec.extension(proxy),
                    spec -> bare.apply(spec).authority(),
                    spec -> bare.apply(spec)
                            .extension(new Extension(
                                    Extension.ISSUER_ALTERNATIVE_NAME, false, hex.parseHex("300482026364"))))) {
                cases.add(new EngineMatrix.Chain(SOUND, SOUND, SOUND, leaf)
                        .question("proxy/" + cases.size(), Optional.empty()));
            }
            cases.add(new EngineMatrix.Chain(
                            SOUND, SOUND, spec -> spec.extension(proxy).keyUsage(KeyUsage.Bit.DIGITAL_SIGNATURE), bare)
                    .question("proxy/" + cases.size(), Optional.empty()));
        }
        return cases;
    }

    private static GeneralName directory(String name) {
        return new GeneralName.Directory(DistinguishedName.parse(name));
    }
}
