package io.github.windlass4j.manifest.internal.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Semantic versions as the API server's library reads and orders them. */
class SemverFunctionsTest {
    private static Object run(String expression) throws CelSyntaxException {
        return CelProgram.compile(expression).run(CelNull.NULL, null, 1_000_000).value();
    }

    @Test
    void versions_are_in_the_order_of_semver_org() throws CelSyntaxException {
        List<String> order = Arrays.asList(
                "0.9.9",
                "1.0.0-0",
                "1.0.0-2",
                "1.0.0-10",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.0.1",
                "1.0.10",
                "1.2.0",
                "1.10.0",
                "2.0.0",
                "18446744073709551615.0.0");
        for (int i = 0; i < order.size(); i++) {
            for (int j = 0; j < order.size(); j++) {
                String both = "semver('" + order.get(i) + "').%s(semver('" + order.get(j) + "'))";
                assertThat(run(both.formatted("compareTo"))).as(both).isEqualTo((long) Integer.compare(i, j));
                assertThat(run(both.formatted("isLessThan"))).as(both).isEqualTo(i < j);
                assertThat(run(both.formatted("isGreaterThan"))).as(both).isEqualTo(i > j);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "semver('1.2.3-rc.1+b.2').major() == 1 && semver('1.2.3-rc.1').minor() == 2 && semver('1.2.3+b').patch() == 3",
                "semver('1.0.0+a') == semver('1.0.0+b') && semver('1.0.0-a') != semver('1.0.0') && [semver('1.0.0'), semver('1.0.0+a')].distinct().size() == 1",
                "semver('18446744073709551615.0.0').major() == -1",
                "isSemver('1.0.0--') && isSemver('1.0.0-0a') && isSemver('1.0.0-a-b.0+00.-') && isSemver('0.0.0') && isSemver('1.0.0-18446744073709551615')",
                "!isSemver('1.0') && !isSemver('v1.0.0') && !isSemver('01.0.0') && !isSemver('1.0.0-') && !isSemver('1.0.0+') && !isSemver('1.0.0-a..b') && !isSemver('1.0.0 ')",
                "semver('v01.002.0003', true) == semver('1.2.3') && semver('1', true) == semver('1.0.0') && semver('1.2', true) == semver('1.2.0') && semver('000', true) == semver('0.0.0')",
                "semver('1.2.0-rc.01x', true) == semver('1.2.0-rc.01x') && semver('1.2.00-a', true) == semver('1.2.0-a') && semver('v0', true).major() == 0",
                "isSemver('v1', true) && !isSemver('vv1', true) && !isSemver(' 1', true) && !isSemver('1-a', true) && !isSemver('1.0+a', true) && !isSemver('v1.0.0', false) && !isSemver('', true)",
            })
    void versions_hold_what_they_say(String expression) throws CelSyntaxException {
        assertThat(run(expression)).as(expression).isEqualTo(true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '~',
            value = {
                "'' -> Version string empty",
                "'1.0' -> No Major.Minor.Patch elements found",
                "'01.0.0' -> Major number must not contain leading zeroes \"01\"",
                "'1.02.0' -> Minor number must not contain leading zeroes \"02\"",
                "'1.0.03' -> Patch number must not contain leading zeroes \"03\"",
                "'a.0.0' -> Invalid character(s) found in major number \"a\"",
                "'1.-1.0' -> Invalid character(s) found in minor number \"-1\"",
                "'1.0.x-a' -> Invalid character(s) found in patch number \"x\"",
                "'.0.0' -> strconv.ParseUint: parsing \"\": invalid syntax",
                "'1.0.-a' -> strconv.ParseUint: parsing \"\": invalid syntax",
                "'1.18446744073709551616.0' -> strconv.ParseUint: parsing \"18446744073709551616\": value out of range",
                "'1.0.0-' -> Prerelease is empty",
                "'1.0.0-a.' -> Prerelease is empty",
                "'1.0.0-a.01' -> Numeric PreRelease version must not contain leading zeroes \"01\"",
                "'1.0.0-18446744073709551616' -> strconv.ParseUint: parsing \"18446744073709551616\": value out of range",
                "'1.0.0-a_b' -> Invalid character(s) found in prerelease \"a_b\"",
                "'1.0.0+' -> Build meta data is empty",
                "'1.0.0+a..b' -> Build meta data is empty",
                "'1.0.0-a+b_c' -> Invalid character(s) found in build meta data \"b_c\"",
                "'1.0-a', true -> short version cannot contain PreRelease/Build meta data",
                "'1+a', true -> short version cannot contain PreRelease/Build meta data",
                "'1.0.0', 1 -> no such overload",
                "1 -> no such overload",
            })
    void what_is_no_version_is_told_why(String arguments, String message) throws CelSyntaxException {
        assertThat(run("semver(" + arguments + ")")).as(arguments).isEqualTo(new CelError(message));
    }

    @Test
    void only_versions_have_numbers_and_only_texts_may_be_versions() throws CelSyntaxException {
        CelError none = new CelError("no such overload");
        for (String expression : List.of(
                "dyn(1).major()",
                "dyn('1.0.0').minor()",
                "dyn(1).patch()",
                "isSemver(dyn(1))",
                "isSemver('1.0.0', dyn(1))",
                "semver('1.0.0').compareTo(dyn('1.0.0'))")) {
            assertThat(run(expression)).as(expression).isEqualTo(none);
        }
    }
}
