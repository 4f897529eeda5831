package io.github.windlass4j.manifest.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IpRangeTest {
    @Test
    void a_range_contains_its_addresses_and_narrower_ranges() {
        IpRange ten = IpRange.parse("10.1.2.3/8").orElseThrow();

        assertThat(ten).hasToString("10.0.0.0/8");
        assertThat(ten.contains(IpRange.parse("10.255.0.1").orElseThrow())).isTrue();
        assertThat(ten.contains(IpRange.parse("11.0.0.1").orElseThrow())).isFalse();
        assertThat(ten.contains(IpRange.parse("0.0.0.0/0").orElseThrow())).isFalse();
        assertThat(ten.overlaps(IpRange.parse("0.0.0.0/0").orElseThrow())).isTrue();
    }

    @Test
    void the_two_families_do_not_mix() {
        IpRange all = IpRange.parse("::/0").orElseThrow();

        assertThat(all.contains(IpRange.parse("2001:db8::1").orElseThrow())).isTrue();
        assertThat(all.contains(IpRange.parse("10.0.0.1").orElseThrow())).isFalse();
    }

    @Test
    void refuses_what_is_no_range() {
        for (String text :
                new String[] {"", "/", "10.0.0.1/", "10.0.0.1/33", "10.0.0/8", "10.0.0.1/08", "::/129", "a"}) {
            assertThat(IpRange.parse(text)).as(text).isEmpty();
        }
        assertThat(IpRange.isCidr("10.0.0.1")).isFalse();
        assertThat(IpRange.isCidr("10.0.0.1/32")).isTrue();
        assertThat(IpRange.isAddress("10.0.0.1/32")).isFalse();
    }
}
