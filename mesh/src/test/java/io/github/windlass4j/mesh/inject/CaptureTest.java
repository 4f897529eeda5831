package io.github.windlass4j.mesh.inject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules of one pod capture, setting by setting. */
class CaptureTest {
    private static final String POD = "10.1.1.1";
    private static final String DNS = "10.0.0.10";

    /** A capture by the options of istio-iptables: {@code -b 80 -i *}. */
    private static Capture capture(String options) {
        Map<CaptureSetting, String> settings = new EnumMap<>(CaptureSetting.class);
        String[] words = options.split(" ", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            String option = words[i];
            CaptureSetting setting = Arrays.stream(CaptureSetting.values())
                    .filter(one -> one.option().equals(option))
                    .findFirst()
                    .orElseThrow();
            settings.put(setting, words[i + 1]);
        }
        return Capture.of(settings);
    }

    private static int port(Capture.Decision decision) {
        assertThat(decision.isCaptured()).isEqualTo(decision.proxyPort().isPresent());
        return decision.proxyPort().orElse(0);
    }

    private static void expect(Capture.Decision decision, int proxyPort, String why) {
        assertThat(port(decision)).isEqualTo(proxyPort);
        assertThat(decision.why()).startsWith(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-b *; 80; 15006; all inbound ports",
                "-b * -d 80; 80; 0; inbound port 80 is excluded",
                "-b * -d 80; 81; 15006; all inbound ports but the excluded",
                "-b 80,x,81; 81; 15006; inbound port 81 is included",
                "-b 80,81; 82; 0; inbound port 82 is not among the included 80,81",
                "-i *; 80; 0; no inbound port is included",
                "-b * -m NONE; 80; 0; nothing of this pod",
                "-b *; 15008; 0; port 15008 is the proxies' own",
                "-b 15008; 15008; 0; port 15008 is the proxies' own",
                "-b * -m TPROXY; 15008; 15006; all inbound ports"
            })
    void inbound_ports(String options, int port, int proxyPort, String why) {
        expect(capture(options).inbound(port), proxyPort, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-b *; 10.9.9.9; eth0; 15006; all inbound ports",
                "-b * -c eth1,eth0; 10.9.9.9; eth0; 0; interface eth0 is excluded",
                "-b * -c eth1; 10.9.9.9; eth0; 15006; all inbound ports",
                "-b * -k net1 -i 10.0.0.0/8; 10.9.9.9; net1; 15001; virtual interface net1: in the included ranges 10.0.0.0/8",
                "-b * -k net1 -i 10.0.0.0/8; 11.9.9.9; net1; 0; virtual interface net1: not in the included ranges 10.0.0.0/8",
                "-b * -k net1 -i *; 11.9.9.9; net1; 15001; virtual interface net1: all destinations",
                "-b * -m TPROXY; 127.0.0.1; eth0; 0; 127.0.0.1 is the pod itself",
                "-b * -m TPROXY; 10.9.9.9; eth0; 15006; all inbound ports",
                "-b *; 127.0.0.1; eth0; 15006; all inbound ports"
            })
    void inbound_interfaces(String options, String address, String networkInterface, int proxyPort, String why) {
        expect(capture(options).inbound(80, address, networkInterface), proxyPort, why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-i *; 10.9.9.9; 80; 15001; all destinations",
                "-b *; 10.9.9.9; 80; 0; not in the included ranges: there are none",
                "-i 10.0.0.0/8; 10.9.9.9; 80; 15001; in the included ranges 10.0.0.0/8",
                "-i 10.0.0.0/8; 11.9.9.9; 80; 0; not in the included ranges 10.0.0.0/8",
                "-i * -x 10.9.0.0/16; 10.9.9.9; 80; 0; 10.9.9.9 is in the excluded ranges 10.9.0.0/16",
                "-i * -x 10.9.0.0/16; 10.8.9.9; 80; 15001; all destinations",
                "-i * -o 80,81; 10.9.9.9; 81; 0; outbound port 81 is excluded",
                "-i * -o 80,81; 10.9.9.9; 82; 15001; all destinations",
                "-q 3306; 10.9.9.9; 3306; 15001; outbound port 3306 is included",
                "-q 3306; 10.9.9.9; 3307; 0; not in the included ranges",
                "-q 3306 -x 10.9.9.9/32; 10.9.9.9; 3306; 0; 10.9.9.9 is in the excluded ranges",
                "-i *; 127.0.0.1; 80; 0; 127.0.0.1 is the pod itself",
                "-i *; 127.0.0.2; 80; 15001; all destinations",
                "-i * --host-ipv4-loopback-cidr 127.0.0.0/8; 127.0.0.2; 80; 0; 127.0.0.2 is the pod itself",
                "-i * -m NONE; 10.9.9.9; 80; 0; nothing of this pod",
                "-i *; fd00::1; 80; 0; there are no rules for IPv6",
                "-i * --enable-ipv6 true; fd00::1; 80; 15001; all destinations",
                "-i * --enable-ipv6 true; ::1; 80; 0; ::1 is the pod itself",
                "-i fd00::/8 --enable-ipv6 true; fd00::1; 80; 15001; in the included ranges fd00::/8",
                "-i * -c eth0; 10.9.9.9; 80; 0; interface eth0 is excluded"
            })
    void outbound_addresses_and_ports(String options, String address, int port, int proxyPort, String why) {
        expect(capture(options).outbound(address, port), proxyPort, why);
    }

