package io.github.windlass4j.manifest.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Mappings keep order and last values, whether they are small or large. */
class MappingTest {
    private static Map<String, Node> last(List<String> keys) {
        Map<String, Node> expected = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            expected.put(keys.get(i), Scalar.of(i));
        }
        return expected;
    }

    @Property
    void a_repeated_key_has_its_last_value_at_its_first_place(
            @ForAll @Size(max = 20) List<@AlphaChars @StringLength(min = 1, max = 2) String> keys) {
        StringBuilder json = new StringBuilder("{");
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            json.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(keys.get(i))
                    .append("\":")
                    .append(i);
            yaml.append('"').append(keys.get(i)).append("\": ").append(i).append('\n');
        }
        Document fromJson = Yaml.read(json.append('}').toString(), "a.json").get(0);
        Document fromYaml =
                Yaml.read(keys.isEmpty() ? "{}" : yaml.toString(), "a.yaml").get(0);
        Map<String, Node> expected = last(keys);
        for (Document document : List.of(fromJson, fromYaml)) {
            Mapping mapping = (Mapping) document.root();
            assertThat(List.copyOf(mapping.entries().entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
            assertThat(document.duplicates()).hasSize(keys.size() - expected.size());
            assertThat(mapping).isEqualTo(Mapping.of(expected)).hasSameHashCodeAs(Mapping.of(expected));
        }
        for (String key : keys) {
            int line = ((Scalar) expected.get(key)).value() instanceof Long place ? place.intValue() + 1 : 0;
            assertThat(((Mapping) fromYaml.root()).keyAt(key)).isEqualTo(new Position(line, 1));
        }
    }

    @Property
    void a_changed_mapping_is_the_changed_map(
            @ForAll @Size(max = 12) List<@AlphaChars @StringLength(min = 1, max = 2) String> keys,
            @ForAll @AlphaChars @StringLength(min = 1, max = 2) String key) {
        Mapping mapping = Mapping.of(last(keys));
        Map<String, Node> more = last(keys);
        more.put(key, Scalar.of("new"));
        assertThat(List.copyOf(mapping.with(key, Scalar.of("new")).entries().entrySet()))
                .isEqualTo(List.copyOf(more.entrySet()));
        Map<String, Node> fewer = last(keys);
        fewer.remove(key);
        assertThat(List.copyOf(mapping.without(key).entries().entrySet())).isEqualTo(List.copyOf(fewer.entrySet()));
    }

    @Test
    void a_small_mapping_cannot_be_changed_from_outside() {
        Map<String, Node> entries = Mapping.of(Map.of("a", Scalar.of(1))).entries();
        assertThatThrownBy(() -> entries.put("b", Scalar.NULL)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> entries.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(entries::clear).isInstanceOf(UnsupportedOperationException.class);
        Map.Entry<String, Node> entry = entries.entrySet().iterator().next();
        assertThatThrownBy(() -> entry.setValue(Scalar.NULL)).isInstanceOf(UnsupportedOperationException.class);
        assertThat(entries).hasSize(1).containsKey("a").doesNotContainKey("b").doesNotContainKey(null);
    }

    @Test
    void the_entries_of_a_small_mapping_end() {
        Iterator<Map.Entry<String, Node>> entries =
                Mapping.of(Map.of("a", Scalar.of(1))).entries().entrySet().iterator();
        assertThat(entries.next().getKey()).isEqualTo("a");
        assertThat(entries.hasNext()).isFalse();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void null_is_seen_however_deep_it_stands() {
        assertThat(Yaml.read("a: [{b: 1}, {c: [~]}]", "a.yaml").get(0).root().holdsNull())
                .isTrue();
        assertThat(Yaml.read("a: [{b: 1}, {c: ['']}]", "a.yaml").get(0).root().holdsNull())
                .isFalse();
    }
}
