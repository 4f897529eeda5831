package io.github.windlass4j.gateway.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.gateway.validate.Channel;
import io.github.windlass4j.gateway.validate.GatewayRelease;
import io.github.windlass4j.manifest.build.RefusedObjectException;
import io.github.windlass4j.manifest.object.Manifests;
import io.github.windlass4j.manifest.object.Resource;
import io.github.windlass4j.manifest.schema.SchemaVerdict;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is put into a builder: it gives an object that the API server stores whole, or says what the server would say. */
class BuilderPropertiesTest {
    private static final GatewayRelease STANDARD = GatewayRelease.shipped(Channel.STANDARD);

    @Provide
    Arbitrary<String> words() {
        Arbitrary<String> fitting = Arbitraries.of("a", "shop", "edge-1", "a.example.com", "HTTP", "GET", "/a");
        Arbitrary<String> others = Arbitraries.of(
                "",
                "/",
                "a//b",
                "/a/../b",
                "A",
                "*.example.com",
                "*",
                "192.0.2.1",
                "a b",
                "-a",
                "é",
                "x:y",
                "TLS",
                "UDP",
                "POST",
                "x".repeat(64),
                "y".repeat(300),
                "z".repeat(2000));
        return Arbitraries.frequencyOf(Tuple.of(4, fitting), Tuple.of(1, others));
    }

    @Provide
    Arbitrary<Integer> numbers() {
        return Arbitraries.of(80, 443, 8080, 1, 65535, 301, 0, -1, 65536, 1_000_001);
    }

    private static List<ObjectBuilder<?, ?>> builders(String a, String b, String c, int one, int two) {
        return List.of(
                GatewayClassBuilder.of(a).controller("example.com/" + b).description(c),
                GatewayBuilder.of(a, b)
                        .gatewayClass(c)
                        .listener(a, listener -> listener.on(b.equals("UDP") ? "UDP" : "HTTP", one))
                        .listener(c, listener -> listener.https(two, b).hostname(a)),
                ListenerSetBuilder.of(a, b).gateway(c, a).listener(b, listener -> listener.http(one)),
                HttpRouteBuilder.of(a, b)
                        .parent(c, a)
                        .hostname(b)
                        .rule(rule -> rule.match(
                                        match -> match.prefix(c).method(a).header(b, c))
                                .requestHeaders(headers -> headers.set(a, b).remove(c))
                                .backend(a, one, backend -> backend.weight(two))),
                HttpRouteBuilder.of(a, b)
                        .parent(c, a)
                        .rule(rule -> rule.redirect(target -> target.scheme(a)
                                .hostname(b)
                                .port(one)
                                .status(two)
                                .path(c))),
                GrpcRouteBuilder.of(a, b)
                        .parent(c, a)
                        .rule(rule -> rule.method(b, c).backend(a, one)),
                TlsRouteBuilder.of(a, b).parent(c, a).hostname(b).rule(rule -> rule.backend(c, one)),
                TcpRouteBuilder.of(a, b).parent(c, a).rule(rule -> rule.backend(b, one)),
                UdpRouteBuilder.of(a, b).parent(c, a).rule(rule -> rule.backend(b, two)),
                ReferenceGrantBuilder.of(a, b).from(c, a, b).to(c, a, b),
                BackendTlsPolicyBuilder.of(a, b).service(c, a).trusting(b, c));
    }

    @Property(tries = 400)
    void a_builder_gives_what_is_stored_or_says_why_not(
            @ForAll("words") String a,
            @ForAll("words") String b,
            @ForAll("words") String c,
            @ForAll("numbers") int one,
            @ForAll("numbers") int two) {
        for (ObjectBuilder<?, ?> builder : builders(a, b, c, one, two)) {
            Resource written = builder.unchecked();
            SchemaVerdict verdict = STANDARD.schemas().create(written);
            boolean whole = verdict.isAccepted() && verdict.dropped().isEmpty();
            if (whole) {
                builder.build();
                assertThat(Manifests.read(written.toYaml(), "built.yaml").resources())
                        .containsExactly(written);
            } else {
                assertThatThrownBy(builder::build).isInstanceOfSatisfying(RefusedObjectException.class, refused -> {
                    assertThat(refused.errors()).isEqualTo(verdict.errors());
                    assertThat(refused.dropped()).isEqualTo(verdict.dropped());
                });
            }
        }
    }
}
