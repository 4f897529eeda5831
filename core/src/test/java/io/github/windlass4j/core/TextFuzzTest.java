package io.github.windlass4j.core;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.windlass4j.core.cert.DistinguishedName;
import io.github.windlass4j.core.hostname.PublicSuffixes;
import io.github.windlass4j.core.hostname.ServerName;
import io.github.windlass4j.core.knowledge.KnowledgeReader;
import io.github.windlass4j.core.knowledge.MalformedKnowledgeException;
import io.github.windlass4j.core.knowledge.Omittable;
import io.github.windlass4j.core.knowledge.Source;
import io.github.windlass4j.core.report.Drawing;
import io.github.windlass4j.house.Fuzzed;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;

/**
 * Text into the readers of names, lists, drawings and knowledge: as tests over the inputs kept in {@code TextFuzzTestInputs},
 * as a fuzzer with {@code JAZZER_FUZZ=1} and one method chosen.
 */
class TextFuzzTest {
    enum Level {
        LOW,
        HIGH
    }

    record Part(
            String text,
            @Omittable List<Part> parts,
            @Omittable Map<Level, List<Integer>> levels) {}

    record Facts(List<Source> sources, LocalDate day, Instant at, Period period, BigDecimal exact, Part part) {}

    @FuzzTest(maxDuration = "15m")
    void name(byte[] input) {
        Fuzzed.read(input, IllegalArgumentException.class, DistinguishedName::parse)
                .filter(name -> !name.matches(DistinguishedName.parse(name.encoded())))
                .ifPresent(name -> {
                    throw new AssertionError("encoded, " + name + " is another name");
                });
    }

    @FuzzTest(maxDuration = "15m")
    void suffixes(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Fuzzed.read(input, IllegalArgumentException.class, PublicSuffixes::parse)
                .ifPresent(list -> {
                    list.isPublicSuffix("www.example.co.uk");
                    text.lines().limit(20).forEach(list::isPublicSuffix);
                });
    }

    @FuzzTest(maxDuration = "15m")
    void server(byte[] input) {
        Fuzzed.read(input, IllegalArgumentException.class, ServerName::parse)
                .filter(name -> name.toString().isEmpty())
                .ifPresent(name -> {
                    throw new AssertionError("a name without text");
                });
    }

    /** What passes has none of the elements that run or load something. */
    @FuzzTest(maxDuration = "15m")
    void drawing(byte[] input) {
        String svg = new String(input, StandardCharsets.UTF_8);
        try {
            Drawing.of("fuzzed", svg, "a drawing");
        } catch (IllegalArgumentException e) {
            return;
        }
        String lower = svg.toLowerCase(java.util.Locale.ROOT);
        for (String forbidden : List.of("<script", "<foreignobject", "<image", "<iframe", "<!doctype", "<!entity")) {
            if (lower.contains(forbidden)) {
                throw new AssertionError("passed with " + forbidden + ": " + svg);
            }
        }
    }

    @FuzzTest(maxDuration = "15m")
    void knowledge(byte[] input) {
        try {
            Facts facts = KnowledgeReader.read(input, "fuzzed.json", Facts.class);
            if (facts.sources().size() < 0 || facts.part().text() == null) {
                throw new AssertionError("a fact that is missing: " + facts);
            }
        } catch (MalformedKnowledgeException e) {
            if (!e.getMessage().startsWith("fuzzed.json:") || e.reason().isBlank()) {
                throw new AssertionError("no place or reason in: " + e.getMessage(), e);
            }
        }
    }
}
