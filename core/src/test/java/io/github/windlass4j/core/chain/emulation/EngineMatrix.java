package io.github.windlass4j.core.chain.emulation;

import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import io.github.windlass4j.core.mint.SigningAlgorithm;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.security.auth.x500.X500Principal;

/**
 * Questions whose answers by real engines are kept in files: each twist at each place of a chain, each constraint above each
 * other and above each name, each host against each pattern, keys and signatures. The same certificates on every JDK.
 */
final class EngineMatrix {
    static final String HOST = "db.example.test";
    static final UnaryOperator<CertificateSpec> SOUND = UnaryOperator.identity();
    static final byte[] DER_NULL = {5, 0};

    private static final Map<String, List<ChainCase>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("root", atRoot());
        GROUPS.put("upper", atUpper());
        GROUPS.put("ca", atCa());
        GROUPS.put("leaf", atLeaf());
        GROUPS.put(
                "client",
                GROUPS.get("leaf").stream()
                        .map(one -> new ChainCase(
                                one.id().replace("leaf", "client"),
                                one.chain(),
                                one.anchors(),
                                one.at(),
                                one.host(),
                                true))
                        .toList());
        GROUPS.put("two-constraints", twoConstraints());
        GROUPS.put("constrained-name", constrainedNames());
        GROUPS.put("host", hosts());
        GROUPS.put("signature", signatures());
        GROUPS.put("uri", NameMatrix.uris());
        GROUPS.put("mailbox", NameMatrix.mailboxes());
        GROUPS.put("odd-constraint", NameMatrix.oddConstraints());
        GROUPS.put("common-name", NameMatrix.commonNames());
        GROUPS.put("string-type", NameMatrix.stringTypes());
        GROUPS.put("spelling", NameMatrix.spellings());
        GROUPS.put("key-identifier", ExtensionMatrix.keyIdentifiers());
        GROUPS.put("broken-extension", ExtensionMatrix.broken());
        GROUPS.put("critical-extension", ExtensionMatrix.critical());
        GROUPS.put("proxy", ExtensionMatrix.proxies());
        GROUPS.put("mesh", GeneratedChains.of(70_000, 200, 10));
    }

    private EngineMatrix() {}

    /** By what they are about. */
    static Map<String, List<ChainCase>> groups() {
        return GROUPS;
    }

    private static List<ChainCase> atRoot() {
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> twist : Twists.authority(GeneratedChains.NOW)) {
            cases.add(new Chain(twist, SOUND, SOUND, SOUND).question("root/" + cases.size()));
        }
        return cases;
    }

    private static List<ChainCase> atUpper() {
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> twist : Twists.authority(GeneratedChains.NOW)) {
            cases.add(new Chain(SOUND, twist, SOUND, SOUND).question("upper/" + cases.size()));
        }
        return cases;
    }

    private static List<ChainCase> atCa() {
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> twist : Twists.authority(GeneratedChains.NOW)) {
            cases.add(new Chain(SOUND, SOUND, twist, SOUND).question("ca/" + cases.size()));
        }
        return cases;
    }

    private static List<ChainCase> atLeaf() {
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> twist : Twists.leaf(GeneratedChains.NOW)) {
            cases.add(new Chain(SOUND, SOUND, SOUND, twist).question("leaf/" + cases.size()));
        }
        return cases;
    }

    /** Names of all kinds below two CAs that both constrain names of one kind, or one names and one hosts. */
    private static List<ChainCase> twoConstraints() {
        List<ChainCase> cases = new ArrayList<>();
        UnaryOperator<CertificateSpec> hosts = constraints().get("dns").get(1);
        new TreeMap<>(constraints()).forEach((kind, constraints) -> {
            for (UnaryOperator<CertificateSpec> above : constraints) {
                cases.add(constrained(cases.size(), above, hosts));
                cases.add(constrained(cases.size(), hosts, above));
                for (UnaryOperator<CertificateSpec> below : constraints) {
                    cases.add(constrained(cases.size(), above, below));
                }
            }
        });
        return cases;
    }

    private static ChainCase constrained(
            int number, UnaryOperator<CertificateSpec> above, UnaryOperator<CertificateSpec> below) {
        return new Chain(
                        SOUND,
                        above,
                        below,
                        spec -> spec.subject("CN=" + HOST + ",O=Example")
                                .names(
                                        new GeneralName.Dns(HOST),
                                        ip(10, 0, 0, 7),
                                        new GeneralName.Email("ops@example.test"),
                                        new GeneralName.Uri("https://db.example.test/x")))
                .question("two-constraints/" + number);
    }

    private static List<ChainCase> constrainedNames() {
        List<ChainCase> cases = new ArrayList<>();
        new TreeMap<>(constraints()).forEach((kind, constraints) -> {
            for (UnaryOperator<CertificateSpec> constraint : constraints) {
                Chain above = new Chain(SOUND, constraint, SOUND, SOUND);
                List<UnaryOperator<CertificateSpec>> all = new ArrayList<>(names().get(kind));
                all.addAll(names().get("several"));
                for (UnaryOperator<CertificateSpec> named : all) {
                    cases.add(above.below(named).question("constrained-name/" + cases.size(), Optional.empty()));
                }
            }
        });
        return cases;
    }

    private static Map<String, List<UnaryOperator<CertificateSpec>>> constraints() {
        return Map.of(
                "dns",
                List.of(
                        SOUND,
                        spec -> spec.permitted(new GeneralName.Dns("example.test")),
                        spec -> spec.permitted(
                                new GeneralName.Dns("db.example.test"), new GeneralName.Dns("other.test")),
                        spec -> spec.permitted(new GeneralName.Dns("other.test")),
                        spec -> spec.excluded(new GeneralName.Dns("db.example.test")),
                        spec -> spec.excluded(new GeneralName.Dns("other.test"), new GeneralName.Dns("sub.other.test")),
                        spec -> spec.permitted(new GeneralName.Dns("example.test"))
                                .excluded(new GeneralName.Dns("other.example.test"))),
                "ip",
                List.of(
                        spec -> spec.permitted(ip(10, 0, 0, 0, 255, 0, 0, 0)),
                        spec -> spec.permitted(ip(10, 0, 0, 0, 255, 255, 255, 0), ip(192, 168, 0, 0, 255, 255, 0, 0)),
                        spec -> spec.permitted(ip(172, 16, 0, 0, 255, 240, 0, 0)),
                        spec -> spec.permitted(ip(10, 0, 0, 1, 255, 255, 255, 0)),
                        spec -> spec.excluded(ip(10, 0, 0, 7, 255, 255, 255, 255))),
                "mail",
                List.of(
                        spec -> spec.permitted(new GeneralName.Email("example.test")),
                        spec -> spec.permitted(new GeneralName.Email("ops@example.test")),
                        spec -> spec.permitted(new GeneralName.Email(".example.test")),
                        spec -> spec.excluded(new GeneralName.Email("ops@example.test"))),
                "uri",
                List.of(
                        spec -> spec.permitted(new GeneralName.Uri("db.example.test")),
                        spec -> spec.permitted(new GeneralName.Uri(".example.test")),
                        spec -> spec.permitted(new GeneralName.Uri("example.test")),
                        spec -> spec.excluded(new GeneralName.Uri(".other.test"))),
                "directory",
                List.of(
                        spec -> spec.permitted(directory("O=Example")),
                        spec -> spec.permitted(directory("CN=db.example.test,O=Example"), directory("CN=CA,O=Example")),
                        spec -> spec.permitted(directory("O=Elsewhere")),
                        spec -> spec.excluded(directory("CN=db.example.test,O=Example"))),
                "other",
                List.of(
                        spec -> spec.permitted(new GeneralName.RegisteredId("1.2.3.4")),
                        spec -> spec.excluded(new GeneralName.Other("1.2.3.4", DER_NULL))));
    }

    private static Map<String, List<UnaryOperator<CertificateSpec>>> names() {
        return Map.of(
                "dns",
                List.of(
                        spec -> spec.names(new GeneralName.Dns("DB.Example.TEST")),
                        spec -> spec.names(new GeneralName.Dns("xdb.example.test")),
                        spec -> spec.names(new GeneralName.Dns("*.example.test")),
                        spec -> spec.names(
                                new GeneralName.Dns("a.b.example.test"), new GeneralName.Dns("example.test")),
                        spec -> spec.names(new GeneralName.Dns(".example.test"))),
                "ip",
                List.of(
                        spec -> spec.names(ip(10, 0, 0, 8)),
                        spec -> spec.names(ip(11, 0, 0, 7)),
                        spec -> spec.names(new GeneralName.Ip(new byte[16]))),
                "mail",
                List.of(
                        spec -> spec.names(new GeneralName.Email("ops@db.example.test")),
                        spec -> spec.names(new GeneralName.Email("OPS@EXAMPLE.TEST")),
                        spec -> spec.names(new GeneralName.Email("other@example.test")),
                        spec -> spec.names(new GeneralName.Email("\"a@b\"@example.test")),
                        spec -> spec.names(new GeneralName.Email("nobody")),
                        spec -> spec.subject("1.2.840.113549.1.9.1=#160e6f7073406f746865722e74657374,O=Example")
                                .dns(HOST)),
                "uri",
                List.of(
                        spec -> spec.names(new GeneralName.Uri("https://user@DB.example.test:8443/x?y#z")),
                        spec -> spec.names(new GeneralName.Uri("https://example.test")),
                        spec -> spec.names(new GeneralName.Uri("https://10.0.0.7/")),
                        spec -> spec.names(new GeneralName.Uri("https://[::1]/")),
                        spec -> spec.names(new GeneralName.Uri("urn:example:db"))),
                "directory",
                List.of(
                        spec -> spec.names(directory("CN=db.example.test,O=Example")),
                        spec -> spec.subject("CN=DB.EXAMPLE.TEST,O=example ,ST=x")
                                .without("2.5.29.17"),
                        spec -> spec.subject("").dns(HOST)),
                "other",
                List.of(
                        spec -> spec.names(new GeneralName.Other("1.2.3.4", DER_NULL)),
                        spec -> spec.names(new GeneralName.RegisteredId("1.2.3.4")),
                        spec -> spec.names(new GeneralName.RegisteredId("1.2.3.5"))),
                "several",
                List.of(
                        spec -> spec.subject("CN=db.example.test,O=Example").without("2.5.29.17"),
                        spec -> spec.subject("CN=not a host,O=Example").without("2.5.29.17"),
                        spec -> spec.subject("CN=10.0.0.7,O=Example").without("2.5.29.17"),
                        spec -> spec.subject("CN=::1,O=Example").dns(HOST)));
    }

    private static List<ChainCase> hosts() {
        List<ChainCase> cases = new ArrayList<>();
        List<String> hosts = List.of(
                HOST,
                "DB.EXAMPLE.TEST",
                "db.example.test.",
                "a.db.example.test",
                "example.test",
                "xn--bcher-kva.example.test",
                "d.test",
                "localhost",
                "10.0.0.7",
                "::1");
        List<List<GeneralName>> patterns = List.of(
                dns("db.example.test"),
                dns("*.example.test"),
                dns("d*.example.test"),
                dns("*b.example.test"),
                dns("d*b.example.test"),
                dns("*.*.test"),
                dns("db.*.test"),
                dns("*.test"),
                dns("*"),
                dns("*.db.example.test"),
                dns("x*.example.test"),
                dns("xn--*.example.test"),
                dns("db.example.test."),
                dns(".example.test"),
                dns("db..test"),
                dns("-db.example.test"),
                dns("localhost"),
                dns("10.0.0.7"),
                dns("other.test", "db.example.test"),
                List.of(ip(10, 0, 0, 7)),
                List.of(new GeneralName.Ip(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})),
                List.of(new GeneralName.Email("ops@db.example.test")),
                List.of());
        for (List<GeneralName> pattern : patterns) {
            Chain chain = new Chain(
                    SOUND,
                    SOUND,
                    SOUND,
                    spec -> pattern.isEmpty()
                            ? spec.subject("CN=db.example.test,O=Example").without("2.5.29.17")
                            : spec.subject("CN=a.db.example.test,O=Example")
                                    .names(pattern.toArray(GeneralName[]::new)));
            for (String host : hosts) {
                cases.add(chain.question("host/" + cases.size(), Optional.of(host)));
            }
        }
        return cases;
    }

    /** Keys of all kinds with what they can sign. */
    private static List<ChainCase> signatures() {
        List<ChainCase> cases = new ArrayList<>();
        Map<KeyType, List<SigningAlgorithm>> kinds = new LinkedHashMap<>();
        kinds.put(KeyType.rsa(1024), List.of(SigningAlgorithm.RSA_SHA256));
        kinds.put(
                KeyType.RSA_2048,
                List.of(
                        SigningAlgorithm.RSA_SHA1,
                        SigningAlgorithm.RSA_SHA384,
                        SigningAlgorithm.RSA_SHA512,
                        SigningAlgorithm.RSA_PSS_SHA256));
        kinds.put(KeyType.P_256, List.of(SigningAlgorithm.ECDSA_SHA1, SigningAlgorithm.ECDSA_SHA512));
        kinds.put(KeyType.P_384, List.of(SigningAlgorithm.ECDSA_SHA384));
        kinds.put(KeyType.P_521, List.of(SigningAlgorithm.ECDSA_SHA512));
        kinds.put(KeyType.ec("P-224"), List.of(SigningAlgorithm.ECDSA_SHA256));
        kinds.put(KeyType.ec("P-192"), List.of(SigningAlgorithm.ECDSA_SHA256));
        kinds.put(KeyType.ec("secp256k1"), List.of(SigningAlgorithm.ECDSA_SHA256));
        kinds.put(KeyType.ED25519, List.of(KeyType.ED25519.defaultSigning()));
        kinds.put(KeyType.ED448, List.of(KeyType.ED448.defaultSigning()));
        kinds.forEach((key, algorithms) -> {
            for (SigningAlgorithm algorithm : algorithms) {
                Chain signing = new Chain(SOUND, SOUND, spec -> spec.key(key), spec -> spec.signedWith(algorithm));
                cases.add(signing.question("signature/" + cases.size()));
                cases.add(new Chain(spec -> spec.key(key), SOUND, SOUND, SOUND).question("signature/" + cases.size()));
                cases.add(new Chain(SOUND, SOUND, SOUND, spec -> spec.key(key)).question("signature/" + cases.size()));
            }
        });
        return cases;
    }

    private static List<GeneralName> dns(String... names) {
        return List.of(names).stream().<GeneralName>map(GeneralName.Dns::new).toList();
    }

    static GeneralName ip(int... octets) {
        byte[] address = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            address[i] = (byte) octets[i];
        }
        return new GeneralName.Ip(address);
    }

    private static GeneralName directory(String name) {
        return new GeneralName.Directory(DistinguishedName.parse(new X500Principal(name).getEncoded()));
    }

    /** Root, two CAs, leaf; always with the same keys where a twist names no other. */
    static final class Chain {
        private static final Mint MINT = Mint.seeded(26).at(GeneratedChains.NOW);
        private static final KeyPair ROOT = MINT.keyPair(KeyType.P_256);
        private static final KeyPair UPPER = MINT.keyPair(KeyType.P_256);
        private static final KeyPair CA = MINT.keyPair(KeyType.P_256);
        private static final KeyPair LEAF = MINT.keyPair(KeyType.P_256);

        private final Authority root;
        private final Authority ca;
        private final Issued leaf;

        Chain(
                UnaryOperator<CertificateSpec> rootTwist,
                UnaryOperator<CertificateSpec> upperTwist,
                UnaryOperator<CertificateSpec> caTwist,
                UnaryOperator<CertificateSpec> leafTwist) {
            root = MINT.root("CN=Root,O=Example", spec -> rootTwist.apply(spec.key(ROOT)));
            Authority upper = root.issueAuthority("CN=Upper,O=Example", spec -> upperTwist.apply(spec.key(UPPER)));
            ca = upper.issueAuthority("CN=CA,O=Example", spec -> caTwist.apply(spec.key(CA)));
            leaf = issue(ca, leafTwist);
        }

        private Chain(Authority root, Authority ca, Issued leaf) {
            this.root = root;
            this.ca = ca;
            this.leaf = leaf;
        }

        /** Another leaf below the same CAs. */
        Chain below(UnaryOperator<CertificateSpec> leafTwist) {
            return new Chain(root, ca, issue(ca, leafTwist));
        }

        private static Issued issue(Authority ca, UnaryOperator<CertificateSpec> twist) {
            return ca.issueLeaf(HOST, spec -> twist.apply(spec.key(LEAF)));
        }

        ChainCase question(String id) {
            return question(id, Optional.of(HOST));
        }

        ChainCase question(String id, Optional<String> host) {
            List<Certificate> anchors = List.of(root.certificate());
            return new ChainCase(id, leaf.chain(), anchors, GeneratedChains.NOW, host, false);
        }
    }
}
