package io.github.windlass4j.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as values: what a URL says, what a change leaves alone, how one is told. */
class RequestTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
                    http://shop.example/cart?id=1  | shop.example      | shop.example | 80    | /cart | id=1 | /cart?id=1
                    http://shop.example            | shop.example      | shop.example | 80    | /     | ''   | /
                    http://shop.example?id=1       | shop.example      | shop.example | 80    | /     | id=1 | /?id=1
                    https://SHOP.example./         | SHOP.example.     | shop.example | 443   | /     | ''   | /
                    http://shop.example:8080/a?b?c | shop.example:8080 | shop.example | 8080  | /a    | b?c  | /a?b?c
                    http://shop.example:65535/     | shop.example:65535| shop.example | 65535 | /     | ''   | /
                    http://shop.example:0/         | shop.example:0    | shop.example | 0     | /     | ''   | /
                    http://[2001:db8::1]/          | [2001:db8::1]     | [2001:db8::1]| 80    | /     | ''   | /
                    http://[2001:db8::1]:81/       | [2001:db8::1]:81  | [2001:db8::1]| 81    | /     | ''   | /
                    http:///x                      | ''                | ''           | 80    | /x    | ''   | /x
                    """)
    void a_url_says_who_is_asked_for_what(
            String url, String authority, String host, int port, String path, String query, String target) {
        Request request = Request.get(url);
        assertThat(request.authority()).isEqualTo(authority);
        assertThat(request.host()).isEqualTo(host);
        assertThat(request.port()).isEqualTo(port);
        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
        assertThat(request.target()).isEqualTo(target);
        assertThat(request.method()).isEqualTo("GET");
    }

    @ParameterizedTest
    @CsvSource({"http://h:65536/, 65536", "http://h:123456/, 123456", "http://h:/, ''", "http://h:-1/, -1"})
    void a_port_that_is_none_is_refused(String url, String port) {
        assertThatThrownBy(() -> Request.get(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("port: \"" + port + "\" (want 0 to 65535)");
    }

    @Test
    void only_tls_names_a_server() {
        assertThat(Request.get("https://Shop.example:8443/").sni()).contains("shop.example");
        assertThat(Request.get("http://shop.example/").sni()).isEmpty();
        assertThat(Request.get("https:///").sni()).isEmpty();
        assertThat(Request.get("https://a.test/").withSni("B.test").sni()).contains("b.test");
        assertThat(Request.get("https://a.test/").withSni("").sni()).isEmpty();
        assertThat(Request.tls("A.test", 443).sni()).contains("a.test");
        assertThat(Request.get("https://a.test/").transport()).isEqualTo(Request.Transport.HTTPS);
        assertThat(Request.tls("a.test", 443).transport()).isEqualTo(Request.Transport.TLS);
        assertThat(Request.tcp(1).transport()).isEqualTo(Request.Transport.TCP);
        assertThat(Request.udp(1).transport()).isEqualTo(Request.Transport.UDP);
        assertThat(Request.udp(53).port()).isEqualTo(53);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", nullValues = "-", textBlock = """
                    a=1&a=2       | a    | 1
                    b=0&a=1       | a    | 1
                    a             | a    | ''
                    a&b=1         | a    | ''
                    a&b=1         | b    | 1
                    a=&b=1        | a    | ''
                    a=b=c         | a    | b=c
                    A=1           | a    | -
                    ''            | a    | -
                    x=a           | a    | -
                    &a=1          | a    | 1
                    a=%C3%A9      | a    | é
                    a=%c3%a9      | a    | é
                    %61=1         | a    | 1
                    a+b=1+2       | a b  | 1 2
                    a=1%2B2       | a    | 1+2
                    a=100%        | a    | 100%
                    a=%4          | a    | %4
                    a=%41         | a    | A
                    a=%zz         | a    | %zz
                    a=%4z         | a    | %4z
                    a=%z4         | a    | %z4
                    """)
    void the_first_parameter_of_a_name_counts_decoded(String query, String name, String value) {
        assertThat(Request.get("http://h/?" + query).queryParameter(name).orElse(null))
                .isEqualTo(value);
    }

    @Test
    void header_names_ignore_case_and_values_add_up() {
        Request request = Request.get("http://h/")
                .withHeader("X-One", "1")
                .withHeader("other", "o")
                .withHeader("x-one", "2");
        assertThat(request.headers().value("x-ONE")).contains("1,2");
        assertThat(request.headers().has("X-ONE")).isTrue();
        assertThat(request.headers().has("x-two")).isFalse();
        assertThat(request.headers().value("x-two")).isEmpty();
        assertThat(request.headers()).hasToString("[X-One: 1,2, other: o]");
        assertThat(request.headers().with("x-ONE", "3")).hasToString("[x-ONE: 3, other: o]");
        assertThat(request.headers().without("X-ONE")).hasToString("[other: o]");
        assertThat(request.headers().without("x-two")).isEqualTo(request.headers());
        assertThat(Request.get("http://h/").headers()).isEqualTo(Headers.NONE);
    }

    @Test
    void edits_set_add_and_remove_in_their_order() {
        HeaderEdits edits = new HeaderEdits(List.of(
                new HeaderEdits.Edit(HeaderEdits.Operation.SET, "a", "1"),
                new HeaderEdits.Edit(HeaderEdits.Operation.ADD, "A", "2"),
                new HeaderEdits.Edit(HeaderEdits.Operation.REMOVE, "b", "")));
        assertThat(edits).hasToString("[SET a=1, ADD A=2, REMOVE b]");
        assertThat(edits.applyTo(Headers.NONE.with("A", "0").with("B", "0"))).hasToString("[a: 1,2]");
        assertThat(HeaderEdits.NONE.applyTo(Headers.NONE.with("A", "0"))).hasToString("[A: 0]");
    }

    @Test
    void requests_are_equal_when_nothing_tells_them_apart() {
        Request one = Request.get("https://h:8443/a?b").withHeader("x", "1").atGateway("ns", "gw");
        Request same = Request.get("https://h:8443/a?b").withHeader("x", "1").atGateway("ns", "gw");
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        for (Request other : List.of(
                same.withHeader("x", "2"),
                same.withPort(1),
                same.withSni("other"),
                same.atGateway("ns", "other"),
                same.fromPod("ns"),
                Request.http("PUT", "https://h:8443/a?b").withHeader("x", "1").atGateway("ns", "gw"),
                Request.get("https://h:8443/a?c").withHeader("x", "1").atGateway("ns", "gw"),
                Request.get("https://h:8443/b?b").withHeader("x", "1").atGateway("ns", "gw"))) {
            assertThat(one).isNotEqualTo(other);
        }
        assertThat(one).isNotEqualTo("GET https://h:8443/a?b");
    }

    @Test
    void a_request_is_told_as_one_would_type_it() {
        assertThat(Request.http("POST", "http://h:8080/a?b=c").withHeader("X", "1"))
                .hasToString("POST http://h:8080/a?b=c [X: 1] at the only Gateway port 8080");
        assertThat(Request.get("https://h/").atGateway("ns", "gw"))
                .hasToString("GET https://h/ at Gateway ns/gw port 443");
        assertThat(Request.get("https://h/").withSni("other").fromPod("ns"))
                .hasToString("GET https://h/ SNI other at a pod in ns port 443");
        assertThat(Request.tls("h", 443)).hasToString("TLS to h at the only Gateway port 443");
        assertThat(Request.tcp(9000)).hasToString("TCP at the only Gateway port 9000");
    }

    @Test
    void grpc_is_told_by_its_content_type() {
        Request call = Request.grpc("h:81", "s.T", "Get");
        assertThat(call.isGrpc()).isTrue();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.path()).isEqualTo("/s.T/Get");
        assertThat(call.port()).isEqualTo(81);
        assertThat(Request.get("http://h/").isGrpc()).isFalse();
        assertThat(Request.get("http://h/")
                        .withHeader("Content-Type", "application/grpc+proto")
                        .isGrpc())
                .isTrue();
        assertThat(Request.get("http://h/")
                        .withHeader("Content-Type", "text/html")
                        .isGrpc())
                .isFalse();
    }

    @Test
    void shares_are_exact_fractions() {
        assertThat(new Weight(2, 6)).isEqualTo(new Weight(1, 3)).hasToString("1/3");
        assertThat(new Weight(0, 7)).hasToString("0/1");
        assertThat(new Weight(1, 3).plus(new Weight(1, 6))).hasToString("1/2");
        assertThat(new Weight(1, 4).toDouble()).isEqualTo(0.25);
        assertThat(Weight.ALL).isEqualTo(new Weight(5, 5));
        assertThatThrownBy(() -> new Weight(-1, 2)).hasMessage("share -1/2 (want 0 or more of 1 or more)");
        assertThatThrownBy(() -> new Weight(0, 0)).hasMessage("share 0/0 (want 0 or more of 1 or more)");
    }
}
