package io.github.windlass4j.core.chain.emulation;

import static io.github.windlass4j.core.chain.emulation.EngineMatrix.HOST;
import static io.github.windlass4j.core.chain.emulation.EngineMatrix.SOUND;
import static io.github.windlass4j.core.chain.emulation.EngineMatrix.ip;

import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.mint.CertificateSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Questions of {@link EngineMatrix} about how names are written: what each engine reads in them, and what it refuses to read.
 */
final class NameMatrix {
    private NameMatrix() {}

    /** Where the host of a URI begins and ends, and when there is none. */
    static List<ChainCase> uris() {
        return named(
                "uri",
                List.of(
                        spec -> spec.permitted(new GeneralName.Uri("db.example.test")),
                        spec -> spec.permitted(new GeneralName.Uri(".example.test")),
                        spec -> spec.excluded(new GeneralName.Uri("example.test")),
                        spec -> spec.excluded(new GeneralName.Uri("DB.Example.test"))),
                List.of(
                                "https://db.example.test/x",
                                "HTTPS://DB.EXAMPLE.TEST",
                                "https://db.example.test:8443",
                                "https://db.example.test:8443/x?y#z",
                                "https://user@db.example.test/",
                                "https://user:pw@db.example.test/",
                                "https://a@b@db.example.test/",
                                "https://db.example.test?q",
                                "https://db.example.test#f",
                                "https://a.db.example.test/",
                                "https://example.test/",
                                "https://xexample.test",
                                "//db.example.test/x",
                                "db.example.test/x",
                                "https:db.example.test",
                                "https:///x",
                                "https://",
                                "https://:8443/",
                                "urn:example:db",
                                "https://[::1]:8443/",
                                "https://[::1",
                                "https://[::1]x/",
                                "https://10.0.0.7:1/",
                                "https://db.example.test./",
                                "https://db..example.test/",
                                "https://db_1.example.test/",
                                "https://-db.example.test/",
                                "https://db.example.test:/",
                                "https://db.example.test:port/",
                                "ldap://db.example.test/cn=x%20y",
                                "https://db.example.test/%zz",
                                "https://db.example.test/?%zz",
                                "mailto:ops@example.test",
                                "1https://db.example.test",
                                ":x",
                                "https://db example.test/",
                                "https://db.example.test/a b")
                        .stream()
                        .<GeneralName>map(GeneralName.Uri::new)
                        .toList());
    }

    /** Quotes, dots and case in the local part, and what counts as a domain. */
    static List<ChainCase> mailboxes() {
        return named(
                "mailbox",
                List.of(
                        spec -> spec.permitted(new GeneralName.Email("example.test")),
                        spec -> spec.permitted(new GeneralName.Email(".example.test")),
                        spec -> spec.permitted(new GeneralName.Email("OPS@Example.Test")),
                        spec -> spec.excluded(new GeneralName.Email("\"a@b\"@example.test"))),
                List.of(
                                "ops@example.test",
                                "OPS@example.test",
                                "OPS@EXAMPLE.TEST",
                                "ops@db.example.test",
                                "a.b@example.test",
                                ".a@example.test",
                                "a.@example.test",
                                "a..b@example.test",
                                "\"ops\"@example.test",
                                "\"o p s\"@example.test",
                                "\"a@b\"@example.test",
                                "\"a\\\"b\"@example.test",
                                "\"a..b\"@example.test",
                                "a\\@b@example.test",
                                "ops@",
                                "@example.test",
                                "ops",
                                "ops@.",
                                "ops@example..test",
                                "ops@-example.test",
                                "o(ps@example.test",
                                "ops@xexample.test",
                                "ops@example.test.")
                        .stream()
                        .<GeneralName>map(GeneralName.Email::new)
                        .toList());
    }

