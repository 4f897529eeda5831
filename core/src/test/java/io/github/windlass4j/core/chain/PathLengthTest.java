package io.github.windlass4j.core.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.core.cert.BasicConstraints;
import io.github.windlass4j.core.cert.Certificate;
import io.github.windlass4j.core.cert.Extension;
import io.github.windlass4j.core.cert.KeyUsage;
import io.github.windlass4j.core.mint.Authority;
import io.github.windlass4j.core.mint.CertificateSpec;
import io.github.windlass4j.core.mint.Mint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many intermediates may follow: pathLenConstraint of RFC 5280 4.2.1.9 and 6.1.4 (l), (m), and the caller's own limit. */
class PathLengthTest {
    private static final int NONE = BasicConstraints.UNLIMITED;

    private final Mint mint = Mint.seeded(31).at(Pki.AT);

    /** Every limit at the root and at three CAs in a row, against counting by hand. */
    @Test
    void a_limit_counts_the_intermediates_below_it() {
        int[] limits = {NONE, 0, 1, 2};
        for (int root : limits) {
            for (int first : limits) {
                for (int second : limits) {
                    List<Integer> line = List.of(root, first, second, NONE);
                    ChainVerdict rfc5280 = judge(Profile.RFC5280, line);
                    ChainVerdict pathOnly = judge(Profile.RFC5280_PATH, line);

                    assertThat(rfc5280.isTrusted()).as("%s", line).isEqualTo(fits(line));
                    assertThat(pathOnly.isTrusted())
                            .as("%s, the anchor binds nobody", line)
                            .isEqualTo(fits(List.of(NONE, first, second, NONE)));
                }
            }
        }
    }

    /** {@code limits} from the root down; below the last one comes the leaf. */
    private static boolean fits(List<Integer> limits) {
        for (int i = 0; i < limits.size(); i++) {
            if (limits.get(i) != NONE && limits.size() - 1 - i > limits.get(i)) {
                return false;
            }
        }
        return true;
    }

    private ChainVerdict judge(Profile profile, List<Integer> limits) {
        Authority root = mint.root("Root", limit(limits.get(0)));
        Authority lowest = root;
        for (int i = 1; i < limits.size(); i++) {
            lowest = lowest.issueAuthority("CA " + i, limit(limits.get(i)));
        }
        return ChainValidator.of(profile)
                .validate(Pki.request(lowest.issueLeaf(Pki.HOST).chain(), root.certificate()));
    }

    private static UnaryOperator<CertificateSpec> limit(int length) {
        return spec -> length == NONE ? spec : spec.pathLength(length);
    }

    @Test
    void each_intermediate_too_many_is_named_with_its_place() {
        Authority root = mint.root("Root", limit(0));
        Authority one = root.issueAuthority("CA 1");
        Authority two = one.issueAuthority("CA 2");

        ChainVerdict verdict = validate(two.issueLeaf(Pki.HOST).chain(), root.certificate());

        assertThat(obstacles(verdict)).extracting(Obstacle::rule).containsOnly(Rule.PATH_LENGTH_EXCEEDED);
        assertThat(obstacles(verdict)).extracting(Obstacle::index).containsExactly(1, 2);
    }

    @Test
    void a_self_issued_certificate_uses_up_nothing_but_may_limit() {
        Authority root = mint.root("Root", limit(1));
        Authority old = root.issueAuthority("CA");
        Authority rolled = old.rekey();
        Certificate link = old.crossSign(rolled).certificate();
        Certificate narrow = old.crossSign(rolled, limit(0)).certificate();
        Authority below = rolled.issueAuthority("Below");

        assertThat(validate(chain(rolled.issueLeaf(Pki.HOST).certificate(), link, old), root.certificate())
                        .isTrusted())
                .isTrue();
        Authority tight = mint.root("Tight", limit(0));
        Authority onTop = tight.issueAuthority("CA", s -> s.key(old.keyPair()));
        assertThat(validate(chain(rolled.issueLeaf(Pki.HOST).certificate(), link, onTop), tight.certificate())
                        .isTrusted())
                .isFalse();
        ChainVerdict limited = validate(
                List.of(below.issueLeaf(Pki.HOST).certificate(), below.certificate(), narrow, old.certificate()),
                root.certificate());
        assertThat(obstacles(limited)).extracting(Obstacle::rule).containsExactly(Rule.PATH_LENGTH_EXCEEDED);
        assertThat(obstacles(limited)).extracting(Obstacle::index).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "3, true"})
    void the_callers_limit_counts_what_is_not_self_issued(int most, boolean trusted) {
        Authority root = mint.root("Root");
        Authority old = root.issueAuthority("CA");
        Authority rolled = old.rekey();
        Authority below = rolled.issueAuthority("Below");
        List<Certificate> chain = List.of(
                below.issueLeaf(Pki.HOST).certificate(),
                below.certificate(),
                old.crossSign(rolled).certificate(),
                old.certificate());

        ChainVerdict verdict = ChainValidator.of(Profile.RFC5280)
                .validate(Pki.request(chain, root.certificate()).maxIntermediates(most));

        assertThat(verdict.isTrusted()).isEqualTo(trusted);
        if (!trusted) {
            Obstacle first = obstacles(verdict).get(0);
            assertThat(first.rule()).isEqualTo(Rule.TOO_MANY_INTERMEDIATES);
            assertThat(first.found()).isEqualTo("2 intermediates, self-issued ones not counted");
            assertThat(first.expected()).isEqualTo("at most " + most);
        }
    }

    /** RFC 5280 4.2.1.9: only where cA is TRUE and keyUsage, if there is one, has keyCertSign. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "true,  none,              none",
                "true,  KEY_CERT_SIGN,     none",
                "true,  DIGITAL_SIGNATURE, pathLenConstraint without keyCertSign",
                "false, none,              pathLenConstraint without cA TRUE",
                "false, KEY_CERT_SIGN,     pathLenConstraint without cA TRUE",
                "false, DIGITAL_SIGNATURE, pathLenConstraint without cA TRUE",
            })
    void only_who_may_issue_may_limit(boolean ca, KeyUsage.@Nullable Bit usage, @Nullable String expected) {
        Certificate certificate = mint.root("Root")
                .issueAuthority("CA", s -> {
                    CertificateSpec limiting = s.basicConstraints(new BasicConstraints(ca, 0));
                    return usage == null ? limiting.without(Extension.KEY_USAGE) : limiting.keyUsage(usage);
                })
                .certificate();
        List<String> found = new ArrayList<>();

        UsageRules.check(new Node(certificate), Role.ISSUER, Profile.RFC5280, (rule, what, wanted, fix) -> {
            if (rule == Rule.PATH_LENGTH_WITHOUT_CA) {
                found.add(what);
            }
        });

        assertThat(found).isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    private static ChainVerdict validate(List<Certificate> chain, Certificate anchor) {
        return ChainValidator.of(Profile.RFC5280).validate(Pki.request(chain, anchor));
    }

    private static List<Certificate> chain(Certificate leaf, Certificate link, Authority top) {
        return new ArrayList<>(List.of(leaf, link, top.certificate()));
    }

    private static List<Obstacle> obstacles(ChainVerdict verdict) {
        return verdict.fold(trusted -> List.of(), ChainVerdict.Rejected::obstacles);
    }
}