    /** The process is told by user and group; {@code -} for none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-i *; 1337; -; eth0; 10.9.9.9; 80; 0; the proxy's own connection (user 1337)",
                "-i *; -; 1337; eth0; 10.9.9.9; 80; 0; the proxy's own connection (group 1337)",
                "-i * -u a,b -g c; b; -; eth0; 10.9.9.9; 80; 0; the proxy's own connection (user b)",
                "-i * -u a,b -g c; 1337; -; eth0; 10.9.9.9; 80; 15001; all destinations",
                "-i *; 1337; -; lo; 10.1.1.1; 80; 15006; the proxy (user 1337) calls its own pod",
                "-i * -u none; -; 1337; lo; 10.1.1.1; 80; 0; within the pod, not by the proxy (user none)",
                "-i *; 1337; -; lo; 127.0.0.1; 80; 0; the proxy's own connection (user 1337)",
                "-i *; 1337; -; lo; 10.1.1.1; 15008; 0; the proxy's own connection (user 1337)",
                "-i *; 1337; -; lo; 10.1.1.1; 53; 15006; the proxy (user 1337) calls its own pod",
                "-i * --dns-servers 10.0.0.10; 1337; -; lo; 10.1.1.1; 53; 0; the proxy's own connection (user 1337)",
                "-i *; -; -; lo; 10.1.1.1; 80; 0; within the pod, not by the proxy (user 1337)",
                "-i * --dns-servers 10.0.0.10; -; -; lo; 10.1.1.1; 80; 0; within the pod, not by the proxy (user 1337)",
                "-i * --dns-servers 10.0.0.10; -; -; lo; 10.0.0.10; 53; 15053; DNS queries to 10.0.0.10 are captured",
                "-i * --dns-servers 10.0.0.10; -; 1337; lo; 10.1.1.1; 53; 15006; the proxy (group 1337) calls its own pod",
                "-i * --dns-servers 10.0.0.10; -; -; eth0; 10.0.0.10; 53; 15053; DNS queries to 10.0.0.10 are captured",
                "-i * --dns-servers 10.0.0.10; -; -; eth0; 10.0.0.10; 54; 15001; all destinations",
                "-i * --dns-servers 10.0.0.10; -; -; eth0; 10.0.0.11; 53; 15001; all destinations",
                "-i * --owner-groups-include java,go; -; go; eth0; 10.9.9.9; 80; 15001; all destinations",
                "-i * --owner-groups-include java,go; -; c; eth0; 10.9.9.9; 80; 0; the process is in none of the included groups java,go",
                "-i * --owner-groups-exclude java,go; -; go; eth0; 10.9.9.9; 80; 0; group go is excluded",
                "-i * --owner-groups-exclude java,go; -; c; eth0; 10.9.9.9; 80; 15001; all destinations"
            })
    void processes(
            String options,
            String user,
            String group,
            String networkInterface,
            String address,
            int port,
            int proxyPort,
            String why) {
        Packet packet = Packet.tcp(address, port)
                .from(user.equals("-") ? "" : user, group.equals("-") ? "" : group)
                .by(networkInterface);
        expect(capture(options).outbound(packet), proxyPort, why);
    }

    @Test
    void of_udp_only_dns_is_captured() {
        Capture plain = capture("-i * -o 53");
        Capture dns = capture("-i * -o 53 --dns-servers " + DNS);
        assertThat(plain.outbound(Packet.udp(DNS, 53)).why()).isEqualTo("UDP is not captured");
        assertThat(port(dns.outbound(Packet.udp(DNS, 53))))
                .as("excluded ports are those of TCP")
                .isEqualTo(Capture.DNS);
        assertThat(port(dns.outbound(Packet.udp(DNS, 54)))).isZero();
        assertThat(port(dns.outbound(Packet.udp(DNS, 53).by("lo")))).isEqualTo(Capture.DNS);
        assertThat(dns.outbound(Packet.udp(POD, 5000).by("lo")).why()).isEqualTo("UDP is not captured");
        assertThat(dns.outbound(Packet.udp(POD, 80).by("lo").from("1337", "")).why())
                .isEqualTo("the proxy's own connection (user 1337)");
    }

    @Test
    void a_packet_tells_where_it_goes() {
        assertThat(Packet.tcp(POD, 80)).hasToString("10.1.1.1:80");
        assertThat(Packet.udp(POD, 53)).hasToString("10.1.1.1:53/udp");
    }

    @Test
    void malformed_addresses_and_ranges_are_named() {
        assertThatThrownBy(() -> capture("-i 10.0.0.0/33"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0.0.0/33 (want an address or a range");
        Capture capture = capture("-i *");
        assertThatThrownBy(() -> capture.outbound("10.0.0.0/8", 80))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("10.0.0.0/8 (want an IP address)");
    }

    @Test
    void captures_with_equal_settings_are_equal() {
        Capture capture = capture("-i * -b 80");
        assertThat(capture)
                .isEqualTo(capture("-b 80 -i *"))
                .hasSameHashCodeAs(capture("-b 80 -i *"))
                .isNotEqualTo(capture("-b 81 -i *"))
                .isNotEqualTo(Capture.none())
                .isNotEqualTo("capture");
        assertThat(capture).asString().contains("INBOUND_PORTS_INCLUDE=80");
        assertThat(capture.value(CaptureSetting.INBOUND_PORTS_INCLUDE)).isEqualTo("80");
        assertThat(capture.value(CaptureSetting.PROXY_USERS)).isEqualTo("1337");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "-i 10.0.0.0/8; within the pod, not by the proxy (user 1337)",
                "-i *; within the pod, not by the proxy (user 1337)",
                "-i 127.1.2.3/32; not in the included ranges",
                "-i ::1/128; not in the included ranges"
            })
    void what_stays_within_the_pod_is_left_alone_unless_a_loopback_range_is_included(String options, String why) {
        Packet inside = new Packet("192.168.0.1", 80, "1000", "1000", "lo", false);
        expect(capture(options).outbound(inside), 0, why);
    }

    @Test
    void an_included_loopback_address_is_captured() {
        Packet inside = new Packet("127.1.2.3", 80, "1000", "1000", "lo", false);
        expect(capture("-i 127.1.2.3/32").outbound(inside), 15001, "in the included ranges");
        expect(capture("-i 10.0.0.0/8").outbound(inside), 0, "within the pod");
    }
}
