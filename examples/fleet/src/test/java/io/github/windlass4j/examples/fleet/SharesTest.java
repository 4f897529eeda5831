package io.github.windlass4j.examples.fleet;

import static io.github.windlass4j.examples.fleet.SampleFleet.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.windlass4j.scan.fleet.FleetAssessment;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharesTest {
    private static final SampleFleet FLEET = new SampleFleet(12, 30);
    private static final List<String> LINES = FLEET.lines(3, 150);
    private static final String WHOLE = whole();

    private static String whole() {
        try {
            return text(FLEET.question.assess(LINES.iterator()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The very steps that an engine takes, on the threads of this JVM. */
    private static List<String> parts(FleetQuestion question, List<String> lines, int shares, int size) {
        return IntStream.range(0, shares)
                .parallel()
                .mapToObj(share -> lines.stream()
                        .filter(line -> Shares.of(line, shares).anyMatch(wanted -> wanted == share))
                        .iterator())
                .flatMap(share -> {
                    List<String> texts = new ArrayList<>();
                    try {
                        Shares.write(question.assess(share), size, texts::add);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    return texts.stream();
                })
                .collect(Collectors.toList());
    }

    @Property(tries = 12)
    void shuffled_parts_of_shuffled_lines_fold_to_the_whole_byte_for_byte(
            @ForAll @IntRange(min = 1, max = 9) int shares,
            @ForAll @IntRange(min = 1, max = 300) int size,
            @ForAll long seed)
            throws IOException {
        List<String> lines = new ArrayList<>(LINES);
        Collections.shuffle(lines, new Random(seed));
        List<String> parts = parts(FLEET.question, lines, shares, size);
        parts.addAll(parts.subList(0, parts.size() / 2)); // what is told twice changes nothing
        Collections.shuffle(parts, new Random(seed));
        assertThat(text(Shares.merge(parts))).isEqualTo(WHOLE);
    }

    @Test
    void the_whole_is_worth_comparing() throws IOException {
        FleetAssessment whole = FLEET.question.assess(LINES.iterator());
        assertThat(whole.stores()).hasSizeGreaterThan(250).anyMatch(name -> name.startsWith("gemeinsam: \u00fc: "));
        assertThat(whole.chains()).hasSize(12);
        assertThat(whole.rejections()).isBetween(1_000L, whole.stores().size() * 12L - 1_000);
    }

    @Test
    void every_sighting_of_a_store_goes_to_one_share_and_what_stores_are_made_of_to_all() {
        assertThat(LINES).anyMatch(line -> line.startsWith("{\"client\"")).allSatisfy(line -> {
            List<Integer> shares = Shares.of(line, 5).boxed().toList();
            if (line.startsWith("{\"store\"")) {
                assertThat(shares).hasSize(1);
                // Another content at the same place.
                String other = line.replaceAll("\"content\": ?\"[0-9a-f]", "\"content\":\"x");
                assertThat(Shares.of(other, 5).boxed()).isEqualTo(shares);
            } else {
                assertThat(shares).hasSize(line.startsWith("{\"client\"") ? 0 : 5);
            }
        });
        assertThat(Shares.of(" ", 5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no json", "[]", "{}", "{\"shop\": {}}", "{\"store\": {\"path\": \"/a\"}}", "{\"store\": {"})
    void a_line_that_is_no_fact_stops_the_assessment(String line) {
        assertThatThrownBy(() -> Shares.of(line, 3)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void a_part_holds_no_more_stores_than_wanted(int size) throws IOException {
        FleetAssessment whole = FLEET.question.assess(LINES.iterator());
        List<String> texts = new ArrayList<>();
        Shares.write(whole, size, texts::add);
        assertThat(texts)
                .hasSize((whole.stores().size() + size - 1) / size)
                .allSatisfy(text -> assertThat(text.lines().count()).isBetween(2L, size + 1L));
        assertThat(Shares.merge(texts)).isEqualTo(whole);
    }

    @Test
    void a_share_without_stores_is_a_part_as_well() throws IOException {
        List<String> texts = new ArrayList<>();
        Shares.write(FLEET.question.assess(Collections.emptyIterator()), 10, texts::add);
        assertThat(texts).hasSize(1);
        texts.addAll(parts(FLEET.question, LINES, 2, 100));
        assertThat(text(Shares.merge(texts))).isEqualTo(WHOLE);
    }

    @Test
    void a_question_arrives_at_a_worker_as_it_was_sent() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(FLEET.question);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(FLEET.question);
        }
    }

    @Test
    void an_unknown_profile_is_refused_with_those_that_are_known() {
        assertThatThrownBy(() -> new FleetQuestion("RFC 5280", FLEET.question.at(), List.of()))
                .hasMessageStartingWith("profile RFC 5280 (want one of RFC5280, ")
                .hasMessageContaining("OPENSSL 3.0");
    }

    @Property(tries = 100)
    void lines_read_and_written_are_the_same_lines(@ForAll @Size(max = 5) List<String> some) throws IOException {
        List<String> lines =
                some.stream().map(line -> line.replaceAll("[\r\n]", "")).toList();
        BufferedReader reader = new BufferedReader(new LineReader(lines.iterator()), 3);
        List<String> again = new ArrayList<>();
        LineWriter writer = new LineWriter(again::add);
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            writer.append(line).append('\n');
        }
        assertThat(again).isEqualTo(lines);
    }
}
