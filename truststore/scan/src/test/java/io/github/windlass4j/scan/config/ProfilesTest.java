package io.github.windlass4j.scan.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.windlass4j.scan.inventory.Place;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfilesTest {
    /** As Spring Framework 6.2 answers (Profiles.of). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prod                 | prod      | true
            prod                 | test      | false
            prod,test            | test      | true
            prod, test           | test      | true
            !prod                | test      | true
            !prod                | prod      | false
            prod & cloud         | prod      | false
            prod & cloud         | prod,cloud | true
            prod & !cloud        | prod      | true
            (prod & cloud) ! test | x        | false
            test , (prod & !cloud) | prod    | true
            !(prod & cloud)      | prod      | true
            """)
    void an_expression_says_when_a_document_is_read(String expression, String active, boolean read) {
        assertThat(Profiles.accept(List.of(expression), Set.of(active.split(",", -1))))
                .isEqualTo(read);
    }

    @Test
    void the_pipe_is_an_or_too_and_a_list_wants_one_of_its_items() {
        assertThat(Profiles.accept(List.of("prod | test"), Set.of("test"))).isTrue();
        assertThat(Profiles.accept(List.of("a", "b"), Set.of("b"))).isTrue();
        assertThat(Profiles.accept(List.of("a", "b"), Set.of("c"))).isFalse();
        assertThat(Profiles.accept(List.of(), Set.of())).isTrue();
        assertThat(Profiles.accept(List.of("(".repeat(100) + "a" + ")".repeat(100)), Set.of("a")))
                .isFalse();
    }

    @Test
    void names_are_read_out_of_expressions_and_lists() {
        assertThat(Profiles.named(List.of("prod & !(cloud | on-site)", "test")))
                .containsExactly("cloud", "on-site", "prod", "test");
        assertThat(Profiles.of(Map.of("spring.config.activate.on-profile[0]", "a")))
                .containsExactly("a");
        assertThat(Profiles.of(Map.of("SPRING_CONFIG_ACTIVATE_ONPROFILE", "a"))).containsExactly("a");
        assertThat(Profiles.of(Map.of("spring.profiles.active", "a"))).isEmpty();
    }

    @Test
    void a_file_of_documents_says_which_profiles_it_knows() {
        byte[] text = """
                a: 1
                ---
                spring.config.activate.on-profile: [dev, test]
                ---
                spring: {config: {activate: {on-profile: "prod & eu"}}}
                """.getBytes(StandardCharsets.UTF_8);
        Place at = new Place("", "application.yml");
        assertThat(Configuration.profiles("application.yml", text, at)).containsExactly("dev", "eu", "prod", "test");
        assertThat(Configuration.profiles("application.txt", text, at)).isEmpty();
    }

    private static final String DOCUMENTS = """
            a=1
            #---
            spring.config.activate.on-profile=prod
            a=2
            !---
            spring.config.activate.on-profile=test
            a=3
            """;

    private static String valueOfA(String text, String... active) {
        Place at = new Place("", "application.properties");
        return Configuration.file("application.properties", text.getBytes(StandardCharsets.UTF_8), at, Set.of(active))
                .orElseThrow()
                .find("a")
                .orElseThrow()
                .value();
    }

    @Test
    void properties_have_documents_too() {
        assertThat(valueOfA(DOCUMENTS)).isEqualTo("1");
        assertThat(valueOfA(DOCUMENTS, "prod")).isEqualTo("2");
        assertThat(valueOfA(DOCUMENTS, "prod", "test")).isEqualTo("3");
        byte[] bytes = DOCUMENTS.getBytes(StandardCharsets.UTF_8);
        assertThat(Configuration.profiles("application.properties", bytes, new Place("", "")))
                .containsExactly("prod", "test");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `#---`                 | 2
            `!---`                 | 2
            `#--- `                | 2
            `! note~#---`          | 2
            ` #---`                | 1
            `#----`                | 1
            `# note~#---`          | 1
            `#---~# note`          | 1
            `c=d\\~#---`          | 1
            """)
    void a_comment_separates_nothing(String between, int documents) {
        assertThat(PropertiesText.documents("a=1\n" + between.replace('~', '\n') + "\nb=2\n"))
                .hasSize(documents);
    }

    @Test
    void a_file_may_switch_its_own_profiles_on() {
        String on = "spring.profiles.active=prod\n" + DOCUMENTS;
        assertThat(valueOfA(on)).isEqualTo("2");
        assertThat(valueOfA(on, "test")).isEqualTo("3");
        assertThat(valueOfA("spring.profiles.active[0]=x\nspring.profiles.active[1]=test\n" + DOCUMENTS))
                .isEqualTo("3");
        String within = DOCUMENTS + "spring.profiles.active=prod\n";
        assertThat(valueOfA(within)).as("no profile switches another one on").isEqualTo("1");
        Place at = new Place("", "application.yml");
        Configuration list = Configuration.yaml("spring: {profiles: {active: [prod, \"eu,us\"]}}", at, Set.of());
        assertThat(ConfigScan.of("app", list).profiles()).containsExactly("eu", "prod", "us");
    }

    @Test
    void environment_and_command_line_switch_profiles_on() {
        Configuration environment =
                Configuration.environment(Map.of("SPRING_PROFILES_ACTIVE", "prod, eu,"), new Place("", "env"));
        assertThat(ConfigScan.of("app", environment).profiles()).containsExactly("eu", "prod");
        assertThat(ConfigScan.of("app", environment)
                        .commandLine(List.of("java", "-Dspring.profiles.active=test", "-jar", "a.jar"))
                        .profiles())
                .containsExactly("test");
        assertThat(ConfigScan.of("app", Configuration.none())
                        .commandLine(List.of("--spring.profiles.active=a,b"))
                        .profiles())
                .containsExactly("a", "b");
        assertThat(ConfigScan.of("app", Configuration.none()).profiles()).isEmpty();
    }

    @Test
    void a_placeholder_for_the_profiles_has_a_value_or_a_default_or_says_nothing() {
        String on = "spring.profiles.active=${STAGE:prod}\n" + DOCUMENTS;
        assertThat(valueOfA(on)).isEqualTo("2");
        assertThat(valueOfA("spring.profiles.active=${STAGE}\n" + DOCUMENTS)).isEqualTo("1");
        Configuration file = Configuration.properties(on, new Place("", "application.properties"));
        assertThat(ConfigScan.of("app", file).profiles()).containsExactly("prod");
        Configuration stage = Configuration.environment(Map.of("STAGE", "test, eu"), new Place("", "env"));
        assertThat(ConfigScan.of("app", stage.over(file)).profiles()).containsExactly("eu", "test");
        Configuration open = Configuration.unknown(Map.of("STAGE", "Secret shop/s key stage"), new Place("", "env"));
        assertThat(ConfigScan.of("app", open.over(file)).profiles()).isEmpty();
    }

    @Test
    void names_in_a_list_stand_between_commas() {
        String on = "spring.profiles.active=a b, test\n" + DOCUMENTS;
        assertThat(valueOfA(on)).isEqualTo("3");
        assertThat(ConfigScan.of("app", Configuration.properties(on, new Place("", "application.properties")))
                        .profiles())
                .containsExactly("a b", "test");
    }
}
