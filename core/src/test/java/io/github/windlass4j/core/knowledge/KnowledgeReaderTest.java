package io.github.windlass4j.core.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KnowledgeReaderTest {
    enum Level {
        LOW,
        HIGH
    }

    record Facts(List<Source> sources, List<Claim<Integer>> limits) {}

    record Scalar(String text, int count, long big, boolean on, BigDecimal exact, BigInteger huge, Level level) {}

    record Moments(LocalDate day, Instant instant, Period period, Duration duration, URI uri) {}

    record Collected(Set<Level> set, Map<String, Level> byName, Map<Level, List<Integer>> byLevel) {}

    record Sparse(
            @Omittable List<String> list,
            @Omittable Set<String> set,
            @Omittable Map<String, String> map,
            @Omittable boolean on,
            @Omittable Integer boxed) {}

    record OmittedNumber(@Omittable int count) {}

    record Node(@Omittable List<Node> children) {}

    record Several(List<Source> sources, @SourceRef List<String> because) {}

    private static final String SOURCE =
            "{\"id\":\"page\",\"title\":\"Limits\",\"publisher\":\"Vendor\",\"kind\":\"OVERVIEW\",\"date\":\"2026-01-02\"}";

    private static <T extends Record> T read(String json, Class<T> type) {
        return KnowledgeReader.read(json.getBytes(StandardCharsets.UTF_8), "facts.json", type);
    }

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessage(message);
    }

    @Test
    void reads_sources_and_generic_claims() {
        Facts facts = read(
                "{\"sources\":[" + SOURCE
                        + "],\n \"limits\":[{\"value\":5,\"source\":\"page\",\"from\":\"2026-01-01\"}]}",
                Facts.class);

        assertThat(facts.limits()).containsExactly(new Claim<>(5, "page", LocalDate.of(2026, 1, 1), null, null));
        assertThat(facts.sources().get(0).link()).isEmpty();
        assertThat(facts.sources().get(0).kind()).isEqualTo(SourceKind.OVERVIEW);
    }

    @Test
    void reads_every_scalar() {
        Scalar scalar = read(
                "{\"text\":\"\u00e4\",\"count\":-3,\"big\":9007199254740993,\"on\":true,\"exact\":0.10,"
                        + "\"huge\":123456789012345678901234567890,\"level\":\"HIGH\"}",
                Scalar.class);

        assertThat(scalar)
                .isEqualTo(new Scalar(
                        "\u00e4",
                        -3,
                        9007199254740993L,
                        true,
                        new BigDecimal("0.10"),
                        new BigInteger("123456789012345678901234567890"),
                        Level.HIGH));
    }

    @Test
    void reads_moments() {
        Moments moments = read(
                "{\"day\":\"2026-11-22\",\"instant\":\"2026-11-22T00:00:00Z\",\"period\":\"P6M\",\"duration\":\"PT5M\","
                        + "\"uri\":\"https://example.org/a\"}",
                Moments.class);

        assertThat(moments)
                .isEqualTo(new Moments(
                        LocalDate.of(2026, 11, 22),
                        Instant.parse("2026-11-22T00:00:00Z"),
                        Period.ofMonths(6),
                        Duration.ofMinutes(5),
                        URI.create("https://example.org/a")));
    }

    @Test
    void reads_collections_in_document_order() {
        Collected collected = read(
                "{\"set\":[\"HIGH\",\"LOW\"],\"byName\":{\"z\":\"LOW\",\"a\":\"HIGH\"},\"byLevel\":{\"HIGH\":[2,1]}}",
                Collected.class);

        assertThat(collected.set()).containsExactly(Level.HIGH, Level.LOW);
        assertThat(collected.byName().keySet()).containsExactly("z", "a");
        assertThat(collected.byLevel()).containsExactly(Map.entry(Level.HIGH, List.of(2, 1)));
        assertThatThrownBy(() -> collected.set().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> collected.byName().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void omitted_properties_are_empty_false_or_null() {
        assertThat(read("{}", Sparse.class)).isEqualTo(new Sparse(List.of(), Set.of(), Map.of(), false, null));
    }

    @Test
    void ignores_a_byte_order_mark() {
        assertThat(read("\uFEFF{}", Sparse.class).list()).isEmpty();
    }

    @Test
    void reads_a_stream() {
        InputStream in = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(KnowledgeReader.read(in, "facts.json", Sparse.class).on()).isFalse();
    }

    @Test
    void stream_failure_names_the_document() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk gone");
            }
        };
        assertThatThrownBy(() -> KnowledgeReader.read(broken, "facts.json", Sparse.class))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("facts.json: disk gone");
    }

    @Test
    void refuses_unknown_property() {
        assertRefused(
                () -> read("{\n  \"list\": [],\n  \"lust\": []\n}", Sparse.class),
                "facts.json:3:3: lust: unknown property (known: list, set, map, on, boxed)");
    }

    @Test
    void refuses_missing_property() {
        assertRefused(
                () -> read("{\"sources\":[],\n\"limits\":[\n  {\"value\": 5}\n]}", Facts.class),
                "facts.json:3:3: limits[0]: missing property \"source\"");
    }

    @Test
    void refuses_property_given_twice() {
        assertRefused(
                () -> read("{\"on\":true,\n\"on\":true}", Sparse.class), "facts.json:2:1: on: property given twice");
        assertRefused(
                () -> read("{\"map\":{\"a\":\"1\",\"a\":\"2\"}}", Sparse.class),
                "facts.json:1:17: map.a: property given twice");
    }

    @Test
    void refuses_wrong_type() {
        assertRefused(() -> read("{\"list\":[7]}", Sparse.class), "facts.json:1:10: list[0]: number 7 (want text)");
        assertRefused(() -> read("{\"list\":{}}", Sparse.class), "facts.json:1:9: list: an object (want an array)");
        assertRefused(() -> read("{\"map\":[]}", Sparse.class), "facts.json:1:8: map: an array (want an object)");
        assertRefused(() -> read("{\"on\":\"x\"}", Sparse.class), "facts.json:1:7: on: text (want true or false)");
        assertRefused(() -> read("{\"boxed\":true}", Sparse.class), "facts.json:1:10: boxed: true (want a number)");
        assertRefused(() -> read("[]", Sparse.class), "facts.json:1:1: an array (want an object)");
    }

    @Test
    void refuses_text_that_is_no_value_of_the_type() {
        assertRefused(
                () -> read("{\"boxed\":1.5}", Sparse.class),
                "facts.json:1:10: boxed: \"1.5\" (want a whole number within Integer)");
        assertRefused(
                () -> read("{\"boxed\":1e99999999}", Sparse.class),
                "facts.json:1:10: boxed: \"1e99999999\" (want a whole number within Integer)");
        assertRefused(
                () -> read("{\"set\":[],\"byName\":{\"a\":\"high\"},\"byLevel\":{}}", Collected.class),
                "facts.json:1:25: byName.a: \"high\" (want one of LOW, HIGH)");
        assertRefused(
                () -> read("{\"set\":[],\"byName\":{},\"byLevel\":{\"high\":[]}}", Collected.class),
                "facts.json:1:34: byLevel.high: \"high\" (want one of LOW, HIGH)");
        assertRefused(
                () -> read("{\"day\":\"2026-02-30\"}", Moments.class),
                "facts.json:1:8: day: \"2026-02-30\" (want LocalDate in ISO 8601 form)");
        assertRefused(() -> read("{\"uri\":\"a b\"}", Moments.class), "facts.json:1:8: uri: \"a b\" (want a URI)");
    }

    @Test
    void refuses_null() {
        assertRefused(
                () -> read("{\"boxed\":null}", Sparse.class),
                "facts.json:1:10: boxed: null (leave the property out instead)");
    }

    @Test
    void refuses_repeated_set_element() {
        assertRefused(() -> read("{\"set\":[\"a\",\"a\"]}", Sparse.class), "facts.json:1:13: set[1]: repeated: a");
    }

    @Test
    void refuses_dangling_source() {
        assertRefused(
                () -> read(
                        "{\"sources\":[" + SOURCE + "],\"limits\":[\n{\"value\":1,\"source\":\"pages\"}]}",
                        Facts.class),
                "facts.json:2:21: limits[0].source: source \"pages\" is not among the sources");
    }

    @Test
    void refuses_empty_list_of_sources() {
        assertRefused(
                () -> read("{\"sources\":[],\"because\":[]}", Several.class),
                "facts.json:1:25: because: no source (want at least one)");
    }

    @Test
    void refuses_source_to_which_nothing_refers() {
        assertRefused(
                () -> read("{\"sources\":[" + SOURCE + "],\"limits\":[]}", Facts.class),
                "facts.json:1:19: sources[0].id: nothing refers to source \"page\"");
    }

    @Test
    void refuses_source_given_twice() {
        assertRefused(
                () -> read("{\"sources\":[" + SOURCE + ",\n" + SOURCE + "],\"limits\":[]}", Facts.class),
                "facts.json:2:7: sources[1].id: source \"page\" given twice");
    }

    @Test
    void reports_what_a_constructor_refuses_with_its_place() {
        assertRefused(
                () -> read(
                        "{\"sources\":[],\"limits\":[{\"value\":1,\"source\":\"a\",\"from\":\"2026-02-01\","
                                + "\"until\":\"2026-01-01\"}]}",
                        Facts.class),
                "facts.json:1:25: limits[0]: until: 2026-01-01 (want >= from: 2026-02-01)");
    }

    @Test
    void refuses_what_is_not_json() {
        assertThatThrownBy(() -> read("{\n\"list\": [}", Sparse.class))
                .isInstanceOfSatisfying(MalformedKnowledgeException.class, e -> {
                    assertThat(e.line()).isEqualTo(2);
                    assertThat(e.column()).isEqualTo(10);
                    assertThat(e.document()).isEqualTo("facts.json");
                    assertThat(e.reason()).startsWith("not JSON: ");
                    assertThat(e.path()).isEmpty();
                });
        assertThatThrownBy(() -> read("{\"list\": [", Sparse.class)).isInstanceOf(MalformedKnowledgeException.class);
        assertThatThrownBy(() -> read("{/*c*/}", Sparse.class)).isInstanceOf(MalformedKnowledgeException.class);
    }

    @Test
    void refuses_empty_document_and_trailing_content() {
        assertRefused(() -> read("", Sparse.class), "facts.json:1:1: empty document");
        assertRefused(() -> read("{}{}", Sparse.class), "facts.json:1:3: content after the end of the document");
    }

    @Test
    void refuses_bytes_that_are_not_utf8() {
        assertRefused(
                () -> KnowledgeReader.read(new byte[] {'{', (byte) 0xC3, '}'}, "facts.json", Sparse.class),
                "facts.json:0:0: not UTF-8 at byte 1");
    }

    @Test
    void refuses_documents_beyond_the_size_limit() {
        assertRefused(
                () -> KnowledgeReader.read(new byte[KnowledgeReader.MAX_BYTES + 1], "facts.json", Sparse.class),
                "facts.json:0:0: larger than 16777216 bytes");
    }

    @Test
    void refuses_nesting_beyond_the_depth_limit() {
        String open = "{\"children\":[";
        String deep = open.repeat(40) + "]}".repeat(40);
        assertThatThrownBy(() -> read(deep, Node.class))
                .isInstanceOf(MalformedKnowledgeException.class)
                .hasMessageEndingWith("nested deeper than 64");
        assertThat(read(open.repeat(30) + "]}".repeat(30), Node.class).children())
                .hasSize(1);
    }

    @Test
    void refuses_a_record_whose_number_could_be_omitted() {
        assertThatThrownBy(() -> read("{}", OmittedNumber.class)).isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 300)
    void any_truncation_of_a_document_is_refused(@ForAll @IntRange(max = 400) int length) {
        String whole = "{\"sources\":[" + SOURCE + "],\"limits\":[{\"value\":1,\"source\":\"page\"}]}";
        String cut = whole.substring(0, Math.min(length, whole.length() - 1));
        assertThatThrownBy(() -> read(cut, Facts.class)).isInstanceOf(MalformedKnowledgeException.class);
    }

    @Test
    void a_shipped_resource_is_read_and_closed_or_missed() {
        boolean[] closed = new boolean[1];
        InputStream resource = new ByteArrayInputStream("{\"name\": \"a\"}".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        assertThat(KnowledgeReader.shipped(resource, "named.json", Shipped.class)
                        .name())
                .isEqualTo("a");
        assertThat(closed[0]).isTrue();
        assertThatThrownBy(() -> KnowledgeReader.shipped(null, "named.json", Shipped.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("named.json");
    }

    record Shipped(String name) {}
}