    private static List<ChainCase> named(
            String group, List<UnaryOperator<CertificateSpec>> constraints, List<GeneralName> names) {
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> constraint : constraints) {
            EngineMatrix.Chain above = new EngineMatrix.Chain(SOUND, constraint, SOUND, SOUND);
            for (GeneralName name : names) {
                cases.add(above.below(spec -> spec.names(name, new GeneralName.Dns(HOST)))
                        .question(group + "/" + cases.size()));
            }
        }
        return cases;
    }

    /** Constraints that some engine refuses to read, or reads in its own way. */
    static List<ChainCase> oddConstraints() {
        List<GeneralName> bases = List.of(
                new GeneralName.Dns("*.example.test"),
                new GeneralName.Dns("exa mple.test"),
                new GeneralName.Dns(".."),
                new GeneralName.Dns("."),
                new GeneralName.Dns("example.test."),
                new GeneralName.Dns("-example.test"),
                new GeneralName.Email(""),
                new GeneralName.Email("@example.test"),
                new GeneralName.Email("ops@"),
                new GeneralName.Email("a..b@example.test"),
                new GeneralName.Uri(""),
                new GeneralName.Uri("https://db.example.test"),
                new GeneralName.Uri("db.example.test:8443"),
                new GeneralName.Uri("10.0.0.7"),
                new GeneralName.Uri("::1"),
                new GeneralName.Uri(".."),
                ip(10, 0, 0, 0, 255, 0, 255, 0),
                ip(10, 0, 0, 0, 254, 0, 0, 0),
                ip(10, 0, 0, 0, 253, 0, 0, 0),
                ip(10, 0, 0, 0, 255, 0, 0),
                new GeneralName.Ip(new byte[32]),
                new GeneralName.Ip(new byte[33]));
        List<ChainCase> cases = new ArrayList<>();
        for (GeneralName base : bases) {
            for (boolean excluded : new boolean[] {false, true}) {
                EngineMatrix.Chain chain = new EngineMatrix.Chain(
                        SOUND,
                        SOUND,
                        spec -> excluded ? spec.excluded(base) : spec.permitted(base),
                        spec -> spec.names(
                                new GeneralName.Dns(HOST),
                                ip(10, 0, 9, 7),
                                new GeneralName.Email("ops@example.test"),
                                new GeneralName.Uri("https://db.example.test/x")));
                cases.add(chain.question("odd-constraint/" + cases.size()));
            }
        }
        return cases;
    }

    /** Common names without an alternative name: which are host names, to whom, and for which host. */
    static List<ChainCase> commonNames() {
        List<String> subjects = List.of(
                "CN=db.example.test",
                "CN=DB.EXAMPLE.TEST",
                "CN=db_1.example.test",
                "CN=_db.example.test",
                "CN=-db.example.test",
                "CN=d-b.example.test",
                "CN=db-.example.test",
                "CN=db.-example.test",
                "CN=db..example.test",
                "CN=.example.test",
                "CN=db.example.test.",
                "CN=db.example.test-",
                "CN=localhost",
                "CN=db example.test",
                "CN=*.example.test",
                "CN=10.0.0.7",
                "CN=\\:\\:1",
                "CN=dB9.Example.Test",
                "CN=db.example.test,CN=other.test",
                "CN=other.test,CN=db.example.test",
                "CN=db.example.test@",
                "CN=[db].example.test",
                "O=db.example.test");
        List<ChainCase> cases = new ArrayList<>();
        for (UnaryOperator<CertificateSpec> constraint : List.<UnaryOperator<CertificateSpec>>of(
                spec -> spec.permitted(new GeneralName.Dns("other.test")).excluded(new GeneralName.Ip(new byte[8])),
                spec -> spec.excluded(new GeneralName.Dns("unrelated.test")))) {
            EngineMatrix.Chain above = new EngineMatrix.Chain(SOUND, constraint, SOUND, SOUND);
            for (String subject : subjects) {
                cases.add(above.below(spec -> spec.subject(subject).without(Extension.SUBJECT_ALTERNATIVE_NAME))
                        .question("common-name/" + cases.size(), Optional.empty()));
                cases.add(above.below(spec -> spec.subject(subject).without(Extension.SUBJECT_ALTERNATIVE_NAME))
                        .question("common-name/" + cases.size(), Optional.of(HOST)));
            }
        }
        return cases;
    }

    /** Attribute values of every string type, sound and not, as DER: tag, length, content. */
    static List<ChainCase> stringTypes() {
        List<String> values = List.of(
                "13044162397a",
                "130e2728292b2c2d2e2f203a3d3f2a26",
                "130140",
                "13015f",
                "130180",
                "0c026869",
                "0c02c3a9",
                "0c02c328",
                "1402c3a9",
                "16024142",
                "160180",
                "1203312032",
                "1203316132",
                "1e0400410042",
                "1e03004100",
                "1c0400000041",
                "1a024142",
                "04024142",
                "03020041",
                "020141");
        List<ChainCase> cases = new ArrayList<>();
        for (String value : values) {
            DistinguishedName name = DistinguishedName.parse("2.5.4.10=#" + value);
            cases.add(new EngineMatrix.Chain(SOUND, SOUND, SOUND, spec -> spec.subject(name))
                    .question("string-type/" + cases.size()));
            cases.add(new EngineMatrix.Chain(SOUND, SOUND, spec -> spec.subject(name), SOUND)
                    .question("string-type/" + cases.size()));
        }
        return cases;
    }

    /** The name of a CA, and how those below it spell it. */
    static List<ChainCase> spellings() {
        String plain = "CN=#130541206d6f72";
        List<List<String>> pairs = List.of(
                List.of(plain, "CN=#0c0541206d6f72"),
                List.of(plain, "CN=#130541206d6f52"),
                List.of(plain, "CN=#130641202020726f"),
                List.of("CN=#130641202020726f", "CN=#13044120726f"),
                List.of("CN=#1305204120726f", "CN=#13044120726f"),
                List.of("CN=#13054120726f20", "CN=#13044120726f"),
                List.of("CN=#13044109726f", "CN=#13044120726f"),
                List.of("CN=#0c044109726f", "CN=#0c044120726f"),
                List.of("CN=#1304416f6f6f", "CN=#1404416f6f6f"),
                List.of("CN=#1304416f6f6f", "CN=#1604416f6f6f"),
                List.of("CN=#1304416f6f6f", "CN=#1e080041006f006f006f"),
                List.of("CN=#0c04416f6f6f", "CN=#1a04416f6f6f"),
                List.of("CN=#120431323334", "CN=#130431323334"),
                List.of("CN=#120431323334", "CN=#120431323334"),
                List.of("CN=#0c02c3a9", "CN=#0c02c389"),
                List.of("CN=#0c02c3a9", "CN=#1401e9"),
                List.of("CN=#0404416f6f6f", "CN=#0404416f6f6f"),
                List.of("CN=#0404416f6f6f", "CN=#0404616f6f6f"),
                List.of("CN=A+O=B", "O=B+CN=A"),
                List.of("CN=A,O=B", "O=B,CN=A"),
                List.of("CN=A,O=B", "CN=A"),
                List.of("CN=A", "CN=A,O=B"),
                List.of("CN=A", "OU=A"));
        List<ChainCase> cases = new ArrayList<>();
        for (List<String> pair : pairs) {
            cases.add(new EngineMatrix.Chain(
                            SOUND,
                            SOUND,
                            spec -> spec.subject(DistinguishedName.parse(pair.get(0))),
                            spec -> spec.issuer(DistinguishedName.parse(pair.get(1))))
                    .question("spelling/" + cases.size()));
        }
        return cases;
    }
}
