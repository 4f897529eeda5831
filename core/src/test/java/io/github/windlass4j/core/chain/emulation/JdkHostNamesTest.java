package io.github.windlass4j.core.chain.emulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.GeneralName;
import io.github.windlass4j.core.hostname.HostnameRules;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Issued;
import io.github.windlass4j.core.mint.KeyType;
import io.github.windlass4j.core.mint.Mint;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules on host names of the JDK that runs the tests, held against that JDK in a handshake. */
class JdkHostNamesTest {
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");
    private static final Mint MINT = Mint.seeded(9525).at(AT);
    private static final Authority ROOT = MINT.root("Root");
    private static final KeyPair KEY = MINT.keyPair(KeyType.P_256);
    private static final HostnameRules RULES = RunningJdk.RELEASE < 19 ? HostnameRules.JDK_17 : HostnameRules.JDK_25;

    /** A common name and host names of a certificate, and what a client asks for. */
    record Question(String commonName, List<String> dns, String host) {}

    private static boolean agree(Question question) {
        Issued leaf = ROOT.issueLeaf("x.test", spec -> {
            CertificateSpec named = spec.key(KEY).subject("CN=" + question.commonName());
            return question.dns().isEmpty()
                    ? named.without(Extension.SUBJECT_ALTERNATIVE_NAME)
                    : named.names(
                            question.dns().stream().map(GeneralName.Dns::new).toArray(GeneralName[]::new));
        });
        boolean matches = RULES.check(leaf.certificate(), ServerName.parse(question.host()))
                .matches();
        Optional<String> refusal = RunningJdk.trustManager(new ChainCase(
                question.toString(),
                leaf.chain(),
                List.of(ROOT.certificate()),
                AT,
                Optional.of(question.host()),
                false));
        assertThat(matches).as(question + ": " + refusal).isEqualTo(refusal.isEmpty());
        return matches;
    }

    @Property(tries = 400)
    void agree_with_the_running_jdk(@ForAll("questions") Question question) {
        Statistics.collect(agree(question));
        Statistics.coverage(coverage -> {
            coverage.check(true).percentage(p -> p > 3);
            coverage.check(false).percentage(p -> p > 30);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "x,            *.x.test,          xn--bcher-kva.x.test",
        "x,            xn--*.x.test,      xn--bcher-kva.x.test",
        "x,            b*r.x.test,        xn--bcher-kva.x.test",
        "b\u00fccher.x.test, '',         xn--bcher-kva.x.test",
        "bu\u0308cher.x.test, '',        xn--bcher-kva.x.test",
        "*.x.test,     '',                xn--bcher-kva.x.test",
        "stra\u00dfe.test, '',           strasse.test",
        "x,            xn--test--wg5h0h.test, xn--test--wg5h0h.test",
        "x,            xn--a-.test,       xn--a-.test",
        "x,            xn--zzzzz.test,    xn--zzzzz.test",
        "x,            192.0.2.1,         192.0.2.1",
        "x,            db.test.,          db.test",
        "x,            *.,                db",
        "x,            *,                 db",
        "x,            a*b*c.x.test,      a1b2c.x.test",
        "x,            a*b*c.x.test,      abc.x.test",
        "x,            a*b*c.x.test,      acb.x.test",
        "x,            a*a.x.test,        a.x.test"
    })
    void agree_where_they_are_odd(String commonName, String dns, String host) {
        agree(new Question(commonName, dns.isEmpty() ? List.of() : List.of(dns), host));
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<String> host = labels("ab1", 1, 3);
        Arbitrary<String> presented = labels("ab1*-", 1, 3);
        return Combinators.combine(
                        presented,
                        presented.list().ofMaxSize(2),
                        host,
                        Arbitraries.integers().between(0, 3))
                .as((commonName, dns, wanted, likeness) -> {
                    List<String> names = new ArrayList<>(dns);
                    if (likeness > 1 && !names.isEmpty()) {
                        names.set(0, starred(wanted, likeness == 2));
                    }
                    return new Question(likeness == 1 ? wanted : commonName, names, wanted);
                });
    }

    /** The host with its first label, or the first letter of the last but one, as an asterisk. */
    private static String starred(String host, boolean first) {
        int dot = host.indexOf('.');
        return first
                ? "*" + host.substring(Math.max(dot, 0))
                : host.substring(0, dot + 1) + "*" + host.substring(dot + 2);
    }

    private static Arbitrary<String> labels(String alphabet, int shortest, int longest) {
        Arbitrary<String> label =
                Arbitraries.strings().withChars(alphabet).ofMinLength(1).ofMaxLength(3);
        return label.list().ofMinSize(shortest).ofMaxSize(longest).map(all -> String.join(".", all) + ".test");
    }
}
